"""What an index of the models holds, as MySQL's catalogue says it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column
from sqlalchemy.sql.elements import TextClause, UnaryExpression
from sqlalchemy.sql.operators import asc_op, desc_op

from amig.look.words.mysql_server import since

if TYPE_CHECKING:
    from sqlalchemy import Dialect, Index

    from amig.look.words.mysql import MySQLWords

_NAMED = re.compile(r"\s*(?:`([^`]+)`|(\w+))(?:\s+(asc|desc))?\s*", re.IGNORECASE)
Parts = tuple[tuple[str, ...], tuple[str | None, ...]]


def parts_of(index: Index, dialect: Dialect, words: MySQLWords, written: Callable[[Any], str]) -> Parts:
    """The parts, and the columns among them; `written` writes an expression out."""
    length: Any = option(index, dialect, "length")
    parts: list[str] = []
    columns: list[str | None] = []
    for whole in index.expressions:
        part, descending = undirected(whole, index)
        column = part.name if isinstance(part, Column) else None
        text = words.expression(written(part)) if column is None else column
        of_it = _length(length, part) if isinstance(part, Column) else None
        text = text if of_it is None else f"{text}({of_it})"
        parts.append(f"{text} DESC" if descending and _has_direction(dialect) else text)
        columns.append(column)
    return tuple(parts), tuple(columns)


def option(item: Any, dialect: Dialect, name: str) -> Any:
    """A keyword of MySQL, or the same of MariaDB where it is one."""
    for prefix in (dialect.name, "mysql"):
        if (said := item.dialect_kwargs.get(f"{prefix}_{name}")) is not None:
            return said
    return None


def method_of(index: Index, dialect: Dialect) -> str | None:
    """FULLTEXT or SPATIAL; a hash only where the engine has them, for the others make a tree of it."""
    prefix = option(index, dialect, "prefix")
    if prefix:
        return str(prefix).upper()
    engine = option(index.table, dialect, "engine")
    if str(engine or "").upper() not in ("MEMORY", "HEAP"):
        return None
    return None if str(option(index, dialect, "using") or "HASH").upper() == "BTREE" else "HASH"


def undirected(part: Any, index: Index) -> tuple[Any, bool]:
    """What is indexed, and whether it is in descending order; text that names a column stands for it."""
    if isinstance(part, TextClause) and (said := _NAMED.fullmatch(part.text)) and index.table is not None:
        column = index.table.c.get(said[1] or said[2])
        return (part if column is None else column), (said[3] or "").upper() == "DESC"
    if isinstance(part, UnaryExpression) and part.modifier in (asc_op, desc_op):
        return part.element, part.modifier is desc_op
    return part, False


def _length(length: Any, column: Column[Any]) -> int | None:
    """How much of a column is indexed; all of it is nothing to say."""
    said = length.get(column.name) if isinstance(length, dict) else length
    whole = getattr(column.type, "length", None)
    return None if said is None or (whole is not None and said >= whole) else int(said)


def _has_direction(dialect: Dialect) -> bool:
    """Older servers read DESC and make nothing of it."""
    return since(dialect, mariadb=(10, 8), mysql=(8, 0))
