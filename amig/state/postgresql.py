"""PostgreSQL: an advisory lock that ends with its transaction, and the version table locked against everybody else."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, String, bindparam, func, literal, literal_column, select, text, true
from sqlalchemy.exc import DBAPIError

from amig.errors import (
    BadUrlError,
    ForeignTransactionError,
    LockRefusedError,
    LostSessionError,
    NoSchemaError,
    PooledTenantError,
)
from amig.impl.failure import classify, is_forbidden, reason, sqlstate
from amig.ops.statement import Statement
from amig.state.lock import Heads, compare
from amig.state.patience import Patience
from amig.state.timeouts import MAY_CHECK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import BindParameter

    from amig.impl.online import Online
    from amig.state.holders import Holder
    from amig.state.lease import Lease
    from amig.state.versions import Moves, VersionTable

_TRY = """
SELECT {function}(s.key), s.key, pg_backend_pid(), s.schema,
       to_regclass(quote_ident(s.schema) || '.' || quote_ident(:name)) IS NOT NULL,
       to_regclass(quote_ident(s.schema) || '.amig_lease') IS NOT NULL,
       current_setting('transaction_isolation'), {may_check}{path}
FROM (SELECT t.schema, hashtextextended('amig:' || t.schema || '.' || :name, 0) AS key
      FROM (SELECT coalesce(:schema, current_schema()::text) AS schema) AS t) AS s
"""
_PATH = ", current_setting('search_path'), set_config('search_path', :path, :local), current_schema()::text"
_CREATED_MEANWHILE = ("23505", "42710", "42P07")


_POOLER = (
    "server session %d is not the one that the driver has opened (%d): a pooler stands between; what runs outside a"
    ' transaction has a lease instead of a session\'s lock; set `pooler = "transaction"`'
)
logger = logging.getLogger("amig.lock")


def session_of(driver: Any) -> int | None:
    """The server session that a driver's connection was told of when it was opened; None where it does not say."""
    if hasattr(driver, "get_server_pid"):
        return int(driver.get_server_pid())
    found = getattr(getattr(driver, "info", None), "backend_pid", None)
    return found if isinstance(found, int) else None


class PostgreSQLLock:
    """The transaction's try-lock, polled; a session lock on the same connection for autocommit steps.

    Behind a transaction pooler (`pooled`) these have a lease instead, taken and given back under the try-lock.
    With a `search_path` each transaction has that from its first statement on, and the session while it has none.
    """

    transactional = True

    def __init__(
        self,
        online: Online,
        versions: VersionTable,
        lease: Lease,
        search_path: Sequence[str] = (),
        *,
        pooled: bool = False,
    ) -> None:
        self.online, self.versions, self.lease, self.pooled = online, versions, lease, pooled
        self.search_path = search_path
        self.has_leases = False
        self._path_before: str | None = None
        self.schema: str | None = None
        self.watches: bool | None = None
        """Whether the server can, and has to, be told to look after its client, as far as that was asked."""
        self.is_made = True
        """Whether the version table is there, as far as was seen."""
        self.pid: int | None = None
        self.key: int | str | None = None
        self.session_locks = 0
        self.autocommit = False
        self.left: Heads | None = None
        self.unmoved: str | None = None

    async def enter(
        self,
        *,
        autocommit: bool = False,
        unforced: bool = False,  # noqa: ARG002
        unread: bool = False,  # noqa: ARG002
    ) -> Heads | None:
        if self.online.external:
            return await self._enter_foreign(autocommit=autocommit)
        if autocommit and self.pid is None and not self.pooled:
            await self._look_for_pooler()
        leased = autocommit and self.pooled
        if leased:
            self._refuse_path()
        session = autocommit and not leased
        await self.online.isolation("AUTOCOMMIT" if session else "READ COMMITTED")
        await self.online.begin()
        exists = await self._try(session=session)
        if exists is None:
            await self.online.rollback()
            return None
        self.autocommit = session
        found = await (self._heads(exists=exists) if session else self._read_locked(exists=exists))
        if found is not None and not await (self._takes_lease() if leased else self._no_lease()):
            await self._let_go()
            return None
        return found

    def _refuse_path(self) -> None:
        """Outside a transaction a pooler keeps no search path: what is not qualified would be found anywhere."""
        if self.search_path:
            raise PooledTenantError(self.search_path[0])

    async def _let_go(self) -> None:
        await self.online.rollback()
        await self._unlock()

    async def _no_lease(self) -> bool:
        return not self.has_leases or await self.lease.yields(self.schema)

    async def _takes_lease(self) -> bool:
        """Out of the transaction, with a lease; False where somebody else has it."""
        if taken := await self._take_lease():
            await self._outside()
        return taken

    async def _take_lease(self) -> bool:
        taken = await self.lease.take(self.schema, exists=self.has_leases)
        self.has_leases = self.has_leases or taken
        return taken

    async def _outside(self) -> None:
        await self.online.commit()
        if self.pooled:
            self.lease.keep()
        await self.online.isolation("AUTOCOMMIT")
        self.autocommit = True

    @property
    def leased_to(self) -> Holder | None:
        return self.lease.leased_to

    async def find_lease(self) -> Holder | None:
        await self.named()
        return await self.lease.find(self.schema) if self.has_leases else None

    async def _enter_foreign(self, *, autocommit: bool) -> Heads | None:
        if autocommit:
            raise ForeignTransactionError(
                "and this revision must run outside one", "commit first, or hand over an engine"
            )
        exists = await self._try(session=False)
        if exists is None:
            return None
        savepoint = await self.online.connection.begin_nested()
        try:
            heads = await self._lock_rows(exists=exists)
        except DBAPIError as error:
            await savepoint.rollback()
            if classify(error) != "busy":
                raise
            return None
        await savepoint.commit()
        return heads if await self._no_lease() else None

    async def _try(self, *, session: bool) -> bool | None:
        """Whether the version table exists, or None when somebody else holds the lock."""
        function = "pg_try_advisory_lock" if session else "pg_try_advisory_xact_lock"
        query = self._query(function, session=session)
        try:
            ((held, key, pid, schema, exists, self.has_leases, level, _, *path),) = await self.online.fetch(query)
        except DBAPIError as error:
            if is_forbidden(error):
                raise LockRefusedError(f"{function}(bigint)", reason(error)) from error
            raise
        self._entered(path, session=session)
        if schema is None:
            raise BadUrlError(str(self.online.connection.engine.url), "leaves `search_path` without an existing schema")
        if self.online.external and level != "read committed":
            raise ForeignTransactionError(f"at isolation level {level}", "use READ COMMITTED, or hand over an engine")
        self.session_locks += bool(held and session)
        self.pid, self.schema, self.key = pid, schema, key
        self._notice_pooler(pid)
        return exists if held else None

    async def _look_for_pooler(self) -> None:
        await self.online.isolation("AUTOCOMMIT")
        await self.locate()

    async def locate(self) -> None:
        """Find out where the tables will be, and whether a pooler is in between, without the lock."""
        query = self._query("to_jsonb", schema=self.versions.schema or next(iter(self.search_path), None))
        ((_, _, pid, self.schema, self.is_made, self.has_leases, _, watches),) = await self.online.fetch(query)
        self.watches = bool(watches)
        self._notice_pooler(pid)

    def _notice_pooler(self, pid: int) -> None:
        """Another session than the driver was told of: somebody hands them out, and its lock may be anybody's."""
        opened = session_of(self.online.driver)
        if not self.pooled and opened not in (None, pid):
            self.pooled = True
            logger.warning(_POOLER, pid, opened)

    def _query(self, function: str, *, session: bool | None = None, schema: str | None = None) -> Statement:
        """The one statement that tries, and sets the path; `session` None: it only asks."""
        names: list[BindParameter[Any]] = [
            bindparam("name", self.versions.name, String()),
            bindparam("schema", schema or self.versions.schema, String()),
        ]
        sets = bool(self.search_path) and session is not None
        if sets:
            quote = self.versions.impl.dialect.identifier_preparer.quote_identifier
            path = ", ".join(map(quote, self.search_path))
            names += [bindparam("path", path, String()), bindparam("local", not session, Boolean())]
        query = text(
            _TRY.format(
                function=function, path=_PATH if sets else "", may_check=MAY_CHECK if session is None else "NULL"
            )
        ).bindparams(*names)
        return self.versions.impl.dml(query, result=True)

    def _entered(self, path: Sequence[str | None], *, session: bool) -> None:
        """Raise NoSchemaError where the path that was set does not lead to the schema that it should."""
        if path:
            before, _, here = path
            if session and self._path_before is None:
                self._path_before = before
            if here != self.search_path[0]:
                raise NoSchemaError(self.search_path[0])

    async def named(self) -> int | str | None:
        ((_, key, _, self.schema, _, self.has_leases, _, _),) = await self.online.fetch(self._query("to_jsonb"))
        return int(key)

    async def _read_locked(self, *, exists: bool) -> Heads | None:
        try:
            return await self._lock_rows(exists=exists)
        except DBAPIError as error:
            await self.online.rollback()
            if classify(error) != "busy" and sqlstate(error) not in _CREATED_MEANWHILE:
                raise
            return None

    async def _lock_rows(self, *, exists: bool) -> Heads:
        await self._create_missing(exists=exists)
        table = self.versions.impl.dialect.identifier_preparer.format_table(self.versions.table(self.schema))
        await self.online.change(Statement(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE NOWAIT"))
        return await self._read()

    async def _heads(self, *, exists: bool) -> Heads:
        await self._create_missing(exists=exists)
        return await self._read()

    async def _create_missing(self, *, exists: bool) -> None:
        if not exists:
            await self.online.change(self.versions.create(self.schema))

    async def _read(self) -> Heads:
        """The version rows, and whether there are leases: what was seen while the lock was tried may be older."""
        table = self.versions.table(self.schema)
        there = func.to_regclass(func.quote_ident(literal(self.schema, String())) + ".amig_lease").is_not(None)
        always = select(literal_column("1")).subquery("one")
        query = select(table.c.version_num, there).select_from(always.outerjoin(table, true()))
        rows = await self.online.fetch(self.versions.impl.dml(query, result=True))
        self.has_leases = rows[0][1]
        return frozenset(str(version) for version, _ in rows if version is not None)

    async def move(self, moves: Moves, expects: Heads) -> None:
        if self.autocommit:
            await self._back_into_transaction(expects)
        await self._same_session()
        await self.versions.move(self.online, moves, expects, self.schema)

    async def _same_session(self) -> None:
        ((pid,),) = await self.online.fetch(Statement("SELECT pg_backend_pid()", result=True))
        if pid != self.pid:
            raise LostSessionError

    async def _back_into_transaction(self, expects: Heads) -> None:
        patience = Patience(60)
        while (found := await self.close_autocommit()) is None:
            await patience.wait()
        compare(expects, found)

    async def open_autocommit(self) -> None:
        if self.online.external:
            raise ForeignTransactionError(
                "and an autocommit block would commit it", "commit first, or hand over an engine"
            )
        if self.pooled:
            self._refuse_path()
        if not (await self._take_lease() if self.pooled else await self._try(session=True) is not None):
            raise LostSessionError
        await self._outside()

    async def close_autocommit(self) -> Heads | None:
        await self.online.isolation("READ COMMITTED")
        await self.online.begin()
        if (exists := await self._try(session=False)) is None:
            await self.online.rollback()
            return None
        found = await self._read_locked(exists=exists)
        if found is not None:
            self.autocommit = False
            await self._unlock()
            if self.pooled:
                await self.lease.give_back()
        return found

    async def commit(self, *, goes_on: bool = False) -> None:  # noqa: ARG002
        if not self.online.external:
            await self.online.commit()
            await self.lease.committed()

    async def rollback(self) -> None:
        if not self.online.external:
            await self.online.rollback()

    async def restore(self) -> None:
        connection = self.online.connection
        try:
            if not self.online.external and not connection.closed and not connection.invalidated:
                await self._let_go()
                await self._restore_path()
            await self.lease.release()
            if not self.online.external:
                await self.online.restore_isolation()
        finally:
            await self.lease.stop()

    async def _restore_path(self) -> None:
        """Put the session's path back; a connection with which that fails is given to nobody."""
        if self._path_before is not None:
            before, self._path_before = self._path_before, None
            setting = bindparam("path", before, String())
            query = text("SELECT set_config('search_path', :path, false)").bindparams(setting)
            try:
                await self.online.guard.finish(self.online.connection.execute(query))
                await self.online.commit()
            except DBAPIError:
                await self.online.guard.finish(self.online.connection.invalidate())

    async def _unlock(self) -> None:
        """Let go of the session lock, as often as it was taken."""
        while self.session_locks:
            self.session_locks -= 1
            await self.online.quietly(f"SELECT pg_advisory_unlock({self.key})")
