"""Renews a lease while a statement runs, from one unpooled connection of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from amig.impl.failure import reason
from amig.impl.guard import Guard, cancel_once, settled

if TYPE_CHECKING:
    from sqlalchemy import Update
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

logger = logging.getLogger("amig.lock")
_GRACE = 5.0


def engine_beside(connection: AsyncConnection) -> AsyncEngine:
    """An engine that connects as this connection's does, and takes none from its pool."""
    from sqlalchemy.engine import Engine
    from sqlalchemy.ext.asyncio import AsyncEngine  # where there is no driver, there is no asyncio of SQLAlchemy either

    sync = connection.engine.sync_engine
    return AsyncEngine(Engine(sync.pool.recreate(), sync.dialect, sync.url))


class Renewal:
    """Sends `statement` every `pause` seconds; calls `lost` once when it touches no row, or fails for `length` seconds.

    Time is the loop's, which no clock can turn back. Nothing is opened before the first renewal is due.
    """

    def __init__(self, connection: AsyncConnection, statement: Update, lost: Callable[[str], Awaitable[None]]) -> None:
        self.connection, self.statement, self.lost = connection, statement, lost
        self._stopped = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self, pause: float, length: float) -> None:
        """Begin; the lease was taken just now."""
        self._task = asyncio.get_running_loop().create_task(self._run(pause, length))

    async def stop(self) -> None:
        """End, and wait for a renewal that is on its way."""
        self._stopped.set()
        if (task := self._task) is not None and task is not asyncio.current_task():
            await settled(task, _GRACE)
            if not task.done():
                await cancel_once(task)

    async def _run(self, pause: float, length: float) -> None:
        engine = engine_beside(self.connection)
        try:
            if (problem := await self._until_lost(engine, pause, length)) is not None:
                await self.lost(problem)
        finally:
            await Guard().finish(engine.dispose())

    async def _until_lost(self, engine: AsyncEngine, pause: float, length: float) -> str | None:
        """Renew until told to stop (None), or until the lease is lost: why."""
        loop = asyncio.get_running_loop()
        renewed = loop.time()
        while not await self._rested(pause):
            asked, left = loop.time(), renewed + length - loop.time()
            try:
                async with asyncio.timeout(max(left, 0.1)):
                    if not await self._renewed(engine):
                        return "somebody else has taken it over"
                renewed = asked
            except Exception as error:  # noqa: BLE001 - whatever it is, there is time to try again
                if loop.time() >= renewed + length - pause:
                    return f"it could not be renewed: {reason(error)}"
                logger.info("the lease was not renewed, trying again: %s", reason(error))
        return None

    async def _rested(self, pause: float) -> bool:
        """Sleep; whether that was the end."""
        try:
            await asyncio.wait_for(self._stopped.wait(), pause)
        except TimeoutError:
            return False
        return True

    async def _renewed(self, engine: AsyncEngine) -> bool:
        async with engine.begin() as connection:
            return (await connection.execute(self.statement)).rowcount == 1
