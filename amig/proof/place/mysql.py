"""MySQL and MariaDB: a database of its own, with the character set and the collation of the one beside it."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from amig.errors import ForeignDatabaseError, NoScratchError
from amig.impl.failure import number, reason
from amig.proof.place.mysql_copy import copied
from amig.proof.place.server import Server

if TYPE_CHECKING:
    from sqlalchemy import URL
    from sqlalchemy.ext.asyncio import AsyncEngine

_DENIED = frozenset({1044, 1142, 1227})
_SYSTEM = frozenset({"information_schema", "performance_schema", "mysql", "sys"})
_UNUSED = """
SELECT schema_name FROM information_schema.schemata
WHERE schema_name NOT IN (SELECT db FROM information_schema.processlist WHERE db IS NOT NULL)
"""
_TABLE = r"(?:\b(?:TABLES?|INTO|UPDATE|FROM|JOIN|REFERENCES|VIEW|EXISTS|INDEX \S+ ON)\s+|^\s*DROP TABLE [^;]*,\s*)"
"""What a table's name stands behind: a column's may be called like a database."""
_WHOLE = r"^\s*(?:USE|(?:CREATE|ALTER|DROP)\s+(?:DATABASE|SCHEMA)(?:\s+IF\s+(?:NOT\s+)?EXISTS)?)\s+"


class MySQL(Server):
    """Databases on a MySQL or MariaDB server."""

    async def make(self, name: str) -> URL:
        """An empty database."""
        ((characters, collation),) = await self.rows("SELECT @@character_set_database, @@collation_database")
        await self.say(f"CREATE DATABASE {name} CHARACTER SET {characters} COLLATE {collation}")
        return self.url.set(database=name)

    async def copy(self, of: str, name: str) -> URL:
        """Table by table, in the server's own words: it has no copy of a whole database."""
        there = MySQL(self.url.set(database=of))
        async with there.beside() as connection:
            await copied(connection, name)
        return self.url.set(database=name)

    async def drop(self, name: str) -> None:
        """End the sessions in it that this user sees, and drop it: an open transaction would hold that up for a day."""
        for (session,) in await self.rows(f"SELECT id FROM information_schema.processlist WHERE db = '{name}'"):  # noqa: S608 - its own
            with suppress(NoScratchError):  # it has ended by itself meanwhile
                await self.say(f"KILL {session}")
        await self.say(f"DROP DATABASE IF EXISTS {name}")

    async def names(self) -> list[str]:
        """Those that nobody is connected to, as far as this user sees."""
        found = await self.rows(_UNUSED)
        return [name for (name,) in found]

    async def watch(self, engine: AsyncEngine, name: str) -> None:
        """Refuse statements that name another database: here every session reaches all of them."""
        there = await self.rows("SELECT schema_name FROM information_schema.schemata")
        others = [re.escape(other) for (other,) in there if other not in _SYSTEM and other != name]
        if not others:
            return
        named = f"`?({'|'.join(others)})`?"
        leaves = [rf"{_TABLE}{named}\s*\.", rf"{_WHOLE}{named}\s*(?:;|$|\s)"]
        patterns = [re.compile(pattern, re.IGNORECASE) for pattern in leaves]

        @event.listens_for(engine.sync_engine, "before_cursor_execute")
        def stay(_connection: Any, _cursor: Any, text: str, *_: Any) -> None:
            for pattern in patterns:
                if found := pattern.search(text):
                    raise ForeignDatabaseError(found[1], f"`{' '.join(text.split())[:100]}`")

    def missing(self, error: BaseException) -> str:
        """The right that is missing, else what the server says."""
        if number(error) in _DENIED:
            return "the user has no right CREATE and DROP on databases `amig_scratch_%`"
        return reason(error)


def place(url: URL) -> MySQL:
    """The server of a database."""
    return MySQL(url)
