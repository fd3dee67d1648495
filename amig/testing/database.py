"""A scratch database in the hands of a test: revisions go up and down on it, statements look and write."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import text

from amig.aside import aside
from amig.context import RunOptions
from amig.env import Request, run_env
from amig.errors import OutsideScratchError
from amig.impl.connect import masked
from amig.outcome import Outcome, in_order
from amig.proof.scratch import scratch
from amig.proof.tried import Trial
from amig.run import reach
from amig.script.plan import Goal

if TYPE_CHECKING:
    from sqlalchemy import Executable
    from sqlalchemy.ext.asyncio import AsyncEngine

    from amig.context import MigrationContext
    from amig.script.plan import Direction
    from amig.testing.project import Project

R = TypeVar("R")


class Database:
    """A database of a test's own. `engine` is an AsyncEngine that keeps no connection, for any event loop."""

    def __init__(self, project: Project, engine: AsyncEngine) -> None:
        self.project, self.engine = project, engine

    @property
    def url(self) -> str:
        """Its URL, with an async driver and the password."""
        return self.engine.url.render_as_string(hide_password=False)

    async def upgrade(self, target: str = "heads") -> Outcome:
        """Go up to a target, as `amig upgrade` does: by env.py, where there is one. Raises as that does."""
        return await self._reach("upgrade", target)

    async def downgrade(self, target: str) -> Outcome:
        """Go down to a target; what would be refused as destructive is allowed."""
        return await self._reach("downgrade", target)

    async def go(self, direction: Direction, revisions: Collection[str]) -> Outcome:
        """Apply these revisions and all that they need, or take them back with all that needs them."""
        goal = Goal(direction, ", ".join(revisions), frozenset(revisions))

        async def work(context: MigrationContext) -> Outcome:
            return await reach(context, goal, await context.heads())

        return await self.on(work)

    async def heads(self) -> tuple[str, ...]:
        """The version rows."""

        async def work(context: MigrationContext) -> tuple[str, ...]:
            return in_order(await context.heads())

        return await self.on(work)

    async def execute(self, statement: str | Executable, parameters: Mapping[str, Any] | None = None) -> None:
        """Carry out a statement in a transaction of its own; in a string, parameters are written `:name`."""
        async with self.engine.begin() as connection:
            await connection.execute(_sql(statement), parameters)

    async def rows(
        self, statement: str | Executable, parameters: Mapping[str, Any] | None = None
    ) -> list[tuple[Any, ...]]:
        """The rows that a query gives, as plain tuples."""
        async with self.engine.connect() as connection:
            return [tuple(row) for row in await connection.execute(_sql(statement), parameters)]

    async def on(self, work: Callable[[MigrationContext], Awaitable[R]]) -> R:
        """Do something in the context that the project's environment makes; raises OutsideScratchError."""
        found: list[R] = []

        async def inside(context: MigrationContext) -> None:
            self._refuse_elsewhere(context)
            context.options = replace(context.options, destructive="allow")
            found.append(await work(context))

        mine = self.project.config.replace(url=self.url, engine=None)  # for an env.py that takes it from there
        await run_env(mine, self.project.script, Request(work=inside, bind={"engine": self.engine}))
        return found[-1]

    def trial(self) -> Trial:
        """The same database for amig's own looks."""
        config = self.project.config
        return Trial(self.engine, self.project.script, RunOptions(version_table=config.version_table))

    async def _reach(self, direction: Direction, target: str) -> Outcome:
        async def work(context: MigrationContext) -> Outcome:
            heads = await context.heads()
            return await reach(context, context.script.resolve(target, heads, direction), heads)

        return await self.on(work)

    def _refuse_elsewhere(self, context: MigrationContext) -> None:
        assert context.connection is not None  # noqa: S101 - for the type checker
        opened, mine = context.connection.engine.url, self.engine.url
        if (opened.host, opened.port, opened.database) != (mine.host, mine.port, mine.database):
            raise OutsideScratchError(masked(opened), masked(mine))


@asynccontextmanager
async def scratched(project: Project, *, of: str | None = None) -> AsyncGenerator[Database, None]:
    """A new database, empty or a copy `of` another scratch database; dropped at the end. Raises NoScratchError."""
    async with scratch(await aside(project.beside), of=of) as engine:
        database = Database(project, engine)
        if of is None:
            await _prepare(database)
        yield database


async def _prepare(database: Database) -> None:
    project, engine = database.project, database.engine
    schema, statements = project.config.version_table_schema, list(project.prepare)
    if schema is not None and engine.dialect.name == "postgresql":
        quoted = engine.dialect.identifier_preparer.quote(schema)
        statements.append(f"CREATE SCHEMA IF NOT EXISTS {quoted}")
    for sql in statements:
        async with engine.begin() as connection:
            await connection.exec_driver_sql(sql)


def _sql(statement: str | Executable) -> Executable:
    return text(statement) if isinstance(statement, str) else statement
