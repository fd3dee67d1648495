"""SQLite: BEGIN IMMEDIATE, polled, and a file's lock outside transactions; in every mode that the engine may have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from amig.errors import ForeignTransactionError, LostSessionError
from amig.impl.failure import classify
from amig.impl.sqlite_mode import autocommit_of
from amig.state.file_lock import FileLock
from amig.state.foreign_keys import ForeignKeys
from amig.state.lock import Heads, compare
from amig.state.patience import Patience
from amig.state.versions import is_missing_table

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from amig.impl.online import Online
    from amig.state.holders import Holder
    from amig.state.versions import Moves, VersionTable


class SQLiteLock:
    """The database's own write lock: whoever began the transaction is the only writer of the file.

    It ends with the transaction; a step that runs outside has a lock on a file beside the database as well, which is
    taken before the write lock is tried, and asked for after it: of two migrators one sees the other.
    """

    transactional = True

    def __init__(self, online: Online, versions: VersionTable) -> None:
        self.online, self.versions = online, versions
        self.schema: str | None = versions.schema or "main"
        self.beside = FileLock(online.guard, self._file)
        self.autocommit = self.pooled = False
        self.left: Heads | None = None
        self.unmoved: str | None = None
        self.key: int | str | None = None
        self.leased_to: Holder | None = None
        self.foreign_keys = ForeignKeys(online)
        self._level: tuple[str | None] | None = None
        self._session: Any = None

    async def enter(
        self,
        *,
        autocommit: bool = False,
        unforced: bool = False,
        unread: bool = False,  # noqa: ARG002
    ) -> Heads | None:
        if self.online.external:
            return await self._enter_foreign(autocommit=autocommit)
        if not await self._try(autocommit=autocommit, unforced=unforced):
            await self.beside.release()
            return None
        self._session = self.online.driver
        found = await self._heads()
        if autocommit:
            await self._autocommit()
        return found

    async def _try(self, *, autocommit: bool, unforced: bool) -> bool:
        """Begin while nobody is at work, inside a transaction or outside."""
        if autocommit and not await self.beside.take():
            return False
        if self.beside.was_met and not await self.beside.is_free():  # do not come between the statements of others
            return False
        if not await self._begin(unforced=unforced):
            return False
        if await self.beside.is_free():
            return True
        await self.rollback()
        return False

    async def _enter_foreign(self, *, autocommit: bool) -> Heads | None:
        if autocommit:
            raise ForeignTransactionError(
                "and this revision must run outside one", "commit first, or hand over an engine"
            )
        if self.online.driver.in_transaction:
            return await self._heads()
        if not await self._immediate():
            return None
        if not await self.beside.is_free():
            await self.online.quietly("ROLLBACK")
            return None
        return await self._heads()

    async def _begin(self, *, unforced: bool = False) -> bool:
        await self._outside()
        if unforced:
            await self.foreign_keys.let_go()
        if await self._immediate():
            if unforced:
                await self.foreign_keys.begun()
            return True
        await self._end("rollback")
        await self._enforce()
        return False

    async def _outside(self) -> None:
        """Open a transaction for SQLAlchemy, and none in the database."""
        await self.online.begin()
        if self.online.driver.in_transaction:  # `autocommit=False`, or a BEGIN event: an empty, deferred transaction
            await self.online.quietly("COMMIT")

    async def _enforce(self) -> None:
        """Put the foreign keys back, outside any transaction."""
        connection = self.online.connection
        if self.foreign_keys.let_go_of and not connection.closed and not connection.invalidated:
            await self._outside()
            await self.foreign_keys.enforce()
            await self._end("rollback")

    async def _immediate(self) -> bool:
        """One try, without the driver's busy timeout: a wait in its thread could not be cancelled."""
        ((timeout,),) = await self._pragma("busy_timeout")
        await self._pragma("busy_timeout = 0")
        try:
            await self.online.quietly("BEGIN IMMEDIATE")
        except DBAPIError as error:
            if classify(error) != "busy":
                raise
            return False
        finally:
            await self._pragma(f"busy_timeout = {timeout}")
        return True

    async def _pragma(self, said: str) -> list[tuple[Any, ...]]:
        """Ask the driver itself, which goes to its thread once for it instead of four times."""

        async def ask() -> list[tuple[Any, ...]]:
            return list(await self.online.driver.execute_fetchall(f"PRAGMA {said}"))

        return await self.online.guard.finish(ask())

    async def _file(self) -> str:
        """Where the database is, by SQLite's own word; nothing for one in memory."""
        return next((file for _, name, file in await self._pragma("database_list") if name == self.schema), "")

    async def _heads(self) -> Heads:
        try:
            return await self.versions.read(self.online, self.schema)
        except DBAPIError as error:
            if not is_missing_table(error):
                raise
        await self.online.change(self.versions.create(self.schema))
        return frozenset()

    async def move(self, moves: Moves, expects: Heads) -> None:
        if self._session not in (None, self.online.driver):
            raise LostSessionError
        if self.autocommit:
            await self._back(expects)
        await self.versions.move(self.online, moves, expects, self.schema)

    async def _back(self, expects: Heads) -> None:
        patience = Patience(60)
        while (found := await self.close_autocommit()) is None:
            await patience.wait()
        compare(expects, found)

    async def _autocommit(self) -> None:
        """Leave the transaction: the driver begins none by itself, and a COMMIT ends what an engine's event began."""
        await self._end("commit")
        if self._level is None:
            self._level = (await self._driver_level(None),)
        await self._outside()
        self.autocommit = True

    async def _driver_level(self, level: str | None) -> str | None:
        """Set what the driver begins by itself (None: nothing), on its own thread; gives back what it was."""

        def change(sync: Connection) -> str | None:
            adapted: Any = sync.connection.dbapi_connection
            was, adapted.isolation_level = adapted.isolation_level, level
            return was  # type: ignore[no-any-return]

        return await self.online.connection.run_sync(change)

    async def open_autocommit(self) -> None:
        if self.online.external:
            raise ForeignTransactionError(
                "and an autocommit block would commit it", "commit first, or hand over an engine"
            )
        patience = Patience(60)
        while not await self.beside.take():  # somebody tries to; they cannot have both
            await patience.wait()
        await self._autocommit()

    async def close_autocommit(self) -> Heads | None:
        await self._end("commit")
        if not await self._begin():
            return None
        self.autocommit = False
        return await self._heads()

    async def commit(self, *, goes_on: bool = False) -> None:  # noqa: ARG002
        if not self.online.external:
            await self.foreign_keys.check()
            await self._end("commit")
            await self.beside.release()
            await self._enforce()

    async def rollback(self) -> None:
        if not self.online.external:
            try:
                await self._end("rollback")
            finally:
                await self.beside.release()
            await self._enforce()

    async def _end(self, how: str) -> None:
        """End the transaction in a way that every mode understands."""
        if not self.online.connection.in_transaction():
            return
        if how == "rollback" and self.online.connection.invalidated:  # a statement was cancelled in the driver
            await self.online.rollback()
            return
        await self.online.guard.finish(self._ended(how))

    async def _ended(self, how: str) -> None:
        driver = self.online.driver
        mode = await autocommit_of(driver)
        if mode is True and driver.in_transaction:  # then the driver's own commit() and rollback() do nothing
            await self.online.quietly(how.upper())
        elif mode is False and not driver.in_transaction:  # and then they want a transaction to end
            await self.online.quietly("BEGIN")
        await (self.online.commit() if how == "commit" else self.online.rollback())

    async def named(self) -> int | str | None:
        return None

    async def find_lease(self) -> Holder | None:
        from amig.state.holders import Holder

        return None if await self.beside.is_free() else Holder(0)  # a process, whose number nobody tells

    async def restore(self) -> None:
        if not self.online.external:
            await self.rollback()
            if self._level is not None and not self.online.connection.invalidated:
                await self._driver_level(*self._level)
                self._level = None
