# env.py decides: two connections, -x arguments, and what happens when it does nothing.
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
--- migrations/env.py
async def run(env):
    table = env.get_x_argument(as_dictionary=True).get("table", "amig_version")
    if env.is_offline_mode():
        await env.run_migrations(version_table=table)
        return
    async with env.connect() as connection:
        await env.run_migrations(connection, version_table=table)
$ amig -x table=my_version upgrade
upgrade aaa1  users  ([TIME])
at aaa1

= schema
my_version: version_num
users: id, name

--- migrations/env.py
async def run(env):
    pass
$ amig upgrade
error: `[FOLDER]/migrations/env.py` ended its `run(env)` without running migrations
hint: define `async def run(env)` and await `env.run_migrations(connection)` in it
[exit 1]

--- migrations/env.py
def run(env):
    pass
$ amig upgrade
error: `[FOLDER]/migrations/env.py` defines no `async def run(env)`
hint: define `async def run(env)` and await `env.run_migrations(connection)` in it
[exit 1]

--- migrations/env.py
async def run(env):
    raise LookupError("no tenant")
$ amig upgrade
error: `[FOLDER]/migrations/env.py` raised LookupError: no tenant
hint: correct env.py; `--debug` shows where it was raised
[exit 1]

--- migrations/env.py
async def run(env):
    yield
$ amig upgrade
error: `[FOLDER]/migrations/env.py` defines a `run` with `yield` in it
hint: define `async def run(env)` and await `env.run_migrations(connection)` in it
[exit 1]

--- migrations/env.py
async def run(env):
    async with env.connect() as connection:
        await env.run_migrations(connection)
$ amig upgrade --sql
error: `[FOLDER]/migrations/env.py` opens a database, and `--sql` has none
hint: ask `env.is_offline_mode()` first, and await `env.run_migrations()` without a connection there
[exit 1]

--- migrations/env.py
from alembic import context
config = context.config
$ amig current
error: `[FOLDER]/migrations/env.py` is Alembic's
hint: take the project over with `amig adopt`
[exit 1]
