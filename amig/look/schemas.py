"""The schemas of a database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from amig.impl.online import Online

SYSTEM = frozenset({"information_schema", "mysql", "performance_schema", "sys"})
"""Schemas that are the server's own."""


async def all_schemas(channel: Online) -> tuple[str | None, ...]:
    """Every schema that is no server's own; None is the default one, and comes first."""
    was = channel.record(on=False)
    try:
        return await channel.guard.run(channel.connection.run_sync(_names))
    finally:
        channel.record(on=was)


def _names(connection: Connection) -> tuple[str | None, ...]:
    inspector = inspect(connection)
    others = set(inspector.get_schema_names()) - SYSTEM - {inspector.default_schema_name}
    return (None, *sorted(others))
