"""PostgreSQL: an advisory lock that ends with its transaction, and the version table locked against everybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, String, bindparam, text
from sqlalchemy.exc import DBAPIError

from amig.errors import BadUrlError, ForeignTransactionError, LostSessionError, NoSchemaError
from amig.impl.failure import classify, sqlstate
from amig.ops.statement import Statement
from amig.state.lock import Heads, compare
from amig.state.patience import Patience

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import BindParameter

    from amig.impl.online import Online
    from amig.state.versions import Moves, VersionTable

_TRY = """
SELECT {function}(s.key), s.key, pg_backend_pid(), s.schema,
       to_regclass(quote_ident(s.schema) || '.' || quote_ident(:name)) IS NOT NULL,
       current_setting('transaction_isolation'){path}
FROM (SELECT t.schema, hashtextextended('amig:' || t.schema || '.' || :name, 0) AS key
      FROM (SELECT coalesce(:schema, current_schema()::text) AS schema) AS t) AS s
"""
_PATH = ", current_setting('search_path'), set_config('search_path', :path, :local), current_schema()::text"
_CREATED_MEANWHILE = ("23505", "42710", "42P07")


class PostgreSQLLock:
    """The transaction's try-lock, polled; a session lock on the same connection for autocommit steps.

    With a `search_path` each transaction has that from its first statement on, and the session while it has none.
    """

    transactional = True

    def __init__(self, online: Online, versions: VersionTable, search_path: Sequence[str] = ()) -> None:
        self.online, self.versions, self.search_path = online, versions, search_path
        self._path_before: str | None = None
        self.schema: str | None = None
        self.pid: int | None = None
        self.key: int | str | None = None
        self.session_locks = 0
        self.autocommit = False

    async def enter(self, *, autocommit: bool = False, unforced: bool = False) -> Heads | None:  # noqa: ARG002
        if self.online.external:
            return await self._enter_foreign(autocommit=autocommit)
        await self.online.isolation("AUTOCOMMIT" if autocommit else "READ COMMITTED")
        await self.online.begin()
        exists = await self._try(session=autocommit)
        if exists is None:
            await self.online.rollback()
            return None
        self.autocommit = autocommit
        if autocommit:
            return await self._read(exists=exists)
        return await self._read_locked(exists=exists)

    async def _enter_foreign(self, *, autocommit: bool) -> Heads | None:
        if autocommit:
            raise ForeignTransactionError(
                "and this revision must run outside one", "commit first, or hand over an engine"
            )
        if (exists := await self._try(session=False)) is None:
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
        return heads

    async def _try(self, *, session: bool) -> bool | None:
        """Whether the version table exists, or None when somebody else holds the lock."""
        function = "pg_try_advisory_lock" if session else "pg_try_advisory_xact_lock"
        query = self._query(function, session=session)
        ((held, key, pid, schema, exists, level, *path),) = await self.online.fetch(query)
        self._entered(path, session=session)
        if schema is None:
            raise BadUrlError(str(self.online.connection.engine.url), "leaves `search_path` without an existing schema")
        if self.online.external and level != "read committed":
            raise ForeignTransactionError(f"at isolation level {level}", "use READ COMMITTED, or hand over an engine")
        self.session_locks += bool(held and session)
        self.pid, self.schema, self.key = pid, schema, key
        return exists if held else None

    def _query(self, function: str, *, session: bool | None = None) -> Statement:
        """The one statement that tries, and sets the path; `session` None: it only asks."""
        names: list[BindParameter[Any]] = [
            bindparam("name", self.versions.name, String()),
            bindparam("schema", self.versions.schema, String()),
        ]
        sets = bool(self.search_path) and session is not None
        if sets:
            quote = self.versions.impl.dialect.identifier_preparer.quote_identifier
            path = ", ".join(map(quote, self.search_path))
            names += [bindparam("path", path, String()), bindparam("local", not session, Boolean())]
        query = text(_TRY.format(function=function, path=_PATH if sets else "")).bindparams(*names)
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
        ((_, key, *_others),) = await self.online.fetch(self._query("to_jsonb"))
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
        if not exists:
            await self.online.change(self.versions.create(self.schema))
        table = self.versions.impl.dialect.identifier_preparer.format_table(self.versions.table(self.schema))
        await self.online.change(Statement(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE NOWAIT"))
        return await self.versions.read(self.online, self.schema)

    async def _read(self, *, exists: bool) -> Heads:
        if not exists:
            await self.online.change(self.versions.create(self.schema))
        return await self.versions.read(self.online, self.schema)

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
        if await self._try(session=True) is None:
            raise LostSessionError
        await self.online.commit()
        await self.online.isolation("AUTOCOMMIT")
        self.autocommit = True

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
        return found

    async def commit(self) -> None:
        if not self.online.external:
            await self.online.commit()

    async def rollback(self) -> None:
        if not self.online.external:
            await self.online.rollback()

    async def restore(self) -> None:
        connection = self.online.connection
        if not self.online.external and not connection.closed and not connection.invalidated:
            await self.online.rollback()
            await self._unlock()
            await self._restore_path()
            await self.online.restore_isolation()

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
