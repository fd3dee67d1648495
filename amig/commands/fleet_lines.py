"""What is told while a fleet runs: events as JSON on stdout, or lines on stderr."""

from __future__ import annotations

import json
import sys
from typing import Any

from amig.commands.face import Call
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
    TenantsCurrent,
    TenantSkipped,
    WaveBegan,
    as_json,
)

FEW = 50
"""Tenants up to which each has a line of its own."""


class Teller:
    """Tells of a run, one event after the other."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.dealt = self.total = 0
        self._told = 0

    def __call__(self, event: FleetEvent) -> None:
        """Tell of one event."""
        if self.call.json:
            sys.stdout.write(json.dumps(as_json(event), ensure_ascii=False) + "\n")
            sys.stdout.flush()
            return
        self._count(event)
        if isinstance(event, TenantDone):
            self._progress(event)
        elif (line := _LINES.get(type(event))) is not None:
            text, style = line(event)
            if text:
                self.call.console.line(text, style)

    def _count(self, event: FleetEvent) -> None:
        if isinstance(event, RunBegan):
            self.total = event.tenants
        elif isinstance(event, TenantsCurrent):
            self.dealt += event.count
        elif isinstance(event, TenantDone | TenantFailed | TenantSkipped):
            self.dealt += 1

    def _progress(self, event: TenantDone) -> None:
        """A line for each of few tenants, and every so often for many."""
        if self.total <= FEW:
            text = f"{event.tenant}: at {', '.join(event.after) or 'base'}  ({event.seconds * 1000:.0f} ms)"
            self.call.console.line(text, "done")
        elif self.dealt - self._told >= self.total / 20:
            self._told = self.dealt
            self.call.console.line(f"{self.dealt:,} of {self.total:,} tenants", "note")


Line = tuple[str, str | None]


def _began(event: RunBegan) -> Line:
    again = ", continued" if event.continued else ""
    return f"{event.direction} of {event.tenants:,} tenants to {event.target}{again}", None


def _shared(event: SharedDone) -> Line:
    if not event.revisions:
        return "", None
    return f"shared: {', '.join(event.revisions)}  ({event.seconds * 1000:.0f} ms)", "done"


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
