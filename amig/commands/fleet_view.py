"""What a terminal shows while a fleet runs: a bar, the speed, what runs and waits, the waves, why tenants fail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amig.commands.drawn import WIDEST, Glyphs, Row, apart, bar, clock, flowing, joined
from amig.fleet.words import counted

if TYPE_CHECKING:
    from amig.console import Piece
    from amig.fleet.digest import Digest
    from amig.fleet.progress import Progress
    from amig.fleet.report import WaveReport

_WHERE = re.compile(r"^(?:up|down)grade of revision `([^`]+)` failed at ")
_WAVES, _CAUSES = 4, 3


@dataclass(frozen=True, slots=True)
class View:
    """Draws a run as it is at a time; `now` is in seconds after the run's begin."""

    progress: Progress
    digest: Digest
    glyphs: Glyphs

    def lines(self, width: int, now: float) -> list[Row]:
        """Lines for so many columns; none before the run has begun."""
        if (began := self.digest.began) is None:
            return [[("looking for tenants", "note"), (f"  {clock(now)}", "note")]]
        width = min(width, WIDEST)
        title = f"{began.direction} of {counted(began.tenants)} to {began.target}"
        return [
            apart([(title, "label")], [(clock(now), "note")], width),
            self._bar(width),
            *flowing(self._now(now), width),
            *flowing(self._counts(), width),
            *self._waves(now),
            *self._causes(),
        ]

    def _bar(self, width: int) -> Row:
        total, dealt, tally = max(self.progress.total, self.progress.dealt), self.progress.dealt, self.digest.tally
        others = ((tally["failed"], "error"), (tally["gone"] + tally["ahead"], "warning"))
        return bar(dealt, total, f"{dealt:,} of {total:,}", width=width, glyphs=self.glyphs, others=others)

    def _now(self, now: float) -> Iterator[Piece]:
        """How fast it goes, and what runs and waits."""
        progress = self.progress
        left, rate = progress.seconds_left(now), progress.rate(now)
        if progress.stopping:
            yield "stopping", "warning"
        elif progress.paused:
            yield f"paused: {progress.paused}", "warning"
        else:
            yield f"{rate:,.0f}/s" if rate >= 10 or not rate else f"{rate:.1f}/s", ""  # noqa: PLR2004 - enough digits
        if left is not None:
            yield f"about {clock(left)} left", ""
        yield f"{len(progress.running):,} running", ""
        if progress.waiting:
            yield f"{len(progress.waiting):,} waiting to be tried again", "warning"
        if progress.allowed:
            yield f"room for {sum(progress.allowed.values()):,} connections", "note"

    def _counts(self) -> Iterator[Piece]:
        tally = self.digest.tally
        words = {"done": ("done", "done"), "current": ("had nothing to do", ""), "failed": ("failed", "error")}
        words |= {"gone": ("gone", "warning"), "ahead": ("ahead", "warning"), "retries": ("retries", "note")}
        for what, (word, style) in words.items():
            if tally[what] or what == "done":
                yield f"{tally[what]:,} {word}", style

    def _waves(self, now: float) -> Iterator[Row]:
        """The last waves that have begun, and the next one."""
        names = self.digest.began.waves if self.digest.began is not None else ()
        if len(names) < 2:  # noqa: PLR2004 - one is all
            return
        begun = sorted(self.digest.waves)
        shown = begun[-(_WAVES - 1) :]
        widest = max(len(name) for name in names)
        for number in shown:
            wave = self.digest.waves[number]
            yield self._wave(wave, f"{number}/{len(names)} {wave.name.ljust(widest)}", now, last=number == begun[-1])
        if (after := (begun[-1] if begun else 0) + 1) <= len(names):
            yield [(f"{self.glyphs.coming} {after}/{len(names)} {names[after - 1]}", "note")]

    def _wave(self, wave: WaveReport, name: str, now: float, *, last: bool) -> Row:
        running = last and not wave.seconds
        took = now - (wave.began or 0.0) if running else wave.seconds
        mark = (self.glyphs.running, "head") if running else (self.glyphs.ended, "done")
        return [mark, (f" {name}  ", ""), (f"{clock(took)}  ", "note"), *joined(_of_wave(wave))]

    def _causes(self) -> Iterator[Row]:
        groups = sorted(self.digest.tally.groups.values(), key=lambda group: -group.count)
        for group in groups[:_CAUSES]:
            yield [(f"{group.count:,} failed: ", "error"), (_short(group.problem), "")]
        if (more := len(groups) - _CAUSES) > 0:
            yield [(f"and {more:,} more cause{'' if more == 1 else 's'}", "note")]


def _of_wave(wave: WaveReport) -> Iterator[Piece]:
    for what, style in (("done", ""), ("current", ""), ("failed", "error"), ("skipped", "warning")):
        if count := getattr(wave, what):
            yield f"{count:,} {what}", style


def _short(problem: str) -> str:
    """What failed, with less before it."""
    return _WHERE.sub(r"`\1`, ", problem)
