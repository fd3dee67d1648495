"""Databases of tenants: made before anything can be put in, and taken away again where that fails."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from amig.aside import aside
from amig.fleet.tenants import Place
from amig.impl import impl_for
from amig.impl.failure import number, sqlstate
from amig.impl.online import Online
from amig.ops.statement import Statement
from amig.recorded.text import held

if TYPE_CHECKING:
    from sqlalchemy import Dialect

    from amig.context import MigrationContext
    from amig.fleet.servers import Servers

_THERE_STATES, _THERE_NUMBERS = ("42P04", "23505"), (1007,)
_OWN = "('amig_version', 'amig_ledger', 'amig_lease', 'amig_backfill')"
_MYSQL = f"""
SELECT CONCAT('table ', table_name) FROM information_schema.tables
WHERE table_schema = DATABASE() AND table_name NOT IN {_OWN} AND table_name <> """  # noqa: S608 - a constant
_SQLITE = f"""
SELECT type || ' ' || name FROM sqlite_master
WHERE name NOT LIKE 'sqlite_%' AND tbl_name NOT IN {_OWN} AND tbl_name <> """  # noqa: S608 - a constant


async def holds(context: MigrationContext) -> str | None:
    """Something that a database holds beside bookkeeping, the first that is found."""
    assert isinstance(context.channel, Online)  # noqa: S101 - for the type checker
    versions, schema = context.impl.literal(context.versions.name), context.versions.schema
    if context.impl.dialect_name == "postgresql":
        query = held("current_schema()" if schema is None else context.impl.literal(schema), versions)
    else:
        query = (_SQLITE if context.impl.dialect_name == "sqlite" else _MYSQL) + versions
    rows = await context.channel.fetch(Statement(f"{query} LIMIT 1", result=True))
    return str(rows[0][0]) if rows else None


def literal_of(dialect: Dialect) -> Callable[[str], str]:
    """How a text is written as a value."""
    return impl_for(dialect).literal


async def make_database(servers: Servers, place: Place) -> bool:
    """Make the database of a place; False where it is there already. Raises DBAPIError and UnreachableError."""
    if place.url.get_backend_name() == "sqlite":
        return False
    return await _say(servers, place, "CREATE DATABASE {}", there=True)


async def drop_database(servers: Servers, place: Place) -> None:
    """Drop it; raises DBAPIError where others are connected to it."""
    await _say(servers, place, "DROP DATABASE {}")


async def _say(servers: Servers, place: Place, sql: str, *, there: bool = False) -> bool:
    async with servers.reading(_lobby(servers, place)) as channel:
        name = channel.impl.dialect.identifier_preparer.quote_identifier(place.url.database or "")
        try:
            await channel.online.change(Statement(sql.format(name)))
        except DBAPIError as error:
            if there and (sqlstate(error) in _THERE_STATES or number(error) in _THERE_NUMBERS):
                return False
            raise
    return True


def _lobby(servers: Servers, place: Place) -> Place:
    """Another database of the same server, to be connected to meanwhile."""
    default = servers.default_url
    if default is not None and Place(default, None).server == place.server and default.database != place.url.database:
        return Place(default, None)
    return Place(place.url.set(database="postgres" if place.url.get_backend_name() == "postgresql" else None), None)


def file_of(place: Place) -> Path | None:
    """The file of a SQLite database that is to be made; None for other databases, and for one that is there."""
    name = place.url.database or ""
    if place.url.get_backend_name() != "sqlite" or not name or name.startswith((":memory:", "file:")):
        return None
    path = Path(name)
    return None if path.exists() and path.stat().st_size else path


def beside(path: Path) -> Path:
    """A name in the same folder that nobody else has."""
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}.new")


def put_in_place(made: Path, path: Path) -> bool:
    """Give the finished file its name, in one go; False where somebody else has made it meanwhile."""
    with suppress(FileNotFoundError):
        if not path.stat().st_size:
            path.unlink()
    try:
        os.link(made, path)
    except FileExistsError:
        return False
    finally:
        made.unlink()
    return True


async def remove(made: Path) -> None:
    """Take away a file that was not finished, and what SQLite has left beside it."""
    for end in ("", "-journal", "-wal", "-shm"):
        await aside(Path(f"{made}{end}").unlink, missing_ok=True)
