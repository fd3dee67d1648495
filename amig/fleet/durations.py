"""How long tenants took: counted in columns of a fixed ratio, so that any number of them needs the same room."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log2

PER_DOUBLING = 4
"""Columns between a duration and its double."""

_SHORTEST = 0.001


@dataclass(frozen=True, slots=True)
class Column:
    """So many took less than `upto` seconds, and no less than the column before."""

    upto: float
    count: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Durations in seconds: `shortest`, `mean` and `longest` are exact, the others within a tenth."""

    count: int
    shortest: float
    mean: float
    median: float
    p90: float
    p99: float
    longest: float
    columns: tuple[Column, ...]


@dataclass
class Durations:
    """Takes durations, one after the other."""

    count: int = 0
    total: float = 0.0
    shortest: float = float("inf")
    longest: float = 0.0
    columns: dict[int, int] = field(default_factory=dict)

    def add(self, seconds: float) -> None:
        """One more."""
        self.count += 1
        self.total += seconds
        self.shortest, self.longest = min(self.shortest, seconds), max(self.longest, seconds)
        place = max(0, int(log2(seconds / _SHORTEST) * PER_DOUBLING) + 1) if seconds > _SHORTEST else 0
        self.columns[place] = self.columns.get(place, 0) + 1

    def spread(self) -> Spread | None:
        """What there is to say of them; None of none."""
        if not self.count:
            return None
        last = max(self.columns)
        columns = (Column(upto(place), self.columns.get(place, 0)) for place in range(min(self.columns), last + 1))
        middle, p90, p99 = (self._quantile(share) for share in (0.5, 0.9, 0.99))
        mean = self.total / self.count
        return Spread(self.count, self.shortest, mean, middle, p90, p99, self.longest, tuple(columns))

    def _quantile(self, share: float) -> float:
        """The duration that a share of all does not exceed: the middle of its column."""
        before, wanted, place = 0, share * self.count, 0
        for place in sorted(self.columns):
            before += self.columns[place]
            if before >= wanted:
                break
        return min(max(upto(place) / 2 ** (0.5 / PER_DOUBLING), self.shortest), self.longest)


def upto(place: int) -> float:
    """Where a column ends, in seconds."""
    return float(_SHORTEST * 2 ** (place / PER_DOUBLING))
