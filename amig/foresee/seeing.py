"""What a cause is given: the revision, the tables as they will be, and the words of the backend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amig.foresee.question import Question, Unforeseen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from amig.foresee.question import Asked, Verdict
    from amig.foresee.standing import Key, Standing
    from amig.impl.base import Impl


@dataclass(frozen=True, slots=True)
class Seeing:
    """One directive of one pending revision."""

    impl: Impl
    revision: str
    standing: Standing

    def column(self, name: str, alias: str = "t") -> str:
        """A column of a table in a question."""
        return f"{alias}.{self.impl.name(name)}"

    def columns(self, names: Sequence[str]) -> list[str]:
        return [self.column(name) for name in names]

    def ask(
        self,
        cause: str,
        key: Key,
        columns: Sequence[str],
        what: str,
        where: str,
        *,
        group: str = "",
        verdict: Verdict = "breaks",
        any_column: bool = False,
    ) -> Iterator[Asked]:
        """A question about a table, unless a pending revision makes it; `what` has `{}` for its name and columns."""
        if (table := self.standing.table(key)) is None:
            return
        named = ", ".join(columns)
        says = what.format(f"{key[1]}.{named}" if len(columns) == 1 else f"{key[1]} ({named})" if columns else key[1])
        if table.blurred is not None:
            yield Unforeseen(self.revision, says, f"after revision {table.blurred} a name may mean two columns")
            return
        first = self.standing.changed_by(key, None if any_column else columns)
        source = self.standing.source(table)
        means: Verdict = "unsure" if first is not None and verdict == "breaks" else verdict
        place = table.place
        yield Question(cause, self.revision, key[1], tuple(columns), says, source, where, group, means, first, place)

    def cannot_tell(self, what: str, why: str) -> Unforeseen:
        return Unforeseen(self.revision, what, why)
