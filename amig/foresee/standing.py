"""Where the tables stand while the pending revisions go by: what rows that are there now can still tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Computed, DefaultClause, Enum

from amig.ops.alter import AlterColumn
from amig.ops.column import AddColumn, DropColumn
from amig.ops.replace_enum import ReplaceEnum
from amig.ops.table import CreateTable, DropTable, RenameTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Column

    from amig.impl.base import Impl
    from amig.ops.base import Directive

Key = tuple[str | None, str]
"""Schema and name of a table."""


@dataclass
class TableNow:
    """A table of the database, as it will be: `place` is its name now.

    `shown` are columns that it does not have under that name now, by the expression that stands for them; `gone` are
    names that mean nothing any more, `changed` columns whose values will be others, with the revision.
    """

    place: Key
    shown: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    changed: dict[str, str] = field(default_factory=dict)
    blurred: str | None = None
    """The revision after which a name of it may mean two things."""


class Standing:
    """The tables that pending revisions have changed; all others are as they are."""

    def __init__(self, impl: Impl) -> None:
        self.impl = impl
        self.tables: dict[Key, TableNow | None] = {}
        self.touched: list[tuple[str, frozenset[str]]] = []

    def table(self, key: Key) -> TableNow | None:
        """A table as it will be; None for one that a pending revision makes."""
        if key not in self.tables:
            self.tables[key] = TableNow(key)
        return self.tables[key]

    def source(self, table: TableNow) -> str:
        """What to read the table from, under the name `t`."""
        schema, name = table.place
        said = f"{self.impl.table(name, schema)} AS t"
        if not table.shown:
            return said
        shown = ", ".join(f"{text} AS {self.impl.name(name)}" for name, text in table.shown.items())
        return f"(SELECT t.*, {shown} FROM {said}) AS t"  # noqa: S608 - quoted names

    def changed_by(self, key: Key, columns: Iterable[str] | None) -> str | None:
        """The last pending revision that may change the rows before; None where none does. No columns mean any."""
        names = {"*", key[1].lower()}
        table = self.table(key)
        if table is not None:
            names.add(table.place[1].lower())
        found = [revision for revision, touched in self.touched if touched & names]
        if table is not None:
            mine = table.changed.keys() if columns is None else columns
            found += [table.changed[column] for column in mine if column in table.changed]
        return found[-1] if found else None

    def apply(self, directive: Directive[Any], revision: str) -> None:
        """What a directive does to the tables."""
        if isinstance(directive, CreateTable):
            if not directive.if_not_exists:
                self.tables[directive.schema, directive.table_name] = None
        elif isinstance(directive, DropTable):
            self.tables.pop((directive.schema, directive.table_name), None)
        elif isinstance(directive, RenameTable):
            old, new = (directive.schema, directive.old_table_name), (directive.schema, directive.new_table_name)
            self.tables[new] = self.table(old)
            del self.tables[old]
        elif isinstance(directive, ReplaceEnum):
            for column in directive.columns:
                self._change((column.get("schema"), column["table"]), column["column"], revision)
        elif isinstance(directive, AddColumn | DropColumn | AlterColumn):
            self._apply_to_column(directive, revision)

    def _change(self, key: Key, column: str, revision: str) -> None:
        if (table := self.table(key)) is not None:
            table.changed[column] = revision

    def _apply_to_column(self, directive: AddColumn | DropColumn | AlterColumn, revision: str) -> None:
        table = self.table((directive.schema, directive.table_name))
        if table is None:
            return
        if isinstance(directive, AddColumn):
            self._show(table, directive.column.name, filled(self.impl, directive.column), revision)
            if directive.if_not_exists:
                table.blurred = revision
        elif isinstance(directive, DropColumn):
            table.shown.pop(directive.column_name, None)
            table.gone.add(directive.column_name)
        else:
            self._alter(table, directive, revision)

    def _alter(self, table: TableNow, directive: AlterColumn, revision: str) -> None:
        old, new = directive.column_name, directive.new_column_name
        if directive.type_ is not None:
            table.changed[old] = revision
        if new is None or new == old:
            return
        text = table.shown.pop(old) if old in table.shown else f"t.{self.impl.name(old)}"
        self._show(table, new, text, revision)
        table.gone.add(old)
        if old in table.changed:
            table.changed[new] = table.changed.pop(old)

    def _show(self, table: TableNow, name: str, text: str, revision: str) -> None:
        if name in table.gone:
            table.blurred = revision
        table.shown[name] = text


def filled(impl: Impl, column: Column[Any]) -> str:
    """What a new column holds in the rows that are there: its default, what it is computed from, or NULL."""
    default = column.server_default
    if isinstance(default, Computed):
        return f"({impl.expression(default.sqltext)})"
    text = impl.default_spec(default) if isinstance(default, DefaultClause) else "NULL"
    if impl.dialect_name != "postgresql" or isinstance(column.type, Enum):
        return text
    return f"CAST({text} AS {impl.type_spec(column.type)})"
