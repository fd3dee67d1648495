"""What PostgreSQL and MySQL have in common: a short connection to the database beside the scratch one."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from amig.aside import aside
from amig.errors import NoScratchError
from amig.impl.connect import make_engine, masked
from amig.impl.failure import reason
from amig.impl.text import Text

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection


class Server:
    """A server on which scratch databases are made, through the database that `url` names."""

    def __init__(self, url: URL) -> None:
        self.url = url

    @asynccontextmanager
    async def beside(self) -> AsyncGenerator[AsyncConnection, None]:
        """A connection outside any transaction; raises NoScratchError where there is none."""
        engine = await aside(make_engine, self.url)
        try:
            async with engine.connect() as connection:
                yield await connection.execution_options(isolation_level="AUTOCOMMIT")
        except (DBAPIError, OSError) as error:
            raise NoScratchError(masked(self.url), self.missing(error)) from error
        finally:
            await engine.dispose()

    async def rows(self, sql: str) -> list[Any]:
        """What a query gives."""
        async with self.beside() as connection:
            return list((await connection.execute(Text(sql), execution_options={"no_parameters": True})).fetchall())

    async def say(self, *statements: str) -> None:
        """Carry statements out, one by one."""
        async with self.beside() as connection:
            for sql in statements:
                await connection.execute(Text(sql), execution_options={"no_parameters": True})

    def missing(self, error: BaseException) -> str:
        """The right that is missing, else what the server says."""
        return reason(error)
