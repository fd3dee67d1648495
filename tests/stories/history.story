# What the history says, without a database.
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
$ amig history
aaa1 -> bbb2 (head), posts of users
<base> -> aaa1, users

$ amig heads
bbb2 (head)  posts of users

$ amig heads --json
{
  "heads": [
    {
      "revision": "bbb2",
      "down_revision": [
        "aaa1"
      ],
      "message": "posts of users",
      "path": "[FOLDER]/migrations/versions/bbb2_posts.py",
      "is_head": true,
      "doc": "posts of users",
      "depends_on": [],
      "branch_labels": [],
      "branches_into": [],
      "is_needed": false,
      "is_current": null
    }
  ],
  "heads_file": null
}

$ amig show bbb2
Rev: bbb2 (head)
Parent: aaa1
Path: [FOLDER]/migrations/versions/bbb2_posts.py

    posts of users

$ amig show base
nothing to show at base

$ amig show zzzz
error: no revision `zzzz`
hint: `amig history` lists them
[exit 2]
