"""Rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.sql.expression import TableClause

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
            raise BadOperationError("op.bulk_insert", "was given rows that are no list of dicts", "write `[{...}, {...}]`")
        self._set(table=table, rows=tuple(rows), multiinsert=multiinsert)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        together = self.table.insert()
        for row in self.rows:
            construct = together if self.multiinsert else self.table.insert().inline()
            yield Statement(lambda row=row: sql.dml(self.table.insert().inline().values(row)).text, construct, row)  # type: ignore[misc]
