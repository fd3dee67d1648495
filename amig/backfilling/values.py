"""How far a backfill is, as values for programs and people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amig.outcome import Backfill as Backfill
from amig.outcome import counted as counted

if TYPE_CHECKING:
    from datetime import datetime

    from amig.script.graph import Graph
    from amig.script.revision import Revision
    from amig.state.backfill_table import Filled


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
