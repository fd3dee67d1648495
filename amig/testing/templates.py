"""Databases that were migrated once, and are copied for each test."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Unpack

from anyio import Lock

from amig.errors import AmigError
from amig.proof.scratch import LEFTOVER, name_of
from amig.testing.database import Database, scratched
from amig.testing.project import Where, the_one

if TYPE_CHECKING:
    from pathlib import Path

    from amig.config import Config
    from amig.testing.project import Project

_OLD = LEFTOVER / 2
"""Seconds after which a template is made anew: another run takes one that is twice as old for a leftover."""


class Templates:
    """The templates of one project, each made when it is first asked for. Used on one event loop."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._made: dict[str, tuple[str, float, AsyncExitStack]] = {}
        self._failed: dict[str, AmigError] = {}
        self._one_at_a_time = Lock()

    @asynccontextmanager
    async def copy(self, target: str = "heads") -> AsyncGenerator[Database, None]:
        """A database of one's own at a target; raises NoScratchError, TargetError, and what a revision raises."""
        async with scratched(self.project, of=await self._at(target)) as database:
            yield database

    async def close(self) -> None:
        """Drop the templates."""
        for target in list(self._made):
            await self._drop(target)

    async def _at(self, target: str) -> str:
        """The name of the template, to which nobody is connected; one that could not be made is not tried again."""
        async with self._one_at_a_time:
            if target in self._failed:
                raise self._failed[target]
            if target in self._made and time.monotonic() - self._made[target][1] > _OLD:
                await self._drop(target)
            if target not in self._made:
                try:
                    await self._make(target)
                except AmigError as error:
                    self._failed[target] = error
                    raise
            return self._made[target][0]

    async def _make(self, target: str) -> None:
        async with AsyncExitStack() as stack:
            database = await stack.enter_async_context(scratched(self.project))
            if target != "base":
                await database.upgrade(target)
            self._made[target] = name_of(database.engine), time.monotonic(), stack.pop_all()

    async def _drop(self, target: str) -> None:
        _, _, stack = self._made.pop(target)
        await stack.aclose()


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
