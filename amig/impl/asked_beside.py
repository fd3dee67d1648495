"""Whether a server answers, asked over a connection of its own."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from amig.impl.failure import classify
from amig.impl.kin import family
from amig.impl.settled import settled
from amig.impl.ward import AFTER_SILENCE, LONGEST_ANSWER, Ward

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncConnection
    from sqlalchemy.pool import Pool


def ward_of(connection: AsyncConnection, seconds: float) -> Ward:
    """Looks after what is sent over this connection; a file is no server, and needs nobody."""
    if family(connection.dialect) == "sqlite":
        return Ward()
    return Ward(partial(_answers, connection), seconds)


async def _answers(connection: AsyncConnection) -> bool:
    """Whether the server answers over a connection of its own; an error that it sends is an answer."""
    sync = connection.sync_connection
    if sync is None:
        return True
    asking = asyncio.ensure_future(connection.run_sync(_ask, sync.engine.pool.recreate()))
    try:
        await asyncio.wait([asking], timeout=LONGEST_ANSWER)
    finally:
        if not asking.done():
            asking.cancel()
            await settled(asking, AFTER_SILENCE)
    if not asking.done() or asking.cancelled():
        return False
    return (error := asking.exception()) is None or classify(error) != "lost"


def _ask(_: Connection, side: Pool) -> None:
    fairy = side.connect()
    try:
        cursor = fairy.cursor()
        cursor.execute("SELECT 1")
        cursor.fetchall()
        cursor.close()
    finally:
        fairy.close()
        side.dispose()
