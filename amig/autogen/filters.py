"""What of both sides is compared at all: `include_name` and `include_object`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from amig.autogen.compare.pair import matched
from amig.look.shapes import Snapshot, TableShape

if TYPE_CHECKING:
    from amig.autogen.model.base import Described, Model
    from amig.autogen.reflected import Reflected

Hook = Callable[..., Any]


class Kind(NamedTuple):
    """A kind of what a table has: as hooks call it, as SQLAlchemy does, and what says that two of it are the same."""

    type_: str
    visit_name: str
    content: Callable[[Any], Any]


KINDS = {
    "columns": Kind("column", "column", lambda one: one.name),
    "uniques": Kind("unique_constraint", "unique_constraint", lambda one: one[1:]),
    "indexes": Kind("index", "index", lambda one: (one.parts, *one[3:])),
    "foreign_keys": Kind("foreign_key_constraint", "foreign_key_constraint", lambda one: one[1:]),
    "checks": Kind("check_constraint", "check_constraint", lambda one: one.text),
}
"""Field of a table -> its kind, in the order in which hooks are asked."""


def schemas(names: Sequence[str | None], include: Hook) -> tuple[str | None, ...]:
    """The schemas that `include_name` wants."""
    return tuple(name for name in names if include(name, "schema", {}))


def names(have: Snapshot, include: Hook) -> Snapshot:
    """What `include_name` wants of a database; it is asked of every name that is there."""
    kept = [table for table in have.tables.values() if include(table.name, "table", _parents(table, None))]
    return replace(have, tables={table.key: _named(table, include) for table in kept})


def _named(table: TableShape, include: Hook) -> TableShape:
    parents = _parents(table, table.name)
    kept: dict[str, Any] = {
        field: tuple(one for one in getattr(table, field) if include(one.name, kind.type_, parents))
        for field, kind in KINDS.items()
    }
    return table._replace(**kept)


def _parents(table: TableShape, name: str | None) -> dict[str, str | None]:
    """What a hook is told of where a name belongs."""
    qualified = f"{table.schema}.{table.name}" if table.schema else table.name
    parents = {"schema_name": table.schema, "schema_qualified_table_name": qualified}
    return parents if name is None else {**parents, "table_name": name}


class Objects:
    """Asks `include_object` of everything on both sides."""

    def __init__(self, reflected: Reflected, include: Hook) -> None:
        self.reflected, self.include = reflected, include

    def wanted(self, have: Snapshot, model: Model) -> tuple[Snapshot, Model]:
        """Both sides without what is not wanted: from both where it is in both."""
        tables, models = dict(have.tables), dict(model.tables)
        for key in (*(key for key in models if key not in tables), *(key for key in tables if key not in models)):
            if not self._whole(tables.get(key), models.get(key)):
                tables.pop(key, None)
                models.pop(key, None)
        for key in [key for key in models if key in tables]:
            if self._whole(tables[key], models[key]):
                tables[key], models[key] = self._parts(tables[key], models[key])
            else:
                del tables[key], models[key]
        return replace(have, tables=tables), replace(model, tables=models)

    def _whole(self, have: TableShape | None, model: Described | None) -> bool:
        there = None if have is None else self.reflected.table(have)
        if model is None:
            return bool(have and self.include(there, have.name, "table", True, None))
        return bool(self.include(model.table, model.table.name, "table", False, there))

    def _parts(self, have: TableShape, model: Described) -> tuple[TableShape, Described]:
        gone: dict[str, set[int]] = {}
        left: dict[str, Any] = {}
        for field, kind in KINDS.items():
            refused = list(self._refused(have, model, field, kind))
            left[field] = tuple(one for one in getattr(have, field) if not any(one is other for other, _ in refused))
            gone[field] = {place for _, place in refused if place >= 0}
        return have._replace(**left), without(model, gone)

    def _refused(self, have: TableShape, model: Described, field: str, kind: Kind) -> Iterator[tuple[Any, int]]:
        """What is not wanted: (what the database has, the place of what the models have)."""
        wants, items = getattr(model.shape, field), getattr(model, field)
        for one, want, place in matched(getattr(have, field), wants, kind.content):
            if one == want and kind.type_ != "column":
                continue
            there = None if one is None else self.reflected.item(have, kind.visit_name, one)
            item = there if want is None else items[place]
            name = (want or one).name  # type: ignore[union-attr]
            if not self.include(item, name, kind.type_, want is None, None if want is None else there):
                yield one, place


def without(model: Described, gone: dict[str, set[int]]) -> Described:
    """A table of the models without some of what it has: field -> places."""
    shapes: dict[str, Any] = {}
    items: dict[str, Any] = {}
    for field, places in gone.items():
        kept = [place for place in range(len(getattr(model.shape, field))) if place not in places]
        shapes[field] = tuple(getattr(model.shape, field)[place] for place in kept)
        items[field] = tuple(getattr(model, field)[place] for place in kept)
    return replace(model, shape=model.shape._replace(**shapes), **items)
