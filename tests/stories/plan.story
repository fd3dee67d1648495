# Look first, let others look, then do just that.
--- migrations/versions/aaa1_users.py
"""users"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "aaa1"
down_revision: str | None = None


async def upgrade(op: Operations) -> None:
    await op.create_table("users", sa.Column("id", sa.Integer()), sa.Column("name", sa.String(50)))
    await op.create_index("ix_users_name", "users", ["name"])


async def downgrade(op: Operations) -> None:
    await op.drop_table("users")
--- migrations/versions/bbb2_short.py
"""shorter names, for those that there are"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "bbb2"
down_revision: str | None = "aaa1"


async def upgrade(op: Operations) -> None:
    await op.add_column("users", sa.Column("short", sa.String(5)))
    rows = await op.get_bind().execute(sa.text("SELECT id FROM users"))
    for row in rows.all():
        await op.execute(f"UPDATE users SET short = 'x' WHERE id = {row.id}")


async def downgrade(op: Operations) -> None:
    await op.drop_column("users", "short")
$ amig plan
upgrade from base to bbb2

upgrade aaa1  users
  1. CREATE TABLE users (
         id INTEGER,
         name VARCHAR(50)
     )
  2. CREATE INDEX ix_users_name ON users (name)
postgresql>      - lock: SHARE, blocks writes
mysql>      - lock: LOCK=NONE, blocks nothing

upgrade bbb2  shorter names, for those that there are
  1. ALTER TABLE users ADD COLUMN short VARCHAR(5)
postgresql>      - lock: ACCESS EXCLUSIVE, blocks reads and writes
mysql>      - lock: LOCK=NONE, blocks nothing
  ... depends on data: op.get_bind()

2 steps, 3 statements, 1 not shown whole
`amig plan --execute-scripts` runs what depends on data, and lets it read

= schema

$ amig upgrade +1
upgrade aaa1  users  ([TIME])
at aaa1

$ sql INSERT INTO users (id, name) VALUES (7, 'ann')
$ amig plan
upgrade from aaa1 to bbb2

upgrade bbb2  shorter names, for those that there are
  1. ALTER TABLE users ADD COLUMN short VARCHAR(5)
postgresql>      - lock: ACCESS EXCLUSIVE, blocks reads and writes
mysql>      - lock: LOCK=NONE, blocks nothing
  ... depends on data: op.get_bind()

1 step, 1 statement, 1 not shown whole
`amig plan --execute-scripts` runs what depends on data, and lets it read

$ amig plan --execute-scripts
upgrade from aaa1 to bbb2

upgrade bbb2  shorter names, for those that there are
  1. ALTER TABLE users ADD COLUMN short VARCHAR(5)
postgresql>      - lock: ACCESS EXCLUSIVE, blocks reads and writes
mysql>      - lock: LOCK=NONE, blocks nothing
  2. SELECT id FROM users
     - read by the script, as the database is before what is above
  3. UPDATE users SET short = 'x' WHERE id = 7
postgresql>      - lock: ROW EXCLUSIVE, blocks nothing
mysql>      - lock: row locks, blocks nothing

1 step, 3 statements

$ amig plan --downgrade base --out back.json
downgrade from aaa1 to base

downgrade aaa1  users
  1. DROP TABLE users
     - DESTRUCTIVE: table `users`
postgresql>      - lock: ACCESS EXCLUSIVE, blocks reads and writes
mysql>      - lock: LOCK=EXCLUSIVE, blocks reads and writes

1 step, 1 statement, 1 destructive
written to back.json: `amig downgrade --plan back.json` does just that

$ amig upgrade --dry-run aaa1
nothing to do: at aaa1

$ amig upgrade --allow-destructive
upgrade bbb2  shorter names, for those that there are  ([TIME])
at bbb2

$ amig downgrade --plan back.json
error: the plan no longer fits: the database was at `aaa1` and is at `bbb2`
hint: this database was left as it is; look at a new plan with `amig plan`
[exit 1]

$ amig downgrade --dry-run -1
downgrade from bbb2 to aaa1

downgrade bbb2  shorter names, for those that there are
  1. ALTER TABLE users DROP COLUMN short
     - DESTRUCTIVE: column `short` of `users`
postgresql>      - lock: ACCESS EXCLUSIVE, blocks reads and writes
mysql>      - lock: LOCK=NONE, blocks nothing
sqlite>      - rewrites the table

1 step, 1 statement, 1 destructive

= schema
amig_version: version_num
users: id, name, short
