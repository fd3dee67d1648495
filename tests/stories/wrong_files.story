# Files that are wrong.
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
this is no Python
$ amig heads
error: `migrations/versions/bbb2.py`, line 1, does not parse: invalid syntax
hint: correct the file; nothing was executed
[exit 1]

--- migrations/versions/bbb2.py
down_revision = "aaa1"
$ amig heads
error: `migrations/versions/bbb2.py` has no `revision`
hint: give it one, or move the file out of the versions folder
[exit 1]

--- migrations/versions/bbb2.py
revision = "aaa1"
down_revision = None
$ amig heads
error: revision `aaa1` is in more than one file: `migrations/versions/aaa1_users.py`, `migrations/versions/bbb2.py`
hint: give one of them a new id, and correct the `down_revision` that follows it
[exit 1]

--- migrations/versions/bbb2.py
revision = "bbb2"
down_revision = "gone"
$ amig heads
error: `migrations/versions/bbb2.py`: revision `bbb2` follows `gone`, which no file has
hint: restore the file of `gone`, or correct `down_revision`
[exit 1]

--- migrations/versions/bbb2.py
revision = "bbb2"
down_revision = "bbb2"
$ amig heads
error: revision `bbb2` follows, or depends on, itself
hint: correct the `down_revision` or `depends_on` of one of them
[exit 1]

--- migrations/versions/bbb2.py
revision = "bbb2"
down_revision = "aaa1"
$ amig upgrade
error: `migrations/versions/bbb2.py` has no `upgrade()`
hint: give it one, or move the file out of the versions folder
[exit 1]

--- migrations/versions/bbb2.py
revision = "bbb2"
down_revision = "aaa1"
import nowhere_at_all
$ amig upgrade
error: `migrations/versions/bbb2.py`, line 3, cannot be imported: ModuleNotFoundError: No module named 'nowhere_at_all'
hint: correct the file; nothing was executed
[exit 1]

$ amig current
at base

= schema
