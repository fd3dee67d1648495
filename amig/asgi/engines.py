"""Pools that outlive a migration: what they have prepared no longer fits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from amig.impl.guard import Guard

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine


async def freshen(engines: Iterable[AsyncEngine]) -> None:
    """Drop the prepared statements of every connection, of those that are in use too; none is closed under its user.

    Other drivers of PostgreSQL get new connections, those in use when they come back. The servers and drivers of MySQL
    and SQLite see by themselves that a table has changed.
    """
    for engine in dict.fromkeys(engines):
        if engine.dialect.name != "postgresql":
            continue
        dialect: Any = engine.dialect
        if hasattr(dialect, "_invalidate_schema_cache"):  # asyncpg's: each connection sees it with its next statement
            dialect._invalidate_schema_cache()
        else:
            await Guard().finish(engine.dispose())
