"""Which of some schemas are there, and which of them have a version table: one statement."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import String, bindparam, text

if TYPE_CHECKING:
    from amig.fleet.servers import Channel

_POSTGRESQL = """
SELECT s.name, c.oid IS NOT NULL
FROM json_array_elements_text(CAST(:names AS json)) AS s(name)
JOIN pg_namespace AS n ON n.nspname::text = s.name
LEFT JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = CAST(:name AS text) AND c.relkind IN ('r', 'p')
"""
_MYSQL = """
SELECT schema_name, 0 FROM information_schema.schemata WHERE schema_name IN :names
UNION ALL
SELECT table_schema, 1 FROM information_schema.tables WHERE table_schema IN :names AND table_name = :name
"""


async def catalogue(channel: Channel, names: Sequence[str], table: str) -> dict[str, bool]:
    """Of each schema that is there whether it has the version table; those that are missing are gone."""
    if channel.impl.dialect_name == "postgresql":
        # an array would make the driver ask six times what its type is
        query = text(_POSTGRESQL).bindparams(bindparam("names", json.dumps(list(names)), String()))
    else:
        query = text(_MYSQL).bindparams(bindparam("names", list(names), String(), expanding=True))
    found: dict[str, bool] = {}
    for name, has in await channel.fetch(query.bindparams(bindparam("name", table, String()))):
        found[str(name)] = found.get(str(name), False) or bool(has)
    return found
