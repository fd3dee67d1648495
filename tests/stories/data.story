# Data moves between tables, and back.
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
"""names"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import BlockingOperations, Operations

revision: str = "bbb2"
down_revision: str | None = "aaa1"


async def upgrade(op: Operations) -> None:
    await op.create_table("names", sa.Column("user_id", sa.Integer()), sa.Column("name", sa.String(50)))
    await op.execute("INSERT INTO users (id, name) VALUES (1, '100% :sure')")
    await op.execute("INSERT INTO names (user_id, name) SELECT id, name FROM users")
    rows = (await op.get_bind().execute(sa.text("SELECT name FROM names"))).scalars().all()
    assert rows == ["100% :sure"], rows
    await op.drop_column("users", "name")


async def downgrade(op: Operations) -> None:
    pass
$ amig upgrade
upgrade aaa1  users  ([TIME])
upgrade bbb2  names  ([TIME])
at bbb2

= schema
amig_version: version_num
names: user_id, name
users: id

$ amig current --check-heads
bbb2 (head)
