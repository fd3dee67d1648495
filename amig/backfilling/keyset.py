"""The common case: an UPDATE that goes through a table in the order of its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import and_, or_, select, update

from amig.errors import BadOperationError

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Table
    from sqlalchemy.sql.expression import TableClause

    from amig.ops import Operations

_NAME = "update_batch"
_KINDS: tuple[tuple[str, type, Any, Any], ...] = (
    ("uuid", UUID, str, UUID),
    ("datetime", datetime, datetime.isoformat, datetime.fromisoformat),
    ("date", date, date.isoformat, date.fromisoformat),
    ("decimal", Decimal, str, Decimal),
    ("bytes", bytes, bytes.hex, bytes.fromhex),
)
"""Keys that JSON does not know: name, type, and the ways there and back."""


async def update_batch(
    op: Operations,
    table: Table | TableClause,
    values: Mapping[str, Any],
    cursor: Any,
    *,
    where: ColumnElement[bool] | None = None,
    key: str | Sequence[str] = (),
    batch: int | None = None,
) -> Any:
    """Set `values` in the next rows of a table; gives back the next cursor, None when there are none left.

    Rows come in the order of `key`, by itself the primary key (of a `sa.table` the column `id`); it must be unique and
    not null. `where` says which rows; `values` may be SQL expressions. `batch` is how many, by itself the backfill's.
    """
    columns = _key(table, (key,) if isinstance(key, str) else tuple(key))
    size = batch or op.get_context().batch or 1000
    wanted = [] if where is None else [where]
    if cursor is not None:
        wanted.append(_after(columns, [_read(one) for one in cursor]))
    bind = op.get_bind()
    last = select(*columns).where(*wanted).order_by(*columns).offset(size - 1).limit(1)
    end = (await bind.execute(last)).first()
    if end is not None:
        wanted.append(_up_to(columns, tuple(end)))
    await bind.execute(update(table).where(*wanted).values(dict(values)))
    return None if end is None else [_written(one) for one in end]


def _key(table: Table | TableClause, names: tuple[str, ...]) -> list[ColumnElement[Any]]:
    known = names or tuple(column.key for column in table.primary_key) or ("id",)
    if missing := [name for name in known if name not in table.c]:
        problem = f"does not know the column `{missing[0]}` of `{table.description}`"
        raise BadOperationError(_NAME, problem, "name the key: `key=...`, and give the table that column")
    return [table.c[name] for name in known]


def _after(columns: Sequence[ColumnElement[Any]], values: Sequence[Any]) -> ColumnElement[bool]:
    """Rows behind these values; written so that every server finds the place in an index."""
    first, *others = columns
    beyond: ColumnElement[bool] = first > values[0]
    if not others:
        return beyond
    return and_(first >= values[0], or_(beyond, _after(others, values[1:])))


def _up_to(columns: Sequence[ColumnElement[Any]], values: Sequence[Any]) -> ColumnElement[bool]:
    """Rows up to these values, with them."""
    first, *others = columns
    if not others:
        last: ColumnElement[bool] = first <= values[0]
        return last
    return and_(first <= values[0], or_(first < values[0], _up_to(others, values[1:])))


def _written(value: Any) -> Any:
    """A key's value as JSON can hold it."""
    return next(({name: there(value)} for name, kind, there, _ in _KINDS if isinstance(value, kind)), value)


def _read(value: Any) -> Any:
    """The same back."""
    if not isinstance(value, dict):
        return value
    return next(_backs(value))


def _backs(value: dict[str, Any]) -> Iterator[Any]:
    return (back(value[name]) for name, _, _, back in _KINDS if name in value)
