"""An open connection, from a server that may not be there yet."""

from __future__ import annotations

import asyncio
import logging
import random
from typing import TYPE_CHECKING

from amig.errors import BadUrlError, UnreachableError
from amig.impl.connect import masked
from amig.impl.failure import classify, reason
from amig.impl.guard import acquire
from amig.impl.kin import family

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

_FIRST, _LONGEST = 0.1, 2.0
_NOT_THERE_YET = ("lost", "busy")
logger = logging.getLogger("amig.connect")


async def opened(engine: AsyncEngine, wait: float = 0.0, answer_wait: float = 0.0) -> AsyncConnection:
    """Connect; for `wait` seconds a server that is not there, or has no room, is tried again.

    A try may take `answer_wait` seconds (0: as long as the driver lets it): a frozen server lets in, and says nothing.
    What it answers (a wrong password, no such database) is raised at once. Raises UnreachableError, BadUrlError.
    """
    loop, pause = asyncio.get_running_loop(), _FIRST
    until = loop.time() + wait
    while True:
        began = loop.time()
        try:
            return await asyncio.wait_for(acquire(_start(engine), _close), answer_wait or None)
        except Exception as error:
            if classify(error) not in _NOT_THERE_YET or loop.time() + pause > until:
                await _told(engine, error, loop.time() - began)
                raise
            logger.info("no connection yet, trying again in %.1f s: %s", pause, reason(error))
        await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 - jitter, not a secret
        pause = min(pause * 2, _LONGEST)


async def _start(engine: AsyncEngine) -> AsyncConnection:
    return await engine.connect().start()


async def _close(connection: AsyncConnection) -> None:
    await connection.close()


async def _told(engine: AsyncEngine, error: Exception, waited: float) -> None:
    """Raise what the failure means, where that is known."""
    if family(engine.dialect) == "sqlite":
        await asyncio.sleep(0.05)  # aiosqlite's thread still tells this loop that it stops
    if hasattr(error, "orig") or _is_raw(error) or classify(error) == "lost":
        unanswered = type(error) is TimeoutError and not error.args
        problem = f"it did not answer for {waited:.0f} s" if unanswered else reason(error)
        raise UnreachableError(masked(engine.url), problem) from error
    if isinstance(error, TypeError) and engine.url.query:
        raise BadUrlError(masked(engine.url), f"was refused by the driver: {error}") from error


def _is_raw(error: Exception) -> bool:
    """Whether the driver's own exception came through while it connected, as SQLAlchemy 2.0 lets it."""
    return type(error).__module__.partition(".")[0] in ("asyncpg", "aiomysql", "pymysql", "psycopg", "sqlite3")
