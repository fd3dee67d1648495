"""SQL of one's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Self

from sqlalchemy import Delete, Executable

from amig.errors import BadOperationError
from amig.ops.base import Change, OnTable, Statement, directive
from amig.ops.destroyed import destroyed_by
from amig.ops.script import statements
from amig.ops.writer import Writer


class RawSQL(str):
    """SQL that goes out exactly as it is written: nothing is read into it, nothing is split."""

    __slots__ = ()


@directive
class Execute(Change):
    """Run SQL: a string as it is written (several statements one by one), or an SQLAlchemy construct."""

    sqltext: str | RawSQL | Executable
    execution_options: Mapping[str, Any] | None

    def __init__(
        self, sqltext: str | RawSQL | Executable, *, execution_options: Mapping[str, Any] | None = None
    ) -> None:
        if not isinstance(sqltext, str | Executable):
            raise BadOperationError(
                "op.execute", f"was given {sqltext!r}", "give it a string or an SQLAlchemy construct"
            )
        self._set(sqltext=sqltext, execution_options=execution_options)

    @classmethod
    def on(
        cls,
        table: OnTable,  # noqa: ARG003 - SQL names its tables itself
        sqltext: str | RawSQL | Executable,
        *,
        execution_options: Mapping[str, Any] | None = None,
    ) -> Self:
        return cls(sqltext, execution_options=execution_options)

    @property
    def destructive(self) -> str | None:
        """A DELETE without WHERE; of a string, what its words tell."""
        if isinstance(self.sqltext, str):
            return destroyed_by(self.sqltext, "")
        if not isinstance(self.sqltext, Delete) or self.sqltext.whereclause is not None:
            return None
        return f"every row of `{self.sqltext.table.description}`"

    def emit(self, sql: Writer) -> Iterator[Statement]:
        if isinstance(self.sqltext, RawSQL):
            yield sql.ddl(str(self.sqltext))
        elif isinstance(self.sqltext, str):
            yield from statements(self.sqltext.replace("\\:", ":"), sql, "string")
        else:
            options = dict(self.execution_options or {})
            yield sql.dml(self.sqltext.execution_options(**options) if options else self.sqltext)
