# Up, down, and up again.
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
$ amig upgrade
upgrade aaa1  users  ([TIME])
upgrade bbb2  posts of users  ([TIME])
at bbb2

$ amig current
bbb2 (head)

$ amig upgrade
nothing to do: at bbb2

= schema
amig_version: version_num
posts: id, user_id
users: id, name

$ amig downgrade -1
downgrade bbb2  posts of users  ([TIME])
at aaa1

$ amig current --json
{
  "revisions": [
    "aaa1"
  ],
  "heads": [
    "bbb2"
  ],
  "unknown": [],
  "implied": [],
  "entries": [
    {
      "revision": "aaa1",
      "down_revision": [],
      "message": "users",
      "path": "[FOLDER]/migrations/versions/aaa1_users.py",
      "is_head": false,
      "doc": "users",
      "depends_on": [],
      "branch_labels": [],
      "branches_into": [],
      "is_needed": false,
      "is_current": true
    }
  ],
  "name": null,
  "databases": [],
  "interrupted": null,
  "backfills": []
}

= schema
amig_version: version_num
users: id, name

$ amig downgrade base
downgrade aaa1  users  ([TIME])
at base

$ amig current
at base

$ amig upgrade +1
upgrade aaa1  users  ([TIME])
at aaa1

$ amig upgrade head
upgrade bbb2  posts of users  ([TIME])
at bbb2

= schema
amig_version: version_num
posts: id, user_id
users: id, name
