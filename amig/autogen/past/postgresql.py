"""What a PostgreSQL database has."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, Enum, String, Table, text
from sqlalchemy.dialects.postgresql.base import PGDialect

from amig.autogen.past.base import Past, escaped
from amig.autogen.past.postgresql_casts import using
from amig.autogen.past.postgresql_excludes import elements_of
from amig.ops.exclude import CreateExcludeConstraint
from amig.ops.raw_type import RawType

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

    from amig.impl.base import Impl
    from amig.look.shapes import CheckShape, ColumnShape, IndexShape, KeyShape, TableShape
    from amig.look.types import Types

_TABLE_OPTIONS = dict(PGDialect.construct_arguments or ())[Table]
"""SQLAlchemy 2.0 knows no storage parameters of a table."""


@dataclass(frozen=True, slots=True, eq=False)
class PostgreSQLPast(Past):
    """What PostgreSQL makes in another way."""

    def type(self, table: TableShape, column: ColumnShape) -> TypeEngine[Any]:
        """With its collation; an enum is made for itself, not by the column."""
        found = copy(Past.type(self, table, column))
        if column.collation is not None and isinstance(found, String):
            found.collation = column.collation
        elif column.collation is not None and isinstance(found, RawType):
            return RawType(f'{found.words} COLLATE "{column.collation}"')
        inner: Any = found
        while isinstance(inner, ARRAY):
            inner.item_type = copy(inner.item_type)
            inner = inner.item_type
        if isinstance(inner, Enum):
            inner.create_type = False
        return found

    def using(self, old: str, new: str, column: str) -> str | None:
        return using(old, new, self.impl.name(column))

    def unique_options(self, unique: KeyShape) -> dict[str, Any]:
        options = Past.unique_options(self, unique)
        if unique.include:
            options["postgresql_include"] = list(unique.include)
        if unique.nulls_not_distinct:
            options["postgresql_nulls_not_distinct"] = True
        return options

    def table_options(self, table: TableShape) -> dict[str, Any]:
        said = dict(table.options)
        named: dict[str, Any] = {
            f"postgresql_{word}": said.pop(word) for word in ("tablespace", "using") if word in said
        }
        if said and "with" in _TABLE_OPTIONS:
            named["postgresql_with"] = said
        if table.partition_by is not None:
            named["postgresql_partition_by"] = table.partition_by
        return named

    def index_options(self, index: IndexShape) -> dict[str, Any]:
        said = dict(index.options)
        given = {
            "postgresql_using": index.method,
            "postgresql_where": None if index.where is None else text(escaped(index.where)),
            "postgresql_include": list(index.include) or None,
            "postgresql_nulls_not_distinct": index.nulls_not_distinct or None,
            "postgresql_tablespace": said.pop("tablespace", None),
            "postgresql_with": said or None,
        }
        return {name: value for name, value in given.items() if value is not None}

    def exclude(self, table: TableShape, check: CheckShape, schema: str | None) -> CreateExcludeConstraint:
        elements, options = elements_of(check.text)
        return CreateExcludeConstraint(check.name, table.name, *elements, schema=schema, **options)


def past(impl: Impl, types: Types) -> Past:
    """What makes things again on PostgreSQL."""
    return PostgreSQLPast(impl, types)
