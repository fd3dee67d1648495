"""What is asked of the rows before they are touched, and what cannot be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal["breaks", "unsure", "notice"]
"""What rows that are found mean: the revision fails; it may; or it goes through, and they are lost."""

MOST = 1000
"""Rows that are counted; beyond that there are only more."""


@dataclass(frozen=True, slots=True)
class Question:
    """Rows that would stop a revision. `says` names them; `table` and `columns` are named as the revision has them.

    `sql` selects a 1 for each, or for each value that occurs several times where `grouped`; `source`, `where` and
    `group` are its parts, in which `t` is the table. `first` is an earlier pending revision that may change the answer.
    """

    cause: str
    revision: str
    table: str
    columns: tuple[str, ...]
    says: str
    source: str
    where: str
    group: str = ""
    verdict: Verdict = "breaks"
    first: str | None = None
    place: tuple[str | None, str] = (None, "")
    """Schema and name of the table as the database has it now."""

    @property
    def sql(self) -> str:
        """The rows that are looked for, so many of them as are counted."""
        return f"SELECT 1 AS found FROM {self.source} WHERE {self.where}{self._grouped} LIMIT {MOST + 1}"  # noqa: S608

    @property
    def _grouped(self) -> str:
        return f" GROUP BY {self.group} HAVING count(*) > 1" if self.group else ""

    def example(self, key: tuple[str, ...]) -> str:
        """The key of the first row; of rows that occur several times that of the first of them."""
        if self.group:
            keys = ", ".join(f"min(t.{name}) AS k{n}" for n, name in enumerate(key))
            return f"SELECT {keys} FROM {self.source} WHERE {self.where}{self._grouped} ORDER BY 1 LIMIT 1"  # noqa: S608
        keys = ", ".join(f"t.{name}" for name in key)
        return f"SELECT {keys} FROM {self.source} WHERE {self.where} ORDER BY {keys} LIMIT 1"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Unforeseen:
    """What no rows are asked about, and why."""

    revision: str
    what: str
    why: str


Asked: TypeAlias = Question | Unforeseen
