"""Models against a real database: made, compared, changed by what was found, compared again."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from amig.autogen.found import Found
from amig.context import MigrationContext, RunOptions
from amig.diff import Diff, diff
from amig.impl.online import Online
from amig.ops.base import Directive
from tests.servers.databases import Backend


@contextlib.asynccontextmanager
async def engine_of(backend: Backend) -> AsyncGenerator[AsyncEngine, None]:
    engine = create_async_engine(backend.url, poolclass=NullPool)
    try:
        yield engine
    finally:
        await engine.dispose()


async def make(engine: AsyncEngine, metadata: sa.MetaData) -> None:
    """`create_all`."""
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)


@contextlib.asynccontextmanager
async def context_on(engine: AsyncEngine, **options: Any) -> AsyncGenerator[MigrationContext, None]:
    script: Any = None
    async with (
        engine.connect() as connection,
        MigrationContext.online(connection, script, RunOptions(**options)) as context,
    ):
        yield context


async def compare(engine: AsyncEngine, *metadata: sa.MetaData, **options: Any) -> Diff:
    """One comparison on a connection of its own."""
    async with context_on(engine, **options) as context:
        return await diff(context, metadata)


async def apply(engine: AsyncEngine, directives: Iterable[Directive[Any]]) -> None:
    """Carry directives out, each as a script's operation would be, and commit."""
    async with context_on(engine) as context:
        for directive in directives:
            for part in context.impl.parts(directive):
                looks = context.impl.looks(part)
                seen = await context.look(part, looks) if looks else None
                for statement in context.impl.emit(part, seen):
                    await context.channel.put(statement)
                await context.channel.flush()
        assert isinstance(context.channel, Online)
        await context.channel.commit()


def upgrade_of(found: Sequence[Found]) -> list[Directive[Any]]:
    return [one.directive for one in found]


def downgrade_of(found: Sequence[Found]) -> list[Directive[Any]]:
    return [directive for one in reversed(found) for directive in one.undone()]


def told(found: Iterable[Found]) -> list[str]:
    """The differences in words, for failures that can be read."""
    return list(_lines(found))


def _lines(found: Iterable[Found]) -> Iterator[str]:
    for one in found:
        notes = "; ".join(f"{note.subject}: {note.reason}" for note in one.notes)
        yield f"{type(one.directive).__name__}: {notes}{f' (unsure: {one.unsure})' if one.unsure else ''}"


async def emptied(engine: AsyncEngine) -> None:
    """Nothing is left of what was made: for properties, which make many databases in one."""
    if engine.dialect.name == "postgresql":
        async with engine.begin() as connection:
            await connection.execute(sa.text("DROP SCHEMA public CASCADE"))
            await connection.execute(sa.text("CREATE SCHEMA public"))
            await connection.execute(sa.text("DROP SCHEMA IF EXISTS side CASCADE"))
            await connection.execute(sa.text("CREATE SCHEMA side"))
        return
    async with engine.connect() as connection:
        off, on = (
            ("PRAGMA foreign_keys=OFF", "")
            if engine.dialect.name == "sqlite"
            else (
                "SET foreign_key_checks = 0",
                "SET foreign_key_checks = 1",
            )
        )
        await connection.execute(sa.text(off))
        for name in await connection.run_sync(lambda sync: sa.inspect(sync).get_table_names()):
            quoted = connection.dialect.identifier_preparer.quote(name)
            await connection.execute(sa.text(f"DROP TABLE {quoted}"))
        if engine.dialect.supports_sequences:
            for name in await connection.run_sync(lambda sync: sa.inspect(sync).get_sequence_names()):
                await connection.execute(sa.schema.DropSequence(sa.Sequence(name)))
        if on:
            await connection.execute(sa.text(on))
        await connection.commit()
