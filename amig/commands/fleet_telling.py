"""How a run over a fleet is told: as JSON, as lines, or drawn in the terminal; always kept for the report."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from amig.commands.drawn import ASCII, UNICODE
from amig.commands.fleet_lines import Lines, as_line
from amig.commands.fleet_view import View
from amig.commands.live import drawing
from amig.fleet.digest import Digest
from amig.fleet.progress import Progress

if TYPE_CHECKING:
    from amig.commands.face import Call
    from amig.console import Console
    from amig.fleet.events import FleetEvent, Tell


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
        view = View(kept.progress, kept.digest, UNICODE if console.can(UNICODE.all) else ASCII)
        async with drawing(console, lambda width: view.lines(width, kept.now)):
            yield _lines(console, kept, drawn=True)
    else:
        yield _lines(console, kept, drawn=False)


def _lines(console: Console, kept: Kept, *, drawn: bool) -> Tell:
    lines = Lines(console, kept.progress, drawn=drawn)

    def tell(event: FleetEvent) -> None:
        lines.tell(event, kept.add(event))

    return tell
