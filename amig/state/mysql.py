"""MySQL and MariaDB: a named lock of the session, for every DDL ends the transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import String, bindparam, func, select, text
from sqlalchemy.exc import DBAPIError

from amig.errors import BadUrlError, ConcurrentChangeError, ForeignTransactionError, LostSessionError
from amig.impl.failure import classify
from amig.impl.straight import MovedError, or_fails
from amig.ops.statement import Statement
from amig.state.lease import was_created_meanwhile
from amig.state.lock import Heads, compare
from amig.state.versions import heads_of, is_missing_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import BindParameter

    from amig.impl.online import Online
    from amig.state.holders import Holder
    from amig.state.lease import Lease
    from amig.state.versions import Moves, VersionTable

_NAME = "CONCAT('amig:', LEFT(SHA1(CONCAT(COALESCE(:schema, DATABASE()), '.', :name)), 40))"
_TRY = f"SELECT GET_LOCK({_NAME}, 0), {_NAME}, CONNECTION_ID(), COALESCE(:schema, DATABASE())"
_STILL = (
    "CONNECTION_ID() = {session} AND (SELECT same FROM (SELECT COUNT(*) = {count}"
    " AND SUM(CAST(version_num AS BINARY) IN ({rows})) = {count} AS same FROM {table}) AS found)"
)
"""The table is counted aside, for MySQL reads no table in a statement that changes it."""
_SWAP = "UPDATE {table} SET version_num = {new} WHERE version_num = {old} AND {still}"


class MySQLLock:
    """GET_LOCK, polled, on the connection that does the work; rows compared before, and again while they move."""

    transactional = False

    def __init__(self, online: Online, versions: VersionTable, lease: Lease, *, pooled: bool = False) -> None:
        self.online, self.versions, self.lease, self.pooled = online, versions, lease, pooled
        self.by_lease: bool | None = pooled or None
        """Whether a session's lock would not do; None until the server has been asked."""
        self.schema: str | None = None
        self.session: int | None = None
        self.name: str | None = None
        self.key: int | str | None = None
        self.autocommit = False
        self.left: Heads | None = None
        self.unmoved: str | None = None
        self._unread = False
        self._expected: Heads = frozenset()
        self._moved: Heads | None = None

    async def enter(
        self,
        *,
        autocommit: bool = False,
        unforced: bool = False,  # noqa: ARG002
        unread: bool = False,
    ) -> Heads | None:
        if self.online.external:
            raise ForeignTransactionError(
                "which MySQL would commit at the first DDL", "commit it first, or hand over an engine"
            )
        await self._level(autocommit=autocommit)
        if not await self._taken():
            await self.online.rollback()
            return None
        self._unread = unread
        self.unmoved = or_fails(self._still(self.left)) if unread and self.left else None
        return await self._heads() if self.unmoved is None else self.left

    async def _level(self, *, autocommit: bool) -> None:
        await self.online.isolation("AUTOCOMMIT" if autocommit else "READ COMMITTED")
        self.autocommit = autocommit

    async def _taken(self) -> bool:
        """Whether the lock is ours: of the session, on Galera a lease, for a session's lock is one node's affair."""
        if self.by_lease is None:
            self.by_lease = await self._is_clustered()
        if self.by_lease:
            return await self._leased()
        return self.name is not None or await self._try()

    async def _is_clustered(self) -> bool:
        rows = await self.online.fetch(Statement("SHOW VARIABLES LIKE 'wsrep_on'", result=True))
        return any(value in ("ON", "1") for _, value in rows)

    async def _leased(self) -> bool:
        query = text("SELECT CONNECTION_ID(), COALESCE(:schema, DATABASE())")
        query = query.bindparams(bindparam("schema", self.versions.schema, String()))
        ((session, schema),) = await self.online.fetch(self.versions.impl.dml(query, result=True))
        if schema is None:
            raise BadUrlError(str(self.online.connection.engine.url), "names no database")
        try:
            if not await self.lease.take(schema, exists=await self.lease.exists(schema)):
                return False
            await self.online.commit()
        except DBAPIError as error:  # certification: another node's lease was first
            if classify(error) != "busy" and not was_created_meanwhile(error):
                raise
            self.lease.ended()
            return False
        self.session, self.schema = session, schema
        self.lease.keep()
        return True

    @property
    def leased_to(self) -> Holder | None:
        return self.lease.leased_to

    async def find_lease(self) -> Holder | None:
        return await self.lease.find(self.versions.schema)

    async def _try(self) -> bool:
        query = self.versions.impl.dml(text(_TRY).bindparams(*self._names()), result=True)
        ((held, name, session, schema),) = await self.online.fetch(query)
        if schema is None:
            raise BadUrlError(str(self.online.connection.engine.url), "names no database")
        self.key = name
        if held == 1:
            self.name, self.session, self.schema = name, session, schema
        return bool(held == 1)

    def _names(self) -> list[BindParameter[str]]:
        return [bindparam("name", self.versions.name, String()), bindparam("schema", self.versions.schema, String())]

    async def named(self) -> int | str | None:
        query = text(f"SELECT {_NAME}").bindparams(*self._names())
        ((name,),) = await self.online.fetch(self.versions.impl.dml(query, result=True))
        return str(name)

    async def _heads(self) -> Heads:
        """The version rows under the lock; each statement of READ COMMITTED sees what is committed then."""
        try:
            return await self.versions.read(self.online, self.schema)
        except DBAPIError as error:
            if not is_missing_table(error):
                raise
        await self.online.change(self.versions.create(self.schema))
        await self.online.commit()
        return await self.versions.read(self.online, self.schema)

    async def move(self, moves: Moves, expects: Heads) -> None:
        if self.autocommit:
            self._same_session(await self._session())
            await self._level(autocommit=False)
        self.unmoved, self._expected = None, expects
        if self.by_lease or not await self._swapped(moves, expects):
            compare(expects, await self._locked())
            if self.by_lease:
                await self.lease.give_back()
            await self.versions.move(self.online, moves, expects, self.schema)
        gone, new = {*moves.deletes, *dict(moves.updates)}, {*moves.inserts, *dict(moves.updates).values()}
        self._moved = expects - gone | new

    async def _swapped(self, moves: Moves, expects: Heads) -> bool:
        """Compare rows and session, and move, in one statement, where one row moves; False where nothing was done.

        Where a ledger is told of it, that is what fails if nothing was moved, and both go out with COMMIT.
        """
        if moves.deletes or moves.inserts or len(moves.updates) != 1:
            return False
        ((old, new),) = moves.updates
        written = self.versions.impl.literal
        table, still = self.versions.impl.table(self.versions.name, self.schema), self._still(expects)
        text = _SWAP.format(table=table, old=written(old), new=written(new), still=still)
        if self._unread and self.online.owe(text):
            self.unmoved = or_fails("ROW_COUNT() = 1")
            return True
        return await self.online.change(Statement(text)) == 1

    def _still(self, rows: Heads) -> str:
        """What is true where the rows are these, and the session is that of the lock."""
        table = self.versions.impl.table(self.versions.name, self.schema)
        listed = ", ".join(self.versions.impl.literal(row) for row in sorted(rows))
        return _STILL.format(table=table, session=self.session, rows=listed, count=len(rows))

    async def _locked(self) -> Heads:
        """The version rows, nobody else's now, and with them whose session it is; raises LostSessionError."""
        at = self.versions.table(self.schema).c.version_num
        query = self.versions.impl.dml(select(at, func.connection_id()).with_for_update(), result=True)
        rows = await self.online.fetch(query)
        self._same_session(rows[0][1] if rows else await self._session())
        return heads_of(rows)

    async def _session(self) -> int:
        ((session,),) = await self.online.fetch(Statement("SELECT CONNECTION_ID()", result=True))
        return int(session)

    def _same_session(self, session: int) -> None:
        if session != self.session:
            raise LostSessionError

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

    async def commit(self, *, goes_on: bool = False) -> None:
        try:
            await self.online.commit()
        except MovedError as error:
            raise await self.moved_away() from error
        self.unmoved = None
        await self.lease.committed()
        if goes_on and self.name is not None:
            self.left = self._moved
        else:
            await self._release()

    def commit_later(self, then: Callable[[], None]) -> None:
        """Commit with what is sent next, and keep the lock; `then` is called once that is done."""
        packets = self.online.packets
        assert packets is not None  # noqa: S101 - for the type checker
        packets.owe_commit(then)
        self.unmoved, self.left = None, self._moved

    async def moved_away(self) -> ConcurrentChangeError:
        """What is told where the rows were not those that were to be moved."""
        return ConcurrentChangeError(tuple(sorted(self._expected)), tuple(sorted(await self._locked())))

    async def rollback(self) -> None:
        await self.online.rollback()
        await self._release()

    async def _release(self) -> None:
        """The lock outlives commit, rollback and the pool: it is let go of here or with the session."""
        connection, name = self.online.connection, self.name
        self.name = self.left = self.unmoved = self._moved = None
        if name is not None and not connection.closed and not connection.invalidated:
            await self.online.beside(f"SELECT RELEASE_LOCK('{name}')")
        await self.lease.release()

    async def restore(self) -> None:
        try:
            if not self.online.external:
                await self.rollback()
                await self.online.restore_isolation()
        finally:
            await self.lease.stop()
