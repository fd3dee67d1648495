"""What uses a table of a SQLite file: views, views of those, and triggers of other tables and of views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy.exc import DBAPIError

from amig.impl.definition import names
from amig.impl.rebuild.sqlite import asking, update_of
from amig.ops.seen import SeenTrigger, SeenView
from amig.ops.statement import Statement
from amig.ops.tokens import tokens

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel
    from amig.look.sqlite import Schema

Reach = Mapping[str, frozenset[str]]
"""For each table its own name, and those of the views that are made of it, at first or second hand."""


class Uses(NamedTuple):
    """Every view, and the triggers elsewhere that use one of the tables and work."""

    views: list[SeenView]
    triggers: list[SeenTrigger]


async def used_by(channel: Channel, impl: Impl, schema: Schema, tables: Sequence[str]) -> Uses:
    """Look for what uses these tables, and whether it works now."""
    rows = [(row, schema.name) for row in schema.rows] + [(row, "temp") for row in schema.temporary]
    made_of = {row[1].lower(): names(row[3], "sqlite") for row, _ in rows if row[0] == "view"}
    reach = {table: _reaching(made_of, table.lower()) for table in tables}
    views = [await _view(channel, impl, row, inside, reach) for row, inside in rows if row[0] == "view"]
    triggers = [
        trigger
        for row, inside in rows
        if row[0] == "trigger" and _uses(row, reach) and (trigger := await _trigger(channel, impl, row, inside))
    ]
    return Uses(views, triggers)


def _reaching(made_of: Mapping[str, frozenset[str]], table: str) -> frozenset[str]:
    found = {table}
    while more := {view for view, parts in made_of.items() if view not in found and parts & found}:
        found |= more
    return frozenset(found)


def _uses(row: Sequence[Any], reach: Reach) -> bool:
    """Whether a trigger that is not the tables' own has to do with one of them."""
    on = row[2].lower()
    about = names(row[3], "sqlite") | {on}
    return not any(on == table.lower() for table in reach) and any(about & reached for reached in reach.values())


async def _view(channel: Channel, impl: Impl, row: Sequence[Any], schema: str | None, reach: Reach) -> SeenView:
    """A view; whether it works is asked of those that are made of one of the tables."""
    name, text = str(row[1]), str(row[3])
    about = tuple(table for table, reached in reach.items() if name.lower() in reached)
    works = True
    if about:
        try:
            await channel.fetch(Statement(asking(name, text, schema, impl), result=True))
        except DBAPIError:
            works = False
    return SeenView(name=name, text=text, schema=schema, works=works, tables=about)


async def _trigger(channel: Channel, impl: Impl, row: Sequence[Any], schema: str | None) -> SeenTrigger | None:
    """A trigger, with the statement that makes SQLite compile it; None for one that does not work now anyhow."""
    inside = f", {impl.literal(schema)}" if schema else ""
    what = f"SELECT name FROM pragma_table_xinfo({impl.literal(row[2])}{inside}) WHERE hidden = 0"  # noqa: S608
    try:
        columns = [impl.name(name) for (name,) in await channel.fetch(Statement(what, result=True))]
        compiling = _compiling(impl, impl.table(row[2], schema if columns else None), columns, row[3])
        await channel.change(Statement(compiling))
    except DBAPIError:
        return None
    return SeenTrigger(name=row[1], text=row[3], schema=schema, compiling=(compiling,))


def _compiling(impl: Impl, table: str, columns: Sequence[str], trigger: str) -> str:
    """What would fire it, for no row: of a view or a table, by one column that it surely has."""
    events = (token.value for token in tokens(trigger, "sqlite") if token.kind == "word")
    event = next(word for word in events if word in ("DELETE", "INSERT", "UPDATE"))
    if event == "DELETE":
        return f"DELETE FROM {table} WHERE 0"  # noqa: S608
    column = next((impl.name(name) for name in update_of(trigger)), next(iter(columns), "rowid"))
    if event == "UPDATE":
        return f"UPDATE {table} SET {column} = {column} WHERE 0"  # noqa: S608
    return f"INSERT INTO {table} ({column}) SELECT {column} FROM {table} WHERE 0"  # noqa: S608
