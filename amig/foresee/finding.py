"""What the rows say, for one database."""

from __future__ import annotations

from dataclasses import dataclass

from amig.foresee.question import Unforeseen, Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """Rows, or values that occur several times where `cause` is duplicates. `more`: there are more than were counted.

    `example` is the key of the first row, None where the table has none. `first` is an earlier pending revision that
    may change what was found. `sql` finds the rows.
    """

    cause: str
    revision: str
    table: str
    columns: tuple[str, ...]
    says: str
    verdict: Verdict
    rows: int
    more: bool
    example: str | None
    first: str | None
    sql: str

    @property
    def count(self) -> str:
        """`17 rows`, `more than 1,000 values`."""
        word = "value" if self.cause == "duplicates" else "row"
        many = f"{self.rows:,} {word}" if self.rows == 1 else f"{self.rows:,} {word}s"
        return f"more than {many}" if self.more else many


@dataclass(frozen=True, slots=True)
class Unasked:
    """A question that the server did not answer."""

    cause: str
    revision: str
    table: str
    says: str
    problem: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What the rows of one database say of its pending revisions; `asked` is how many questions there were."""

    pending: tuple[str, ...]
    asked: int
    findings: tuple[Finding, ...] = ()
    unasked: tuple[Unasked, ...] = ()
    unforeseen: tuple[Unforeseen, ...] = ()

    @property
    def breaks(self) -> bool:
        """Whether one of the pending revisions would fail."""
        return any(one.verdict == "breaks" for one in self.findings)

    @property
    def is_sure(self) -> bool:
        """Whether nothing was found that may break, and nothing could not be asked."""
        doubts = any(one.verdict == "unsure" for one in self.findings)
        return not (doubts or self.unasked or self.unforeseen)
