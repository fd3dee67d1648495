"""Makes a run's report of its events as they come; its size does not grow with the number of tenants."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from heapq import heappush, heappushpop
from itertools import count

from amig.fleet.durations import Durations
from amig.fleet.events import (
    Continued,
    FleetEvent,
    Paused,
    RunBegan,
    RunEnded,
    Stopping,
    TenantDone,
    TenantFailed,
    TenantsCurrent,
    TenantSkipped,
    WaveBegan,
    WaveEnded,
)
from amig.fleet.report import Tally, WaveReport
from amig.fleet.run_report import Note, RunReport, TenantLine
from amig.fleet.timeline import Timeline

MOST_FAILED, MOST_SKIPPED, SLOWEST, SAMPLE, MOST_NOTES = 500, 200, 20, 200, 100
_LONGEST = 600
"""Characters of a problem in the list of tenants; a group of failures has all of them."""


@dataclass
class Digest:
    """Takes events with their times, in seconds after the run's begin."""

    tally: Tally = field(default_factory=Tally)
    waves: dict[int, WaveReport] = field(default_factory=dict)
    durations: Durations = field(default_factory=Durations)
    timeline: Timeline = field(default_factory=Timeline)
    failed: list[TenantLine] = field(default_factory=list)
    skipped: list[TenantLine] = field(default_factory=list)
    sample: list[TenantLine] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    ended: RunEnded | None = None
    last: float = 0.0
    _slowest: list[tuple[float, int, TenantLine]] = field(default_factory=list)
    _order: count[int] = field(default_factory=count)

    def add(self, event: FleetEvent, at: float) -> None:
        """Take an event into account."""
        self.tally.add(event)
        self.last = max(self.last, at)
        match event:
            case TenantDone():
                self._done(event, at)
            case TenantFailed():
                self._failed(event, at)
            case TenantSkipped():
                self._count(at, event.wave, "skipped")
                if len(self.skipped) < MOST_SKIPPED:
                    problem = event.problem[:_LONGEST]
                    self.skipped.append(TenantLine(event.tenant, event.why, event.wave, problem=problem))
            case TenantsCurrent():
                self._count(at, event.wave, "current", event.count)
            case _:
                self._of_run(event, at)

    def _of_run(self, event: FleetEvent, at: float) -> None:
        match event:
            case WaveBegan():
                self.waves[event.wave] = WaveReport(event.name, began=at)
            case WaveEnded():
                self.waves[event.wave] = replace(self.waves[event.wave], seconds=event.seconds)
            case Paused():
                self._note(at, f"paused: {event.why}")
            case Continued():
                self._note(at, "continued")
            case Stopping():
                self._note(at, f"stopping: {event.why}")
            case RunEnded():
                self.ended = event
            case _:
                pass

    def _note(self, at: float, text: str) -> None:
        if len(self.notes) < MOST_NOTES:
            self.notes.append(Note(at, text))

    def _count(self, at: float, wave: int, what: str, by: int = 1) -> None:
        self.timeline.add(at, what, by)
        mine = self.waves.get(wave) or WaveReport(f"wave {wave}", began=at)
        self.waves[wave] = replace(mine, **{what: getattr(mine, what) + by})

    def _done(self, event: TenantDone, at: float) -> None:
        self._count(at, event.wave, "done")
        self.durations.add(event.seconds)
        revision = event.revisions[-1] if event.revisions else ", ".join(event.after)
        line = TenantLine(event.tenant, "done", event.wave, event.seconds, event.attempts, revision)
        self._slow(line)
        if len(self.sample) < SAMPLE:
            self.sample.append(line)
        elif (place := random.randrange(self.durations.count)) < SAMPLE:  # noqa: S311 - each has the same chance
            self.sample[place] = line

    def _failed(self, event: TenantFailed, at: float) -> None:
        self._count(at, event.wave, "failed")
        problem, cause = event.problem[:_LONGEST], event.fingerprint
        seconds, attempts = event.seconds, event.attempts
        line = TenantLine(event.tenant, "failed", event.wave, seconds, attempts, event.revision, problem, cause)
        self._slow(line)
        if len(self.failed) < MOST_FAILED:
            self.failed.append(line)

    def _slow(self, line: TenantLine) -> None:
        one = (line.seconds, next(self._order), line)
        if len(self._slowest) < SLOWEST:
            heappush(self._slowest, one)
        elif line.seconds > self._slowest[0][0]:
            heappushpop(self._slowest, one)

    @property
    def began(self) -> RunBegan | None:
        """Whether, and as what, the run began."""
        return self.tally.began

    def report(self, by: str, began: float, amig: str, why: str = "") -> RunReport:
        """All of it; a run that has not ended was interrupted."""
        run = "" if self.began is None else self.began.run
        ended = self.ended or RunEnded(run, "interrupted", self.last)
        waves = tuple(self.waves[number] for number in sorted(self.waves))
        slowest = sorted(self._slowest, key=lambda one: -one[0])
        return RunReport(
            summary=replace(self.tally.report(ended, why), waves=waves),
            by=by,
            began=began,
            amig=amig,
            durations=self.durations.spread(),
            every=self.timeline.every,
            over_time=self.timeline.slots(),
            failed=tuple(self.failed),
            skipped=tuple(self.skipped),
            slowest=tuple(line for _, _, line in slowest),
            sample=tuple(sorted(self.sample, key=lambda line: line.tenant)),
            notes=tuple(self.notes),
        )
