"""Sends statements over an AsyncConnection."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any, Self, TypeVar

from sqlalchemy import event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.util import await_only

from amig.impl.ends import Ends
from amig.impl.guard import Guard
from amig.impl.lenient import lenient
from amig.impl.made import still_made
from amig.impl.nested import no_loop_inside
from amig.impl.running import Running
from amig.impl.stop import stopper, watching
from amig.impl.straight import MovedError, Straight, has_failed
from amig.impl.text import Text

if TYPE_CHECKING:
    from sqlalchemy import Connection, CursorResult, Executable
    from sqlalchemy.ext.asyncio import AsyncConnection

    from amig.impl.watch import Watch
    from amig.ops.statement import Statement

R = TypeVar("R")

_WHOLE = {"stream_results": False, "yield_per": None}
"""Whatever a script set on the connection: no statement of ours leaves a cursor open behind it."""
_PLAIN = {"no_parameters": True, **_WHOLE}


class Online:
    """One database connection, every use of it guarded."""

    as_sql = False

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection, self.guard = connection, Guard(stopper(connection))
        self.external = connection.in_transaction()
        self.sent: list[str] = []
        self.completed = 0
        self.taken_back = 0
        self.recording = False
        self._queue: list[Statement] = []
        self._turn = asyncio.Lock()
        self.made: frozenset[str] = frozenset()
        self.failing: str | None = None
        self._at_savepoint: dict[str, frozenset[str]] = {}
        self._quiet = False
        self._straight: Straight | None = None
        self.sends_together = True
        """Whether the server is believed to take several texts as one packet; a straight one finds out."""
        self._level: str | None = None
        self._level_now: str | None = None
        self.ends = Ends(self)
        self.watch: Watch | None = None
        self.running: Running | None = None
        self._sending: Statement | None = None

    def __enter__(self) -> Self:
        self._watched = self.sync
        for name, listener in self.listeners():
            event.listen(self._watched, name, listener)
        return self

    def __exit__(self, *_: object) -> None:
        for name, listener in self.listeners():
            event.remove(self._watched, name, listener)

    def listeners(self) -> tuple[tuple[str, Callable[..., None]], ...]:
        """What amig itself wants to see of its connection, by the name of the event."""
        return (
            ("before_cursor_execute", self._before),
            ("after_cursor_execute", self._after),
            ("commit", self._committing),
            ("rollback", self._ended),
            ("savepoint", self._savepoint),
            ("rollback_savepoint", self._back_to),
        )

    def _committing(self, _connection: Connection) -> None:
        self.made, self.running = frozenset(), None
        if self.watch is not None:
            self.watch.committing()

    def _ended(self, _connection: Connection) -> None:
        self.made, self.running = frozenset(), None
        if self.watch is not None:
            self.watch.rolled_back()

    def _savepoint(self, _connection: Connection, name: str) -> None:
        self._at_savepoint[name] = self.made

    def _back_to(self, _connection: Connection, name: str, _context: Any) -> None:
        self.made, self.running = self._at_savepoint.pop(name, frozenset()), None

    @contextmanager
    def sending(self, texts: Sequence[str]) -> Iterator[None]:
        """These go out in the block as one, past what SQLAlchemy tells."""
        self.running = Running(tuple(texts), monotonic())
        try:
            yield
        finally:
            self.running = None

    @property
    def sync(self) -> Connection:
        if (sync := self.connection.sync_connection) is None:
            raise RuntimeError("the connection has not been opened")
        return sync

    def record(self, *, on: bool) -> bool:
        """Whether statements are counted as the script's from now on; gives back what it was."""
        was, self.recording = self.recording, on
        return was

    def forget(self) -> None:
        """Start counting anew."""
        self.sent, self.completed = [], 0

    def _before(self, _c: Any, _cursor: Any, text: str, _p: Any, _context: Any, _many: bool) -> None:
        if not self._quiet:
            self.guard.admit(" ".join(text.split())[:80])
            if self.recording:
                if self.watch is not None:
                    self.watch.before(text, self._sending, last=not self._queue)
                self.sent.append(text)
            self.running = Running((text,), monotonic())

    def _after(self, _c: Any, _cursor: Any, text: str, *_: Any) -> None:
        self.guard.ward.heard()
        self.running = None
        if self.recording and not self._quiet:
            self.completed += 1
            if self.watch is not None:
                self.watch.after()
        self.taken_back = 0 if not self._quiet else self.taken_back
        self.made = still_made(self.made, text)

    def unsent(self) -> None:
        """What was about to leave did not, for what had to be sent before it could not be."""
        if self.recording:
            self.sent.pop()
            if self.watch is not None:
                self.watch.unsent()

    async def put(self, statement: Statement) -> None:
        self._queue.append(statement)

    async def flush(self) -> None:
        undoing: tuple[str, ...] = ()
        before = self.completed
        try:
            while self._queue:
                first = self._queue.pop(0)
                if first.makes in self.made:
                    continue
                rows = [first.parameters]
                while first.construct is not None and self._queue and self._queue[0].construct is first.construct:
                    rows.append(self._queue.pop(0).parameters)
                await self._send(first, rows)
                undoing = undoing if first.if_failed is None else first.if_failed
        except BaseException:
            if undoing and await self._undo(undoing):
                self.taken_back = self.completed - before
                if self.watch is not None:
                    self.watch.taken_back()
            raise

    async def _undo(self, statements: Sequence[str]) -> bool:
        """As far as it goes: what the failure has ended by itself needs no undoing."""
        for sql in statements:
            if self.connection.closed or self.connection.invalidated:
                return False
            try:
                await self.quietly(sql)
            except DBAPIError:
                return False
        return True

    async def _send(self, statement: Statement, rows: Sequence[Any]) -> None:
        """One statement of the queue; what it makes is remembered as long as its transaction lasts."""
        self._sending = statement
        try:
            if statement.verify is not None:
                statement.verify(await self.guard.run(self._fetch(statement)))
            else:
                await self.change(statement, rows)
        except BaseException:
            self.failing = statement.note
            raise
        finally:
            self._sending = None
        if statement.makes is not None:
            self.made |= {statement.makes}
        self.made -= {statement.unmakes or ""}

    async def fetch(self, statement: Statement) -> Sequence[Sequence[Any]]:
        await self.flush()
        return await self.guard.run(self._fetch(statement))

    async def change(self, statement: Statement, rows: Sequence[Any] | None = None) -> int:
        if self._straight is not None and statement.construct is None:
            return await self._straight.send(statement.text)
        return await self.guard.run(self._change(statement, rows or [statement.parameters]))

    async def _fetch(self, statement: Statement) -> Sequence[Sequence[Any]]:
        result = await self._execute(statement, [statement.parameters])
        return result.fetchall()

    async def _change(self, statement: Statement, rows: Sequence[Any]) -> int:
        result = await self._execute(statement, rows)
        return result.rowcount

    async def straight(self, work: Coroutine[Any, Any, R]) -> R:
        """Do work whose texts go straight to aiomysql, with one guard around all of it."""
        self._straight = Straight(self)
        try:
            return await self.guard.run(work)
        except BaseException:
            await self._leave_to_sqlalchemy()
            raise

    async def _leave_to_sqlalchemy(self) -> None:
        """What the server may have begun ends as everything else does."""
        self._straight = None
        if not self.connection.closed and not self.connection.invalidated:
            await self.begin()

    def owe(self, text: str, *, must: bool = False) -> bool:
        """Let a text wait for what is sent next, with which it goes out as one; False where that cannot be."""
        if self._straight is not None:
            self._straight.owe(text, must=must)
        return self._straight is not None

    @property
    def packets(self) -> Straight | None:
        """What goes straight to aiomysql, while something does."""
        return self._straight

    async def _execute(self, statement: Statement, rows: Sequence[Any]) -> CursorResult[Any]:
        self.guard.admit(statement.text if statement.construct is None else "a statement")
        if self._straight is not None:
            await self._straight.pay()
        if statement.construct is None:
            return await self.connection.execute(Text(statement.text), execution_options=_PLAIN)
        given = [row for row in rows if row is not None]
        construct: Executable = statement.construct
        parameters = given[0] if len(given) == 1 else given or None
        return await self.connection.execute(construct, parameters, execution_options=_WHOLE)

    async def quietly(self, sql: str) -> Sequence[Sequence[Any]]:
        """Bookkeeping of the connection itself (a pragma, BEGIN): not counted, sent even after a cancellation."""
        return await self.guard.finish(self._quietly(sql))

    async def _quietly(self, sql: str) -> Sequence[Sequence[Any]]:
        self._quiet = True
        try:
            result = await self.connection.execute(Text(sql), execution_options=_PLAIN)
            return result.fetchall() if result.returns_rows else []
        finally:
            self._quiet = False

    async def beside(self, sql: str) -> None:
        """Bookkeeping that touches no table, between two transactions: none is begun for it that had to be ended."""

        def send(sync: Connection) -> None:
            try:
                cursor = sync.connection.cursor()
                cursor.execute(sql)
                cursor.close()
            except Exception as error:  # noqa: BLE001 - it raises what SQLAlchemy makes of it
                sync._handle_dbapi_exception(error, sql, None, None, None)

        await self.guard.finish(self.connection.run_sync(send))

    def silently(self, sql: str, *, must: bool = False) -> None:
        """The same from where a statement is about to be sent, on its own stack.

        Raises MovedError where its condition, which `must` be true, `or_fails`.
        """
        if self._straight is not None and self._straight.is_asked:
            self._straight.owe(sql, must=must)
            return
        was, self._quiet = self._quiet, True
        try:
            self.sync.execute(Text(sql), execution_options=_PLAIN)
        except DBAPIError as error:
            if must and has_failed(error):
                raise MovedError from error
            raise
        finally:
            self._quiet = was

    async def begin(self) -> None:
        """Open a transaction, as far as SQLAlchemy knows; the driver may begin it with the first statement."""
        if not self.connection.in_transaction():
            await self.connection.begin()

    async def commit(self) -> None:
        """Commit; where that fails (SQLite's waits for readers, and not for ever), nothing stays open."""
        with self.ends.ours():
            if self._straight is not None:
                await self._commit_straight(self._straight)
            if not self.connection.in_transaction():
                return
            try:
                await self.guard.finish(self.connection.commit())
            except DBAPIError:
                if not self.connection.invalidated:
                    await self.guard.finish(self.connection.run_sync(_given_up))
                raise

    async def _commit_straight(self, straight: Straight) -> None:
        try:
            await self.guard.finish(straight.pay() if self.connection.in_transaction() else straight.commit())
        except BaseException:
            await self._leave_to_sqlalchemy()
            raise
        self._straight = None

    async def rollback(self) -> None:
        if self._straight is not None:
            await self._leave_to_sqlalchemy()
        with self.ends.ours():
            await self.guard.finish(self.connection.rollback())

    async def isolation(self, level: str) -> None:
        """Choose the isolation level, or AUTOCOMMIT, for what comes next; ends a transaction that is open."""
        if self.connection.in_transaction():
            await self.commit()
        if self._level is None:
            sync = self.sync
            usual = getattr(sync.dialect, "_on_connect_isolation_level", None) or sync.default_isolation_level
            self._level = sync.get_execution_options().get("isolation_level", usual)
        if level != self._level_now:
            await self.guard.finish(self.connection.execution_options(isolation_level=level))
            self._level_now = level

    async def restore_isolation(self) -> None:
        """Put back the level that the connection came with."""
        if self._level is not None and not self.connection.closed and not self.connection.invalidated:
            await self.isolation(self._level)

    async def body(self, work: Callable[[], Coroutine[Any, Any, R]]) -> R:
        with watching(), self._options_of_its_own():
            return await self.guard.run(work())

    async def blocking_body(self, work: Callable[[], R]) -> R:
        with watching(), self._options_of_its_own(), lenient(self.sync), self.ends.seen(), no_loop_inside():
            return await self.guard.run(self.connection.run_sync(lambda _: work()))

    @contextmanager
    def _options_of_its_own(self) -> Iterator[None]:
        """What a script sets on its bind (`yield_per`, ...) ends with it; the level is ours to put back."""
        sync = self.sync
        before = sync.get_execution_options()
        try:
            yield
        finally:
            now = sync.get_execution_options()
            sync._execution_options = before.union({k: now[k] for k in ("isolation_level",) if k in now})

    def wait(self, work: Coroutine[Any, Any, R]) -> R:
        """From a plain script's thread of control, also when the connection is gone: what ends with it must end."""
        return await_only(work)

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[None, None]:
        """One operation after the other; one that fails leaves nothing behind to be sent with the next."""
        async with self._turn:
            try:
                yield
            finally:
                self._queue.clear()

    def bind(self, *, blocking: bool) -> Connection | AsyncConnection:
        return self.sync if blocking else self.connection

    @property
    def driver(self) -> Any:
        """The driver's own connection object."""
        return self.sync.connection.driver_connection


def _given_up(sync: Connection) -> None:
    """Roll back what a COMMIT has failed to end: SQLAlchemy takes it for ended, and would not ask the driver to."""
    if (transaction := sync.get_transaction()) is not None:
        driver: Any = sync.connection.dbapi_connection
        driver.rollback()
        transaction.rollback()
