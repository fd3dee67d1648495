"""How many more connections a server has room for, and how far its replicas are behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from amig.fleet.at_once import texts
from amig.ops.statement import Statement
from amig.state.timeouts import MAY_CHECK

if TYPE_CHECKING:
    from amig.impl.online import Online

_FILES = 8
_SPARE = 3
"""Left for the ledger, for looking, and for a person."""

_POSTGRESQL = f"""
SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
       - (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'), ({MAY_CHECK})::text
"""  # noqa: S608 - amig's own
_LAG = """
SELECT coalesce(max(extract(epoch FROM greatest(
         replay_lag, CASE WHEN replay_lsn < pg_current_wal_lsn() THEN clock_timestamp() - reply_time END))), 0)::float8
FROM pg_stat_replication
"""
"""What a replica says of itself; of one that says nothing any more, how long it has been silent with work to do."""


class Room(NamedTuple):
    """Connections that are left on a server, at least one; of SQLite as many files as are written at once.

    `watches`: whether it can, and has to, be told to look after its client.
    """

    connections: int
    watches: bool = False


async def room(online: Online) -> Room:
    """What room a server has for this user."""
    watches = ""
    dialect = online.connection.dialect.name
    if dialect == "postgresql":
        ((left, watches),) = await texts(online, Statement(_POSTGRESQL, result=True))
    elif dialect in ("mysql", "mariadb"):
        ((most,),) = await online.fetch(Statement("SELECT @@max_connections", result=True))
        ((_, used),) = await online.fetch(Statement("SHOW GLOBAL STATUS LIKE 'Threads_connected'", result=True))
        left = int(most) - int(used)
    else:
        return Room(_FILES)
    return Room(max(1, int(left) - _SPARE), watches == "true")


async def lag(online: Online) -> float:
    """Seconds that the slowest replica is behind; 0 where there is none, or the server does not tell."""
    if online.connection.dialect.name != "postgresql":
        return 0.0
    ((seconds,),) = await texts(online, Statement(_LAG, result=True))
    return float(seconds)
