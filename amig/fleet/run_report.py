"""All that is told of one run afterwards: its report, and what a reader asks next. Its size has a bound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from amig.fleet.durations import Spread
from amig.fleet.report import FleetReport
from amig.fleet.timeline import Slot

Outcome = Literal["done", "failed", "gone", "ahead"]


@dataclass(frozen=True, slots=True)
class TenantLine:
    """One tenant, and what became of it. `cause` is the fingerprint of a failure."""

    tenant: str
    outcome: Outcome
    wave: int
    seconds: float = 0.0
    attempts: int = 0
    revision: str = ""
    problem: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that happened to the run as a whole, `at` seconds after its begin."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class RunReport:
    """A run with its details. Of many tenants only some are listed: the first that failed or were skipped, the slowest
    ones, and a random `sample` of those that ran; the counts in `summary` are of all.

    `began` is in seconds since 1970. `left_unclear`: what is counted as `left` may have had nothing to do, because the
    fleet ledger holds only tenants that something became of.
    """

    summary: FleetReport
    by: str
    began: float
    amig: str
    durations: Spread | None
    every: float
    over_time: tuple[Slot, ...]
    failed: tuple[TenantLine, ...]
    skipped: tuple[TenantLine, ...]
    slowest: tuple[TenantLine, ...]
    sample: tuple[TenantLine, ...]
    notes: tuple[Note, ...] = ()
    left_unclear: bool = False

    @property
    def listed(self) -> tuple[TenantLine, ...]:
        """Every tenant that is listed, once."""
        lines = (*self.failed, *self.skipped, *self.slowest, *self.sample)
        return tuple({line.tenant: line for line in reversed(lines)}.values())[::-1]
