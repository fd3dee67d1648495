"""What the ledger tells of a revision that did not come to its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from amig.impl.facts import leaves_a_rest

if TYPE_CHECKING:
    from amig.state.events import Event

State = Literal["started", "done", "failed"]
"""In flight when all that is known is that it was sent; `failed` says that it did not happen."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement, numbered from 1. `own`: of the script's own bind; `last` of its operation."""

    number: int
    operation: int
    hash: str
    text: str
    state: State
    own: bool = False
    reads: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A revision that was interrupted. The statements of `done` need not run again; `at` is the one after them.

    `at` is None where nothing is known of that one. `scattered`: later ones are said to be done, though not all before.
    """

    revision: str
    direction: str
    done: tuple[Mark, ...]
    at: Mark | None = None
    scattered: bool = False

    @property
    def statement(self) -> int:
        """Where it continues."""
        return len(self.done) + 1

    @property
    def left_something(self) -> bool:
        """Whether the database may be different for it."""
        return any(not mark.reads for mark in self.done) or self.scattered or self.in_flight

    @property
    def in_flight(self) -> bool:
        """Whether a statement was sent, and it is not known what it left behind."""
        return self.at is not None and (self.at.state == "started" or leaves_a_rest(self.at.text))

    @property
    def unskippable(self) -> Mark | None:
        """A statement of the script's own that was done: it would run again."""
        return next((mark for mark in self.done if mark.own and not mark.reads and mark.state == "done"), None)


def unfinished(events: Sequence[Event]) -> Unfinished | None:
    """The state of the revision that the statements' events are of, oldest first; None where there is none."""
    if not events:
        return None
    marks: dict[int, Mark] = {}
    for event in events:
        mark = _mark(event, marks.get(event.statement or 0))
        marks[mark.number] = mark
    last = max((mark.number for mark in marks.values() if mark.state == "done"), default=0)
    count = 0
    while count < last and count + 1 in marks and marks[count + 1].state != "started":
        count += 1
    done = tuple(marks[number] for number in range(1, count + 1))
    return Unfinished(events[-1].revision, events[-1].direction, done, marks.get(count + 1), count < last)


def _mark(event: Event, before: Mark | None) -> Mark:
    """What is known of a statement after an event; the last one counts."""
    state: State = event.event if event.event in ("started", "done") else "failed"
    if event.event == "resolved":
        state = "done" if event.data.get("applied") else "failed"
    data = event.data
    return Mark(
        number=event.statement or 0,
        operation=event.operation or 0,
        hash=event.hash or "",
        text=str(data.get("text") or (before.text if before else "")),
        state=state,
        own=bool(data.get("own")),
        reads=bool(data.get("reads")),
        last=bool(data.get("last")),
    )
