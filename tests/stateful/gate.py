"""Where a runner stands still until the test lets it go: in the scripts, and around what its lock does."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from amig.ops import Operations


class Place(NamedTuple):
    """Where a runner stands. In a `body`, `statement` is the one that comes next."""

    name: str
    revision: str = ""
    direction: str = ""
    statement: int = 0


class Gate:
    """One runner's: it stands at a place until it is let go."""

    def __init__(self) -> None:
        self.at: Place | None = None
        self.context: object = None
        self.arrived, self._go = asyncio.Event(), asyncio.Event()

    async def stand(self, place: Place) -> None:
        self.at = place
        self._go.clear()
        self.arrived.set()
        await self._go.wait()

    def let_go(self) -> None:
        self.arrived.clear()
        self._go.set()


mine: ContextVar[Gate] = ContextVar("mine")


async def gate(op: Operations, revision: str, direction: str, statement: int) -> None:
    """What the scripts await before each of their statements, and at their end; not where they are only counted."""
    if op.get_context() is mine.get().context:
        await mine.get().stand(Place("body", revision, direction, statement))


class GatedLock:
    """A lock that stands before it is tried, and around the move of the rows and the commit."""

    def __init__(self, lock: Any, gate: Gate) -> None:
        self._lock, self._gate = lock, gate

    def __getattr__(self, name: str) -> Any:
        return getattr(self._lock, name)

    async def enter(self, **kind: bool) -> Any:
        await self._gate.stand(Place("enter"))
        return await self._lock.enter(**kind)

    async def move(self, *moves: Any) -> None:
        await self._gate.stand(Place("move"))
        await self._lock.move(*moves)
        await self._gate.stand(Place("moved"))

    async def commit(self, **kind: bool) -> None:
        await self._gate.stand(Place("commit"))
        await self._lock.commit(**kind)
        await self._gate.stand(Place("committed"))


class GatedPatience:
    """Waits for the lock until it is let go, instead of a while."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def anew(self) -> Self:
        return self

    async def wait(self, look: Any = None) -> bool:
        await self._gate.stand(Place("waiting"))
        return look is not None and await look()

    def progress(self, sign: object) -> None:
        """However long that takes."""
