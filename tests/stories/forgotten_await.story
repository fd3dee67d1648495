# A forgotten await is found before anything runs.
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
"""forgets"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import BlockingOperations, Operations

revision: str = "bbb2"
down_revision: str | None = "aaa1"


async def upgrade(op: Operations) -> None:
    op.drop_table("users")


async def downgrade(op: Operations) -> None:
    pass
$ amig upgrade
error: never awaited: `op.drop_table` ([FOLDER]/migrations/versions/bbb2.py, line 14)
hint: write `await` before the call; nothing was executed
[exit 1]

$ amig current
at base

= schema
