"""Values that occur several times, before a unique constraint, a unique index or a primary key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Index, PrimaryKeyConstraint, UniqueConstraint

from amig.foresee.demands import demands

if TYPE_CHECKING:
    from amig.foresee.question import Asked
    from amig.foresee.seeing import Seeing
    from amig.ops.base import Directive


def duplicates(seeing: Seeing, directive: Directive[Any]) -> Iterator[Asked]:
    """A NULL is no duplicate of another one, unless the index says so."""
    for item in demands(seeing.impl, directive):
        if isinstance(item, Index) and item.unique:
            yield from _asked(seeing, item, list(item.expressions), _condition(seeing, item))
        elif isinstance(item, UniqueConstraint | PrimaryKeyConstraint) and len(item.columns):
            yield from _asked(seeing, item, list(item.columns), "")


def _asked(
    seeing: Seeing, item: Index | UniqueConstraint | PrimaryKeyConstraint, parts: list[Any], condition: str
) -> Iterator[Asked]:
    table: Any = item.table
    lengths = _lengths(seeing, item)
    texts = [_text(seeing, part, lengths) for part in parts]
    nulls_count = bool(item.dialect_options["postgresql"].get("nulls_not_distinct"))
    distinct = nulls_count and seeing.impl.dialect_name == "postgresql"
    wheres = [] if distinct else [f"{text} IS NOT NULL" for text in texts]
    where = " AND ".join([*wheres, *([f"({condition})"] if condition else [])]) or "1 = 1"
    before = "a primary key" if isinstance(item, PrimaryKeyConstraint) else "UNIQUE"
    plain = [part.name for part in parts if isinstance(part, Column)]
    whole = len(plain) < len(parts)
    what = (
        f"duplicates of {', '.join(texts)} in {{}} before {before}" if whole else f"duplicates in {{}} before {before}"
    )
    columns = () if whole else plain
    group = ", ".join(texts)
    key = (table.schema, table.name)
    yield from seeing.ask("duplicates", key, columns, what, where, group=group, any_column=whole or bool(condition))


def _text(seeing: Seeing, part: Any, lengths: Mapping[str, int]) -> str:
    """A column, the beginning of one, or an expression."""
    if not isinstance(part, Column):
        return f"({seeing.impl.expression(part)})"
    column = seeing.column(part.name)
    return f"LEFT({column}, {lengths[part.name]})" if part.name in lengths else column


def _lengths(seeing: Seeing, item: Any) -> Mapping[str, int]:
    """How much of its columns an index holds (MySQL)."""
    if not isinstance(item, Index) or seeing.impl.dialect_name != "mysql":
        return {}
    flavours = ("mariadb", "mysql") if seeing.impl.flavour == "mariadb" else ("mysql",)
    length = next((said for name in flavours if (said := item.dialect_options[name].get("length"))), None)
    names = [part.name for part in item.expressions if isinstance(part, Column)]
    return dict.fromkeys(names, length) if isinstance(length, int) else dict(length or {})


def _condition(seeing: Seeing, index: Index) -> str:
    """The rows that a partial index is of."""
    name = seeing.impl.dialect_name
    where = index.dialect_options[name].get("where") if name in ("postgresql", "sqlite") else None
    if where is None:
        return ""
    return where if isinstance(where, str) else seeing.impl.expression(where)
