"""What a run did, and where one stopped: plain values that whoever tells of them can have without what runs them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Literal

State = Literal["pending", "begun", "finished"]


@dataclass(frozen=True, slots=True)
class Ran:
    """One step of a run. `elsewhere`: another migrator did it meanwhile. `seconds` is the time it took here.

    `direction` is `backfill` where it was that. `database` is its name where the configuration has several.
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


@dataclass(frozen=True, slots=True)
class Backfill:
    """The backfill of an applied revision. `state` is pending, begun or finished; `cursor` is what the last batch gave.

    `rows` are those that its statements touched, `total` what the script expects, `seconds` the time in batches. Times
    are by the database's clock, in UTC, as ISO 8601: `since` it was due, `last` batch, `ended`. `required_by` are
    revisions that wait for it. `name` is that of one database of several.
    """

    revision: str
    message: str
    state: State
    cursor: Any = None
    batches: int = 0
    rows: int = 0
    total: int | None = None
    seconds: float = 0.0
    since: str | None = None
    last: str | None = None
    ended: str | None = None
    required_by: tuple[str, ...] = ()
    name: str | None = None

    @property
    def finished(self) -> bool:
        return self.state == "finished"

    def __str__(self) -> str:
        """`begun, 12 batches, 12000 of 100000 rows`."""
        return (
            self.state if self.state == "pending" else f"{self.state}, {counted(self.batches, self.rows, self.total)}"
        )


Tell = Callable[[Ran], None]


def in_order(heads: Collection[str]) -> tuple[str, ...]:
    """Version rows as they are told."""
    return tuple(sorted(heads))


def counted(batches: int, rows: int, total: int | None) -> str:
    """`1 batch, 300 of 1000 rows`."""
    of = f"{rows} of {total}" if total is not None else str(rows)
    return f"{batches} batch{'' if batches == 1 else 'es'}, {of} row{'' if of == '1' else 's'}"
