"""Looking on while revisions run: nothing happens before a second, and no connection is opened before two.

Whatever goes wrong here is no affair of the migration: it is silent.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, suppress
from contextvars import Context
from typing import TYPE_CHECKING

from amig.commands.drawn import ASCII, UNICODE
from amig.commands.live import drawing
from amig.commands.run_view import LONG, Scene, plainly
from amig.impl.online import Online
from amig.impl.settled import settled
from amig.state.beside import Beside

if TYPE_CHECKING:
    from amig.commands.run_telling import Teller
    from amig.context import MigrationContext
    from amig.impl.running import Running
    from amig.script.plan import Goal
    from amig.state.beside import Standing
    from amig.state.lock import Heads

_FIRST, _PAUSE, _ASK_EVERY = 1.0, 0.1, 1.0
"""Seconds before anything is drawn, between two looks at what runs, and between two questions to the server."""
_TOLD = (LONG, 10.0, 60.0)
_THEN_EVERY = 300.0
"""Seconds after which a line tells of a statement that still runs, where nothing is drawn."""
_END = 3.0


@asynccontextmanager
async def watching(teller: Teller, context: MigrationContext, goal: Goal, heads: Heads) -> AsyncGenerator[None, None]:
    """Draw or write what takes long while the block runs."""
    watch = _Watch(teller, context, goal, heads)
    loop, tasks = asyncio.get_running_loop(), list[asyncio.Task[None]]()
    timer = loop.call_later(_FIRST, lambda: tasks.append(loop.create_task(watch.work(), context=Context())))
    try:
        yield
    finally:
        timer.cancel()
        for task in tasks:
            task.cancel()
            await settled(task, _END)


class _Watch:
    """One run, as it is seen from beside it."""

    def __init__(self, teller: Teller, context: MigrationContext, goal: Goal, heads: Heads) -> None:
        assert isinstance(context.channel, Online)  # noqa: S101 - for the type checker
        self.teller, self.console, self.context, self.channel = teller, teller.console, context, context.channel
        self.goal, self.heads = goal, heads
        self.began = time.monotonic()
        self.told_before = teller.told
        self.asked: Running | None = None
        self.standing: Standing | None = None
        self.beside = None if context.lock is None or context.lock.pooled else Beside(context.channel.connection)

    async def work(self) -> None:
        """Look until the run ends."""
        with suppress(Exception):
            steps = self.context.script.steps(self.goal, self.heads)
            self.ids = [step.revision.id for step in steps]
            self.messages = [step.revision.message for step in steps]
            try:
                await (self._drawn() if self.console.can_redraw else self._written())
            finally:
                if self.beside is not None:
                    await self.beside.close()

    async def _drawn(self) -> None:
        """Draw, and ask the server once a second while a statement takes long."""
        glyphs = UNICODE if self.console.can(UNICODE.all) else ASCII
        async with drawing(self.console, lambda width: self._scene().lines(width, glyphs)):
            while True:
                running = await self._long()
                await self._ask(running)
                await self._while(running, _ASK_EVERY)

    async def _written(self) -> None:
        """Write a line now and then while a statement takes long."""
        while True:
            running = await self._long()
            for after in _moments():
                await self._while(running, running.since + after - time.monotonic())
                if self.channel.running is not running:
                    break
                await self._ask(running)
                if self.channel.running is running:
                    self.console.line(self.console.plain(plainly(self._scene())), "note")

    async def _long(self) -> Running:
        """Wait for a statement that takes long; what was asked for another one is over."""
        while (running := self.channel.running) is None or time.monotonic() - running.since < LONG:
            if self.asked is not None and self.beside is not None:
                await self.beside.close()
            self.asked = self.standing = None
            await asyncio.sleep(_PAUSE)
        return running

    async def _while(self, running: Running, seconds: float) -> None:
        """Sleep so long, or until the statement is done."""
        until = time.monotonic() + seconds
        while self.channel.running is running and (left := until - time.monotonic()) > 0:  # noqa: ASYNC110 - it costs the run nothing
            await asyncio.sleep(min(left, _PAUSE))

    async def _ask(self, running: Running) -> None:
        """Ask the server about a statement."""
        if running is not self.asked:
            self.asked, self.standing = running, None
        if self.beside is not None:
            self.standing = await self.beside.ask()

    def _scene(self) -> Scene:
        now, running = time.monotonic(), self.channel.running
        lasts = 0.0 if running is None else now - running.since
        long = running if lasts >= LONG else None
        standing = self.standing if long is not None and long is self.asked else None
        name = self.context.options.name
        title = f"{name}: {self.goal.direction}" if name else self.goal.direction
        return Scene(title, self.ids, self.messages, self._done, now - self.began, long, lasts, standing)

    @property
    def _done(self) -> int:
        """How many steps are done: those before the one that runs, which another migrator may have moved."""
        if self.context.revision in self.ids:
            return max(self.ids.index(self.context.revision), min(self.teller.told - self.told_before, len(self.ids)))
        return 0


def _moments() -> Iterator[float]:
    """When a line is written, in seconds of a statement."""
    yield from _TOLD
    after = 0.0
    while True:
        after += _THEN_EVERY
        yield after
