"""How a run over a fleet is told: as JSON, as lines, or drawn in the terminal; always kept for the report."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from amig.commands.fleet_lines import Lines, as_line
from amig.commands.fleet_view import ASCII, UNICODE, View
from amig.fleet.digest import Digest
from amig.fleet.progress import Progress

if TYPE_CHECKING:
    from amig.commands.face import Call
    from amig.console import Console, Draw
    from amig.fleet.events import FleetEvent, Tell

EVERY, SHARE = 1 / 8, 0.015
"""Seconds between two drawings, at least, and the share of a processor that drawing may have."""


@dataclass
class Kept:
    """What is kept of a run on the way, whoever is told of it."""

    digest: Digest = field(default_factory=Digest)
    progress: Progress = field(default_factory=Progress)
    began: float = field(default_factory=time.time)
    _start: float = field(default_factory=time.monotonic)

    @property
    def now(self) -> float:
        """Seconds after the run's begin."""
        return time.monotonic() - self._start

    def add(self, event: FleetEvent) -> float:
        """Keep an event; the time of it."""
        now = self.now
        self.digest.add(event, now)
        self.progress.add(event)
        return now


@asynccontextmanager
async def telling(call: Call, kept: Kept) -> AsyncGenerator[Tell, None]:
    """Gives what a run tells its events; at the end the terminal is as it was."""
    console = call.console
    if call.json:

        def tell(event: FleetEvent) -> None:
            kept.add(event)
            as_line(event)

        yield tell
    elif console.can_redraw:
        with console.live() as draw:
            async with _drawing(console, kept, draw):
                yield _lines(console, kept, drawn=True)
    else:
        yield _lines(console, kept, drawn=False)


def _lines(console: Console, kept: Kept, *, drawn: bool) -> Tell:
    lines = Lines(console, kept.progress, drawn=drawn)

    def tell(event: FleetEvent) -> None:
        lines.tell(event, kept.add(event))

    return tell


@asynccontextmanager
async def _drawing(console: Console, kept: Kept, draw: Draw) -> AsyncGenerator[None, None]:
    """Draw again and again while the block runs."""
    view = View(kept.progress, kept.digest, UNICODE if console.can(UNICODE.all) else ASCII)

    async def work() -> None:
        while True:
            before = time.thread_time()
            draw(lambda width: view.lines(width, kept.now))
            await asyncio.sleep(max(EVERY, (time.thread_time() - before) / SHARE))

    task = asyncio.create_task(work())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
