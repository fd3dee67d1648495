"""A budget that several workers share: each connection takes a lease of the cluster's semaphore too."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from amig.fleet.budget import Budget

if TYPE_CHECKING:
    from concurrent.futures import Future

R = TypeVar("R")


class Bench:
    """The worker on which a batch runs in a thread of its own; its loop is where the cluster is spoken to."""

    def __init__(self, worker: Any) -> None:
        self.worker = worker

    @property
    def address(self) -> str:
        return str(self.worker.address)

    def begin(self, work: Callable[[], Awaitable[R]]) -> Future[R]:
        """Do something on the worker's loop."""

        async def do() -> R:
            return await work()

        return asyncio.run_coroutine_threadsafe(do(), self.worker.loop.asyncio_loop)

    async def do(self, work: Callable[[], Awaitable[R]]) -> R:
        """The same, and wait for it."""
        return await asyncio.wrap_future(self.begin(work))


class Leases:
    """Leases of one semaphore, as this batch holds them. Those of a worker that died are free after a while."""

    def __init__(self, bench: Bench, name: str, most: int) -> None:
        self.bench, self.name, self.most = bench, name, most
        self.held = 0
        self._semaphore: Any = None
        self._returning: list[Future[Any]] = []
        self._making = asyncio.Lock()

    async def take(self) -> None:
        """Wait for a lease."""
        async with self._making:
            if self._semaphore is None:
                self._semaphore = await self.bench.do(self._make)
        await self.bench.do(self._semaphore.acquire)
        self.held += 1

    def give_back(self) -> None:
        """Give one back, where one is held."""
        if self.held:
            self.held -= 1
            self._returning = [one for one in self._returning if not one.done()]
            self._returning.append(self.bench.begin(self._semaphore.release))

    async def close(self) -> None:
        """Wait until all are back."""
        while self.held:
            self.give_back()
        await asyncio.gather(*map(asyncio.wrap_future, self._returning), return_exceptions=True)
        refreshing = getattr(self._semaphore, "refresh_callback", None)
        if refreshing is not None:
            self.bench.worker.loop.add_callback(refreshing.stop)

    async def _make(self) -> Any:
        from distributed import Semaphore

        worker = self.bench.worker
        make: Any = Semaphore
        return await make(self.most, self.name, scheduler_rpc=worker.scheduler, loop=worker.loop)


class LeasedBudget(Budget):
    """A budget of this process's own, and beyond that of all workers together."""

    def __init__(self, leases: Leases, *, fixed: bool, told: Callable[[int, str], None] | None = None) -> None:
        super().__init__(leases.most, fixed=fixed, told=told)
        self.leases = leases

    async def acquire(self) -> None:
        await super().acquire()
        try:
            await self.leases.take()
        except BaseException:
            super().release()
            raise

    def release(self) -> None:
        self.leases.give_back()
        super().release()
