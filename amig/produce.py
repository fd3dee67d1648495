"""Comparisons for programs: differences as tuples, as a script, as Python."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Literal

from amig.autogen.options import autogen_options
from amig.autogen.produced import downgrade_of, upgrade_of
from amig.autogen.render import RenderItem, RenderOptions, render
from amig.autogen.script import MigrationScript, OpContainer
from amig.context import MigrationContext, RunOptions
from amig.diff import Diff, diff
from amig.impl import impl_for, offline_dialect
from amig.script.new import new_id

if TYPE_CHECKING:
    from sqlalchemy import Dialect, MetaData
    from sqlalchemy.ext.asyncio import AsyncConnection

    from amig.ops.base import Directive


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


def render_python_code(
    ops: OpContainer | Sequence[Directive[Any]],
    sqlalchemy_module_prefix: str = "sa.",
    alembic_module_prefix: str = "op.",
    *,
    dialect: str | Dialect = "postgresql",
    style: Literal["async", "blocking"] = "async",
    user_module_prefix: str | None = None,
    render_item: RenderItem | None = None,
    imports: set[str] | None = None,
) -> str:
    """Directives as the body of a function, its first line without indentation; `imports` is given what it needs.

    `dialect` is whose names are written. Raises UnrenderableError.
    """
    directives = ops.flat() if isinstance(ops, OpContainer) else ops
    options = RenderOptions(
        style=style,
        sqlalchemy_module_prefix=sqlalchemy_module_prefix,
        alembic_module_prefix=alembic_module_prefix,
        user_module_prefix=user_module_prefix,
        render_item=render_item,
    )
    given = offline_dialect(f"{dialect}://") if isinstance(dialect, str) else dialect
    rendered = render(directives, impl_for(given), options)
    if imports is not None:
        imports.update(rendered.imports)
    return rendered.text


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
