# Stamping: the version is set, nothing is run.
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
--- migrations/versions/bbb2_posts.py
"""posts of users"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import BlockingOperations, Operations

revision: str = "bbb2"
down_revision: str | None = "aaa1"


def upgrade(op: BlockingOperations) -> None:
    op.create_table(
        "posts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("users.id")),
    )


def downgrade(op: BlockingOperations) -> None:
    op.drop_table("posts")
$ amig stamp aaa1
at aaa1

$ amig current
aaa1

$ amig stamp head
at bbb2

$ amig stamp base
at base

$ amig current
at base

$ sql INSERT INTO amig_version VALUES ('unknown1')
$ amig current
unknown1 (unknown)

$ amig upgrade
error: the database is at `unknown1`, which is not in `migrations/versions`
hint: restore the missing file, or set a known revision with `amig stamp --purge`
[exit 1]

$ amig stamp head
error: the database is at `unknown1`, which is not in `migrations/versions`
hint: restore the missing file, or set a known revision with `amig stamp --purge`
[exit 1]

$ amig stamp head --purge
at bbb2

$ amig current --check-heads
bbb2 (head)

= schema
amig_version: version_num
