"""What is wrong with models before they are compared with anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import SQLAlchemyError

from amig.errors import EmptyTableError, SameNameError, TwoTablesError, UnwritableModelError

if TYPE_CHECKING:
    from sqlalchemy import Table

    from amig.autogen.model.base import Described, Describer

_KINDS = ("uniques", "foreign_keys", "checks", "excludes", "indexes")


def written(table: Table, describer: Describer) -> Described:
    """A table described; raises UnwritableModelError, which names the column where it is one."""
    try:
        return describer.table(table)
    except (SQLAlchemyError, NotImplementedError) as error:
        problem = str(error).splitlines()[0]
        raise UnwritableModelError(_culprit(table, describer), describer.impl.dialect.name, problem) from error


def _culprit(table: Table, describer: Describer) -> str:
    for column in table.columns:
        try:
            describer.column(column)
        except (SQLAlchemyError, NotImplementedError):
            return f"the column `{table.fullname}.{column.name}`"
    return f"the table `{table.fullname}`"


def refuse_unsound(tables: Sequence[Described]) -> None:
    """Raise TwoTablesError, EmptyTableError, SameNameError."""
    seen = set()
    for table in tables:
        if table.shape.key in seen:
            raise TwoTablesError(table.table.fullname)
        seen.add(table.shape.key)
        if not table.columns:
            raise EmptyTableError(table.table.fullname)
        for kind in _KINDS:
            _refuse_same_names(table, kind.replace("_", " "), getattr(table.shape, kind), getattr(table, kind))


def _refuse_same_names(table: Described, kind: str, shapes: Iterable[Any], items: Iterable[Any]) -> None:
    named: dict[str, Any] = {}
    for shape, item in zip(shapes, items, strict=True):
        if shape.name is None:
            continue
        if (other := named.setdefault(shape.name, item)) is not item:
            raise SameNameError(kind, table.table.fullname, shape.name, (_told(other), _told(item)))


def _told(item: Any) -> str:
    """The columns of a constraint or an index, or what else it says."""
    if (columns := [column.name for column in getattr(item, "columns", ())]) and not hasattr(item, "sqltext"):
        return ", ".join(columns)
    return str(getattr(item, "sqltext", item.name))
