"""DML as text: only where that is exactly what asyncpg would have been told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Boolean, Integer, SmallInteger, String, Text
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

from amig.impl.neutral import copied
from amig.impl.tape import NotClosedError

if TYPE_CHECKING:
    from sqlalchemy.sql.compiler import SQLCompiler

    from amig.impl.base import Impl
    from amig.ops.statement import Statement

_TYPES = (Integer, SmallInteger, BigInteger, String, Text, Boolean)
"""Types whose values are the same to the server as text and as the driver sends them; of subclasses nobody knows."""
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
    if not compiled.binds:
        return text
    if "'" in text or len(_BIND.findall(text)) != text.count("$"):
        raise NotClosedError
    values = compiled.construct_params(dict(statement.parameters or {}))
    names = [name for name in compiled.positiontup or () if _is_plain(compiled, name)]
    literals = [_literal(impl, values[name]) for name in names]
    return _BIND.sub(lambda found: literals[int(found[1]) - 1], text)


def _dialect(impl: Impl) -> PGDialect_asyncpg:
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
