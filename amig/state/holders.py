"""Who holds the lock that a migrator waits for, as far as the server tells."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from amig.impl.online import Online
    from amig.state.lock import Lock

_POSTGRESQL = """
SELECT a.pid, a.application_name, coalesce(host(a.client_addr), ''),
       extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, a.query_start))::float8, a.query
FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.pid <> pg_backend_pid()
  AND (l.classid::bigint << 32) | l.objid::bigint = {key}
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
LIMIT 1
"""
_MYSQL = """
SELECT h.id, COALESCE(p.user, ''), COALESCE(p.host, ''), p.time, COALESCE(p.info, '')
FROM (SELECT IS_USED_LOCK('{key}') AS id) h LEFT JOIN information_schema.processlist p ON p.id = h.id
WHERE h.id IS NOT NULL AND h.id <> CONNECTION_ID()
"""
_LONGEST = 100


class Holder(NamedTuple):
    """The session that holds the lock; what runs in it now, and for how many seconds."""

    session: int
    name: str = ""
    host: str = ""
    seconds: float | None = None
    query: str = ""
    lease: int | None = None
    """The process that has a lease instead; `session` is then its fencing number, `name` the application."""

    def __str__(self) -> str:
        """`session 12 (amig from 10.0.0.7), for 34 s: CREATE INDEX ...`."""
        about = " from ".join(filter(None, (self.name, self.host)))
        said = f"session {self.session}" + (f" ({about})" if about else "")
        if self.lease is not None:
            app = f", {self.name}" if self.name else ""
            said = f"lease {self.session} of {self.host} (process {self.lease}{app})"
        said += f", for {self.seconds:.0f} s" if self.seconds is not None else ""
        query = " ".join(self.query.split())[:_LONGEST]
        return f"{said}: {query}" if query else said


async def holder_of(online: Online, key: int | str | None) -> Holder | None:
    """The session that holds an advisory lock of PostgreSQL or a named one of MySQL; None where nobody is known."""
    dialect = online.connection.dialect.name
    if key is None or dialect not in ("postgresql", "mysql", "mariadb") or online.external:
        return None
    query = (_POSTGRESQL if dialect == "postgresql" else _MYSQL).format(key=key)
    try:
        rows = await online.quietly(query)
        await online.rollback()
    except DBAPIError:
        return None
    if not rows:
        return None
    session, name, host, seconds, said = rows[0]
    return Holder(int(session), name or "", host or "", None if seconds is None else float(seconds), said or "")


async def holder_now(online: Online, lock: Lock) -> Holder | None:
    """Who has the lock that was just tried; a string tries it by itself, so that its key may have to be asked."""
    if lock.leased_to is not None:
        return lock.leased_to
    key = lock.key
    if key is None and not online.external:
        with suppress(DBAPIError):
            key = await lock.named()
    return await holder_of(online, key)
