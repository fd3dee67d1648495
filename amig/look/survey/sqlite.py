"""Everything that a SQLite file holds: SQLite keeps the text that made each thing, so one query tells it all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from amig.aside import aside, undisturbed
from amig.errors import NotAttachedError
from amig.look.shapes import IndexShape, Key, Snapshot, TableShape, TriggerShape, ViewShape
from amig.look.survey.sqlite_others import index_of, trigger_of, view_of
from amig.look.survey.sqlite_table import referring, table_of
from amig.look.words import words_for
from amig.ops.statement import Statement

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel
    from amig.look.words import Words

_DEFAULT = "main"
_ATTACHED = "SELECT name FROM pragma_database_list"
_VIRTUAL = "CREATE VIRTUAL"


class Row(NamedTuple):
    """One thing in a schema, with the table that it is of and the text that made it."""

    type: str
    name: str
    table: str
    sql: str | None


class Found(NamedTuple):
    """What one schema holds."""

    tables: dict[Key, TableShape]
    views: dict[Key, ViewShape]
    triggers: dict[tuple[Key, str], TriggerShape]


async def survey(channel: Channel, impl: Impl, schemas: Sequence[str | None], kinds: frozenset[str]) -> Snapshot:
    """Read whole schemas, one query each, and one more where there are virtual tables; raises NotAttachedError."""

    async def ask(sql: str) -> Sequence[Sequence[Any]]:
        return await channel.fetch(Statement(sql, result=True))

    wanted = tuple(dict.fromkeys(None if schema == _DEFAULT else schema for schema in schemas))
    attached = {str(name) for (name,) in await ask(_ATTACHED)} if any(wanted) else set()
    words, whole = words_for(impl), Found({}, {}, {})
    for schema in wanted:
        if schema is not None and schema not in attached:
            raise NotAttachedError(schema, tuple(sorted(attached)))
        inside = impl.name(schema or _DEFAULT)
        rows = [Row(*row) for row in await ask(f"SELECT type, name, tbl_name, sql FROM {inside}.sqlite_master")]  # noqa: S608
        hidden = await _hidden(ask, impl, schema, rows)
        found = await aside(undisturbed(_read), [row for row in rows if row.table not in hidden], schema, kinds, words)
        whole.tables.update(found.tables)
        whole.views.update(found.views)
        whole.triggers.update(found.triggers)
    return Snapshot(
        tables=whole.tables, views=whole.views, triggers=whole.triggers, default_schema=_DEFAULT, schemas=wanted
    )


async def _hidden(ask: Any, impl: Impl, schema: str | None, rows: Sequence[Row]) -> frozenset[str]:
    """Virtual tables, and those in which they keep what they hold."""
    virtual = {row.name for row in rows if (row.sql or "").startswith(_VIRTUAL)}
    if not virtual:
        return frozenset()
    inside = impl.literal(schema or _DEFAULT)
    known = f"SELECT name FROM pragma_table_list WHERE type = 'shadow' AND schema = {inside}"  # noqa: S608
    return frozenset(virtual | {str(name) for (name,) in await ask(known)})


def _read(rows: Sequence[Row], schema: str | None, kinds: frozenset[str], words: Words) -> Found:
    own = [row for row in rows if row.sql is not None and not row.name.startswith("sqlite_")]
    made = {row.name: table_of(row.name, schema, row.sql or "", words) for row in own if row.type == "table"}
    lower = {name.lower(): table for name, table in made.items()}
    indexes = _indexes(own, lower, words)
    tables = {
        table.key: referring(lower, table)._replace(indexes=tuple(indexes.get(table.name, ())))
        for table in made.values()
    }
    return Found(tables, _views(own, schema) if "view" in kinds else {}, _triggers(own, schema, kinds))


def _indexes(rows: Sequence[Row], tables: Mapping[str, TableShape], words: Words) -> dict[str, list[IndexShape]]:
    found: dict[str, list[IndexShape]] = defaultdict(list)
    columns: dict[str, dict[str, str]] = {}
    for row in sorted(row for row in rows if row.type == "index"):
        if (table := tables.get(row.table.lower())) is None:
            continue
        if table.name not in columns:
            columns[table.name] = {column.name.lower(): column.name for column in table.columns}
        found[table.name].append(index_of(row.name, row.sql or "", columns[table.name], words))
    return found


def _views(rows: Sequence[Row], schema: str | None) -> dict[Key, ViewShape]:
    keys = {row.name.lower(): (schema, row.name) for row in rows if row.type in ("table", "view")}
    views = [row for row in rows if row.type == "view"]
    return {(schema, row.name): view_of(row.name, schema, row.sql or "", keys) for row in views}


def _triggers(rows: Sequence[Row], schema: str | None, kinds: frozenset[str]) -> dict[tuple[Key, str], TriggerShape]:
    triggers = [row for row in rows if row.type == "trigger" and "trigger" in kinds]
    return {
        ((schema, row.table), row.name): trigger_of(row.name, (schema, row.table), row.sql or "") for row in triggers
    }
