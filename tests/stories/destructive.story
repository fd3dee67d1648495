# What destroys is refused, where it is configured so, unless somebody says why.
--- amig.toml
script_location = "migrations"
url = "${DATABASE_URL}"
destructive = "refuse"
--- migrations/versions/aaa1_users.py
"""users"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "aaa1"
down_revision: str | None = None


async def upgrade(op: Operations) -> None:
    await op.create_table("users", sa.Column("id", sa.Integer()), sa.Column("name", sa.String(50)))


async def downgrade(op: Operations) -> None:
    await op.drop_table("users")
--- migrations/versions/bbb2_no_names.py
"""no names any more"""

from __future__ import annotations

from amig.ops import Operations

revision: str = "bbb2"
down_revision: str | None = "aaa1"


async def upgrade(op: Operations) -> None:
    await op.drop_column("users", "name")


async def downgrade(op: Operations) -> None:
    await op.irreversible("the names are gone")
$ amig upgrade
error: revision `bbb2` destroys column `name` of `users`: `ALTER TABLE users DROP COLUMN name`
hint: allow it with `--allow-destructive`, or by `destructive = "why"` in its header; nothing was executed
[exit 1]

= schema

$ amig upgrade aaa1
upgrade aaa1  users  ([TIME])
at aaa1

$ amig upgrade --allow-destructive
upgrade bbb2  no names any more  ([TIME])
at bbb2

$ amig downgrade base
error: revision `aaa1` destroys table `users`: `DROP TABLE users`
hint: allow it with `--allow-destructive`, or by `destructive = "why"` in its header; nothing was executed
[exit 1]

--- migrations/versions/ccc3_nobody.py
"""nobody"""

from __future__ import annotations

from amig.ops import Operations

revision: str = "ccc3"
down_revision: str | None = "bbb2"
destructive: str = "exported to the archive on Monday"


async def upgrade(op: Operations) -> None:
    await op.drop_table("users")


async def downgrade(op: Operations) -> None:
    await op.irreversible("restore the archive")
$ amig plan
upgrade from bbb2 to ccc3

upgrade ccc3  nobody
  may destroy: exported to the archive on Monday
  1. DROP TABLE users
     - DESTRUCTIVE: table `users`
postgresql>      - lock: ACCESS EXCLUSIVE, blocks reads and writes
mysql>      - lock: LOCK=EXCLUSIVE, blocks reads and writes

1 step, 1 statement, 1 destructive

$ amig upgrade
upgrade ccc3  nobody  ([TIME])
at ccc3

= schema
amig_version: version_num
