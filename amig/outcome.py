"""What a run did, and where one stopped: plain values that whoever tells of them can have without what runs them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ran:
    """One step of a run. `elsewhere`: another migrator did it meanwhile. `seconds` is the time it took here.

    `database` is its name where the configuration has several.
    """

    revision: str
    direction: str
    message: str
    seconds: float = 0.0
    elsewhere: bool = False
    database: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: the version rows before and after, and every step in between."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    steps: tuple[Ran, ...] = ()


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A revision that did not come to its end. It continues at `statement`, counted from 1, of `total` if known.

    `text` is that statement, where it was sent once. `in_flight`: whether it happened is not known yet. `running`: a
    migrator is at it now, and nothing was interrupted.
    """

    revision: str
    direction: str
    statement: int
    total: int | None = None
    text: str | None = None
    in_flight: bool = False
    running: bool = False

    @property
    def place(self) -> str:
        """`statement 3 of 5`."""
        return f"statement {self.statement}" + (f" of {self.total}" if self.total is not None else "")

    def __str__(self) -> str:
        """`interrupted at statement 3 of 5`."""
        return f"running, at {self.place}" if self.running else f"interrupted at {self.place}"


Tell = Callable[[Ran], None]


def in_order(heads: Collection[str]) -> tuple[str, ...]:
    """Version rows as they are told."""
    return tuple(sorted(heads))
