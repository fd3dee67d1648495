"""Types of columns as SQLAlchemy knows them, asked for only where something differs."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect
from sqlalchemy.engine.reflection import ObjectKind
from sqlalchemy.exc import SAWarning
from sqlalchemy.types import NullType

from amig.look.shapes import Key

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.types import TypeEngine

    from amig.impl.online import Online

Types = Mapping[tuple[Key, str], "TypeEngine[Any]"]
"""(table, column) -> type; none for what SQLAlchemy does not know."""


async def types_of(channel: Online, tables: Collection[Key]) -> Types:
    """The types of these tables' columns, in bulk for each schema."""
    if not tables:
        return {}
    was = channel.record(on=False)
    try:
        return await channel.guard.run(channel.connection.run_sync(_types, tables))
    finally:
        channel.record(on=was)


def _types(connection: Connection, tables: Collection[Key]) -> Types:
    inspector, found = inspect(connection), {}
    by_schema: dict[str | None, list[str]] = defaultdict(list)
    for schema, name in tables:
        by_schema[schema].append(name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)
        for schema, names in by_schema.items():
            several = inspector.get_multi_columns(schema, filter_names=names, kind=ObjectKind.ANY)
            for (_, name), columns in several.items():
                known = (one for one in columns if not isinstance(one["type"], NullType))
                found.update({((schema, name), one["name"]): one["type"] for one in known})
    return found
