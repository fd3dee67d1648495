"""The synchronous writer: the same interface as a database, with SQL text coming out."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from amig.errors import OfflineError
from amig.impl.made import made_after

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.ops.statement import Statement

R = TypeVar("R")


def by_hand(work: Coroutine[Any, Any, R]) -> R:
    """Run a coroutine that never suspends; raises OfflineError when it does, for there is no event loop to wait on."""
    try:
        work.send(None)
    except StopIteration as end:
        result: R = end.value
        return result
    finally:
        work.close()
    raise OfflineError(
        "await", "await nothing but operations where SQL is only written; test `op.get_context().as_sql`"
    )


class Offline:
    """Writes statements to a text; its coroutines never suspend."""

    as_sql = True

    def __init__(self, output: TextIO, impl: Impl, separator: str | None = None) -> None:
        self.output, self.impl, self.dialect = output, impl, impl.dialect
        self.separator = impl.separator if separator is None else separator
        self.sent: list[str] = []
        self.completed = 0
        self.taken_back = 0
        self.transactional = impl.transactional_ddl
        self.outside = False
        self._begun = False
        self.made: frozenset[str] = frozenset()
        self.failing: str | None = None

    def record(self, *, on: bool) -> bool:
        return on

    def forget(self) -> None:
        self.sent = []

    def comment(self, text: str) -> None:
        self._write(f"-- {text}")

    def commit(self) -> None:
        """End the transaction that was begun, if one was."""
        self.made = frozenset()
        if self._begun:
            self._end("COMMIT")
            self._begun = False

    def let_go_of_foreign_keys(self) -> None:
        """SQLite: what is written next rebuilds a table; only a reader of the text can know what the pragma was."""
        self.commit()
        self.comment("a table is rebuilt: switch foreign keys on again afterwards, if they were on")
        self._end("PRAGMA foreign_keys = OFF")

    def leave_transaction(self) -> None:
        """What comes next stands outside any transaction."""
        self.commit()
        self.outside = True

    async def put(self, statement: Statement) -> None:
        if statement.checks or statement.verify is not None or statement.makes in self.made:
            return
        if self.transactional and not self.outside and not self._begun:
            self._end(self.impl.begin)
            self._begun = True
        text = statement.text.strip().replace("\t", "    ")
        self.sent.append(text)
        self.made = made_after(self.made, statement)
        self._end(text)

    def _end(self, text: str) -> None:
        """A statement with what ends it for the tools of this backend."""
        end = self.impl.terminator
        self._write(text if text.endswith(end) or text.rstrip().endswith(";") else text + end)
        if self.separator:
            self._write(self.separator)

    def _write(self, text: str) -> None:
        self.output.write(f"{text}\n\n")

    async def flush(self) -> None:
        """Nothing waits: each statement is written as it comes."""

    async def fetch(self, statement: Statement) -> Sequence[Sequence[Any]]:
        raise OfflineError(
            " ".join(statement.text.split())[:60], "run it against a database, or write the SQL without reading"
        )

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
        return nullcontext()

    def bind(self, *, blocking: bool) -> Any:
        from amig.impl.paper import PaperConnection
        from amig.impl.writing import AsyncWritingBind, WritingBind

        return PaperConnection(self) if blocking else AsyncWritingBind(WritingBind(self))
