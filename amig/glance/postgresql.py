"""A glance at PostgreSQL, through asyncpg alone: SQLAlchemy's first connection asks for much more."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import asyncpg

if TYPE_CHECKING:
    from amig.glance.plain import Address


async def read(address: Address, asked: tuple[str, ...]) -> Sequence[Sequence[Any]]:
    """The answer to the first question that has one."""
    settings = {"application_name": "amig"}
    connection = await asyncpg.connect(**address.named(), statement_cache_size=0, server_settings=settings)
    try:
        rows = await _answer(connection, asked)
        await connection.close()
    finally:
        if not connection.is_closed():
            connection.terminate()
    return rows


async def _answer(connection: Any, asked: tuple[str, ...]) -> list[Sequence[Any]]:
    *first, last = asked
    for question in first:
        with suppress(asyncpg.UndefinedTableError):
            return list(await connection.fetch(question))
    return list(await connection.fetch(last))
