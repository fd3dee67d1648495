"""The whole schema of a database as plain values, and where two of them differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, inspect

from amig.aside import aside
from amig.diff import BOOKKEEPING
from amig.impl import impl_for
from amig.impl.connect import make_engine
from amig.impl.online import Online
from amig.look import look
from amig.ops.base import OnTable

if TYPE_CHECKING:
    from sqlalchemy import Connection

_OWN = BOOKKEEPING
_UNTOLD = frozenset({"text"})
"""How a table was written down says nothing of what it is."""
_SYSTEM = frozenset({"information_schema", "mysql", "performance_schema", "sys", "pg_catalog"})


@dataclass(frozen=True, slots=True)
class Schema:
    """Everything by its name: tables, views and enums as values."""

    things: Mapping[str, Any]


async def schema_of(url: URL, version_table: str) -> Schema:
    """Read a database whole, without the tables that only migrators keep."""
    engine = await aside(make_engine, url)
    try:
        async with engine.connect() as connection:
            tables, enums = await connection.run_sync(_names)
            with Online(connection) as online:
                seen = await look(online, impl_for(connection.dialect), tables)
    finally:
        await engine.dispose()
    own = _OWN | {version_table}
    found: dict[str, Any] = {f"type {name}": labels for name, labels in enums.items()}
    found |= {f"table {_called(table)}": table for table in seen.tables if table.name not in own}
    found |= {
        f"view {_called(view)}": replace(view, text=view.text.replace(f"`{url.database}`.", "")) for view in seen.views
    }
    found |= {name: True for name in seen.names if not name.startswith(tuple(own))}
    return Schema(found)


def _names(connection: Connection) -> tuple[list[OnTable], dict[str, Any]]:
    """Every table, and PostgreSQL's enums."""
    inspector: Any = inspect(connection)
    default = inspector.default_schema_name
    schemas = [default] if connection.dialect.name != "postgresql" else inspector.get_schema_names()
    tables = [
        OnTable(name, None if schema == default else schema)
        for schema in schemas
        if schema not in _SYSTEM
        for name in inspector.get_table_names(schema=schema)
    ]
    enums = inspector.get_enums(schema="*") if connection.dialect.name == "postgresql" else []
    return tables, {f"{one['schema']}.{one['name']}": tuple(one["labels"]) for one in enums}


def _called(thing: Any) -> str:
    return f"{thing.schema}.{thing.name}" if thing.schema else str(thing.name)


def differences(one: Schema, other: Schema, names: tuple[str, str]) -> Iterator[str]:
    """Each difference as a sentence; `names` are those of the two sides."""
    for name in sorted(one.things.keys() | other.things.keys()):
        if name not in one.things or name not in other.things:
            yield f"{name} is only in {names[name in other.things]}'s"
        else:
            yield from _unlike(name, one.things[name], other.things[name], names)


def _unlike(name: str, one: Any, other: Any, names: tuple[str, str]) -> Iterator[str]:
    if is_dataclass(one) and type(one) is type(other):
        for each in fields(one):
            if each.name not in _UNTOLD or not hasattr(one, "columns"):
                yield from _unlike(f"{name}.{each.name}", getattr(one, each.name), getattr(other, each.name), names)
    elif _is_named(one) and _is_named(other):
        yield from differences(_by_name(name, one), _by_name(name, other), names)
    elif one != other:
        yield f"{name} is {one!r} in {names[0]}'s and {other!r} in {names[1]}'s"


def _is_named(value: Any) -> bool:
    return isinstance(value, tuple) and all(is_dataclass(one) and getattr(one, "name", None) for one in value)


def _by_name(name: str, values: Any) -> Schema:
    return Schema({f"{name}.{one.name}": one for one in values})
