# Two people added a revision after the same one. The database has run theirs; ours goes after it.
# In a git repository `amig rebase` alone would do: git knows what is published.
--- migrations/versions/aaa1_users.py
"""users

Revision ID: aaa1
Revises:
"""

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "aaa1"
down_revision: str | None = None


async def upgrade(op: Operations) -> None:
    await op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True))


async def downgrade(op: Operations) -> None:
    await op.drop_table("users")
--- migrations/versions/bbb2_posts.py
"""theirs

Revision ID: bbb2
Revises: aaa1
"""

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "bbb2"
down_revision: str | None = "aaa1"


async def upgrade(op: Operations) -> None:
    await op.create_table("posts", sa.Column("id", sa.Integer(), primary_key=True))


async def downgrade(op: Operations) -> None:
    await op.drop_table("posts")
--- migrations/versions/ccc3_notes.py
"""ours

Revision ID: ccc3
Revises: aaa1
"""

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "ccc3"
down_revision: str | None = "aaa1"


async def upgrade(op: Operations) -> None:
    await op.create_table("notes", sa.Column("id", sa.Integer(), primary_key=True))


async def downgrade(op: Operations) -> None:
    await op.drop_table("notes")
--- migrations/versions/ddd4_tags.py
"""ours, too

Revision ID: ddd4
Revises: ccc3
"""

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "ddd4"
down_revision: str | None = "ccc3"


async def upgrade(op: Operations) -> None:
    await op.create_table("tags", sa.Column("id", sa.Integer(), primary_key=True))


async def downgrade(op: Operations) -> None:
    await op.drop_table("tags")
$ amig upgrade bbb2
upgrade aaa1  users  ([TIME])
upgrade bbb2  theirs  ([TIME])
at bbb2

$ amig upgrade
error: several heads where one is needed: `bbb2`, `ddd4`
hint: name one of them, or `heads` for all
[exit 2]

$ amig heads --check
bbb2 (head)  theirs
ddd4 (head)  ours, too
error: more than one head: `bbb2`, `ddd4`
hint: `amig rebase` puts your revisions after the others; `amig merge heads` joins what is published
[exit 3]

$ amig rebase --unapplied
ccc3: aaa1 -> bbb2
now at head: ddd4

$ amig heads --check
ddd4 (head)  ours, too

$ amig rebase --unapplied
nothing to do: one head: ddd4

$ amig upgrade
upgrade ccc3  ours  ([TIME])
upgrade ddd4  ours, too  ([TIME])
at ddd4

--- migrations/versions/eee5_links.py
"""another one

Revision ID: eee5
Revises: ccc3
"""

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "eee5"
down_revision: str | None = "ccc3"


async def upgrade(op: Operations) -> None:
    await op.create_table("links", sa.Column("id", sa.Integer(), primary_key=True))


async def downgrade(op: Operations) -> None:
    await op.drop_table("links")
$ amig rebase --unapplied --head ddd4
error: the database already has what would move: `ddd4`
hint: what is published stays where it is: exchange `--head` and `--onto`, or `amig merge heads`
[exit 1]

$ amig rebase --unapplied
eee5: ccc3 -> ddd4
now at head: eee5

$ amig upgrade
upgrade eee5  another one  ([TIME])
at eee5

= schema
amig_version: version_num
links: id
notes: id
posts: id
tags: id
users: id
