"""DML as text: only where that is exactly what the driver would have been told."""

from __future__ import annotations

import re
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Boolean, Integer, SmallInteger, String, Text

from amig.impl.neutral import copied
from amig.impl.tape import NotClosedError

if TYPE_CHECKING:
    from sqlalchemy.engine.default import DefaultDialect
    from sqlalchemy.sql.compiler import SQLCompiler

    from amig.impl.base import Impl
    from amig.ops.statement import Statement

_TYPES = (Integer, SmallInteger, BigInteger, String, Text, Boolean)
"""Types whose values are the same to the server as text and as the driver sends them; of subclasses nobody knows."""
_TOO_LARGE = 2**63
"""From here on a number is none of SQLite's integers."""
_BIND = re.compile(r"\$(\d+)(?=::(?:INTEGER|SMALLINT|BIGINT|VARCHAR|TEXT|BOOLEAN)\b)")


def written(impl: Impl, statement: Statement) -> str:
    """The text of a statement with its values in it; raises NotClosedError where only the driver can say them."""
    if statement.construct is None:
        return statement.text
    construct: Any = statement.construct
    if construct.get_execution_options():
        raise NotClosedError
    keys = None if statement.parameters is None else list(statement.parameters)
    compiled: SQLCompiler = construct.compile(dialect=_dialect(impl), column_keys=keys)
    if compiled.insert_prefetch or compiled.update_prefetch:  # a default that Python finds for each row
        raise NotClosedError
    text = str(compiled)
    if impl.dialect_name == "sqlite":
        return _for_sqlite(impl, compiled, text, dict(statement.parameters or {}))
    if not compiled.binds:
        return text
    if "'" in text or len(_BIND.findall(text)) != text.count("$"):
        raise NotClosedError
    values = compiled.construct_params(dict(statement.parameters or {}))
    names = [name for name in compiled.positiontup or () if _is_plain(compiled, name)]
    literals = [_literal(impl, values[name]) for name in names]
    return _BIND.sub(lambda found: literals[int(found[1]) - 1], text)


def _for_sqlite(impl: Impl, compiled: SQLCompiler, text: str, given: dict[str, Any]) -> str:
    """What SQLite compares and keeps does not depend on whether a value came with the text or beside it."""
    names = compiled.positiontup or []
    if text.count("?") != len(names) or ("'" in text and names):
        raise NotClosedError
    values = compiled.construct_params(given)
    parts = text.split("?")
    literals = [_plain_value(impl, values[name]) for name in names if _is_plain(compiled, name)]
    return "".join(chain.from_iterable(zip_longest(parts, literals, fillvalue="")))


def _plain_value(impl: Impl, value: object) -> str:
    """A value as SQLite reads it."""
    if value is None:
        return "NULL"
    if type(value) is int and abs(value) < _TOO_LARGE:
        return str(value) if value >= 0 else f"({value})"
    if type(value) is str and "\0" not in value:
        return impl.literal(value)
    raise NotClosedError


def _dialect(impl: Impl) -> DefaultDialect:
    if impl.dialect_name == "sqlite":
        from sqlalchemy.dialects.sqlite.base import SQLiteDialect

        return copied(impl.dialect, SQLiteDialect(paramstyle="qmark"))
    from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

    return copied(impl.dialect, PGDialect_asyncpg())  # type: ignore[no-untyped-call]


def _is_plain(compiled: SQLCompiler, name: str) -> bool:
    if type(compiled.binds[name].type) not in _TYPES or name in compiled._bind_processors:
        raise NotClosedError
    return True


def _literal(impl: Impl, value: object) -> str:
    """A value as the server reads it, before the cast that stands behind it."""
    if value is None:
        return "NULL"
    if type(value) is bool:
        return "'t'" if value else "'f'"
    if type(value) is int or type(value) is str:
        return impl.literal(str(value))
    raise NotClosedError
