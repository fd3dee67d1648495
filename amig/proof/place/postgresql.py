"""PostgreSQL: a database of its own, with the encoding and the locale of the one beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.impl.failure import reason, sqlstate
from amig.proof.place.server import Server

if TYPE_CHECKING:
    from sqlalchemy import URL
    from sqlalchemy.ext.asyncio import AsyncEngine

_LIKE = """
SELECT pg_encoding_to_char(encoding), datcollate, datctype, about->>'datlocprovider',
       coalesce(about->>'datlocale', about->>'daticulocale'), about->>'daticurules'
FROM pg_database AS d, to_json(d) AS about WHERE datname = current_database()
"""
_UNUSED = """
SELECT datname FROM pg_database WHERE pg_get_userbyid(datdba) = current_user
AND datname NOT IN (SELECT datname FROM pg_stat_activity WHERE datname <> '')
"""
_DENIED = "42501"


class PostgreSQL(Server):
    """Databases on a PostgreSQL server."""

    async def make(self, name: str) -> URL:
        """An empty database from `template0`."""
        ((encoding, collate, ctype, provider, locale, rules),) = await self.rows(_LIKE)
        like = {"ENCODING": encoding, "LC_COLLATE": collate, "LC_CTYPE": ctype}
        if provider == "i":
            like |= {"LOCALE_PROVIDER": "icu", "ICU_LOCALE": locale, "ICU_RULES": rules}
        elif provider == "b":
            like |= {"LOCALE_PROVIDER": "builtin", "BUILTIN_LOCALE": locale}
        told = " ".join(f"{key} '{value}'" for key, value in like.items() if value)
        await self.say(f"CREATE DATABASE {name} TEMPLATE template0 {told}")
        return self.url.set(database=name)

    async def copy(self, of: str, name: str) -> URL:
        """The server's own copy of another database."""
        await self.say(f"CREATE DATABASE {name} TEMPLATE {of}")
        return self.url.set(database=name)

    async def drop(self, name: str) -> None:
        """Drop it and its connections."""
        await self.say(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    async def names(self) -> list[str]:
        """Those that nobody is connected to, and that this role made."""
        found = await self.rows(_UNUSED)
        return [name for (name,) in found]

    async def watch(self, engine: AsyncEngine, name: str) -> None:
        """No statement leaves a database of PostgreSQL."""

    def missing(self, error: BaseException) -> str:
        """The right that is missing, else what the server says."""
        return "the role has no right CREATEDB" if sqlstate(error) == _DENIED else reason(error)


def place(url: URL) -> PostgreSQL:
    """The server of a database."""
    return PostgreSQL(url)
