"""Which of some schemas are there, and which of them have a version table: one statement."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, bindparam, text

from amig.impl.literals import quoted

if TYPE_CHECKING:
    from amig.fleet.servers import Channel

_POSTGRESQL = """
SELECT s.name, CASE WHEN c.oid IS NULL THEN 0 ELSE 1 END
FROM json_array_elements_text({}::json) AS s(name)
JOIN pg_namespace AS n ON n.nspname::text = s.name
LEFT JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname::text = {} AND c.relkind IN ('r', 'p')
"""
_MYSQL = """
SELECT schema_name, 0 FROM information_schema.schemata WHERE schema_name IN :names
UNION ALL
SELECT table_schema, 1 FROM information_schema.tables WHERE table_schema IN :names AND table_name = :name
"""


async def catalogue(channel: Channel, names: Sequence[str], table: str) -> dict[str, bool]:
    """Of each schema that is there whether it has the version table; those that are missing are gone."""
    found: dict[str, bool] = {}
    for name, has in await _rows(channel, names, table):
        found[str(name)] = found.get(str(name), False) or bool(int(has))
    return found


async def _rows(channel: Channel, names: Sequence[str], table: str) -> Sequence[Sequence[Any]]:
    if channel.impl.dialect_name == "postgresql":
        return await channel.texts(_POSTGRESQL.format(quoted(json.dumps(list(names))), quoted(table)))
    query = text(_MYSQL).bindparams(bindparam("names", list(names), String(), expanding=True))
    found: Sequence[Sequence[Any]] = await channel.fetch(query.bindparams(bindparam("name", table, String())))
    return found
