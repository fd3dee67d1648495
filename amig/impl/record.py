"""Keeps what a script would send, and sends nothing: the channel behind a plan."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Engine, event
from sqlalchemy.pool import Pool

from amig.errors import OfflineError
from amig.impl.failure import refuses_to_write
from amig.impl.made import made_after

if TYPE_CHECKING:
    from amig.impl.online import Online
    from amig.ops.base import Directive
    from amig.ops.statement import Statement

R = TypeVar("R")

_ENDS_TRANSACTION = re.compile(
    r"\s*(?:COMMIT|ROLLBACK(?!\s+(?:WORK\s+)?TO\b)|ABORT|END|BEGIN|(?:START|PREPARE)\s+TRANSACTION)\b", re.IGNORECASE
)
_SAVEPOINTS = re.compile(r"\s*(?:SAVEPOINT|RELEASE|ROLLBACK)\b", re.IGNORECASE)
_current: ContextVar[Recorder | None] = ContextVar("amig.impl.record", default=None)


class Ends(BaseException):
    """A script has come to where a plan cannot follow. Its own `except Exception` lets this pass."""


class _EndsInsideError(Exception):
    """The same where SQLAlchemy would take anything else for a broken connection."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One statement that was not sent, of a directive; or one that a script read with, then there is no directive.

    `old_state`: it was found out from a database that has not seen what was recorded before it.
    """

    text: str
    directive: Directive[Any] | None = None
    statement: Statement | None = None
    old_state: bool = False
    outside: bool = False


class Recorder:
    """A channel that records; `source` is the database that a script may read, where `reads` says so."""

    as_sql = False

    def __init__(self, source: Online, *, reads: bool, earlier: bool = False) -> None:
        self.source, self.reads, self.earlier = source, reads, earlier
        self.recorded: list[Recorded] = []
        self.directive: Directive[Any] | None = None
        self.end: str | None = None
        self.refused: tuple[str, BaseException] | None = None
        self.looks = self.looked = self._old_look = False
        self.outside = False
        self.sent: list[str] = []
        self.completed = self.taken_back = 0
        self.failing: str | None = None
        self.made: frozenset[str] = frozenset()
        self._turn = asyncio.Lock()

    @property
    def is_old(self) -> bool:
        """Whether the database lacks something that the script takes for done."""
        return self.earlier or any(one.statement is not None for one in self.recorded)

    def record(self, *, on: bool) -> bool:
        return on

    def forget(self) -> None:
        self.sent = []

    async def put(self, statement: Statement) -> None:
        self._go_on()
        if statement.checks or statement.verify is not None or statement.makes in self.made:
            return
        self.made = made_after(self.made, statement)
        outside, old = self.outside or statement.autocommit, self.looks and self._old_look
        self.recorded.append(Recorded(_shown(statement), self.directive, statement, old, outside))

    async def flush(self) -> None:
        self.looks = False

    async def fetch(self, statement: Statement) -> Sequence[Sequence[Any]]:
        self.read(" ".join(statement.text.split())[:60])
        return await self.source.fetch(statement)

    async def change(self, statement: Statement) -> int:
        await self.put(statement)
        return 1

    def read(self, what: str) -> None:
        """What comes now depends on what the database holds; raises Ends where it is not asked."""
        self._go_on()
        if not self.reads:
            self.end = what
            raise Ends

    def look(self, what: str) -> None:
        """A directive looks, and what it says next follows from that; raises Ends as `read` does."""
        self.read(what)
        self.looks, self.looked, self._old_look = True, True, self.is_old

    def _go_on(self) -> None:
        if self.end is not None:
            raise Ends

    async def body(self, work: Callable[[], Coroutine[Any, Any, R]]) -> R:
        async def watched() -> R:
            with self._watching():
                return await work()

        return await self.source.body(watched)

    async def blocking_body(self, work: Callable[[], R]) -> R:
        def watched() -> R:
            with self._watching():
                return work()

        return await self.source.blocking_body(watched)

    def wait(self, work: Coroutine[Any, Any, R]) -> R:
        return self.source.wait(work)

    def turn(self) -> asyncio.Lock:
        return self._turn

    def bind(self, *, blocking: bool) -> Any:
        self.read("op.get_bind()")
        return self.source.bind(blocking=blocking)

    @contextmanager
    def _watching(self) -> Iterator[None]:
        """See what the script reads with its own bind; other connections are refused, for they could write."""
        sync = self.source.sync
        if not event.contains(Pool, "checkout", _refuse_others):
            event.listen(Pool, "checkout", _refuse_others)
            event.listen(Engine, "do_connect", _refuse_others)
        listeners: tuple[tuple[Any, str, Callable[..., None]], ...] = (
            (sync, "before_cursor_execute", self._before),
            (sync, "commit", self._ending),
            (sync, "rollback", self._ending),
            (sync.engine, "handle_error", self._failed),
        )
        for target, name, listener in listeners:
            event.listen(target, name, listener)
        token = _current.set(self)
        try:
            yield
        finally:
            _current.reset(token)
            for target, name, listener in listeners:
                event.remove(target, name, listener)

    def _before(self, _c: Any, _cursor: Any, text: str, *_: Any) -> None:
        if self.looks or self.source._quiet:
            return
        if self.end is not None:
            raise _EndsInsideError
        if _ENDS_TRANSACTION.match(text):
            self._ending()
        elif not _SAVEPOINTS.match(text):
            self.recorded.append(Recorded(text, old_state=self.is_old, outside=self.outside))

    def _ending(self, *_: Any) -> None:
        """It may: nothing was written. What comes after would be something else than in a run."""
        self.end = self.end or "the end of its transaction"

    def _failed(self, failure: Any) -> None:
        error = failure.sqlalchemy_exception or failure.original_exception
        last = self.recorded[-1] if self.recorded else None
        if failure.connection is self.source.sync and last and last.directive is None and refuses_to_write(error):
            self.refused = self.recorded.pop().text, error
            self.end = self.end or "a write"


def _shown(statement: Statement) -> str:
    """The text with its values written out, or with their names where a value has no literal form."""
    try:
        return statement.text
    except OfflineError:
        return str(statement.construct)


def _refuse_others(*_: Any) -> None:
    if (recorder := _current.get()) is not None:
        recorder.end = recorder.end or "a connection of its own"
        raise Ends
