"""What the file says: the schema in the server's own words, the rows, and where sequences stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from amig.aside import aside
from amig.diff import BOOKKEEPING
from amig.impl.online import Online
from amig.proof.build import counting, texts
from amig.proof.domains import domains, with_domains
from amig.proof.snapshot.counters import set_there
from amig.proof.snapshot.rows import Seeds, inserted, table_name
from amig.proof.snapshot.seen import schema_of
from amig.proof.way import way

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.look.shapes import Snapshot
    from amig.look.types import Types
    from amig.ops.base import Directive
    from amig.proof.snapshot.seen import Seen
    from amig.proof.tried import Trial

_SQLITE = """
SELECT type, name, sql FROM sqlite_master WHERE sql <> '' AND name NOT LIKE 'sqlite_%'
ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 WHEN 'view' THEN 2 ELSE 3 END, rowid
"""


async def statements(trial: Trial, empty: Trial, seen: Seen, seeds: Seeds) -> list[str]:
    """All that makes what was seen, in order; `empty` is a place like it, in which the order is found out."""
    async with trial.context() as live:
        rows = [*inserted(live, seeds)]
        set_counters = [*set_there(live, {name: one for name, one in seen.counters.items() if _is_new(name, seen)})]
        if live.dialect.name == "sqlite":
            return await _sqlite(live, rows, set_counters)
        if live.dialect.name == "postgresql":
            return await _postgresql(live, empty, seen, _quiet_triggers(live, seen, seeds, rows) + set_counters)
        tables = await texts(live, list(seen.snapshot.tables.values()))
        await empty.say(tables)
        others = await empty.make(await aside(_way, live, await empty.look(), seen.snapshot, {}))
        return ["SET foreign_key_checks = 0", *tables, *rows, *others, *set_counters, "SET foreign_key_checks = 1"]


def _is_new(name: str, seen: Seen) -> bool:
    """Whether a sequence is no shared one: those are of another schema, and named with it."""
    shared = {one.schema for one in seen.before.tables.values()} | set(seen.before.schemas)
    return name.partition(".")[0] not in shared or "." not in name


async def _sqlite(live: MigrationContext, rows: list[str], counters: list[str]) -> list[str]:
    """Every text as it was; a virtual table makes its own tables."""
    assert isinstance(live.channel, Online)  # noqa: S101 - for the type checker
    found = [tuple(map(str, row)) for row in await live.channel.quietly(_SQLITE)]
    own = {*BOOKKEEPING, live.options.version_table}
    virtual = tuple(f"{name}_" for _, name, sql in found if sql.upper().startswith("CREATE VIRTUAL"))
    kept = [(kind, sql) for kind, name, sql in found if name not in own and not name.startswith(virtual or "\0")]
    tables = [sql for kind, sql in kept if kind == "table"]
    return [*tables, *rows, *(sql for kind, sql in kept if kind != "table"), *counters]


async def _postgresql(live: MigrationContext, empty: Trial, seen: Seen, rows: list[str]) -> list[str]:
    async with empty.context() as context:
        known = await domains(context)
    types = await counting(live, list(seen.snapshot.tables.values()))
    directives = await aside(_way, live, await schema_of(empty), seen.snapshot, types)
    sent = await empty.make(await with_domains(live, directives, known))
    refreshed = [f"REFRESH MATERIALIZED VIEW {name}" for name in _materialized(live, seen.snapshot)]
    schema = live.dialect.identifier_preparer.quote(live.dialect.default_schema_name or "")
    own = re.compile(rf"^CREATE DOMAIN {re.escape(schema)}\.")
    return [*(own.sub("CREATE DOMAIN ", one) for one in sent), *rows, *refreshed]


def _way(live: MigrationContext, before: Snapshot, after: Snapshot, types: Types) -> list[Directive[Any]]:
    found = way(live.impl, before, after, {}, types)
    return [one.directive for one in found]


def _quiet_triggers(live: MigrationContext, seen: Seen, seeds: Seeds, rows: list[str]) -> list[str]:
    """Rows go in as they are: what triggers made of them is among them already."""
    with_triggers = {key for key, _ in seen.snapshot.triggers}
    names = [table_name(live, one.shape) for key, one in seeds.items() if key in with_triggers]
    if not rows:
        return []
    off = [f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in names]
    on = [f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in names]
    return [*off, *rows, "SET CONSTRAINTS ALL IMMEDIATE", *on]


def _materialized(live: MigrationContext, snapshot: Snapshot) -> Iterator[str]:
    """Those with rows, each after those that it reads."""
    waiting = {key: view for key, view in snapshot.views.items() if view.materialized and view.populated}
    quote = live.dialect.identifier_preparer.quote
    while waiting:
        ready = [key for key, view in waiting.items() if not (set(view.uses) - {key}) & waiting.keys()] or list(waiting)
        for key in ready:
            schema, name = key
            del waiting[key]
            yield f"{quote(schema)}.{quote(name)}" if schema else quote(name)
