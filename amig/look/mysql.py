"""What a MySQL or MariaDB database holds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, bindparam, text

from amig.impl.definition import Definition, parsed
from amig.ops.seen import Seen, SeenColumn, SeenConstraint, SeenIndex, SeenTable, SeenTrigger, SeenView
from amig.ops.statement import Statement

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel
    from amig.impl.definition import ConstraintPart
    from amig.ops.base import OnTable

_COLUMNS = """
SELECT column_name, column_type, is_nullable, column_default, extra, generation_expression, collation_name,
       column_comment
FROM information_schema.columns
WHERE table_schema = COALESCE(:schema, DATABASE()) AND table_name = :name ORDER BY ordinal_position
"""
_INDEXES = """
SELECT index_name, non_unique, column_name FROM information_schema.statistics
WHERE table_schema = COALESCE(:schema, DATABASE()) AND table_name = :name ORDER BY index_name, seq_in_index
"""
_TRIGGERS = """
SELECT trigger_name FROM information_schema.triggers
WHERE event_object_schema = COALESCE(:schema, DATABASE()) AND event_object_table = :name ORDER BY action_order
"""
_CHILDREN = """
SELECT DISTINCT table_name FROM information_schema.key_column_usage
WHERE referenced_table_schema = COALESCE(:schema, DATABASE()) AND referenced_table_name = :name
  AND NOT (table_schema = COALESCE(:schema, DATABASE()) AND table_name = :name)
"""
_NAMES = "SELECT table_name FROM information_schema.tables WHERE table_schema = COALESCE(:schema, DATABASE())"
_VIEWS = """
SELECT table_name, view_definition FROM information_schema.views WHERE table_schema = COALESCE(:schema, DATABASE())
"""


async def read(channel: Channel, impl: Impl, tables: Sequence[OnTable]) -> Seen:
    """Read each table's own words, and from the catalogue what they do not tell."""

    async def ask(sql: str, schema: str | None, name: str | None = None) -> Sequence[Sequence[Any]]:
        binds = [bindparam("schema", schema, String())]
        binds += [bindparam("name", name, String())] if name is not None else []
        return await channel.fetch(impl.dml(text(sql).bindparams(*binds), result=True))

    found: list[SeenTable] = []
    views: list[SeenView] = []
    names: set[str] = set()
    for schema in dict.fromkeys(table.schema for table in tables):
        here = {str(row[0]) for row in await ask(_NAMES, schema)}
        names |= {name.lower() for name in here}
        wanted = [table.name for table in tables if table.schema == schema]
        for row in await ask(_VIEWS, schema):
            about = tuple(name for name in wanted if f"`{name}`" in str(row[1]))
            views.append(SeenView(name=row[0], text=str(row[1]), schema=schema, tables=about))
        is_view = {view.name for view in views}
        found += [await _table(channel, ask, impl, schema, n) for n in wanted if n in here and n not in is_view]
    return Seen(tables=tuple(found), views=tuple(views), names=frozenset(names))


async def _table(channel: Channel, ask: Any, impl: Impl, schema: str | None, name: str) -> SeenTable:
    ((_, made, *_),) = await channel.fetch(Statement(f"SHOW CREATE TABLE {impl.table(name, schema)}", result=True))
    definition = parsed(made, "mysql")
    triggers = []
    for (trigger,) in await ask(_TRIGGERS, schema, name):
        shown = await channel.fetch(Statement(f"SHOW CREATE TRIGGER {impl.table(trigger, schema)}", result=True))
        triggers.append(SeenTrigger(name=trigger, text=shown[0][2]))
    columns = [_column(row) for row in await ask(_COLUMNS, schema, name)]
    comment = re.search(r"COMMENT='((?:[^']|'')*)'", definition.options)
    return SeenTable(
        name=name,
        schema=schema,
        text=made,
        columns=tuple(columns),
        constraints=tuple(_constraint(part) for part in definition.constraints if part.kind != "key"),
        indexes=_indexes(await ask(_INDEXES, schema, name), definition),
        triggers=tuple(triggers),
        referenced_by=tuple(row[0] for row in await ask(_CHILDREN, schema, name)),
        comment=comment[1].replace("''", "'") if comment else None,
    )


def _column(row: Sequence[Any]) -> SeenColumn:
    name, type_, nullable, default, extra, generated, collation, comment = row
    return SeenColumn(
        name=name,
        type=type_,
        nullable=nullable == "YES",
        default=default,
        generated=generated or None,
        stored="STORED" in extra.upper(),
        autoincrement="auto_increment" in extra.lower(),
        collation=collation,
        comment=comment or None,
    )


def _constraint(part: ConstraintPart) -> SeenConstraint:
    referent = re.search(r"REFERENCES (?:`([^`]+)`\.)?`([^`]+)` \(([^)]*)\)", part.text)
    return SeenConstraint(
        name=part.name,
        kind=part.kind,  # type: ignore[arg-type]
        columns=part.columns,
        text=part.text.split("` ", 1)[-1] if part.text.startswith("CONSTRAINT") else part.text,
        referent_schema=referent[1] if referent else None,
        referent_table=referent[2] if referent else None,
        referent_columns=tuple(re.findall(r"`([^`]+)`", referent[3])) if referent else (),
    )


def _indexes(rows: Sequence[Sequence[Any]], definition: Definition) -> tuple[SeenIndex, ...]:
    """Every index but the primary key and those that a UNIQUE made, which are constraints."""
    columns: dict[str, list[str | None]] = defaultdict(list)
    unique: dict[str, bool] = {}
    for name, non_unique, column in rows:
        columns[name].append(column)
        unique[name] = not non_unique
    texts = {part.name: part.text for part in definition.constraints if part.kind in ("key", "unique")}
    return tuple(
        SeenIndex(name=name, columns=tuple(columns[name]), unique=unique[name], text=texts.get(name, ""))
        for name in columns
        if name != "PRIMARY"
    )
