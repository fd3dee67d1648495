# Branches: new roots, labels, dependencies, splices, merges.
$ amig revision -m "app" --rev-id app01 --head base --branch-label app
wrote revision app01
[FOLDER]/migrations/versions/app01_app.py

$ amig revision -m "lib" --rev-id lib01 --head base --branch-label lib --depends-on app
wrote revision lib01
[FOLDER]/migrations/versions/lib01_lib.py

$ amig revision -m "which one"
error: several heads where one is needed: `app01`, `lib01`
hint: follow one of them with `--head`, or join them first: `amig merge app01 lib01`
[exit 2]

$ amig revision -m "on lib" --rev-id lib02 --head lib@head
wrote revision lib02
[FOLDER]/migrations/versions/lib02_on_lib.py

$ amig revision -m "too late" --head lib01
error: `lib01` is no head: `lib02` came after it
hint: `--splice` starts another line there; `amig heads` shows the heads
[exit 2]

$ amig revision -m "spliced" --rev-id lib03 --head lib01 --splice
wrote revision lib03
[FOLDER]/migrations/versions/lib03_spliced.py

$ amig revision -m x --head base --branch-label lib
error: the branch label `lib` is a label of `migrations/versions/lib01_lib.py`
hint: give the branch another name
[exit 1]

$ amig revision -m x --head base --branch-label head
error: the branch label `head` is a reserved word
hint: give the branch another name
[exit 1]

$ amig revision -m x --head lib02 --depends-on nothing-there
error: no revision `nothing-there`
hint: `amig history` lists them
[exit 2]

$ amig revision -m x --head +1
error: the target `+1` counts from a database, and none is looked at here
hint: use `head`, `LABEL@head`, a label, or a revision id
[exit 2]

$ amig revision -m x --head lib02 --version-path elsewhere
error: `[FOLDER]/elsewhere` is no version location
hint: name one with `--version-path`: `migrations/versions`
[exit 2]

$ amig merge lib02
error: a merge needs two revisions or more, and this is `lib02`
hint: name them, or `heads` for all; one head needs no merge
[exit 2]

$ amig merge lib01 lib02 --splice
error: `lib01` comes before `lib02`, and both are asked for
hint: leave `lib01` out: `lib02` implies it
[exit 2]

$ amig merge lib02 lib03 --rev-id join1
wrote revision join1
[FOLDER]/migrations/versions/join1_merge_lib02_and_lib03.py

$ amig show join1-2
error: several heads where one is needed: `lib02`, `lib03`
hint: count from one of them: `lib02-1`, `lib03-1`
[exit 2]

$ amig merge app01 join1 -m "all in one" --rev-id join2
wrote revision join2
[FOLDER]/migrations/versions/join2_all_in_one.py

$ amig merge
error: a merge needs two revisions or more, and this is `join2`
hint: name them, or `heads` for all; one head needs no merge
[exit 2]

$ amig history
app01, join1 -> join2 (app, lib) (head) (mergepoint), all in one
lib02, lib03 -> join1 (lib) (mergepoint), merge lib02 and lib03
lib01 -> lib03 (lib), spliced
lib01 -> lib02 (lib), on lib
<base> (app01) -> lib01 (lib) (branchpoint), lib
<base> -> app01 (app), app

$ amig upgrade
upgrade app01  app  ([TIME])
upgrade lib01  lib  ([TIME])
upgrade lib02  on lib  ([TIME])
upgrade lib03  spliced  ([TIME])
upgrade join1  merge lib02 and lib03  ([TIME])
upgrade join2  all in one  ([TIME])
at join2

$ amig downgrade base
downgrade join2  all in one  ([TIME])
downgrade join1  merge lib02 and lib03  ([TIME])
downgrade lib03  spliced  ([TIME])
downgrade lib02  on lib  ([TIME])
downgrade lib01  lib  ([TIME])
downgrade app01  app  ([TIME])
at base

= schema
amig_version: version_num
