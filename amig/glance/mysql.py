"""A glance at MySQL and MariaDB, through aiomysql alone."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import aiomysql

if TYPE_CHECKING:
    from amig.glance.plain import Address


async def read(address: Address, asked: tuple[str, ...]) -> Sequence[Sequence[Any]]:
    """The answer to the first question that has one."""
    connection = await aiomysql.connect(**address.named(database="db"), autocommit=None)  # pyright: ignore[reportArgumentType] - None leaves it as the server has it
    try:
        rows = await _answer(connection, asked)
        await connection.ensure_closed()
    finally:
        connection.close()
    return rows


async def _answer(connection: Any, asked: tuple[str, ...]) -> Sequence[Sequence[Any]]:
    *first, last = asked
    async with connection.cursor() as cursor:
        for question in first:
            with suppress(aiomysql.ProgrammingError):
                return await _rows(cursor, question)
        return await _rows(cursor, last)


async def _rows(cursor: Any, question: str) -> Sequence[Sequence[Any]]:
    await cursor.execute(question)
    rows: Sequence[Sequence[Any]] = await cursor.fetchall()
    return rows
