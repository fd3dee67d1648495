"""How far a backfill is, as values for programs and people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from amig.state.backfill_table import State

if TYPE_CHECKING:
    from datetime import datetime

    from amig.script.graph import Graph
    from amig.script.revision import Revision
    from amig.state.backfill_table import Filled


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


@dataclass(frozen=True, slots=True)
class Progress:
    """A batch was committed. `rate` is in rows per second of this run, `left` the seconds that the rest may take.

    Both are None where they cannot be told. `name` is that of one database of several.
    """

    revision: str
    batches: int
    rows: int
    total: int | None = None
    rate: float | None = None
    left: float | None = None
    finished: bool = False
    name: str | None = None

    def __str__(self) -> str:
        """`12 batches, 12000 of 100000 rows, 3400 rows/s, 26 s left`."""
        parts = [counted(self.batches, self.rows, self.total)]
        parts += [f"{self.rate:.0f} rows/s"] if self.rate is not None else []
        parts += [f"{self.left:.0f} s left"] if self.left is not None and not self.finished else []
        return ", ".join(parts)


Tell = Callable[[Progress], None]


def counted(batches: int, rows: int, total: int | None) -> str:
    """`1 batch, 300 of 1000 rows`."""
    of = f"{rows} of {total}" if total is not None else str(rows)
    return f"{batches} batch{'' if batches == 1 else 'es'}, {of} row{'' if of == '1' else 's'}"


def told(revision: Revision, found: Filled | None, graph: Graph, name: str | None) -> Backfill:
    """What is known of a backfill; without a row it has not begun."""
    waiting = tuple(one.id for one in graph.revisions if revision.id in one.requires_backfill)
    if found is None:
        return Backfill(revision.id, revision.message, "pending", required_by=waiting, name=name)
    return Backfill(
        revision.id,
        revision.message,
        found.state,
        found.cursor,
        found.batches,
        found.rows,
        found.total,
        round(found.seconds, 6),
        _iso(found.since),
        _iso(found.last),
        _iso(found.ended),
        waiting,
        name,
    )


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
