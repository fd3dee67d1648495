# A new project, from nothing.
$ amig init schema
made [FOLDER]/schema/versions and [FOLDER]/amig.toml (configured already, left as it is)
next:
  amig revision -m "first tables"  (with --autogenerate from your models: set `metadata`, too)
  amig upgrade

$ amig init schema
error: `schema` is there already and is not empty
hint: name another folder, or empty this one
[exit 2]

$ amig revision -m "first table's" --rev-id first01
wrote revision first01
[FOLDER]/migrations/versions/first01_first_table_s.py

$ amig heads
first01 (head)  first table's

$ amig revision -m "second" --rev-id second2
wrote revision second2
[FOLDER]/migrations/versions/second2_second.py

$ amig history
first01 -> second2 (head), second
<base> -> first01, first table's

$ amig upgrade
upgrade first01  first table's  ([TIME])
upgrade second2  second  ([TIME])
at second2

$ amig revision -m again --rev-id second2
error: the revision id `second2` is that of `migrations/versions/second2_second.py`
hint: choose another: at most 32 letters, digits, `_` or `.`
[exit 1]

$ amig revision -m "too long" --rev-id 0123456789012345678901234567890123
error: the revision id `0123456789012345678901234567890123` is longer than 32 characters
hint: choose another: at most 32 letters, digits, `_` or `.`
[exit 1]

$ amig revision -m odd --rev-id "a@b-c"
error: the revision id `a@b-c` holds a @
hint: choose another: at most 32 letters, digits, `_` or `.`
[exit 1]

= schema
amig_version: version_num
