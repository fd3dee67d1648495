# A revision that fails half way.
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
--- migrations/versions/bbb2.py
"""breaks"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import BlockingOperations, Operations

revision: str = "bbb2"
down_revision: str | None = "aaa1"


async def upgrade(op: Operations) -> None:
    await op.execute("INSERT INTO users (id, name) VALUES (1, 'ann')")
    await op.create_table("half", sa.Column("id", sa.Integer()))
    await op.execute("INSERT INTO users (id, name) VALUES (2, 'bob')")
    await op.execute("INSERT INTO nowhere (id) VALUES (1)")


async def downgrade(op: Operations) -> None:
    pass
$ amig upgrade
upgrade aaa1  users  ([TIME])
sqlite> error: upgrade of revision `bbb2` failed at statement 4: no such table: nowhere
postgresql> error: upgrade of revision `bbb2` failed at statement 4: relation "nowhere" does not exist
mysql> error: upgrade of revision `bbb2` failed at statement 4 of 4: Table '[DATABASE].nowhere' doesn't exist
sqlite> hint: the version is still `aaa1`, and nothing of this revision was kept; correct it and run again
postgresql> hint: the version is still `aaa1`, and nothing of this revision was kept; correct it and run again
mysql> hint: MySQL cannot undo DDL; fix the cause and run `amig upgrade` again: it continues at statement 3
[exit 1]

$ amig current
mysql> upgrade of bbb2: interrupted at statement 3 of 4
aaa1

= schema
amig_version: version_num
mysql> half: id
users: id, name
