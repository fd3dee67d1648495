"""What PostgreSQL has made of an enum's values: it goes before the enum is replaced, and is made again after it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from amig.autogen.compare.pair import Both
from amig.look.shapes import EnumShape, IndexShape, KeyShape, TableShape
from amig.ops.column import DropColumn
from amig.ops.constraint import DropConstraint

Says = Callable[[str | None], bool]


class Use(NamedTuple):
    """An index, a constraint or a computed column that is in the way; `text` is all that it says."""

    table: TableShape
    shape: Any
    text: str
    drop: Any

    def names(self, values: Sequence[str]) -> bool:
        """Whether it names one of these values of the enum."""
        return any("'" + value.replace("'", "''") + "'" in self.text for value in values)


def uses_of(both: Both, enum: EnumShape) -> list[Use]:
    """All in the database that name the enum or a column that has it, in the order in which they can be dropped."""
    return [use for table in both.have.tables.values() for use in _of_table(both, table, enum)]


def remaining(uses: Sequence[Use], lost: Sequence[str]) -> list[Use]:
    """Those that can be made again when `lost` are values no more: neither they nor a column that they are on do."""
    gone = {(use.table.key, use.shape.name) for use in uses if isinstance(use.drop, DropColumn) and use.names(lost)}
    on_gone = [use for use in uses for key, name in gone if use.table.key == key and _named(name, use.text)]
    without = {id(use.drop) for use in on_gone} | {id(use.drop) for use in uses if use.names(lost)}
    return [use for use in uses if id(use.drop) not in without]


def _of_table(both: Both, table: TableShape, enum: EnumShape) -> Iterator[Use]:
    schema, past = both.schema(table.schema), both.past
    said = _says(both, table, enum)
    computed = [column for column in table.columns if said(column.computed)]
    gone = {column.name for column in computed}
    for index in table.indexes:
        if any(said(text) for text in _expressions(index)) or gone.intersection((*index.columns, *index.include)):
            text = " ".join((*index.parts, *index.include, index.where or ""))
            yield Use(table, index, text, past.drop_index(table, index, schema))
    for one, kind, create in _constraints(both, table):
        text = " ".join(one.columns) if isinstance(one, KeyShape) else one.text
        if gone.intersection(one.columns) if isinstance(one, KeyShape) else said(text):
            name = past.name(table, one, kind)
            yield Use(table, one, text, DropConstraint(name, table.name, kind, schema=schema, created=create))
    for column in computed:
        dropped = past.column(table, column)
        drop = DropColumn(table.name, column.name, schema=schema, dropped=dropped)
        yield Use(table, column, column.computed or "", drop)


def _says(both: Both, table: TableShape, enum: EnumShape) -> Says:
    """Whether a text names the enum, or a column of the table that has it."""
    names = [column for key, column in enum.columns if key == table.key]
    cast = re.compile(rf"::([^:]+\.)?{re.escape(both.impl.name(enum.name))}(?![\w$])")
    return lambda text: (
        text is not None and (cast.search(text) is not None or any(_named(name, text) for name in names))
    )


def _constraints(both: Both, table: TableShape) -> Iterator[tuple[Any, Any, Any]]:
    """(shape, kind, what makes it)"""
    schema, past = both.schema(table.schema), both.past
    yield from ((one, "unique", past.unique(table, one, schema)) for one in table.uniques)
    yield from ((one, "check", past.check(table, one, schema)) for one in table.checks)
    yield from ((one, None, past.exclude(table, one, schema)) for one in table.excludes)


def _expressions(index: IndexShape) -> Iterator[str | None]:
    yield from (part for part, column in zip(index.parts, index.columns, strict=True) if column is None)
    yield index.where


def _named(name: str, text: str) -> bool:
    return re.search(rf"(?<![\w$]){re.escape(name)}(?![\w$])", text) is not None
