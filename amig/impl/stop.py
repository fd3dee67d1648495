"""How a running statement is stopped, backend by backend, so that nothing goes on at the server."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.pool import Pool

from amig.errors import BlockingEngineError
from amig.impl.caller import caller
from amig.impl.guard import GRACE, Stop, cancel_once, settled
from amig.impl.kin import family

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

_PAUSE = 0.03
_ANSWER = 5.0
"""Seconds that a server has to let the killer in: a frozen one never does."""
_borrowed: ContextVar[dict[Any, Pool] | None] = ContextVar("amig.impl.stop", default=None)
_noted: ContextVar[set[tuple[str, int]] | None] = ContextVar("amig.impl.stop.noted", default=None)
_refused: ContextVar[bool] = ContextVar("amig.impl.stop.refused", default=False)
logger = logging.getLogger("amig.impl.stop")


def stopper(connection: AsyncConnection) -> Stop:
    """The way to stop what runs on this connection, and on others that a script opened meanwhile."""
    stop = _BY_DIALECT.get(family(connection.dialect))
    if stop is None:
        return cancel_once
    return partial(stop, connection)


@contextlib.contextmanager
def watching() -> Iterator[None]:
    """Remember the connections that a script takes from engines of its own: they are to be stopped as well."""
    if not event.contains(Pool, "checkout", _lent):
        event.listen(Pool, "checkout", _lent)
        event.listen(Pool, "checkin", _returned)
    token, noted = _borrowed.set({}), _noted.set(set())
    try:
        yield
    finally:
        _borrowed.reset(token)
        _noted.reset(noted)


@contextlib.contextmanager
def no_blocking_engines() -> Iterator[None]:
    """Raise BlockingEngineError where a script opens a connection that would hold an application's event loop."""
    token = _refused.set(True)
    try:
        yield
    finally:
        _refused.reset(token)


def _lent(dbapi_connection: Any, _record: Any, fairy: Any) -> None:
    if (borrowed := _borrowed.get()) is not None:
        borrowed[dbapi_connection] = fairy._pool
        if not fairy._pool._dialect.is_async:
            _note(fairy._pool)


def _note(pool: Any) -> None:
    """A blocking engine of a script's own is its author's decision; it is told once."""
    noted, (file, line) = _noted.get(), caller()
    if _refused.get():
        raise BlockingEngineError(file, line, pool._dialect.driver)
    if noted is not None and (file, line) not in noted:
        noted.add((file, line))
        said = (
            "%s, line %d, opens a connection of its own (%s): it blocks, and is not part of the migration's transaction"
        )
        logger.warning(said, file, line, pool._dialect.driver)


def _returned(dbapi_connection: Any, _record: Any) -> None:
    if (borrowed := _borrowed.get()) is not None:
        borrowed.pop(dbapi_connection, None)


async def _stop_mysql(connection: AsyncConnection, task: asyncio.Task[Any]) -> None:
    """KILL QUERY from the side until the server is idle; only then is the task itself cancelled.

    aiomysql never cancels at the server: a task cancelled first would leave its ALTER to be applied later.
    """
    with contextlib.suppress(Exception):
        for dbapi_connection, pool in _in_use(connection).items():
            kill = _Killer(pool, dbapi_connection)
            opening = connection.run_sync(lambda _, kill=kill: kill.open())  # type: ignore[misc]
            await asyncio.wait_for(opening, _ANSWER)
            try:
                await _until_idle(partial(connection.run_sync, lambda _, kill=kill: kill.once()), task)  # type: ignore[misc]
            finally:
                await connection.run_sync(lambda _, kill=kill: kill.close())  # type: ignore[misc]
    if not task.done():
        await settled(task, _PAUSE)
    if not task.done():
        await cancel_once(task)


async def _until_idle(kill_once: Callable[[], Any], task: asyncio.Task[Any]) -> None:
    deadline = asyncio.get_running_loop().time() + GRACE
    while not task.done() and asyncio.get_running_loop().time() < deadline and await kill_once():
        await settled(task, _PAUSE)


class _Killer:
    """A connection of its own, made as the victim's was, that ends the victim's statement and nothing else."""

    def __init__(self, pool: Pool, dbapi_connection: Any) -> None:
        self.side = pool.recreate()
        self.number: int = dbapi_connection.driver_connection.thread_id()

    def open(self) -> None:
        self.fairy = self.side.connect()
        self.cursor = self.fairy.cursor()

    def once(self) -> bool:
        """Kill the statement if one runs; False when the session is idle or gone."""
        self.cursor.execute(
            f"SELECT ID FROM information_schema.PROCESSLIST WHERE ID = {self.number} AND COMMAND <> 'Sleep'"  # noqa: S608 - a number
        )
        if not self.cursor.fetchall():
            return False
        with contextlib.suppress(Exception):
            self.cursor.execute(f"KILL QUERY {self.number}")
        return True

    def close(self) -> None:
        self.cursor.close()
        self.fairy.close()
        self.side.dispose()


async def _stop_sqlite(connection: AsyncConnection, task: asyncio.Task[Any]) -> None:
    """Interrupt the statement; a task that is not in one is cancelled, and what it then does is interrupted too."""
    drivers = [dbapi_connection.driver_connection for dbapi_connection in _in_use(connection)]
    deadline = asyncio.get_running_loop().time() + GRACE
    cancelled = False
    while not task.done() and asyncio.get_running_loop().time() < deadline:
        for driver in drivers:
            with contextlib.suppress(Exception):
                await driver.interrupt()
        await settled(task, _PAUSE)
        if not task.done() and not cancelled:
            cancelled = task.cancel()


def _in_use(connection: AsyncConnection) -> dict[Any, Pool]:
    """The connections that the run holds now, each with the pool it came from."""
    fairy: Any = connection.sync_connection.connection if connection.sync_connection else None
    own = {fairy.dbapi_connection: fairy._pool} if fairy else {}
    return own | (_borrowed.get() or {})


_BY_DIALECT = {"mysql": _stop_mysql, "mariadb": _stop_mysql, "sqlite": _stop_sqlite}
