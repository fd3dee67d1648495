"""Who holds what a statement waited for in vain: as far as the server tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import String, bindparam, text
from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amig.impl.base import Impl
    from amig.impl.online import Online

_POSTGRESQL = """
SELECT a.pid, a.application_name, extract(epoch FROM clock_timestamp() - a.xact_start)::float8, a.state, a.query
FROM pg_stat_activity a
WHERE a.pid <> pg_backend_pid() AND a.xact_start IS NOT NULL AND EXISTS (
    SELECT FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
    WHERE l.pid = a.pid AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND c.relnamespace <> 'pg_catalog'::regnamespace AND position(c.relname IN :statement) > 0)
ORDER BY a.xact_start LIMIT 3
"""
_MYSQL = """
SELECT p.id, p.user, TIMESTAMPDIFF(SECOND, t.trx_started, NOW()), p.command, COALESCE(t.trx_query, '')
FROM information_schema.innodb_trx t JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
WHERE p.id <> CONNECTION_ID() AND p.db = DATABASE() ORDER BY t.trx_started LIMIT 3
"""
_LONGEST = 120


class Blocker(NamedTuple):
    """A session with a transaction that holds locks: for so many seconds, its last query."""

    session: int
    name: str
    seconds: float
    state: str
    query: str

    @classmethod
    def of(cls, row: Sequence[Any]) -> Blocker:
        """A row with these columns, any of which the server may keep to itself."""
        session, name, seconds, state, query = row
        return cls(int(session), name or "", float(seconds or 0), state or "", query or "")

    def __str__(self) -> str:
        """`session 12 (psql), idle in transaction for 34 s: SELECT ...`."""
        named = f" ({self.name})" if self.name else ""
        query = " ".join(self.query.split())[:_LONGEST]
        about = f"session {self.session}{named}, {self.state.lower() or 'in transaction'} for {self.seconds:.0f} s"
        return f"{about}: {query}" if query else about


async def blockers(online: Online, impl: Impl, statement: str) -> tuple[Blocker, ...]:
    """Sessions that may have been in the way; none where the server keeps it to itself, or the role may not look."""
    if impl.dialect_name not in ("postgresql", "mysql") or online.external:
        return ()
    query: Any = text(_POSTGRESQL if impl.dialect_name == "postgresql" else _MYSQL)
    if impl.dialect_name == "postgresql":
        query = query.bindparams(bindparam("statement", statement, String()))
    try:
        rows = await online.fetch(impl.dml(query, result=True))
        await online.rollback()
    except DBAPIError:
        return ()
    return tuple(map(Blocker.of, rows))
