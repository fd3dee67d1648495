"""What a run is asked to do with each tenant: plain values that can travel to another process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amig.fleet.settings import FleetSettings
    from amig.script.plan import Direction


@dataclass(frozen=True, slots=True)
class Order:
    """One run: where every tenant is to go, and how often and how long it is tried. `wave` counts from 1."""

    run: str
    direction: Direction
    target: str
    wave: int = 1
    attempts: int = 3
    tenant_timeout: float = 0.0

    @classmethod
    def of(cls, run: str, direction: Direction, target: str, settings: FleetSettings) -> Order:
        """The order that the settings lead to."""
        return cls(run, direction, target, 1, max(1, settings.attempts), settings.tenant_timeout)
