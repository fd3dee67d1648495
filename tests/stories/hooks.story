# What is done to a new file when it was written.
backends: sqlite
--- tools.py
from pathlib import Path


def remark(path, options):
    Path(path).write_text(Path(path).read_text() + f"# {options['text']}\n")


def fails(path, options):
    raise RuntimeError("not today")
--- amig.toml
script_location = "migrations"
url = "${DATABASE_URL}"

[[post_write_hooks]]
name = "ruff"
type = "module"
module = "ruff"
options = "check --isolated --quiet --fix --select I REVISION_SCRIPT_FILENAME"

[[post_write_hooks]]
name = "remark"
type = "tools:remark"
text = "reviewed by ${REVIEWER:-nobody}"
--- migrations/script.py.mako
"""${message}"""
import sqlalchemy as sa
import os

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade():
    ${upgrades if upgrades else "pass"}


def downgrade():
    ${downgrades if downgrades else "pass"}
$ amig revision -m "first" --rev-id first01
wrote revision first01
ran ruff
ran remark
[FOLDER]/migrations/versions/first01_first.py

$ amig upgrade
upgrade first01  first  ([TIME])
at first01

$ amig merge first01
error: a merge needs two revisions or more, and this is `first01`
hint: name them, or `heads` for all; one head needs no merge
[exit 2]

--- amig.toml
script_location = "migrations"

[[post_write_hooks]]
name = "mine"
type = "tools:fails"
$ amig revision -m "second" --rev-id second2
error: the hook `mine` on `migrations/versions/second2_second.py`: RuntimeError: not today
hint: `migrations/versions/second2_second.py` was written and is kept; correct it, or `post_write_hooks`, and run the hook by hand
[exit 1]

$ amig heads
second2 (head)  second

--- amig.toml
script_location = "migrations"

[[post_write_hooks]]
name = "checks"
type = "module"
module = "ruff"
options = "check --isolated --output-format concise REVISION_SCRIPT_FILENAME --select F401,I --no-cache"
$ amig revision -m "third" --rev-id third03
error: the hook `checks` on `migrations/versions/third03_third.py`: ended with 1
    migrations/versions/third03_third.py:2:1: I001 [*] Import block is un-sorted or un-formatted
    migrations/versions/third03_third.py:2:22: F401 [*] `sqlalchemy` imported but unused
    migrations/versions/third03_third.py:3:8: F401 [*] `os` imported but unused
    Found 3 errors.
    [*] 3 fixable with `--fix`.
hint: `migrations/versions/third03_third.py` was written and is kept; correct it, or `post_write_hooks`, and run the hook by hand
[exit 1]

--- amig.toml
script_location = "migrations"

[[post_write_hooks]]
name = "gone"
type = "console_scripts"
entrypoint = "no-such-thing"
$ amig revision -m "fourth" --rev-id fourth4
error: the hook `gone` on `migrations/versions/fourth4_fourth.py`: no installed package has the entry point `no-such-thing`
hint: `migrations/versions/fourth4_fourth.py` was written and is kept; correct it, or `post_write_hooks`, and run the hook by hand
[exit 1]

--- amig.toml
script_location = "migrations"

[[post_write_hooks]]
name = "odd"
type = "exce"
$ amig revision -m "fifth" --rev-id fifth05
error: the hook `odd` has the type 'exce'; it can be `exec`, `module`, `console_scripts`, or a function as `package.module:name`
hint: correct `post_write_hooks` and run again; nothing was written
[exit 2]

--- amig.toml
script_location = "migrations"
post_write_hooks = ["ruff"]
$ amig revision -m "fifth" --rev-id fifth05
error: `post_write_hooks` in `amig.toml` is ['ruff']; it must be a list of tables
hint: correct `post_write_hooks` and run again
[exit 2]

$ amig history
error: `post_write_hooks` in `amig.toml` is ['ruff']; it must be a list of tables
hint: correct `post_write_hooks` and run again
[exit 2]
