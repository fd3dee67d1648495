"""A part of the history that is gone again and again, each time on a database of its own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from amig.proof.scratch import name_of
from amig.testing.database import Database, scratched
from amig.testing.project import Where, the_one
from amig.testing.seeing import Seen, differences, moving, seen

if TYPE_CHECKING:
    from pathlib import Path

    from amig.config import Config
    from amig.testing.project import Project

_APART = 1.1
"""Seconds between two runs that nothing disturbs: a clock that counts whole ones has moved."""
_ALONE = "a run that nothing disturbs"


@dataclass(frozen=True, slots=True)
class Way:
    """From the scratch database `below`, else from nothing, up to the revisions of `goal`."""

    project: Project
    goal: frozenset[str]
    below: str | None = None

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[Database, None]:
        """A database at the beginning."""
        async with scratched(self.project, of=self.below) as database:
            yield database

    async def gone(self) -> Seen:
        """What is there when nothing disturbs it."""
        async with self.begin() as database:
            await database.go("upgrade", self.goal)
            return await seen(database)


class Alone:
    """What a way leads to when nothing disturbs it, to hold others against."""

    def __init__(self, way: Way) -> None:
        self.way, self._at = way, 0.0
        self._first: Seen | None = None
        self._moving: frozenset[str] | None = None

    async def differences(self, other: Seen, name: str) -> list[str]:
        """In words; what differs between two undisturbed runs as well is not counted. Clocks and chance do that."""
        if self._first is None:
            self._first, self._at = await self.way.gone(), time.monotonic()
        names = (_ALONE, name)
        if differences(self._first, other, names, self._moving or frozenset()) and self._moving is None:
            await asyncio.sleep(max(0.0, self._at + _APART - time.monotonic()))
            self._moving = moving(self._first, await self.way.gone())
        return differences(self._first, other, names, self._moving or frozenset())


@asynccontextmanager
async def way(
    config: Config | str | Path | None, start: str, target: str, **where: Unpack[Where]
) -> AsyncGenerator[Way, None]:
    """The way between two places of the history; raises NoScratchError, TargetError, and what a revision raises."""
    project = await the_one(config, **where)
    if start == "base":
        yield Way(project, project.script.resolve(target, frozenset(), "upgrade").revisions)
        return
    async with scratched(project) as database:
        heads = frozenset((await database.upgrade(start)).after)
        goal = project.script.resolve(target, heads, "upgrade").revisions
        yield Way(project, goal, name_of(database.engine))
