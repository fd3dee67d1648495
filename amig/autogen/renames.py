"""What may have been renamed: dropped and added things that look alike, matched one to one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import product
from operator import ne
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from amig.autogen.model.base import Described, Model
    from amig.look.shapes import ColumnShape, Key, Snapshot, TableShape

RenameMode = Literal["ask", "detect", "never"]

_ALIKE = 0.6
"""From here on tables look alike: the share of columns that both have."""
_CLEAR = 0.1
"""By so much the best must be better than the next best to be taken without asking."""


class Suspicion(NamedTuple):
    """Something that is gone, and something new that looks like it. `table` is its table where it is a column."""

    kind: Literal["table", "column"]
    schema: str | None
    table: str | None
    old: str
    new: str
    score: float = 0.0

    @property
    def subject(self) -> str:
        """`column users.name`: what is gone."""
        places = [part for part in (self.schema, self.table, self.old) if part is not None]
        return f"{self.kind} {'.'.join(places)}"

    @property
    def question(self) -> str:
        """What a person is asked."""
        return f"was {self.subject} renamed to `{self.new}`?"


@dataclass(frozen=True, slots=True)
class Renames:
    """What was renamed, and what nobody could be asked about."""

    tables: tuple[Suspicion, ...] = ()
    columns: tuple[Suspicion, ...] = ()
    open: tuple[Suspicion, ...] = field(default=())


def hinted_tables(have: Snapshot, model: Model) -> list[Suspicion]:
    """Tables of which the models say how they were called: `info={"renamed_from": "old"}`."""
    found = []
    for key, described in model.tables.items():
        old = described.table.info.get("renamed_from")
        if old and key not in have.tables and (key[0], old) in have.tables and (key[0], old) not in model.tables:
            found.append(Suspicion("table", key[0], None, old, key[1], 1.0))
    return found


def with_other_columns(have: Snapshot, model: Model) -> list[Key]:
    """The tables on both sides that do not have columns of the same names: in the others none was renamed."""
    both = ((key, have.tables[key], described.shape) for key, described in model.tables.items() if key in have.tables)
    return [key for key, *two in both if ne(*({column.name for column in table.columns} for table in two))]


def hinted_columns(have: TableShape, model: Described) -> list[Suspicion]:
    """The same for the columns of one table."""
    there = {column.name for column in have.columns}
    wanted = {column.name for column in model.columns}
    found = []
    for column in model.columns:
        old = column.info.get("renamed_from")
        if old and column.name not in there and old in there and old not in wanted:
            found.append(Suspicion("column", have.schema, have.name, old, column.name, 1.0))
    return found


def suspected_tables(have: Snapshot, model: Model) -> list[Suspicion]:
    """Pairs of a dropped and an added table of one schema that have much the same columns; the likeliest first."""
    gone = [table for key, table in have.tables.items() if key not in model.tables]
    new = [one.shape for key, one in model.tables.items() if key not in have.tables]
    pairs = ((old, now, _tables_alike(old, now)) for old, now in product(gone, new) if old.schema == now.schema)
    return _best_first(
        Suspicion("table", old.schema, None, old.name, now.name, score) for old, now, score in pairs if score
    )


def _tables_alike(old: TableShape, new: TableShape) -> float:
    mine, others = ({(column.name, column.type) for column in table.columns} for table in (old, new))
    share = len(mine & others) / len(mine | others) if mine | others else 0.0
    return share + _near(old.name, new.name) / 10 if share >= _ALIKE else 0.0


def suspected_columns(have: TableShape, want: TableShape) -> list[Suspicion]:
    """Pairs of a dropped and an added column of one table that could be one; the likeliest first."""
    there, wanted = {column.name for column in have.columns}, {column.name for column in want.columns}
    gone = [column for column in have.columns if column.name not in wanted]
    new = [column for column in want.columns if column.name not in there]
    pairs = ((old, now, _columns_alike(old, now)) for old, now in product(gone, new))
    return _best_first(
        Suspicion("column", have.schema, want.name, old.name, now.name, score) for old, now, score in pairs if score
    )


def _columns_alike(old: ColumnShape, new: ColumnShape) -> float:
    if (old.type, old.computed is None) != (new.type, new.computed is None):
        return 0.0
    score = 0.5 + _near(old.name, new.name) / 2
    return score - 0.2 * (old.nullable != new.nullable) - 0.1 * (old.default != new.default)


def _near(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _best_first(found: Iterable[Suspicion]) -> list[Suspicion]:
    return sorted(found, key=lambda one: (-one.score, one.table or "", one.old, one.new))


def unambiguous(found: list[Suspicion]) -> Iterator[Suspicion]:
    """Those of which each is by far the likeliest for what is gone and for what is new."""
    for one in found:
        rivals = [other for other in found if other is not one and (other.old == one.old or other.new == one.new)]
        if all(one.score - other.score >= _CLEAR for other in rivals):
            yield one
