"""Databases that were migrated once, and are copied for each test."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple, Unpack

from anyio import CancelScope, Lock
from sqlalchemy.exc import DBAPIError

from amig.aside import aside
from amig.errors import AmigError
from amig.impl.connect import make_engine
from amig.proof.scratch import LEFTOVER, another_engine, name_of
from amig.testing.database import Database, scratched
from amig.testing.project import Where, the_one
from amig.testing.putting_back import Standing, put_back, stands

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncConnection

    from amig.config import Config
    from amig.testing.project import Project

_OLD = LEFTOVER / 2
"""Seconds after which a database is made anew: another run takes one that is twice as old for a leftover."""


class _Kept(NamedTuple):
    """A database that stays open; `standing` is how it was when it was made, where it is used again."""

    database: Database
    since: float
    open: AsyncExitStack
    of: str = ""
    standing: Standing | None = None

    @property
    def name(self) -> str:
        return name_of(self.database.engine)

    @property
    def is_old(self) -> bool:
        return time.monotonic() - self.since > _OLD


class Templates:
    """The templates of one project, each made when it is first asked for. Used on one event loop."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._made: dict[str, _Kept] = {}
        self._failed: dict[str, AmigError] = {}
        self._spare: list[_Kept] = []
        self._one_at_a_time = Lock()

    @asynccontextmanager
    async def copy(self, target: str = "heads") -> AsyncGenerator[Database, None]:
        """A database of one's own at a target; raises NoScratchError, TargetError, and what a revision raises."""
        template = await self._at(target)
        if template.database.engine.dialect.name in ("mysql", "mariadb"):
            async with self._used_again(template) as database:
                yield database
            return
        async with scratched(self.project, of=template.name) as database:
            yield database

    async def close(self) -> None:
        """Drop the templates, and the copies that were used again."""
        for kept in [*self._spare, *self._made.values()]:
            await kept.open.aclose()
        self._spare, self._made = [], {}

    async def _at(self, target: str) -> _Kept:
        """The template, to which nobody is connected; one that could not be made is not tried again."""
        async with self._one_at_a_time:
            if target in self._failed:
                raise self._failed[target]
            if target in self._made and self._made[target].is_old:
                await self._made.pop(target).open.aclose()
            if target not in self._made:
                try:
                    self._made[target] = await self._make(target)
                except AmigError as error:
                    self._failed[target] = error
                    raise
            return self._made[target]

    async def _make(self, target: str) -> _Kept:
        async with AsyncExitStack() as stack:
            database = await stack.enter_async_context(scratched(self.project))
            if target != "base":
                await database.upgrade(target)
            return _Kept(database, time.monotonic(), stack.pop_all())

    @asynccontextmanager
    async def _used_again(self, template: _Kept) -> AsyncGenerator[Database, None]:
        """A copy from before, in which was put back what others had changed; else a new one."""
        kept = next((one for one in self._spare if one.of == template.name and not one.is_old), None)
        if kept is None:
            kept = await self._copied(template)
        else:
            self._spare.remove(kept)
        try:
            engine = await another_engine(kept.database.engine)
            yield Database(self.project, engine)
            await engine.dispose()
        finally:
            with CancelScope(shield=True):
                await self._put_back(kept)

    async def _copied(self, template: _Kept) -> _Kept:
        async with AsyncExitStack() as stack:
            database = await stack.enter_async_context(scratched(self.project, of=template.name))
            async with _connected(database) as connection:
                standing = await stands(connection)
            return _Kept(database, time.monotonic(), stack.pop_all(), template.name, standing)

    async def _put_back(self, kept: _Kept) -> None:
        assert kept.standing is not None  # noqa: S101 - for the type checker
        try:
            async with _connected(kept.database) as connection:
                again = await put_back(connection, kept.standing, kept.of)
                await connection.commit()
        except DBAPIError:
            again = False  # it is no longer there, or not as it was
        if again and not kept.is_old:
            self._spare.append(kept)
        else:
            await kept.open.aclose()


@asynccontextmanager
async def _connected(database: Database) -> AsyncGenerator[AsyncConnection, None]:
    """A connection that may read another database, as tests may not."""
    engine = await aside(make_engine, database.engine.url)
    try:
        async with engine.connect() as connection:
            yield connection
    finally:
        await engine.dispose()


@asynccontextmanager
async def templates(
    config: Config | str | Path | None = None, **where: Unpack[Where]
) -> AsyncGenerator[Templates, None]:
    """Templates for the migrations of a configuration: `async with made.copy("heads") as db` in each test."""
    made = Templates(await the_one(config, **where))
    try:
        yield made
    finally:
        await made.close()
