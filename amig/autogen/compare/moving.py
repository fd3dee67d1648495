"""Foreign keys of tables that come or go, to what changes in the same step."""

from __future__ import annotations

from amig.autogen.compare.pair import Both
from amig.look.shapes import ForeignKeyShape, TableShape


def moving(both: Both, key: ForeignKeyShape) -> bool:
    """Whether the columns that it refers to, or what makes them unique, are another before and after."""
    pair = next((pair for pair in both.pairs if pair.want.key == key.referent), None)
    return pair is not None and _about(pair.have, key.referent_columns) != _about(pair.want, key.referent_columns)


def _about(table: TableShape, columns: tuple[str, ...]) -> tuple[object, ...]:
    types = {column.name: column.type for column in table.columns}
    keys = {one.columns for one in table.uniques} | {one.columns for one in table.indexes if one.unique}
    primary = table.primary_key.columns if table.primary_key else ()
    return [types.get(name) for name in columns], primary == columns, columns in keys
