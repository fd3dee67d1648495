"""Revisions that run on a scratch database, and what it holds before and after."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from anyio import create_task_group
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from amig.context import MigrationContext
from amig.diff import BOOKKEEPING
from amig.impl.online import Online
from amig.look.survey import survey
from amig.run import reach
from amig.script.plan import Goal
from amig.stamping import stamp

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

    from amig.context import RunOptions
    from amig.look.shapes import Snapshot
    from amig.ops.base import Directive
    from amig.script.directory import ScriptDirectory
    from amig.script.plan import Direction

KINDS = {
    "postgresql": frozenset({"view", "function", "trigger", "extension", "policy"}),
    "mysql": frozenset({"view", "function", "trigger"}),
    "mariadb": frozenset({"view", "function", "trigger"}),
    "sqlite": frozenset({"view", "trigger"}),
}
"""What is looked at besides tables, enums and sequences. Grants belong to roles, which belong to the server."""

OPENINGS = {"mysql": "SET foreign_key_checks = 0", "mariadb": "SET foreign_key_checks = 0", "sqlite": "BEGIN"}
"""What a session begins with in which tables are made in any order."""

AT_ONCE = 4
"""Sessions that make tables on MySQL, which waits for the disk after each: for several at once it waits once."""

_SYSTEM = frozenset({"information_schema", "pg_catalog", "pg_toast"})


class Trial:
    """A scratch database and the revisions that are tried on it. Each call has a connection of its own."""

    def __init__(self, engine: AsyncEngine, script: ScriptDirectory, options: RunOptions) -> None:
        self.engine, self.script = engine, script
        quiet: Any = {"destructive": "allow", "on_version_apply": (), "version_table_schema": None, "ledger": False}
        self.options = replace(options, **quiet)

    @asynccontextmanager
    async def context(self) -> AsyncGenerator[MigrationContext, None]:
        """A context on the scratch database."""
        async with (
            self.engine.connect() as connection,
            MigrationContext.online(connection, self.script, self.options) as context,
        ):
            yield context

    async def go(self, direction: Direction, revisions: Collection[str]) -> None:
        """Apply these revisions and all that they need, or take them back with all that needs them."""
        async with self.context() as context:
            await reach(context, Goal(direction, ", ".join(revisions), frozenset(revisions)), await context.heads())

    async def upgrade(self, target: str) -> None:
        """Go up to a target, as `amig upgrade` does."""
        async with self.context() as context:
            heads = await context.heads()
            await reach(context, self.script.resolve(target, heads, "upgrade"), heads)

    async def stamp(self, rows: Collection[str]) -> None:
        """Say where the scratch database is."""
        if rows:
            async with self.context() as context:
                await stamp(context, frozenset(rows))

    async def look(self) -> Snapshot:
        """All that the scratch database holds."""
        async with self.context() as context:
            return await whole(context)

    async def say(self, statements: Sequence[str]) -> None:
        """Make tables by their texts, in any order."""
        at_once = AT_ONCE if self.engine.dialect.name in ("mysql", "mariadb") else 1
        waiting, failed = list(reversed(statements)), list[DBAPIError]()
        async with create_task_group() as tasks:
            for _ in range(min(at_once, len(statements))):
                tasks.start_soon(self._say, waiting, failed)
        if failed:
            raise failed[0]

    async def _say(self, waiting: list[str], failed: list[DBAPIError]) -> None:
        """One session, until there is nothing more to say, or one of them failed."""
        async with self.context() as context:
            channel = context.channel
            assert isinstance(channel, Online)  # noqa: S101 - for the type checker
            try:
                if opening := OPENINGS.get(self.engine.dialect.name):
                    await channel.quietly(opening)
                while waiting and not failed:
                    await channel.quietly(waiting.pop())
                await channel.commit()
            except DBAPIError as error:
                failed.append(error)

    async def make(self, directives: Sequence[Directive[Any]]) -> list[str]:
        """Carry directives out; one that needs another comes after it, whatever order they are in.

        Gives back what was sent, in an order in which it can be sent again.
        """
        try:
            return await self._make(directives, patient=self.engine.dialect.name != "postgresql")
        except DBAPIError:
            if self.engine.dialect.name != "postgresql":
                raise
            return await self._make(directives, patient=True)

    async def _make(self, waiting: Sequence[Directive[Any]], *, patient: bool) -> list[str]:
        """Savepoints take longer than what is between them: with `patient` only, what fails is tried again later."""
        sent: list[str] = []
        async with self.context() as context:
            channel = context.channel
            assert isinstance(channel, Online)  # noqa: S101 - for the type checker
            while waiting:
                late: list[tuple[Directive[Any], DBAPIError]] = []
                for directive in waiting:
                    async with _attempt(channel, directive, late) if patient else nullcontext():
                        sent += await _carry_out(context, directive)
                if late and len(late) == len(waiting):
                    raise late[0][1]
                waiting = [directive for directive, _ in late]
            await channel.commit()
        return sent


@asynccontextmanager
async def _attempt(
    channel: Online, directive: Directive[Any], late: list[tuple[Directive[Any], DBAPIError]]
) -> AsyncGenerator[None, None]:
    """What fails inside is noted, and takes nothing else along."""
    nested = channel.connection.begin_nested if channel.sync.dialect.name == "postgresql" else nullcontext
    try:
        async with nested():
            yield
    except DBAPIError as error:
        late.append((directive, error))


async def _carry_out(context: MigrationContext, directive: Directive[Any]) -> list[str]:
    sent: list[str] = []
    for part in context.impl.parts(directive):
        looks = context.impl.looks(part)
        seen = await context.look(part, looks) if looks else None
        for statement in context.impl.emit(part, seen):
            if statement.makes is not None:
                await context.channel.flush()
            known = statement.makes in context.channel.made
            await context.channel.put(statement)
            sent += [] if known or statement.checks or statement.verify is not None else [statement.text]
        await context.channel.flush()
    return sent


async def whole(context: MigrationContext, more: frozenset[str] = frozenset()) -> Snapshot:
    """All that a database holds in every schema of its own, bookkeeping left out; `more` kinds than usual."""
    channel, options = context.channel, context.options
    assert isinstance(channel, Online)  # noqa: S101 - for the type checker
    schemas = await channel.guard.run(channel.connection.run_sync(_schemas))
    seen = await survey(channel, context.impl, schemas, KINDS[context.dialect.name] | more)
    if not channel.external:
        await channel.rollback()
    tables = {k: one for k, one in seen.tables.items() if one.name not in BOOKKEEPING | {options.version_table}}
    return replace(seen, tables=tables)


def _schemas(connection: Connection) -> list[str | None]:
    """PostgreSQL's schemas; elsewhere another schema is another database."""
    if connection.dialect.name != "postgresql":
        return [None]
    inspector = inspect(connection)
    names = [name for name in inspector.get_schema_names() if name not in _SYSTEM]
    return [None, *(name for name in names if name != inspector.default_schema_name)]
