"""Keeps what a closed script says, with no database anywhere: the same for every database of one kind."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from amig.impl.made import made_after
from amig.impl.offline import by_hand

if TYPE_CHECKING:
    from amig.ops.statement import Statement

R = TypeVar("R")
_TURN = nullcontext()


class NotClosedError(Exception):
    """A script wants something of a database, or of where it stands: it is told to nobody, and the script runs."""


class Tape:
    """A channel whose coroutines never suspend. `calls` are the statements of each operation, in order."""

    as_sql = True

    def __init__(self) -> None:
        self.calls: list[tuple[Statement, ...]] = []
        self.sent: list[str] = []
        self.completed = self.taken_back = 0
        self.failing: str | None = None
        self.made: frozenset[str] = frozenset()
        self.silent = False
        """Whether an operation came to no statement at all."""
        self._call: list[Statement] = []

    def record(self, *, on: bool) -> bool:
        return on

    def forget(self) -> None:
        self.sent = []

    async def put(self, statement: Statement) -> None:
        """Keep a statement; raises NotClosedError for one whose effect depends on more than its text."""
        if statement.autocommit or statement.checks or statement.result:
            raise NotClosedError
        if statement.verify is not None or statement.if_failed is not None:
            raise NotClosedError
        if statement.makes is not None or self.made:
            if statement.makes in self.made:
                return
            self.made = made_after(self.made, statement)
        self._call.append(statement)

    async def flush(self) -> None:
        self.silent |= not self._call
        if self._call:
            self.calls.append(tuple(self._call))
            self._call = []

    async def fetch(self, statement: Statement) -> NoReturn:  # noqa: ARG002
        raise NotClosedError

    async def change(self, statement: Statement) -> int:
        await self.put(statement)
        return 1

    async def body(self, work: Callable[[], Coroutine[Any, Any, R]]) -> R:
        return by_hand(work())

    async def blocking_body(self, work: Callable[[], R]) -> R:
        return work()

    def wait(self, work: Coroutine[Any, Any, R]) -> R:
        return by_hand(work)

    def turn(self) -> nullcontext[None]:
        return _TURN

    def bind(self, *, blocking: bool) -> NoReturn:  # noqa: ARG002
        raise NotClosedError
