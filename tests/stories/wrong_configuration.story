# Configurations and URLs that are wrong.
backends: sqlite
--- migrations/versions/aaa1_users.py
"""users"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import BlockingOperations, Operations

revision: str = "aaa1"
down_revision: str | None = None


async def upgrade(op: Operations) -> None:
    await op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(50)))


async def downgrade(op: Operations) -> None:
    await op.drop_table("users")
$ amig -c nowhere.toml heads
error: no configuration: looked for `nowhere.toml`
hint: run `amig init` here, or name a file with `--config`
[exit 2]

$ amig --url nonsense upgrade
error: the database URL `nonsense` cannot be read
hint: write it like `postgresql+asyncpg://user@host/name`, `mysql+aiomysql://...` or `sqlite+aiosqlite:///file.db`
[exit 2]

$ amig --url oracle9://x upgrade
error: the database URL `oracle9://x` names a dialect that is not there: `oracle9`
hint: write it like `postgresql+asyncpg://user@host/name`, `mysql+aiomysql://...` or `sqlite+aiosqlite:///file.db`
[exit 2]

$ amig --url postgresql+psycopg2://u:secret@h/d upgrade
error: the database URL `postgresql+psycopg2://u:***@h/d` names a blocking driver; use `postgresql+asyncpg`
hint: write it like `postgresql+asyncpg://user@host/name`, `mysql+aiomysql://...` or `sqlite+aiosqlite:///file.db`
[exit 2]

$ amig --url postgresql://u:secret@127.0.0.1:1/d upgrade
error: cannot connect to `postgresql+asyncpg://u:***@[HOST]/d`: Connect call failed ([HOST])
hint: check that the server runs, and host, port, user, password and database name
[exit 1]

$ amig --url sqlite:////nowhere/at/all/x.db upgrade
error: cannot connect to `sqlite+aiosqlite:////nowhere/at/all/x.db`: unable to open database file
hint: check that its folder is there and may be written to; `sqlite:////` begins an absolute path
[exit 1]

$ amig upgrad
error: no command `upgrad`
hint: did you mean `upgrade`, `graph`, `downgrade`?
[exit 2]

--- amig.toml
script_location = "elsewhere"
$ amig heads
error: no migrations folder at `elsewhere`
hint: run `amig init`, or correct `script_location` or `version_locations`
[exit 2]

--- amig.toml
script_location = "migrations"
$ amig upgrade
error: no database: `url` in `[FOLDER]/amig.toml` is not set, and no `engine` either
hint: set `url` there, or give one with `--url`
[exit 2]

--- amig.toml
scritp_location = "migrations"
$ amig heads
error: unknown option `scritp_location` in `amig.toml`
hint: did you mean `script_location`, `version_locations`, `recursive_version_locations`?
[exit 2]

--- amig.toml
lock_wait = "long"
$ amig heads
error: `lock_wait` in `amig.toml` is 'long'; it must be a number
hint: correct `lock_wait` and run again
[exit 2]

--- amig.toml
url = "${NOT_SET_ANYWHERE}"
$ amig upgrade
error: `url` in `amig.toml` needs the environment variable `NOT_SET_ANYWHERE`
hint: set `NOT_SET_ANYWHERE`, or give a default: `${NOT_SET_ANYWHERE:-value}`
[exit 2]

--- amig.toml
not toml
$ amig heads
error: `amig.toml` cannot be read: Expected '=' after a key in a key/value pair (at line 1, column 5)
hint: correct the file and run again
[exit 2]

= schema
