"""The columns that have an enum, and what of the models needs its values."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from amig.autogen.compare.pair import Both
from amig.look.shapes import ColumnShape, EnumShape, Key, TableShape
from amig.ops.replace_enum import EnumColumn


def uses(both: Both, enum: EnumShape, values: Collection[str]) -> bool:
    """Whether a default, a CHECK or an index of a table that is there names one of these values."""
    quoted = ["'" + value.replace("'", "''") + "'" for value in values]
    tables = {table for table, _ in enum.columns if table in both.have.tables}
    return any(value in text for table in tables for text in _texts(both.want.tables[table].shape) for value in quoted)


def _texts(table: TableShape) -> Iterator[str]:
    for column in table.columns:
        yield from (text for text in (column.default, column.computed) if text)
    yield from (check.text for check in table.checks)
    for index in table.indexes:
        yield from index.parts
        yield from (index.where,) if index.where else ()


def defaults(both: Both, enum: EnumShape) -> dict[tuple[Key, str], str | None]:
    """The defaults that columns have once the enum is replaced: the models' own, where they keep the enum."""
    settled = {pair.have.key: pair.want for pair in both.pairs}
    columns = {
        (table, column.name): column.default
        for table in dict.fromkeys(table for table, _ in enum.columns)
        for column in settled.get(table, both.want.tables[table].shape).columns
    }
    return {place: columns[place] for place in enum.columns if place in _had(both, enum)}


def _had(both: Both, enum: EnumShape) -> tuple[tuple[Key, str], ...]:
    return both.have.enums[enum.schema, enum.name].columns


def enum_columns(both: Both, have: EnumShape, then: EnumShape) -> list[EnumColumn]:
    """Every column that has the enum now, with the default that it has when the enum is what it is `then`."""
    kept = defaults(both, then) if then is not have else {}
    return [_column(both, place, then, kept) for place in have.columns if not _is_computed(both, place)]


def _is_computed(both: Both, place: tuple[Key, str]) -> bool:
    """A computed column goes and comes again."""
    (table, name) = place
    return any(one.name == name and one.computed is not None for one in both.have.tables[table].columns)


def _column(both: Both, place: tuple[Key, str], then: EnumShape, kept: dict[tuple[Key, str], str | None]) -> EnumColumn:
    (schema, table), name = place
    column = next(one for one in both.have.tables[schema, table].columns if one.name == name)
    said: EnumColumn = {"table": table, "column": name}
    if (written := both.schema(schema)) is not None:
        said["schema"] = written
    if column.type.endswith("[]"):
        said["array"] = True
    default = kept[place] if place in kept else _still(column, then)
    if default is not None:
        said["default"] = default
    return said


def _still(column: ColumnShape, then: EnumShape) -> str | None:
    """The default that it has, unless it is a value that is no more."""
    default = column.default
    quoted = default is not None and default.startswith("'") and not column.type.endswith("[]")
    return None if quoted and default[1:-1].replace("''", "'") not in then.values else default  # type: ignore[index]
