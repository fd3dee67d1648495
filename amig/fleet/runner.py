"""The one way in which tenants are run, here and on other machines: look, then do what is due, within budgets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from amig.fleet.attempt import Attempt, failed, told
from amig.fleet.events import TenantsCurrent, TenantSkipped
from amig.fleet.found import Found
from amig.fleet.together import Due, Size, may_share, run_together

if TYPE_CHECKING:
    from amig.fleet.brake import Brake
    from amig.fleet.budget import Budget
    from amig.fleet.course import Way
    from amig.fleet.desk import Desk
    from amig.fleet.order import Order
    from amig.fleet.tenants import Tenant

_QUEUED = 64


Tries = Callable[["Desk", "Order", Found, "Way", "Budget"], Attempt]
"""What is made for a tenant that has something to do."""


async def run_batch(
    desk: Desk, order: Order, pages: AsyncIterable[Sequence[Tenant]], brake: Brake, tries: Tries = Attempt
) -> None:
    """Take tenants to the target: each page is looked at in few statements, and who has nothing to do costs no more.

    What becomes of each is told as an event. Nothing of one tenant stops the others; `brake` stops all.
    Raises TargetError for a target that is none, and what the source of the pages raises, once all that runs has ended.
    """
    async with lanes(desk, order, brake, tries) as line:
        async for page in pages:
            if not await brake.may_go():
                return
            for found, way in await look(desk, order, page):
                await line.put(found, way)


async def look(desk: Desk, order: Order, page: Sequence[Tenant]) -> list[tuple[Found, Way]]:
    """Find out where some tenants are; tell of those that are not to be run, and give back the others."""
    lodgers = [(tenant, desk.place(tenant)) for tenant in page]
    due, current = list[tuple[Found, "Way"]](), 0
    for found in await desk.discovery.find(lodgers):
        if found.state in ("gone", "unreadable"):
            _tell_unfound(desk, order, found)
            continue
        way = await desk.course(order).way(found.rows)
        if way.standing == "current":
            current += 1
        elif way.standing == "ahead":
            desk.tell(TenantSkipped(found.tenant.name, "ahead", str(way.error), order.wave))
        elif way.standing == "astray":
            desk.tell(failed(found, order, way.error or RuntimeError("no way")))
        else:
            due.append((found, way))
    if current:
        desk.tell(TenantsCurrent(current, order.wave))
    return due


def _tell_unfound(desk: Desk, order: Order, found: Found) -> None:
    error = found.error or RuntimeError("not read")
    if found.state == "gone":
        desk.tell(TenantSkipped(found.tenant.name, "gone", told(error), order.wave))
    else:
        desk.tell(failed(found, order, error))


class Line:
    """A queue for each server, so that a slow one does not hold up the others."""

    def __init__(self, desk: Desk, order: Order, brake: Brake, group: asyncio.TaskGroup, tries: Tries) -> None:
        self.desk, self.order, self.brake, self.group, self.tries = desk, order, brake, group, tries
        self._shares = tries is Attempt and not order.tenant_timeout
        self._queues: dict[str, asyncio.Queue[Due | None]] = {}

    async def put(self, found: Found, way: Way) -> None:
        """Put a tenant in its server's queue; waits while that is full."""
        server = found.place.server
        if server not in self._queues:
            self._queues[server] = asyncio.Queue(_QUEUED)
            self.group.create_task(self._serve(self._queues[server]))
        await self._queues[server].put((found, way))

    async def close(self) -> None:
        """Nothing more comes."""
        for queue in self._queues.values():
            await queue.put(None)

    async def _serve(self, queue: asyncio.Queue[Due | None]) -> None:
        sizes, left = dict[int, Size](), None  # by the way, which its course keeps
        while (due := left or await queue.get()) is not None:
            left = None
            if not await self.brake.may_go():
                continue
            budget = await self.desk.servers.budget(due[0].place)
            await budget.acquire()
            size = sizes.setdefault(id(due[1]), Size() if self._shares else Size(1))
            some, left = _some(due, queue, min(size.allowed, 1 + queue.qsize() // budget.allowed))
            attempts = [self.tries(self.desk, self.order, found, way, budget) for found, way in some]
            self.group.create_task(self._run(attempts, budget, size))

    async def _run(self, attempts: Sequence[Attempt], budget: Budget, size: Size) -> None:
        try:
            if await self.brake.may_go():
                await run_together(attempts, size)
        finally:
            budget.release()


def _some(first: Due, queue: asyncio.Queue[Due | None], most: int) -> tuple[list[Due], Due | None]:
    """The first and who may share a string with it, as far as they wait; and one that may not, if one was met."""
    some = [first]
    while len(some) < most and not queue.empty():
        if (one := queue.get_nowait()) is None:
            queue.put_nowait(None)  # the last of all
            break
        if not may_share(first, one):
            return some, one
        some.append(one)
    return some, None


@asynccontextmanager
async def lanes(desk: Desk, order: Order, brake: Brake, tries: Tries = Attempt) -> AsyncGenerator[Line, None]:
    """The queues of a batch; at the end all that was put in has ended, also where filling them failed."""
    problem: Exception | None = None
    async with asyncio.TaskGroup() as group:
        line = Line(desk, order, brake, group, tries)
        try:
            yield line
        except Exception as error:  # noqa: BLE001 - raised once what runs has ended
            problem = error
        await line.close()
    if problem is not None:
        raise problem
