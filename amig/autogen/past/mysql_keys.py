"""Which keys of MySQL's tables come and go while foreign keys stand on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from amig.ops.alter import AlterColumn
from amig.ops.constraint import DropConstraint
from amig.ops.index import CreateIndex, DropIndex
from amig.ops.table import DropTable
from amig.ops.unique import CreateUniqueConstraint

if TYPE_CHECKING:
    from amig.autogen.compare.pair import Both
    from amig.autogen.found import Found
    from amig.look.shapes import ForeignKeyShape, Key, TableShape

PRIMARY = "PRIMARY"
Columns = tuple[str, ...]


class End(NamedTuple):
    """One of the two tables of a foreign key, and its columns there."""

    table: Key
    columns: Columns


def ends(table: TableShape, key: ForeignKeyShape) -> tuple[End, End]:
    """Where a foreign key stands and what it refers to."""
    return End(table.key, key.columns), End(key.referent, key.referent_columns)


def keys(table: TableShape) -> Iterator[tuple[str, Columns]]:
    """The keys and indexes of a table that a foreign key can stand on, by name."""
    if table.primary_key is not None:
        yield PRIMARY, table.primary_key.columns
    yield from ((one.name or "", one.columns) for one in table.uniques)
    yield from ((one.name or "", one.parts) for one in table.indexes if one.method is None)


def serves(columns: Columns, wanted: Columns) -> bool:
    """Whether a key of these columns is one for those."""
    return columns[: len(wanted)] == wanted


class Changes:
    """What differences do to keys and to columns, by table."""

    def __init__(self, both: Both, found: list[Found]) -> None:
        self.both = both
        self.gone: dict[Key, set[str]] = defaultdict(set)
        self.made: dict[Key, list[tuple[str, Columns, Found]]] = defaultdict(list)
        self.free: set[tuple[Key, str]] = set()
        self.retyped: set[tuple[Key, str]] = set()
        self.tables: set[Key] = set()
        for one in found:
            self._add(one, one.directive)

    def _add(self, one: Found, directive: Any) -> None:
        key = self.key(directive)
        match directive:
            case DropConstraint(type_="foreignkey"):
                self.free.add((key, directive.constraint_name))
            case DropConstraint(type_="unique" | "primary"):
                name = PRIMARY if directive.type_ == "primary" else directive.constraint_name
                self.gone[key].add(name)
            case DropIndex():
                self.gone[key].add(directive.index_name)
            case CreateIndex() | CreateUniqueConstraint() if (columns := _whole(directive)) is not None:
                self.made[key].append((_name(directive), columns, one))
            case AlterColumn() if directive.type_ is not None:
                self.retyped.add((key, directive.column_name))
            case DropTable():
                self.tables.add(key)

    def key(self, directive: Any) -> Key:
        """The table of a directive, as snapshots know it."""
        schema = getattr(directive, "source_schema", None) or getattr(directive, "schema", None)
        name = getattr(directive, "source_table", None) or getattr(directive, "table_name", None) or ""
        return (None if schema == self.both.have.default_schema else schema, name)

    def stays(self, table: TableShape, key: ForeignKeyShape) -> bool:
        """Whether a foreign key is there while the keys change."""
        return (table.key, key.name) not in self.free

    def lost(self, end: End) -> bool:
        """Whether a foreign key has nothing to stand on any more; it may be that nothing of it is known here."""
        table = self.both.have.tables.get(end.table)
        serving = [name for name, columns in keys(table) if serves(columns, end.columns)] if table else []
        return bool(serving) and self.gone[end.table].issuperset(serving)

    def retypes(self, end: End) -> bool:
        """Whether a column gets another type."""
        return any((end.table, column) in self.retyped for column in end.columns)

    def instead(self, end: End) -> Found | None:
        """What makes another key for a foreign key, and can come before the old one goes."""
        table = self.both.have.tables[end.table]
        names, columns = {name for name, _ in keys(table)}, {column.name for column in table.columns}
        made = self.made[end.table]
        return next(
            (one for name, on, one in made if serves(on, end.columns) and name not in names and columns.issuperset(on)),
            None,
        )


def _whole(directive: CreateIndex | CreateUniqueConstraint) -> Columns | None:
    """Columns that are indexed as they are."""
    columns: Any = directive.columns
    given: Any = directive.options
    plain = not any(str(name).endswith(("_length", "_prefix")) for name in given)
    return tuple(columns) if plain and all(isinstance(one, str) for one in columns) else None


def _name(directive: Any) -> str:
    return str(directive.index_name if isinstance(directive, CreateIndex) else directive.constraint_name)
