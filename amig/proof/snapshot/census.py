"""What a schema holds that no comparison with models looks at: that it is there, and how it is set."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from amig.diff import BOOKKEEPING
from amig.impl.online import Online
from amig.proof.things import Thing

if TYPE_CHECKING:
    from amig.context import MigrationContext

_POSTGRESQL = """
WITH here AS (SELECT oid, nspname, nspacl FROM pg_namespace WHERE nspname = current_schema()),
rel AS (SELECT c.* FROM pg_class AS c JOIN here AS h ON h.oid = c.relnamespace WHERE c.relname !~ '{own}')
SELECT 'settings of schema', nspacl::text FROM here
UNION ALL SELECT 'settings of ' || c.relname, concat_ws(' ', c.relkind, c.relpersistence, c.relreplident,
    c.relrowsecurity, c.relforcerowsecurity, c.relispartition, array_to_string(c.reloptions, ','), c.relacl::text,
    pg_get_expr(c.relpartbound, c.oid)) FROM rel AS c
UNION ALL SELECT 'settings of ' || c.relname || '.' || a.attname, concat_ws(' ', a.attstorage,
    to_jsonb(a) ->> 'attcompression', a.attstattarget, a.attacl::text, a.attinhcount,
    array_to_string(a.attoptions, ','))
    FROM rel AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
    WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
UNION ALL SELECT 'type ' || t.typname, concat_ws(' ', t.typtype, format_type(nullif(t.typbasetype, 0), t.typtypmod),
    t.typnotnull, t.typdefault, t.typacl::text, (SELECT string_agg(k.conname || ' ' || pg_get_constraintdef(k.oid), ', '
    ORDER BY k.conname) FROM pg_constraint AS k WHERE k.contypid = t.oid))
    FROM pg_type AS t JOIN here AS h ON h.oid = t.typnamespace
    WHERE t.typname !~ '^_?({names})' AND t.typelem = 0 AND (t.typrelid = 0
    OR EXISTS (SELECT FROM pg_class AS c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
UNION ALL SELECT 'settings of function ' || p.proname || '(' || oidvectortypes(p.proargtypes) || ')', concat_ws(' ',
    p.prokind, p.provolatile, p.proleakproof, p.prosecdef, p.proparallel, p.procost, p.prorows,
    array_to_string(p.proconfig, ','), p.proacl::text) FROM pg_proc AS p JOIN here AS h ON h.oid = p.pronamespace
UNION ALL SELECT 'rule ' || c.relname || '.' || r.rulename, pg_get_ruledef(r.oid)
    FROM rel AS c JOIN pg_rewrite AS r ON r.ev_class = c.oid WHERE r.rulename <> '_RETURN'
UNION ALL SELECT 'settings of trigger ' || c.relname || '.' || t.tgname, t.tgenabled::text
    FROM rel AS c JOIN pg_trigger AS t ON t.tgrelid = c.oid WHERE NOT t.tgisinternal
UNION ALL SELECT 'settings of constraint ' || c.relname || '.' || k.conname, concat_ws(' ', k.contype, k.convalidated)
    FROM rel AS c JOIN pg_constraint AS k ON k.conrelid = c.oid
UNION ALL SELECT 'comment on ' || o.type || ' ' || replace(o.identity, quote_ident(h.nspname) || '.', ''),
    d.description
    FROM here AS h, pg_description AS d, pg_identify_object(d.classoid, d.objoid, d.objsubid) AS o
    WHERE o.schema = h.nspname OR strpos(o.identity, quote_ident(h.nspname) || '.') > 0
UNION ALL SELECT o.type || ' ' || replace(o.identity, quote_ident(h.nspname) || '.', ''), 'there'
    FROM here AS h JOIN pg_depend AS d ON d.refclassid = 'pg_namespace'::regclass AND d.refobjid = h.oid,
    pg_identify_object(d.classid, d.objid, d.objsubid) AS o
    WHERE d.classid NOT IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass)
"""
_MYSQL = """
SELECT CONCAT('event ', event_name), event_definition FROM information_schema.events WHERE event_schema = DATABASE()
UNION ALL SELECT CONCAT('package ', routine_name), routine_type FROM information_schema.routines
WHERE routine_schema = DATABASE() AND routine_type NOT IN ('FUNCTION', 'PROCEDURE')
"""
_SQLITE = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql <> ''"


async def census(context: MigrationContext) -> dict[str, Thing]:
    """Each by what it is called; nothing of amig's own tables. The schema is the one that the connection is in."""
    channel = context.channel
    assert isinstance(channel, Online)  # noqa: S101 - for the type checker
    names = {*BOOKKEEPING, context.options.version_table}
    if context.dialect.name == "postgresql":
        own = "|".join(sorted(re.escape(name).replace("'", "''") for name in names))
        said = _POSTGRESQL.replace("{own}", f"^({own})").replace("{names}", own)
    else:
        said = _SQLITE if context.dialect.name == "sqlite" else _MYSQL
    rows = await channel.quietly(said)
    found = {str(name): Thing(str(value)) for name, value in rows if not _is_own(str(name), names)}
    if context.dialect.name in ("mysql", "mariadb"):
        found |= {name: thing async for name, thing in _texts(context, channel, names)}
    return found


def _is_own(name: str, names: set[str]) -> bool:
    return any(word.startswith(tuple(names)) for word in name.split())


async def _texts(context: MigrationContext, channel: Online, names: set[str]) -> AsyncIterator[tuple[str, Thing]]:
    quote = context.dialect.identifier_preparer.quote
    tables = await channel.quietly("SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'")
    for table in sorted(str(row[0]) for row in tables if row[0] not in names):
        ((_, text),) = await channel.quietly(f"SHOW CREATE TABLE {quote(table)}")
        yield f"text of table {table}", Thing(str(text))
