"""What is told while a fleet runs: events as JSON on stdout, or lines on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from amig.commands.drawn import clock, took
from amig.commands.face import as_json as json_text
from amig.fleet.events import (
    Continued,
    FleetEvent,
    Paused,
    RunBegan,
    SharedDone,
    Stopping,
    TenantDone,
    TenantFailed,
    TenantRetried,
    TenantSkipped,
    WaveBegan,
    as_json,
)
from amig.fleet.words import counted

if TYPE_CHECKING:
    from amig.console import Console
    from amig.fleet.progress import Progress

FEW = 50
"""Tenants up to which each has a line of its own, and lines of trouble until the rest is only counted."""

_EVERY = 30.0
"""Seconds after which a line says how far it is, though that is not much further."""


def as_line(event: FleetEvent) -> None:
    """An event as a line of JSON."""
    sys.stdout.write(json_text(as_json(event)) + "\n")
    sys.stdout.flush()


class Lines:
    """Tells of a run line by line; where it is drawn as well (`drawn`), many tenants have no lines."""

    def __init__(self, console: Console, progress: Progress, *, drawn: bool = False) -> None:
        self.console, self.progress, self.drawn = console, progress, drawn
        self._told, self._at, self._troubles = 0, 0.0, 0

    def tell(self, event: FleetEvent, now: float) -> None:
        """Tell of an event, which the progress knows already."""
        if isinstance(event, TenantDone):
            self._done(event)
        elif isinstance(event, TenantFailed | TenantSkipped | TenantRetried):
            self._trouble(event)
        elif (line := _LINES.get(type(event))) is not None:
            self._say(*line(event))
        self._far(now)

    def _say(self, text: str, style: str | None) -> None:
        if text:
            self.console.line(self.console.plain(text), style)

    @property
    def _few(self) -> bool:
        return self.progress.total <= FEW

    def _done(self, event: TenantDone) -> None:
        if self._few:
            text = f"{event.tenant}: at {', '.join(event.after) or 'base'}  ({took(event.seconds)})"
            self._say(text, "done")

    def _trouble(self, event: FleetEvent) -> None:
        """A line for each, until there are too many to be read."""
        self._troubles += 1
        if self.drawn and not self._few:
            return
        if self._troubles <= FEW:
            self._say(*_LINES[type(event)](event))
        elif self._troubles == FEW + 1:
            self._say("further tenants that fail, are skipped or tried again are only counted", "note")

    def _far(self, now: float) -> None:
        """How far it is: each twentieth of the way, and at least twice a minute."""
        progress = self.progress
        some = max(1, progress.dealt - self._told)
        if self._few or self.drawn or (some < progress.total / 20 and now - self._at < _EVERY):
            return
        self._told, self._at = progress.dealt, now
        left = progress.seconds_left(now)
        soon = f", {progress.rate(now):.0f}/s, about {clock(left)} left" if left else ""
        self._say(f"{progress.dealt:,} of {progress.total:,} tenants{soon}", "note")


Line = tuple[str, str | None]


def _began(event: RunBegan) -> Line:
    again = ", continued" if event.continued else ""
    return f"{event.direction} of {counted(event.tenants)} to {event.target}{again}", None


def _shared(event: SharedDone) -> Line:
    if not event.revisions:
        return "", None
    return f"shared: {', '.join(event.revisions)}  ({took(event.seconds)})", "done"


def _wave(event: WaveBegan) -> Line:
    return f"wave {event.wave} of {event.waves}: {event.name}" if event.waves > 1 else "", None


_LINES: dict[type[FleetEvent], Any] = {
    RunBegan: _began,
    SharedDone: _shared,
    WaveBegan: _wave,
    TenantFailed: lambda event: (f"{event.tenant}: {event.problem}", "error"),
    TenantSkipped: lambda event: (f"{event.tenant}: skipped, {event.why}", "warning"),
    TenantRetried: lambda event: (f"{event.tenant}: tried again in {event.pause:.1f} s: {event.problem}", "note"),
    Paused: lambda event: (f"paused: {event.why}", "warning"),
    Continued: lambda _: ("continued", None),
    Stopping: lambda event: (f"stopping: {event.why}", "warning"),
}
