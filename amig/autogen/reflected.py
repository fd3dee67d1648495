"""What the database has as SQLAlchemy's own objects, for the callables of users; made when one is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Table

    from amig.autogen.past.base import Past
    from amig.look.shapes import Key, TableShape


class Reflected:
    """Tables with everything on them, each made once."""

    def __init__(self, past: Past) -> None:
        self.past = past
        self._tables: dict[Key, Table] = {}

    def table(self, shape: TableShape) -> Table:
        """The table of a shape."""
        if shape.key not in self._tables:
            table = self.past.table(shape, shape.schema).built
            for index in shape.indexes:
                self._index(table, shape, index)
            self._tables[shape.key] = table
        return self._tables[shape.key]

    def _index(self, table: Table, shape: TableShape, index: Any) -> None:
        from sqlalchemy import Index

        made = self.past.index(shape, index, shape.schema)
        known: Any = table.c
        columns: list[Any] = [known.get(one, one) if isinstance(one, str) else one for one in made.columns]
        options: dict[str, Any] = dict(made.options)
        Index(index.name, *columns, unique=index.unique, _table=table, **options)

    def item(self, shape: TableShape, kind: str, one: Any) -> Any:
        """A column, an index or a constraint of a table."""
        table = self.table(shape)
        if kind == "column":
            return table.c[one.name]
        found = table.indexes if kind == "index" else table.constraints
        named = (item for item in found if item.name == one.name and item.__visit_name__ == kind)
        return next(named, None) if one.name is not None else self._unnamed(table, kind, one)

    def _unnamed(self, table: Table, kind: str, one: Any) -> Any:
        columns = list(getattr(one, "columns", ()))
        same_kind: list[Any] = [item for item in table.constraints if item.__visit_name__ == kind]
        return next((item for item in same_kind if [c.name for c in item.columns] == columns), None)
