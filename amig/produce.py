"""Comparisons for programs: differences as tuples, as a script, as Python."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from amig.autogen.options import autogen_options
from amig.autogen.produced import downgrade_of, upgrade_of
from amig.autogen.script import MigrationScript
from amig.context import MigrationContext, RunOptions
from amig.diff import Diff, diff
from amig.script.new import new_id

if TYPE_CHECKING:
    from sqlalchemy import MetaData
    from sqlalchemy.ext.asyncio import AsyncConnection


async def compare_metadata(
    context: MigrationContext | AsyncConnection, metadata: MetaData | Sequence[MetaData]
) -> list[Any]:
    """The differences between a database and the models, as Alembic's tuples; creates nothing.

    A changed column is a list of tuples. What Alembic has no tuple for is `(verb, directive)`.
    """
    script = await produce_migrations(context, metadata)
    return script.upgrade_ops.as_diffs()


async def produce_migrations(
    context: MigrationContext | AsyncConnection, metadata: MetaData | Sequence[MetaData]
) -> MigrationScript:
    """The script that makes a database as the models are, and the way back; nothing is written, no hook rewrites it."""
    async with _context(context) as open_context:
        found: Diff = await diff(open_context, _several(metadata))
    options = autogen_options(open_context.opts, open_context.config)
    sure = found.sure
    return MigrationScript(
        new_id(), upgrade_of(sure, options.upgrade_token), downgrade_of(sure, options.downgrade_token)
    )


def _several(metadata: MetaData | Sequence[MetaData]) -> tuple[MetaData, ...]:
    return tuple(metadata) if isinstance(metadata, list | tuple) else (metadata,)  # type: ignore[return-value]


@asynccontextmanager
async def _context(given: MigrationContext | AsyncConnection) -> AsyncGenerator[MigrationContext, None]:
    """A context as it is; on a connection one that is only looked with."""
    if isinstance(given, MigrationContext):
        yield given
        return
    nothing: Any = None
    async with MigrationContext.online(given, nothing, RunOptions()) as context:
        yield context
