"""Tables that rows are put into, and those that a batch copies from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, MetaData, PrimaryKeyConstraint, Table, TableClause
from sqlalchemy.sql.schema import ColumnDefault

from amig.autogen.render.code import Code, Group, Item, call
from amig.autogen.render.values.base import code
from amig.autogen.render.values.expressions import words
from amig.errors import UnrenderableError

if TYPE_CHECKING:
    from amig.autogen.render.rendering import Rendering


@code.register(MetaData)
def metadata(value: MetaData, rendering: Rendering) -> Code:  # noqa: ARG001 - its tables are no part of it
    return call(rendering.sa("MetaData"))


@code.register(TableClause)
def table_clause(value: TableClause, rendering: Rendering) -> Code:
    """`sa.table(...)`: names and types."""
    columns = [
        Item(rendering.call("column", [column.name, *([] if column.type._isnull else [column.type])]))
        for column in value.columns
    ]
    schema = [("schema", value.schema)] if value.schema is not None else []
    return Group(rendering.sa("table"), (Item(rendering.code(value.name)), *columns, *rendering.named(schema)))


@code.register(Table)
def table(value: Table, rendering: Rendering) -> Code:
    """`sa.Table(...)` with all that it has; a primary key is in its constraint."""
    keys = sorted(
        (one for one in value.constraints if _is_written(one)),
        key=lambda one: (type(one).__name__, str(one.name or ""), str(rendering.code(one).flat)),
    )
    items = [
        Item(rendering.code(value.name)),
        Item(call(rendering.sa("MetaData"))),
        *(Item(_column(column, rendering)) for column in value.columns),
        *rendering.items(keys),
        *rendering.items(sorted(value.indexes, key=lambda one: str(one.name or ""))),
    ]
    said = {"schema": value.schema, "comment": value.comment, "prefixes": list(value._prefixes) or None}
    named = {**said, **dict(sorted(value.dialect_kwargs.items()))}
    return Group(
        rendering.sa("Table"),
        (*items, *rendering.named((name, one) for name, one in named.items() if one is not None)),
    )


def _is_written(one: Any) -> bool:
    return not one._type_bound and not (isinstance(one, PrimaryKeyConstraint) and not one.columns)


def _column(value: Column[Any], rendering: Rendering) -> Code:
    """A column of a table that rows are put into: its default in Python counts as well."""
    free = value._copy()
    free.primary_key, free.unique, free.index = False, None, None
    free.constraints = set()
    made = rendering.code(free)
    if not isinstance(made, Group) or not isinstance(value.default, ColumnDefault):
        return made
    if value.default.is_callable:
        problem = f"the default of its column `{value.name}` is a function"
        raise UnrenderableError(f"the table `{value.table.name}`", problem)
    given = value.default.arg if value.default.is_scalar else words(value.default.arg, rendering)
    return Group(made.head, (*made.items, Item(rendering.code(given), "default=")))
