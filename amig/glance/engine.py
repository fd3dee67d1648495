"""A glance through an engine of the caller's: one statement on one of its connections, which it gets back as it was."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from amig.glance.hurried import hurried
from amig.impl.guard import Guard, acquire

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine


async def read(engine: AsyncEngine, asked: tuple[str, ...], seconds: float) -> Sequence[Sequence[Any]]:
    """The answer to the first question that has one. PostgreSQL is asked outside a transaction: one round trip."""
    async with asyncio.timeout(seconds):
        connection = await acquire(_opened(engine), lambda one: one.close())
    try:
        return await hurried(_answer(connection, asked), seconds)
    finally:
        await Guard().finish(connection.close())


async def _opened(engine: AsyncEngine) -> AsyncConnection:
    connection = await engine.connect().start()
    if engine.dialect.name == "postgresql":
        await connection.execution_options(isolation_level="AUTOCOMMIT")
    return connection


async def _answer(connection: AsyncConnection, asked: tuple[str, ...]) -> Sequence[Sequence[Any]]:
    *first, last = asked
    for question in first:
        with suppress(DBAPIError):
            return await _rows(connection, question)
    return await _rows(connection, last)


async def _rows(connection: AsyncConnection, question: str) -> Sequence[Sequence[Any]]:
    result = await connection.exec_driver_sql(question, execution_options={"no_parameters": True})
    return result.fetchall()
