"""A dialect that talks to asyncpg as psycopg2 talks to PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import types
from sqlalchemy.dialects.postgresql import BIT, JSON, JSONB
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.postgresql.ranges import AbstractMultiRange, AbstractSingleRange
from sqlalchemy.engine.interfaces import BindTyping

from amig.impl.lenient import apart
from amig.impl.literals import written

_READS = (BIT, JSON, JSONB, types.JSON, types.Numeric, types.Float, AbstractSingleRange, AbstractMultiRange)
"""Types whose values asyncpg gives back in its own form; the others differ in nothing but a cast."""
_TYPES: dict[Any, Any] = {
    **PGDialect.colspecs,
    **{kind: PGDialect_asyncpg.colspecs[kind] for kind in _READS if kind in PGDialect_asyncpg.colspecs},
}
_NO_DDL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH|VALUES)\b", re.IGNORECASE)
_TOGETHER = 200
"""Statements of one `executemany` that go out as one string."""


class Psycopg2Way(PGDialect_asyncpg):
    """Literals in the text instead of typed parameters."""

    supports_statement_cache = True
    use_insertmanyvalues_wo_returning = True
    bind_typing = BindTyping.NONE
    default_paramstyle = "pyformat"
    colspecs = _TYPES
    usual: PGDialect_asyncpg
    """The connection's own dialect, which other connections share."""

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        if parameters and not isinstance(parameters, Mapping) and "%" not in statement:
            cursor.execute(statement, parameters)  # written for asyncpg: `$1`
        else:
            self._run(cursor, _filled(statement, parameters, compiled=_is_compiled(context)))

    def do_execute_no_params(self, cursor: Any, statement: str, context: Any = None) -> None:  # noqa: ARG002
        self._run(cursor, statement)

    def do_executemany(self, cursor: Any, statement: str, parameters: Sequence[Any], context: Any = None) -> None:
        texts = [_filled(statement, one, compiled=_is_compiled(context)) for one in parameters]
        for start in range(0, len(texts), _TOGETHER):
            _send(cursor, ";\n".join(texts[start : start + _TOGETHER]))

    def _run(self, cursor: Any, sql: str) -> None:
        for part in apart(sql, "postgresql"):
            if not _NO_DDL.match(part):
                self._invalidate_schema_cache()
                cursor._invalidate_schema_cache_asof = self._invalidate_schema_cache_asof
            cursor.execute(part, ())

    def _invalidate_schema_cache(self) -> None:
        super()._invalidate_schema_cache()  # type: ignore[no-untyped-call]
        self.usual._invalidate_schema_cache()  # type: ignore[no-untyped-call]


def _is_compiled(context: Any) -> bool:
    return context is not None and context.compiled is not None


def _filled(statement: str, parameters: Any, *, compiled: bool) -> str:
    """The statement with its values in it.

    SQLAlchemy has doubled each `%` of what it compiled. In a string that a script sends without values, all are doubled
    when it was written for psycopg2, and one that is not tells that it was written for another driver.
    """
    if parameters:
        literals = (
            {name: written(value) for name, value in parameters.items()}
            if isinstance(parameters, Mapping)
            else tuple(map(written, parameters))
        )
        return statement % literals
    doubled = compiled or "%" not in statement.replace("%%", "")
    return statement.replace("%%", "%") if doubled else statement


def _send(cursor: Any, sql: str) -> None:
    """Send statements that give nothing back, in one round trip."""
    adapter = cursor._adapt_connection

    async def send(driver: Any) -> None:
        async with adapter._execute_mutex:
            if adapter._transaction is None:
                await adapter._start_transaction()
            try:
                await driver.execute(sql)
            except Exception as error:  # noqa: BLE001 - translated as SQLAlchemy translates them
                adapter._handle_exception(error)

    adapter.run_async(send)
