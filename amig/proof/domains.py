"""PostgreSQL's domains: no comparison sees them, and tables cannot be made without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amig.impl.online import Online
from amig.ops.extension import CreateExtension
from amig.ops.sql import Execute

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from amig.context import MigrationContext
    from amig.ops.base import Directive

_DOMAINS = """
SELECT format('CREATE DOMAIN %I.%I AS %s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod))
    || coalesce((
        SELECT format(' COLLATE %I.%I', cn.nspname, c.collname)
        FROM pg_collation AS c JOIN pg_namespace AS cn ON cn.oid = c.collnamespace
        WHERE c.oid = t.typcollation AND t.typcollation <> b.typcollation), '')
    || coalesce(' DEFAULT ' || t.typdefault, '')
    || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
    || coalesce((
        SELECT string_agg(format(' CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), '' ORDER BY k.conname)
        FROM pg_constraint AS k WHERE k.contypid = t.oid AND k.contype = 'c'), '')
FROM pg_type AS t
JOIN pg_type AS b ON b.oid = t.typbasetype
JOIN pg_namespace AS n ON n.oid = t.typnamespace
WHERE t.typtype = 'd' AND n.nspname NOT IN ('information_schema', 'pg_catalog')
AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = t.oid AND d.deptype = 'e')
ORDER BY t.oid
"""


async def with_domains(
    live: MigrationContext, directives: Sequence[Directive[Any]], known: Collection[str] = ()
) -> list[Directive[Any]]:
    """What makes a database, and its domains once their schemas and extensions are there, but for `known` ones."""
    if live.dialect.name != "postgresql":
        return list(directives)
    made: list[Directive[Any]] = [Execute(sql) for sql in await domains(live) if sql not in known]
    first = [one for one in directives if isinstance(one, CreateExtension) or _makes_a_schema(one)]
    return [*first, *made, *(one for one in directives if not any(one is other for other in first))]


async def domains(live: MigrationContext) -> list[str]:
    """What makes the domains of a database, in the order in which they were made."""
    if live.dialect.name != "postgresql":
        return []
    assert isinstance(live.channel, Online)  # noqa: S101 - for the type checker
    return [str(sql) for (sql,) in await live.channel.quietly(_DOMAINS)]


def _makes_a_schema(directive: Directive[Any]) -> bool:
    return isinstance(directive, Execute) and str(directive.sqltext).startswith("CREATE SCHEMA")
