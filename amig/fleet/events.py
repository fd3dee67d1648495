"""What happens to a fleet, told one after the other: for the ledger, the command line and whoever shows it.

Each is a frozen value with a name; `--json` prints them one a line. Times are in seconds, `wave` counts from 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, TypeAlias

Skip: TypeAlias = Literal["gone", "ahead"]
Ending: TypeAlias = Literal["done", "failed", "stopped", "interrupted", "running"]


@dataclass(frozen=True, slots=True)
class FleetEvent:
    """Something that happened."""

    event: ClassVar[str] = "fleet-event"

    def __init_subclass__(cls) -> None:
        cls.event = re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


@dataclass(frozen=True, slots=True)
class RunBegan(FleetEvent):
    """A run, or the continuation of one that was interrupted; `tenants` are all that the source names."""

    run: str
    direction: str
    target: str
    tenants: int
    waves: tuple[str, ...]
    continued: bool = False


@dataclass(frozen=True, slots=True)
class SharedDone(FleetEvent):
    """The shared scope is where it should be; `revisions` ran now."""

    revisions: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class WaveBegan(FleetEvent):
    """A wave begins."""

    wave: int
    waves: int
    name: str


@dataclass(frozen=True, slots=True)
class WaveEnded(FleetEvent):
    """Every tenant of a wave has been dealt with."""

    wave: int
    waves: int
    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class TenantsCurrent(FleetEvent):
    """So many tenants of a batch have nothing to do; no connection was opened for them."""

    count: int
    wave: int


@dataclass(frozen=True, slots=True)
class TenantSkipped(FleetEvent):
    """A tenant that is not touched: it is gone, or ahead of the files."""

    tenant: str
    why: Skip
    problem: str
    wave: int


@dataclass(frozen=True, slots=True)
class TenantBegan(FleetEvent):
    """A tenant's steps begin. `before` are its version rows; `new`: it had no version table."""

    tenant: str
    before: tuple[str, ...]
    attempt: int
    wave: int
    new: bool = False


@dataclass(frozen=True, slots=True)
class TenantRetried(FleetEvent):
    """A server that was busy, or a connection that was lost: the tenant is tried again after `pause`."""

    tenant: str
    problem: str
    attempt: int
    pause: float
    wave: int


@dataclass(frozen=True, slots=True)
class TenantDone(FleetEvent):
    """A tenant is at the target. `revisions` are those that ran here."""

    tenant: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    revisions: tuple[str, ...]
    seconds: float
    attempts: int
    wave: int


@dataclass(frozen=True, slots=True)
class TenantFailed(FleetEvent):
    """A tenant is not at the target. `fingerprint` is the same for the same cause; `revision` is where it failed."""

    tenant: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    revision: str
    problem: str
    hint: str
    fingerprint: str
    seconds: float
    attempts: int
    wave: int


@dataclass(frozen=True, slots=True)
class BudgetChanged(FleetEvent):
    """So many connections to a server may be used from now on."""

    server: str
    allowed: int
    why: str


@dataclass(frozen=True, slots=True)
class Paused(FleetEvent):
    """No further tenant begins until somebody says so; those that run are finished."""

    why: str


@dataclass(frozen=True, slots=True)
class Continued(FleetEvent):
    """Tenants begin again."""


@dataclass(frozen=True, slots=True)
class Stopping(FleetEvent):
    """No further tenant begins in this run; those that run are finished."""

    why: str


@dataclass(frozen=True, slots=True)
class RunEnded(FleetEvent):
    """The run is over."""

    run: str
    outcome: Ending
    seconds: float


Tell: TypeAlias = Callable[[FleetEvent], None]


def as_json(event: FleetEvent) -> dict[str, Any]:
    """An event with its name, as JSON can hold it."""
    values = {name: getattr(event, name) for name in event.__dataclass_fields__}
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return {"event": event.event, **plain}
