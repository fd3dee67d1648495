"""Where statements go: a database (`online`), or a text (`offline`). The whole interface between the two."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from amig.ops.statement import Statement

R = TypeVar("R")


class Channel(Protocol):
    """Carries statements out, in order.

    Statements that give nothing back are `put` in a queue and go out at the next `flush`; `fetch` flushes first.
    """

    as_sql: bool
    sent: list[str]
    """The text of every statement of the script that has left, those of its own bind included."""
    failing: str | None
    """The note of the statement that failed, where it has one."""
    completed: int
    """How many of them came back without an error."""
    taken_back: int
    """How many of the last of these an operation that failed has undone itself."""

    def record(self, *, on: bool) -> bool:
        """Whether statements count as the script's from now on; gives back what it was."""
        ...

    def forget(self) -> None:
        """Start counting anew."""
        ...

    async def put(self, statement: Statement) -> None:
        """Queue a statement."""
        ...

    async def flush(self) -> None:
        """Send what is queued."""
        ...

    async def fetch(self, statement: Statement) -> Sequence[Sequence[Any]]:
        """Send a statement and give back its rows; raises OfflineError where there is no database."""
        ...

    async def change(self, statement: Statement) -> int:
        """Send a statement and give back how many rows it touched."""
        ...

    async def body(self, work: Callable[[], Coroutine[Any, Any, R]]) -> R:
        """Run the whole body of an `async def` script."""
        ...

    async def blocking_body(self, work: Callable[[], R]) -> R:
        """Run the whole body of a plain `def` script."""
        ...

    def wait(self, work: Coroutine[Any, Any, R]) -> R:
        """Run a coroutine to its end from inside a plain `def` script."""
        ...

    def turn(self) -> AbstractAsyncContextManager[Any]:
        """One operation at a time, in the order of the calls."""
        ...

    def bind(self, *, blocking: bool) -> Any:
        """The connection for scripts."""
        ...
