"""What a SQLite database has."""

from __future__ import annotations

import re
from copy import copy
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import String, text
from sqlalchemy.exc import CompileError
from sqlalchemy.sql.elements import conv

from amig.autogen.past.base import Past, escaped
from amig.impl.unnamed import Unnamed, name_of
from amig.look.survey.sqlite_table import USUAL
from amig.ops.raw_type import RawType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.types import TypeEngine

    from amig.impl.base import Impl
    from amig.look.shapes import CheckShape, ColumnShape, ForeignKeyShape, IndexShape, KeyShape, TableShape
    from amig.look.types import Types

_SIMPLE = re.compile(r"[+-]?[\w.]+|[xX]?'(?:[^']|'')*'")
"""What stands after DEFAULT without parentheses."""


class SQLitePast(Past):
    """Types as they are spelled, defaults in their parentheses; what has no name is called as a batch would call it."""

    def type(self, table: TableShape, column: ColumnShape) -> TypeEngine[Any]:
        """SQLAlchemy's type where it writes the same words, else the words; with its collation."""
        found = super().type(table, column)
        if column.collation not in (None, USUAL):
            found = self._collated(found, column)
        elif self._spelled(found) != column.type:
            return RawType(column.type)
        return found

    def _collated(self, found: TypeEngine[Any], column: ColumnShape) -> TypeEngine[Any]:
        if isinstance(found, String) and self._spelled(found) == column.type:
            collated = copy(found)
            collated.collation = column.collation
            return collated
        return RawType(f'{column.type} COLLATE "{column.collation}"')

    def _spelled(self, found: TypeEngine[Any]) -> str | None:
        try:
            return self.impl.type_spec(found).upper()
        except CompileError:
            return None

    def default(self, column: ColumnShape) -> Any:
        """An expression in the parentheses that it needs."""
        if column.computed is not None or column.default is None or _SIMPLE.fullmatch(column.default):
            return super().default(column)
        return text(escaped(f"({column.default})"))

    def table_options(self, table: TableShape) -> dict[str, Any]:
        """How the table is kept."""
        return {keyword: value for name, keyword, value in OPTIONS if (name, "yes") in table.options}

    def unique_options(self, unique: KeyShape) -> dict[str, Any]:
        """What is done about a conflict."""
        return {} if unique.on_conflict is None else {"sqlite_on_conflict": unique.on_conflict}

    def index_options(self, index: IndexShape) -> dict[str, Any]:
        """The rows that are indexed."""
        return {} if index.where is None else {"sqlite_where": text(escaped(index.where))}

    def name(self, table: TableShape, one: KeyShape | ForeignKeyShape | CheckShape, kind: str) -> str:
        """Its name, else the one by which a batch finds it."""
        if one.name is not None:
            return super().name(table, one, kind)
        others = [_unnamed(kind, table, other) for other in _others(table, kind)]
        return conv(name_of(table.name, _unnamed(kind, table, one), others))


OPTIONS: tuple[tuple[str, str, Any], ...] = (
    ("autoincrement", "sqlite_autoincrement", True),
    ("strict", "sqlite_strict", True),
    ("without_rowid", "sqlite_with_rowid", False),
)
"""(option, keyword of a table, the value that means it)"""


def _others(table: TableShape, kind: str) -> Iterable[KeyShape | ForeignKeyShape | CheckShape]:
    kinds: dict[str, Iterable[Any]] = {
        "unique": table.uniques, "check": table.checks, "foreignkey": table.foreign_keys
    }  # fmt: skip
    return (one for one in kinds.get(kind, ()) if one.name is None)


def _unnamed(kind: str, table: TableShape, one: KeyShape | ForeignKeyShape | CheckShape) -> Unnamed:
    columns = [column.name for column in table.columns]
    if kind == "check":
        return Unnamed.check(columns, cast("CheckShape", one).text)
    if kind == "foreignkey":
        key = cast("ForeignKeyShape", one)
        return Unnamed("fkey", key.columns, key.referent[1])
    return Unnamed("pkey" if kind == "primary" else "key", cast("KeyShape", one).columns)


def past(impl: Impl, types: Types) -> Past:
    """What makes things again on SQLite."""
    return SQLitePast(impl, types)
