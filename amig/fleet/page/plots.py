"""Plots as inline SVG that stretches; its labels are HTML, so that they stay as large on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

from amig.fleet.durations import PER_DOUBLING
from amig.fleet.page.markup import Markup, tag
from amig.fleet.words import counted, lasting

if TYPE_CHECKING:
    from amig.fleet.durations import Column, Spread
    from amig.fleet.run_report import RunReport

_LEAST, _MOST = 12, 48
_RATIO = 2 ** (1 / PER_DOUBLING)
_ROUND = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 60.0, 180.0, 600.0, 1800.0, 3600.0, 10800.0)


@dataclass(frozen=True, slots=True)
class Bar:
    """One column, in parts from below: their classes and heights; `says` is read by who points at it."""

    parts: tuple[tuple[str, float], ...]
    says: str

    @property
    def height(self) -> float:
        return sum(height for _, height in self.parts)


@dataclass(frozen=True, slots=True)
class Mark:
    """A label below a plot, or a line through it with one; `at` is a share of the width."""

    at: float
    label: str


def durations(spread: Spread) -> Markup:
    """How many tenants took how long; each step to the right is a little longer by the same ratio."""
    columns = _merged(list(spread.columns))
    ratio = columns[1].upto / columns[0].upto if len(columns) > 1 else _RATIO
    first, last = columns[0].upto / ratio, columns[-1].upto
    while len(columns) < _LEAST:
        first, last = first / ratio, last * ratio
        columns = [type(columns[0])(first * ratio, 0), *columns, type(columns[0])(last, 0)]
    bars = [
        Bar((("done", one.count),), f"{lasting(one.upto / ratio)} to {lasting(one.upto)}: {counted(one.count)}")
        for one in columns
    ]

    def place(seconds: float) -> float:
        return min(1.0, max(0.0, log2(max(seconds, first) / first) / log2(last / first)))

    ticks = [Mark(place(tick), lasting(tick)) for tick in _thinned([one for one in _ROUND if first <= one <= last])]
    lines = [
        Mark(place(seconds), f"{name} {lasting(seconds)}")
        for name, seconds in (("median", spread.median), ("90 %", spread.p90), ("99 %", spread.p99))
    ]
    says = f"Durations of {counted(spread.count)}: median {lasting(spread.median)}, longest {lasting(spread.longest)}"
    return _plot(bars, says, "tenants", ticks, lines)


def _merged(columns: list[Column]) -> list[Column]:
    """Few enough columns, each as wide as the others."""
    while len(columns) > _MOST:
        ratio = columns[1].upto / columns[0].upto
        if len(columns) % 2:
            columns.append(type(columns[0])(columns[-1].upto * ratio, 0))
        pairs = zip(columns[::2], columns[1::2], strict=True)
        columns = [type(left)(right.upto, left.count + right.count) for left, right in pairs]
    return columns


def _thinned(ticks: list[float]) -> list[float]:
    return ticks[:: -(-len(ticks) // 6)] if ticks else []


def over_time(report: RunReport) -> Markup:
    """How many tenants a second were dealt with; those with nothing to do only where there is nothing else."""
    slots, every = report.over_time, report.every
    whats: tuple[str, ...] = ("done", "failed", "skipped")
    if not any(getattr(slot, what) for slot in slots for what in whats):
        whats = ("current",)
    bars = [
        Bar(
            tuple((what, getattr(slot, what) / every) for what in whats if getattr(slot, what)),
            f"from {lasting(slot.at)}: " + ", ".join(f"{getattr(slot, what):,} {what}" for what in whats),
        )
        for slot in slots
    ]
    whole = len(slots) * every
    ticks = [Mark(at / whole, lasting(at)) for at in _steps(whole)]
    says = f"Tenants a second over {lasting(report.summary.seconds)}"
    return Markup("").join((_plot(bars, says, "tenants a second", ticks, ()), _waves(report, whole)))


def _steps(whole: float) -> Iterable[float]:
    """About five round times from the beginning."""
    rounds = (0.25, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400)
    step = next((one for one in rounds if whole / one <= 5.5), whole / 5)  # noqa: PLR2004 - so that labels have room
    return [number * step for number in range(int(whole / step) + 1) if number * step <= whole * 0.97]


def _waves(report: RunReport, whole: float) -> Markup:
    """A strip below the time's axis, in which each wave has its part."""
    waves = [wave for wave in report.summary.waves if wave.began is not None]
    if len(waves) < 2:  # noqa: PLR2004 - one is all
        return Markup("")
    parts = []
    for number, wave in enumerate(waves):
        began = wave.began or 0.0
        left, width = (100 * min(1.0, one / whole) for one in (began, wave.seconds))
        style = f"left:{left:.2f}%;width:{min(max(width, 0.6), 100 - left):.2f}%"
        label = tag("span", wave.name)
        parts.append(
            tag("div", label, class_=f"wave w{number % 2}", style=style, title=f"{wave.name}: {lasting(wave.seconds)}")
        )
    return tag("div", *parts, class_="strip", aria_hidden="true")


def _plot(bars: Sequence[Bar], says: str, unit: str, ticks: Sequence[Mark], lines: Sequence[Mark]) -> Markup:
    top, step = _scale(max((bar.height for bar in bars), default=0))
    rects = [rect for number, bar in enumerate(bars) for rect in _rects(bar, number, top)]
    ways = (f"M{one.at * len(bars):.3f} 0V100" for one in lines)
    drawn = [tag("path", class_="marker", vector_effect="non-scaling-stroke", d=way) for way in ways]
    box = f"0 0 {max(1, len(bars))} 100"
    svg = tag("svg", *rects, *drawn, role="img", preserveAspectRatio="none", viewBox=box, aria_label=says)
    levels = [number * step for number in range(int(top / step + 0.5) + 1)]
    grid = [tag("i", tag("b", _number(one)), style=f"bottom:{100 * one / top:.2f}%") for one in levels]
    labels = [
        tag("em", one.label, class_=f"r{row}" + (" flip" if one.at > 0.7 else ""), style=f"left:{100 * one.at:.2f}%")  # noqa: PLR2004 - room
        for row, one in enumerate(lines)
    ]
    below = [tag("span", one.label, style=f"left:{100 * one.at:.2f}%") for one in ticks]
    area = tag("div", *grid, svg, *labels, class_="area")
    return tag("div", tag("p", unit, class_="unit"), area, tag("div", *below, class_="ticks"), class_="plot")


def _rects(bar: Bar, number: int, top: float) -> Iterable[Markup]:
    bottom = 100.0
    says = tag("title", bar.says)
    for what, height in bar.parts:
        tall = max(100 * height / top, 0.8 if height else 0.0)
        bottom -= tall
        x, y, height_ = (f"{one:.2f}" for one in (number + 0.06, bottom, tall))
        yield tag("rect", says, class_=what, x=x, y=y, width="0.88", height=height_)


def _scale(most: float) -> tuple[float, float]:
    """A round top, and the step between lines."""
    if most <= 0:
        return 1.0, 1.0
    power = 10.0
    while power > most:
        power /= 10
    while power * 10 <= most:
        power *= 10
    step = next(power * one for one in (0.2, 0.25, 0.5, 1, 2, 2.5, 5) if most / (power * one) <= 4.5)  # noqa: PLR2004
    return step * -(-most // step), step


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"
