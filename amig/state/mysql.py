"""MySQL and MariaDB: a named lock of the session, for every DDL ends the transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import String, bindparam, text
from sqlalchemy.exc import DBAPIError

from amig.errors import BadUrlError, ForeignTransactionError, LostSessionError
from amig.impl.failure import classify
from amig.ops.statement import Statement
from amig.state.lock import Heads, compare
from amig.state.versions import is_missing_table

if TYPE_CHECKING:
    from amig.impl.online import Online
    from amig.state.versions import Moves, VersionTable

_NAME = "CONCAT('amig:', LEFT(SHA1(CONCAT(COALESCE(:schema, DATABASE()), '.', :name)), 40))"
_TRY = f"SELECT GET_LOCK({_NAME}, 0), {_NAME}, CONNECTION_ID(), COALESCE(:schema, DATABASE())"


class MySQLLock:
    """GET_LOCK, polled, on the connection that does the work; rows compared before, and again while they move."""

    transactional = False

    def __init__(self, online: Online, versions: VersionTable) -> None:
        self.online, self.versions = online, versions
        self.schema: str | None = None
        self.session: int | None = None
        self.name: str | None = None
        self.key: int | str | None = None
        self.autocommit = False

    async def enter(self, *, autocommit: bool = False, unforced: bool = False) -> Heads | None:  # noqa: ARG002
        if self.online.external:
            raise ForeignTransactionError(
                "which MySQL would commit at the first DDL", "commit it first, or hand over an engine"
            )
        await self._level(autocommit=autocommit)
        if self.name is None and not await self._try():
            await self.online.rollback()
            return None
        await self._create_missing()
        await self.online.commit()
        return await self.versions.read(self.online, self.schema)

    async def _level(self, *, autocommit: bool) -> None:
        await self.online.isolation("AUTOCOMMIT" if autocommit else "READ COMMITTED")
        self.autocommit = autocommit

    async def _try(self) -> bool:
        names = [bindparam("name", self.versions.name, String()), bindparam("schema", self.versions.schema, String())]
        query = self.versions.impl.dml(text(_TRY).bindparams(*names), result=True)
        ((held, name, session, schema),) = await self.online.fetch(query)
        if schema is None:
            raise BadUrlError(str(self.online.connection.engine.url), "names no database")
        self.key = name
        if held == 1:
            self.name, self.session, self.schema = name, session, schema
        return bool(held == 1)

    async def _create_missing(self) -> None:
        try:
            await self.versions.read(self.online, self.schema)
        except DBAPIError as error:
            if not is_missing_table(error):
                raise
            await self.online.change(self.versions.create(self.schema))

    async def move(self, moves: Moves, expects: Heads) -> None:
        ((session,),) = await self.online.fetch(Statement("SELECT CONNECTION_ID()", result=True))
        if session != self.session:
            raise LostSessionError
        if self.autocommit:
            await self._level(autocommit=False)
        compare(expects, await self.versions.read(self.online, self.schema, locked=True))
        await self.versions.move(self.online, moves, expects, self.schema)

    async def open_autocommit(self) -> None:
        await self.online.commit()
        await self._level(autocommit=True)

    async def close_autocommit(self) -> Heads | None:
        await self._level(autocommit=False)
        try:
            return await self.versions.read(self.online, self.schema)
        except DBAPIError as error:
            if classify(error) != "busy":
                raise
            return None

    async def commit(self) -> None:
        await self.online.commit()
        await self._release()

    async def rollback(self) -> None:
        await self.online.rollback()
        await self._release()

    async def _release(self) -> None:
        """The lock outlives commit, rollback and the pool: it is let go of here or with the session."""
        connection = self.online.connection
        if self.name is not None and not connection.closed and not connection.invalidated:
            name, self.name = self.name, None
            await self.online.quietly(f"SELECT RELEASE_LOCK('{name}')")
            await self.online.commit()

    async def restore(self) -> None:
        if not self.online.external:
            await self.rollback()
            await self.online.restore_isolation()
