"""Which of some schemas are there, and what they have of the bookkeeping: one statement."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import IntFlag
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, bindparam, text

from amig.impl.literals import quoted

if TYPE_CHECKING:
    from amig.fleet.servers import Channel

_POSTGRESQL = """
SELECT s.name, coalesce(sum(CASE c.relname::text WHEN {1} THEN 1 WHEN {2} THEN 2 ELSE 4 END), 0)
FROM json_array_elements_text({0}::json) AS s(name)
JOIN pg_namespace AS n ON n.nspname::text = s.name
LEFT JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname IN ({1}, {2}, 'amig_lease') AND c.relkind IN ('r', 'p')
GROUP BY s.name
"""
_MYSQL = """
SELECT schema_name, 0 FROM information_schema.schemata WHERE schema_name IN :names
UNION ALL
SELECT table_schema, 1 FROM information_schema.tables WHERE table_schema IN :names AND table_name = :name
"""


class Has(IntFlag):
    """The bookkeeping of a schema. Of ledgers and leases only PostgreSQL is asked."""

    NOTHING = 0
    VERSIONS = 1
    LEDGER = 2
    LEASES = 4


async def catalogue(channel: Channel, names: Sequence[str], table: str, ledger: str) -> dict[str, Has]:
    """Of each schema that is there what it has of the bookkeeping; those that are missing are gone."""
    found: dict[str, Has] = {}
    for name, has in await _rows(channel, names, table, ledger):
        found[str(name)] = found.get(str(name), Has.NOTHING) | Has(int(has))
    return found


async def _rows(channel: Channel, names: Sequence[str], table: str, ledger: str) -> Sequence[Sequence[Any]]:
    if channel.impl.dialect_name == "postgresql":
        wanted = (quoted(json.dumps(list(names))), quoted(table), quoted(ledger))
        return await channel.texts(_POSTGRESQL.format(*wanted))
    query = text(_MYSQL).bindparams(bindparam("names", list(names), String(), expanding=True))
    found: Sequence[Sequence[Any]] = await channel.fetch(query.bindparams(bindparam("name", table, String())))
    return found
