"""What became of a fleet: counts, waves, and failures grouped by their cause."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from amig.fleet.events import (
    BudgetChanged,
    Ending,
    FleetEvent,
    RunBegan,
    RunEnded,
    SharedDone,
    TenantDone,
    TenantFailed,
    TenantRetried,
    TenantsCurrent,
    TenantSkipped,
    WaveBegan,
    WaveEnded,
)

MOST_CAUSES, OTHERS = 100, "others"
"""Causes that are told apart, and the fingerprint under which all further ones are counted."""


@dataclass(frozen=True, slots=True)
class FailureGroup:
    """Tenants that failed for the same cause, with one of them as an example."""

    fingerprint: str
    count: int
    revision: str
    problem: str
    hint: str
    example: str


@dataclass(frozen=True, slots=True)
class WaveReport:
    """What became of one wave. Times are in seconds; `began` after the run did, None where that was not measured."""

    name: str
    done: int = 0
    current: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    began: float | None = None


@dataclass(frozen=True, slots=True)
class FleetReport:
    """What became of a run. `tenants` are all that the source names; each is counted once.

    `current` had nothing to do, `done` ran, `left` were not begun. `durations` are of tenants that ran: how many took
    up to 2**n milliseconds, by n.
    """

    run: str
    direction: str
    target: str
    outcome: Ending
    tenants: int
    current: int
    done: int
    failed: int
    gone: int
    ahead: int
    left: int
    retries: int
    continued: bool
    seconds: float
    why_stopped: str = ""
    shared: tuple[str, ...] = ()
    waves: tuple[WaveReport, ...] = ()
    failures: tuple[FailureGroup, ...] = ()
    durations: tuple[tuple[int, int], ...] = ()

    @property
    def all_current(self) -> bool:
        """Whether every tenant that is there is at the target now."""
        return self.outcome == "done" and not (self.failed or self.ahead or self.left)


@dataclass
class Tally:
    """Counts events as they come; its size does not grow with the number of tenants."""

    began: RunBegan | None = None
    counts: dict[str, int] = field(default_factory=dict)
    groups: dict[str, FailureGroup] = field(default_factory=dict)
    waves: list[WaveReport] = field(default_factory=list)
    durations: dict[int, int] = field(default_factory=dict)
    shared: tuple[str, ...] = ()
    allowed: dict[str, int] = field(default_factory=dict)

    def add(self, event: FleetEvent) -> None:
        """Take an event into account."""
        match event:
            case TenantsCurrent():
                self._count("current", "current", event.count)
            case TenantSkipped():
                self._count(event.why, "skipped")
            case TenantDone():
                self._count("done", "done")
                self._took(event.seconds)
            case TenantFailed():
                self._count("failed", "failed")
                self._failed(event)
            case TenantRetried():
                self.counts["retries"] = self.counts.get("retries", 0) + 1
            case _:
                self._add_of_run(event)

    def _add_of_run(self, event: FleetEvent) -> None:
        match event:
            case RunBegan():
                self.began = event
            case SharedDone():
                self.shared = event.revisions
            case WaveBegan():
                self.waves.append(WaveReport(event.name))
            case WaveEnded():
                self.waves[-1] = replace(self.waves[-1], seconds=event.seconds)
            case BudgetChanged():
                self.allowed[event.server] = event.allowed
            case _:
                pass

    def _count(self, what: str, in_wave: str, by: int = 1) -> None:
        self.counts[what] = self.counts.get(what, 0) + by
        if self.waves:
            last = self.waves[-1]
            self.waves[-1] = replace(last, **{in_wave: getattr(last, in_wave) + by})

    def _took(self, seconds: float) -> None:
        power = max(0, (int(seconds * 1000)).bit_length())
        self.durations[power] = self.durations.get(power, 0) + 1

    def _failed(self, event: TenantFailed) -> None:
        cause = event.fingerprint
        if cause not in self.groups and len(self.groups) >= MOST_CAUSES:
            self.groups.setdefault(OTHERS, FailureGroup(OTHERS, 0, "", "one of many other causes", "", event.tenant))
            cause = OTHERS
        group = self.groups.get(cause)
        if group is None:
            group = FailureGroup(cause, 0, event.revision, event.problem, event.hint, event.tenant)
        self.groups[cause] = replace(group, count=group.count + 1)

    def __getitem__(self, what: str) -> int:
        return self.counts.get(what, 0)

    @property
    def seen(self) -> int:
        """Tenants that were dealt with, one way or the other."""
        return sum(self[what] for what in ("current", "done", "failed", "gone", "ahead"))

    def report(self, ended: RunEnded, why_stopped: str = "") -> FleetReport:
        """What became of it all."""
        began = self.began or RunBegan(ended.run, "upgrade", "head", 0, ())
        groups = sorted(self.groups.values(), key=lambda group: (-group.count, group.fingerprint))
        return FleetReport(
            run=ended.run,
            direction=began.direction,
            target=began.target,
            outcome=ended.outcome,
            tenants=max(began.tenants, self.seen),
            current=self["current"],
            done=self["done"],
            failed=self["failed"],
            gone=self["gone"],
            ahead=self["ahead"],
            left=max(0, began.tenants - self.seen),
            retries=self["retries"],
            continued=began.continued,
            seconds=ended.seconds,
            why_stopped=why_stopped,
            shared=self.shared,
            waves=tuple(self.waves),
            failures=tuple(groups),
            durations=tuple(sorted(self.durations.items())),
        )
