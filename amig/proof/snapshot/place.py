"""A scratch database as a tenant would find it: its own schema in the search path, what is shared made already."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from amig.aside import aside
from amig.proof.scratch import scratch
from amig.proof.tried import Trial

if TYPE_CHECKING:
    from sqlalchemy import URL
    from sqlalchemy.ext.asyncio import AsyncEngine

    from amig.context import RunOptions
    from amig.script.directory import ScriptDirectory

Prepare = Callable[["AsyncEngine"], Awaitable[None]]
"""Makes what tenants share in an empty database, before any of them is made."""


@asynccontextmanager
async def tenant_place(
    beside: URL, schema: str, shared_schemas: Collection[str], prepare: Prepare | None
) -> AsyncGenerator[AsyncEngine, None]:
    """An engine whose default schema is the tenant's, which is empty. Elsewhere than on PostgreSQL it is the database.

    Raises NoScratchError.
    """
    async with scratch(beside) as engine:
        if prepare is not None:
            await prepare(engine)
        if engine.dialect.name == "postgresql":
            await _move_in(engine, schema, shared_schemas)
        yield engine


async def _move_in(engine: AsyncEngine, schema: str, shared_schemas: Collection[str]) -> None:
    """Make the schema; every connection from now on begins in it, and in those that are shared."""
    quote = engine.dialect.identifier_preparer.quote_identifier
    async with engine.begin() as connection:
        for name in (schema, *shared_schemas):
            await connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {quote(name)}")
    path = ", ".join(map(quote, (schema, *shared_schemas)))

    @event.listens_for(engine.sync_engine, "connect", insert=True)
    def enter(connection: Any, _record: object) -> None:
        was, connection.autocommit = connection.autocommit, True
        cursor = connection.cursor()
        cursor.execute(f"SET SESSION search_path = {path}")
        cursor.close()
        connection.autocommit = was

    engine.sync_engine.dialect.default_schema_name = schema


def trial_of(engine: AsyncEngine, script: ScriptDirectory, options: RunOptions, tenant: Any) -> Trial:
    """The revisions as they run for that tenant."""
    mine: Any = {"search_path": (), "name": tenant.name, "arguments": {**options.arguments, "tenant": tenant}}
    return Trial(engine, script, replace(options, **mine))


async def shared_first(engine: AsyncEngine, script: ScriptDirectory, options: RunOptions) -> None:
    """Run the shared scope's revisions, all of them."""
    trial = await aside(Trial, engine, script, options)
    await trial.upgrade("heads")
