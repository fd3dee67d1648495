"""What is wrong with models before they are compared with anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from amig.errors import EmptyTableError, SameNameError, TwoTablesError

if TYPE_CHECKING:
    from amig.autogen.model.base import Described

_KINDS = ("uniques", "foreign_keys", "checks", "excludes", "indexes")


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
