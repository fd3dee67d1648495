"""Rows without a value, before NOT NULL or a primary key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import Computed, Date, DateTime, DefaultClause

from amig.ops.alter import AlterColumn
from amig.ops.column import AddColumn
from amig.ops.primary_key import CreatePrimaryKey

if TYPE_CHECKING:
    from sqlalchemy import Column

    from amig.foresee.question import Asked
    from amig.foresee.seeing import Seeing
    from amig.foresee.standing import Key
    from amig.ops.base import Directive


def nulls(seeing: Seeing, directive: Directive[Any]) -> Iterator[Asked]:
    """NOT NULL, said of a column that is there, of a new one, or by a primary key."""
    if isinstance(directive, AlterColumn):
        if directive.nullable is False:
            key = (directive.schema, directive.table_name)
            yield from _of(seeing, key, directive.column_name, "NOT NULL")
    elif isinstance(directive, CreatePrimaryKey):
        for column in directive.columns:
            yield from _of(seeing, (directive.schema, directive.table_name), column, "a primary key")
    elif isinstance(directive, AddColumn):
        yield from _added(seeing, directive)


def _of(seeing: Seeing, key: Key, column: str, before: str) -> Iterator[Asked]:
    yield from seeing.ask("nulls", key, (column,), f"nulls in {{}} before {before}", f"{seeing.column(column)} IS NULL")


def _added(seeing: Seeing, directive: AddColumn) -> Iterator[Asked]:
    """A new column has its default in the rows that are there; without one MySQL fills in a value of its own."""
    table, column = directive.table()
    counts_itself = column.identity is not None or column is table.autoincrement_column
    if column.nullable or counts_itself or _is_filled_unseen(column):
        return
    if seeing.impl.dialect_name == "mysql" and column.server_default is None and not _refuses_zero(seeing, column):
        return
    key = (directive.schema, directive.table_name)
    what = "rows in {}, which is new and NOT NULL" + ("" if column.server_default is not None else " without a default")
    where = f"{seeing.column(column.name)} IS NULL"
    verdict = "unsure" if seeing.impl.dialect_name == "mysql" else "breaks"
    yield from seeing.ask("nulls", key, (column.name,), what, where, verdict=verdict)  # type: ignore[arg-type]


def _is_filled_unseen(column: Column[Any]) -> bool:
    """Whether the server has a value for it that is not in the script."""
    return column.server_default is not None and not isinstance(column.server_default, DefaultClause | Computed)


def _refuses_zero(seeing: Seeing, column: Column[Any]) -> bool:
    """MySQL's usual mode has no `0000-00-00`; MariaDB's has."""
    return seeing.impl.flavour == "mysql" and isinstance(column.type, Date | DateTime)
