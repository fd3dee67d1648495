"""Rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Table, literal
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.sql.expression import TableClause
from sqlalchemy.types import NullType

from amig.errors import BadOperationError, listed
from amig.ops.base import Change, Statement, directive
from amig.ops.writer import Writer


@directive
class BulkInsert(Change):
    """Insert rows: those with the same keys in one round trip, or one by one with `multiinsert=False`.

    A value may be an SQL expression; its row goes by itself.
    """

    table: Table | TableClause
    rows: Sequence[Mapping[str, Any]]
    multiinsert: bool

    def __init__(
        self, table: Table | TableClause, rows: Sequence[Mapping[str, Any]], *, multiinsert: bool = True
    ) -> None:
        if not hasattr(table, "insert"):
            instead = "give what `op.create_table` gave back, or `sa.table(...)` with its columns"
            raise BadOperationError("op.bulk_insert", f"was given {table!r} as a table", instead)
        if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
            raise BadOperationError(
                "op.bulk_insert", "was given rows that are no list of dicts", "write `[{...}, {...}]`"
            )
        if unknown := {key for row in rows for key in row} - set(table.c.keys()):
            known = f"its columns are {listed(table.c.keys())}"
            raise BadOperationError(f"op.bulk_insert({table.name!r})", f"has no column `{min(unknown)}`", known)
        self._set(table=table, rows=tuple(rows), multiinsert=multiinsert)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        together = {frozenset(row): self.table.insert() for row in self.rows}
        for row in self.rows:
            if self.multiinsert and not any(isinstance(value, ClauseElement) for value in row.values()):
                yield Statement(partial(self._text, sql, row), together[frozenset(row)], row)
            else:
                yield Statement(partial(self._text, sql, row), self.table.insert().inline().values(dict(row)))

    def _text(self, sql: Writer, row: Mapping[str, Any]) -> str:
        """One INSERT with its values written out; a column without a type takes that of the value."""
        typed = {key: literal(v) if _is_untyped(self.table, key, v) else v for key, v in row.items()}
        return sql.dml(self.table.insert().inline().values(typed)).text


def _is_untyped(table: Table | TableClause, key: str, value: Any) -> bool:
    plain = value is not None and not isinstance(value, ClauseElement)
    return plain and key in table.c and isinstance(table.c[key].type, NullType)
