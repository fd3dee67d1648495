"""Rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Table, literal
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.sql.expression import TableClause
from sqlalchemy.types import NullType

from amig.errors import BadOperationError
from amig.ops.base import Change, Statement, directive
from amig.ops.writer import Writer


@directive
class BulkInsert(Change):
    """Insert rows: all in one round trip, or one by one with `multiinsert=False`."""

    table: Table | TableClause
    rows: Sequence[Mapping[str, Any]]
    multiinsert: bool

    def __init__(
        self, table: Table | TableClause, rows: Sequence[Mapping[str, Any]], *, multiinsert: bool = True
    ) -> None:
        if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
            raise BadOperationError(
                "op.bulk_insert", "was given rows that are no list of dicts", "write `[{...}, {...}]`"
            )
        self._set(table=table, rows=tuple(rows), multiinsert=multiinsert)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        together = self.table.insert()
        for row in self.rows:
            construct = together if self.multiinsert else self.table.insert().inline()
            yield Statement(partial(self._text, sql, row), construct, row)

    def _text(self, sql: Writer, row: Mapping[str, Any]) -> str:
        """One INSERT with its values written out; a column without a type takes that of the value."""
        typed = {key: literal(v) if _is_untyped(self.table, key, v) else v for key, v in row.items()}
        return sql.dml(self.table.insert().inline().values(typed)).text


def _is_untyped(table: Table | TableClause, key: str, value: Any) -> bool:
    plain = value is not None and not isinstance(value, ClauseElement)
    return plain and key in table.c and isinstance(table.c[key].type, NullType)
