"""What the server says of a statement that takes long: asked over a connection of its own, never in its way."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from amig.impl.settled import settled
from amig.state.blockers import Blocker
from amig.state.postgresql import session_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncConnection
    from sqlalchemy.pool import Pool, PoolProxiedConnection

_LONGEST_ANSWER, _LONGEST_END = 5.0, 1.0
"""Seconds that an answer may take, to connect included; and the end of asking."""

_POSTGRESQL = """
SELECT a.wait_event_type AS kind, p.relid::regclass::text AS relation, p.phase, p.blocks_done, p.blocks_total,
       p.tuples_done, p.tuples_total, p.lockers_done, p.lockers_total,
       l.locktype AS lock, l.relation::regclass::text AS locked
FROM pg_stat_activity a LEFT JOIN pg_stat_progress_create_index p ON p.pid = a.pid
LEFT JOIN pg_locks l ON l.pid = a.pid AND NOT l.granted
WHERE a.pid = {session:d}
"""
_POSTGRESQL_BLOCKERS = """
SELECT a.pid, a.application_name, extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, a.query_start))::float8,
       a.state, a.query
FROM pg_stat_activity a WHERE a.pid = ANY (pg_blocking_pids({session:d})) ORDER BY a.xact_start LIMIT 3
"""
_MYSQL = "SELECT * FROM information_schema.processlist WHERE id = {session:d}"
_MYSQL_ROW = "SELECT trx_state FROM information_schema.innodb_trx WHERE trx_mysql_thread_id = {session:d}"
_MYSQL_BLOCKERS = """
SELECT p.id, p.user, TIMESTAMPDIFF(SECOND, t.trx_started, NOW()), p.command, COALESCE(t.trx_query, '')
FROM information_schema.innodb_trx t JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
WHERE p.id NOT IN ({session:d}, CONNECTION_ID()) AND p.db = DATABASE() ORDER BY t.trx_started LIMIT 3
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a statement stands. `progress` is what the server says of its work, `waits_for` what it stands still for.

    `blockers` are the sessions that are in its way; `surely` is False where those only may be.
    """

    progress: str = ""
    waits_for: str = ""
    blockers: tuple[Blocker, ...] = ()
    surely: bool = True

    def __str__(self) -> str:
        """`waits for a lock on orders; blocked by session 12 (psql), idle in transaction for 34 s: SELECT ...`."""
        return "; ".join(self.parts)

    @property
    def parts(self) -> tuple[str, ...]:
        """The same, thing by thing."""
        waits = f"waits for {self.waits_for}" if self.waits_for else ""
        by = "blocked by" if self.surely else "perhaps blocked by"
        return tuple(filter(None, (self.progress, waits, *(f"{by} {one}" for one in self.blockers))))


class Beside:
    """Asks about one connection's statements over another one, which is opened when it is first needed.

    Only PostgreSQL and MySQL are asked. Nothing is raised: what cannot be had is not told, and not asked for again.
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self._side: PoolProxiedConnection | None = None
        self._pool: Pool | None = None
        self._ask = _ASKED.get(connection.dialect.name)

    async def ask(self) -> Standing | None:
        """How the statement stands that runs now; None where nobody says so."""
        if self._ask is None:
            return None
        answer: Standing | None = await self._bounded(self._asked, _LONGEST_ANSWER)
        if answer is None:
            self._ask = None
        return answer

    async def close(self) -> None:
        """Give the connection back; another question opens one again."""
        if self._pool is not None:
            await self._bounded(self._closed, _LONGEST_END)
            self._side = self._pool = None

    async def _bounded(self, work: Any, seconds: float) -> Any:
        """Do it beside what the connection does; None where that fails or takes too long."""
        asking = asyncio.ensure_future(self.connection.run_sync(work))
        try:
            await asyncio.wait([asking], timeout=seconds)
        finally:
            if not asking.done():
                asking.cancel()
                await settled(asking, _LONGEST_END)
        return None if not asking.done() or asking.cancelled() or asking.exception() else asking.result()

    def _asked(self, sync: Connection) -> Standing | None:
        session = _session(sync.connection.driver_connection)
        if session is None or self._ask is None:
            return None
        if self._side is None:
            self._pool = sync.engine.pool.recreate()
            self._side = self._pool.connect()
            sync.dialect.set_isolation_level(self._side.dbapi_connection, "AUTOCOMMIT")  # type: ignore[arg-type]
        return self._ask(self._side, session)

    def _closed(self, _: Connection) -> None:
        try:
            if self._side is not None:
                self._side.close()
        finally:
            if self._pool is not None:
                self._pool.dispose()


def _session(driver: Any) -> int | None:
    """The number by which the server knows a driver's connection."""
    return int(driver.thread_id()) if hasattr(driver, "thread_id") else session_of(driver)


def _rows(side: PoolProxiedConnection, sql: str) -> list[Mapping[str, Any]]:
    cursor = side.cursor()
    try:
        cursor.execute(sql)
        names = [str(column[0]).lower() for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    finally:
        cursor.close()


def _blockers(side: PoolProxiedConnection, sql: str) -> tuple[Blocker, ...]:
    cursor = side.cursor()
    try:
        cursor.execute(sql)
        return tuple(Blocker.of(row) for row in cursor.fetchall())
    finally:
        cursor.close()


def _postgresql(side: PoolProxiedConnection, session: int) -> Standing:
    found = _rows(side, _POSTGRESQL.format(session=session))
    if not found:
        return Standing()
    row = found[0]
    progress = _index_build(row) if row["phase"] else ""
    if row["kind"] != "Lock":
        return Standing(progress)
    return Standing(progress, _lock(row), _blockers(side, _POSTGRESQL_BLOCKERS.format(session=session)))


def _lock(row: Mapping[str, Any]) -> str:
    """What a session wants that others have."""
    if row["lock"] in ("transactionid", "virtualxid"):
        return "another transaction"
    return f"a lock on {row['locked']}" if row["locked"] else "a lock"


def _index_build(row: Mapping[str, Any]) -> str:
    """`index on orders: scanning table, 42 %`."""
    phase = str(row["phase"]).removeprefix("building index: ")
    pairs: Sequence[tuple[Any, Any]] = [(row[f"{of}_done"], row[f"{of}_total"]) for of in ("tuples", "blocks")]
    if phase.startswith("waiting"):
        pairs = [(row["lockers_done"], row["lockers_total"])]
    elif phase.startswith("sorting"):  # what was counted before it is all done
        pairs = []
    share = next((f", {100 * min(done, total) // total} %" for done, total in pairs if total), "")
    return f"index on {row['relation']}: {phase}{share}"


def _mysql(side: PoolProxiedConnection, session: int) -> Standing:
    found = _rows(side, _MYSQL.format(session=session))
    if not found:
        return Standing()
    row, waits = found[0], ""
    state = str(row["state"] or "")
    if state.lower().startswith("waiting for "):
        waits = state[len("waiting for ") :]
        waits = f"a {waits}" if waits.endswith("lock") else waits
    else:
        with suppress(Exception):
            waits = "a row lock" if _rows(side, _MYSQL_ROW.format(session=session)) == [_LOCK_WAIT] else ""
    held: tuple[Blocker, ...] = ()
    if waits:
        with suppress(Exception):
            held = _blockers(side, _MYSQL_BLOCKERS.format(session=session))
    return Standing("" if waits else _stage(row, state), waits, held, surely=False)


_LOCK_WAIT = {"trx_state": "LOCK WAIT"}


def _stage(row: Mapping[str, Any], state: str) -> str:
    """`copy to tmp table, stage 1 of 2, 42 %`, as MariaDB says it; MySQL says the first of it."""
    stages, share = int(row.get("max_stage") or 0), float(row.get("progress") or 0)
    if not stages or not state:
        return state.lower()
    stage = f", stage {row['stage']} of {stages}" if stages > 1 else ""
    return f"{state.lower()}{stage}, {share:.0f} %"


_ASKED = {"postgresql": _postgresql, "mysql": _mysql, "mariadb": _mysql}
