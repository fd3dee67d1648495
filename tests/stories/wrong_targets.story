# Wrong targets.
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
$ amig upgrade nope
error: no revision `nope`
hint: `amig history` lists them
[exit 2]

$ amig upgrade aaa1x
error: no revision `aaa1x`
hint: did you mean `aaa1`?
[exit 2]

$ amig upgrade +5
error: `+5` is further than the history goes; steps left that way: 2
hint: use `head` or `base` to go all the way
[exit 2]

$ amig upgrade "+1 junk"
error: the target `+1 junk` cannot be read
hint: use `head`, `base`, `+1`, `-1`, or a revision id
[exit 2]

$ amig upgrade -1
error: `-1` is no upgrade from `base`
hint: use the other one of `amig upgrade` and `amig downgrade`
[exit 2]

$ amig downgrade bbb2
error: `bbb2` is no downgrade from `base`
hint: use the other one of `amig upgrade` and `amig downgrade`
[exit 2]

$ amig upgrade aaa1
upgrade aaa1  users  ([TIME])
at aaa1

$ amig downgrade -3
error: `-3` is further than the history goes; steps left that way: 1
hint: use `head` or `base` to go all the way
[exit 2]

$ amig downgrade
error: `downgrade` needs a target
hint: give `-1` for one step, `base` for all, or what is to stay
[exit 2]

$ amig upgrade head:base
error: the target `head:base` is a range, and one place is needed
hint: use `head`, `base`, `+1`, `-1`, or a revision id
[exit 2]
