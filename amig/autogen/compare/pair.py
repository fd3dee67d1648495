"""What a comparator is given: both sides, and the tables that are in both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from amig.autogen.items import Items, server_name
from amig.autogen.model.base import Described, Model
from amig.autogen.past.base import Past
from amig.look.normal.entities import Said
from amig.look.shapes import ColumnShape, Key, Snapshot, TableShape

if TYPE_CHECKING:
    from sqlalchemy import Column

    from amig.autogen.found import Note
    from amig.impl.base import Impl

T = TypeVar("T", bound=Any)


def _nothing(subject: str) -> bool:  # noqa: ARG001
    return False


@dataclass(frozen=True, slots=True, eq=False)
class TablePair:
    """A table that both sides have, and that is not the same. `want` is in the server's words where it was asked.

    `unsure`: why it was not, and its texts are the models' own. `past` makes directives of what the database has.
    `ignores` tells of a subject whether it is not to be seen.
    """

    have: TableShape
    want: TableShape
    model: Described
    past: Past
    items: Items
    impl: Impl
    unsure: str | None = None
    told: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    """(column, comparator) -> whether it differs, where a callable of the user's says so."""
    without: frozenset[str] = frozenset()
    """Comparators that are left out."""
    ignores: Callable[[str], bool] = _nothing

    @property
    def name(self) -> str:
        return self.want.name

    @property
    def schema(self) -> str | None:
        """The schema as the models write it: that is what goes into the file."""
        return self.model.table.schema

    @property
    def path(self) -> str:
        """The table as notes name it."""
        return f"{self.schema}.{self.name}" if self.schema else self.name

    def columns(self) -> Iterator[ColumnPair]:
        """The columns that both sides have, in the order of the models."""
        have = {column.name: column for column in self.have.columns}
        for want, column in zip(self.want.columns, self.model.columns, strict=True):
            if want.name in have and want.name not in self.remade:
                yield ColumnPair(self, have[want.name], want, column)

    def new_name(self, kind: str, columns: Sequence[str]) -> str:
        """What a constraint is called that the models give no name."""
        return server_name(kind, self.name, columns, self.impl.dialect.max_identifier_length)

    @property
    def remade(self) -> frozenset[str]:
        """Columns that can only be dropped and added again: what they are computed from has changed."""
        have = {column.name: column for column in self.have.columns}
        pairs = ((have[want.name], want) for want in self.want.columns if want.name in have)
        return frozenset(want.name for old, want in pairs if _computed(old) != _computed(want) or self._bound(old))

    def _bound(self, column: ColumnShape) -> bool:
        """Whether PostgreSQL will not change the type of another column while this one is computed from it."""
        if self.impl.dialect_name != "postgresql" or column.computed is None:
            return False
        have = {one.name: one for one in self.have.columns}
        changed = {one.name for one in self.want.columns if one.name in have and one.type != have[one.name].type}
        changed |= have.keys() - {one.name for one in self.want.columns}
        return any(name in column.computed for name in changed)


def _computed(column: ColumnShape) -> tuple[str | None, bool | None]:
    return column.computed, bool(column.persisted) if column.computed is not None else None


class ColumnPair(NamedTuple):
    """A column that both sides have."""

    table: TablePair
    have: ColumnShape
    want: ColumnShape
    column: Column[Any]

    @property
    def path(self) -> str:
        """The column as notes name it."""
        return f"{self.table.path}.{self.want.name}"

    def told(self, comparator: str) -> bool | None:
        """Whether it differs in what a comparator compares, where a callable of the user's says so."""
        return False if comparator in self.table.without else self.table.told.get((self.want.name, comparator))


class Aspect(NamedTuple):
    """One thing in which a column differs: the keywords of `alter_column` that change it."""

    changes: Mapping[str, Any]
    note: Note
    unsure: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Both:
    """The whole of both sides."""

    have: Snapshot
    want: Model
    past: Past
    items: Items
    impl: Impl
    pairs: Sequence[TablePair] = ()
    said: Said = field(default_factory=Said)
    """What the server makes of the entities' words."""

    def added(self) -> list[Described]:
        """Tables that only the models have."""
        return [table for key, table in self.want.tables.items() if key not in self.have.tables]

    def removed(self) -> list[TableShape]:
        """Tables that only the database has."""
        return [table for key, table in self.have.tables.items() if key not in self.want.tables]

    def new_name(self, kind: str, table: str, columns: Sequence[str]) -> str:
        """What a constraint is called that the models give no name."""
        return server_name(kind, table, columns, self.impl.dialect.max_identifier_length)

    def schema(self, name: str | None) -> str | None:
        """A schema as the models write it: None, unless every table of the default one says what it is called."""
        if name is not None:
            return name
        written = {one.table.schema for one in self.want.tables.values() if one.shape.schema is None}
        return next(iter(written)) if len(written) == 1 else None


def matched(have: Sequence[T], want: Sequence[T], content: Any) -> list[tuple[T | None, T | None, int]]:
    """Pairs of what is called alike, and of what has no name on one side and the same content.

    The third is the place in `want`, -1 for what only the database has.
    """
    left = {one.name: one for one in have if one.name is not None}
    unnamed = [one for one in have if one.name is None]
    pairs: list[tuple[T | None, T | None, int]] = []
    later: list[int] = []
    for place, one in enumerate(want):
        if one.name is not None and one.name in left:
            pairs.append((left.pop(one.name), one, place))
        else:
            later.append(place)
    for place in later:
        one = want[place]
        others = [*unnamed, *(left.values() if one.name is None else ())]
        other = next((other for other in others if content(other) == content(one)), None)
        if other is not None and other.name is None:
            unnamed.remove(other)
        elif other is not None:
            del left[other.name]
        pairs.append((other, one, place))
    gone = [one for one in have if one in unnamed or (one.name is not None and one.name in left)]
    return [*pairs, *((one, None, -1) for one in gone)]


def key_text(key: Key) -> str:
    """`schema.name`, or the name alone."""
    return f"{key[0]}.{key[1]}" if key[0] else key[1]
