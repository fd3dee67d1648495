"""How far a run is: what runs and waits now, how fast it goes, and how long that will take."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from amig.fleet.events import (
    BudgetChanged,
    Continued,
    FleetEvent,
    Paused,
    RunBegan,
    Stopping,
    TenantBegan,
    TenantDone,
    TenantFailed,
    TenantRetried,
    TenantsCurrent,
    TenantSkipped,
)

_SAMPLES, _EVERY = 40, 0.5
"""How many points the speed is taken from, and the seconds between two of them."""


@dataclass
class Progress:
    """Takes events as they come; times are of any one clock, in seconds."""

    total: int = 0
    dealt: int = 0
    running: set[str] = field(default_factory=set)
    waiting: set[str] = field(default_factory=set)
    allowed: dict[str, int] = field(default_factory=dict)
    paused: str = ""
    stopping: str = ""
    _points: deque[tuple[float, int]] = field(default_factory=lambda: deque(maxlen=_SAMPLES))

    def add(self, event: FleetEvent) -> None:
        """Take an event into account."""
        match event:
            case TenantBegan():
                self.waiting.discard(event.tenant)
                self.running.add(event.tenant)
            case TenantRetried():
                self.running.discard(event.tenant)
                self.waiting.add(event.tenant)
            case TenantDone() | TenantFailed() | TenantSkipped():
                self.running.discard(event.tenant)
                self.dealt += 1
            case TenantsCurrent():
                self.dealt += event.count
            case _:
                self._of_run(event)

    def _of_run(self, event: FleetEvent) -> None:
        match event:
            case RunBegan():
                self.total = event.tenants
            case BudgetChanged():
                self.allowed[event.server] = event.allowed
            case Paused():
                self.paused = event.why
            case Continued():
                self.paused = ""
            case Stopping():
                self.stopping, self.paused = event.why, ""
            case _:
                pass

    def rate(self, now: float) -> float:
        """Tenants a second, over the last seconds; 0 where that cannot be said."""
        if not self._points or now - self._points[-1][0] >= _EVERY:
            self._points.append((now, self.dealt))
        before, dealt = self._points[0]
        return (self.dealt - dealt) / (now - before) if now > before else 0.0

    def seconds_left(self, now: float) -> float | None:
        """How long the rest will take at this speed; None where that cannot be said."""
        rate = self.rate(now)
        left = max(0, self.total - self.dealt)
        return None if not rate or self.paused or self.stopping else left / rate
