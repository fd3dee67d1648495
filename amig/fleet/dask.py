"""Tenants spread over the workers of a Dask cluster, by its asynchronous client: pages become tasks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Sequence
from concurrent.futures import CancelledError
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from itertools import count
from math import ceil
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from amig.aside import aside
from amig.errors import (
    AmigError,
    BadClusterError,
    LostBatchError,
    NoClusterError,
    NoDaskError,
    WorkerDiffersError,
    WorkerFailedError,
)
from amig.fleet.attempt import failed
from amig.fleet.batch import Batch, Passport, Told, portable, python, sealed, unpacked
from amig.fleet.found import Found
from amig.impl.failure import reason

if TYPE_CHECKING:
    from amig.config import Config
    from amig.fleet.batch import Answer
    from amig.fleet.brake import Brake
    from amig.fleet.coordinator import Crew, Fleet
    from amig.fleet.desk import Desk
    from amig.fleet.events import Tell
    from amig.fleet.order import Order
    from amig.fleet.tenants import Tenant
    from amig.script.directory import ScriptDirectory

_PROTOCOLS = {"dask": "tcp", "dask+tls": "tls"}
_MOST, _AHEAD, _WAIT = 100, 2, 20.0
"""Tenants in a batch, batches for each worker at a time, seconds to wait for an answer of the scheduler."""
logger = logging.getLogger("amig.fleet")


@asynccontextmanager
async def cluster(fleet: Fleet, open_: Callable[[Config], ScriptDirectory]) -> AsyncGenerator[Crew, None]:
    """The workers of the cluster that the settings name, as a crew; `open_` is how they open the migrations folder.

    Raises BadClusterError, NoDaskError, NoClusterError, and WorkerDiffersError before any tenant is touched.
    """
    address = address_of(fleet.settings.on)
    passport = await aside(Passport.of, fleet.script)
    settings = fleet.settings.with_(tenants="elsewhere" if fleet.settings.tenants else None)
    batch = Batch(passport, portable(fleet.config), settings, open_)
    await aside(sealed, batch)
    async with _client(address) as client:
        crew = _Workers(client, address, batch)
        await crew.check()
        try:
            yield crew.run
        finally:
            await crew.close()


def address_of(given: str) -> str:
    """`dask://host:port` as Dask writes it; raises BadClusterError."""
    scheme, found, rest = given.partition("://")
    host, colon, port = rest.rpartition(":")
    if not found or scheme not in _PROTOCOLS or not (colon and host and port.isdigit()):
        raise BadClusterError(given)
    return f"{_PROTOCOLS[scheme]}://{rest}"


@asynccontextmanager
async def _client(address: str) -> AsyncGenerator[Any, None]:
    try:
        distributed = await aside(__import__, "distributed")
    except ImportError:
        raise NoDaskError from None
    client = distributed.Client(address, asynchronous=True, set_as_default=False, timeout=_WAIT, name="amig")
    try:
        try:
            await client
        except (OSError, TimeoutError) as error:
            raise NoClusterError(address, f"cannot be reached: {reason(error)}") from error
        yield client
    finally:
        with suppress(Exception):
            await client.close()


class _Workers:
    """The workers of a cluster."""

    def __init__(self, client: Any, address: str, batch: Batch) -> None:
        self.client, self.address, self.batch = client, address, batch
        self.numbers, self.name = count(1), f"amig-{uuid4().hex[:12]}"
        self.told: dict[int, Told] = {}
        self.tell: Tell = lambda _event: None
        self._topics: set[str] = set()
        self._rooms: dict[str, int] = {}

    async def check(self) -> None:
        """Compare every worker with this process; raises NoClusterError, WorkerDiffersError."""
        workers = await self.client.ncores()
        if not workers:
            raise NoClusterError(self.address, "has no workers")
        for worker, said in (await self.client.get_versions())["workers"].items():
            theirs = ".".join(str(said["host"]["python"]).split(".")[:2])
            if theirs != python():
                raise WorkerDiffersError(worker, f"has Python {theirs}, and the coordinator {python()}")
        asked = [self.submit(replace(self.batch, number=next(self.numbers)), worker) for worker in workers]
        for future in asked:
            self.judged(await future.result())

    def submit(self, batch: Batch, worker: str | None = None) -> Any:
        """A task for a batch, on any worker or on a certain one."""
        where = {"workers": [worker], "allow_other_workers": False} if worker else {}
        return self.client.submit(carrier(sealed(batch)), key=f"{self.name}-{batch.number}", pure=False, **where)

    async def run(self, desk: Desk, order: Order, pages: AsyncIterable[Sequence[Tenant]], brake: Brake) -> None:
        """Take tenants to the target, as `run_batch` does: pages become batches, some for each worker at a time."""
        self.tell = desk.tell
        workers = max(1, len(await self.client.ncores()))
        slots = asyncio.Queue[int]()
        for slot in range(workers * _AHEAD):
            slots.put_nowait(slot)
        problem: Exception | None = None
        try:
            async with asyncio.TaskGroup() as group:
                try:
                    async for some in _batches(pages, workers * _AHEAD):
                        slot = await slots.get()
                        if not await brake.may_go():
                            break
                        group.create_task(_Job(self, desk, order, some, brake).run(slot, slots))
                except Exception as error:  # noqa: BLE001 - raised once what runs has ended
                    problem = error
        except BaseExceptionGroup as found:
            raise next((one for one in found.exceptions if isinstance(one, AmigError)), found.exceptions[0]) from None
        if problem is not None:
            raise problem

    async def room(self, desk: Desk, tenants: Sequence[Tenant]) -> dict[str, int]:
        """How many connections the servers of some tenants bear, as far as that can be found out from here."""
        found = {}
        for tenant in tenants:
            place = desk.place(tenant)
            if place.server not in self._rooms:
                with suppress(Exception):  # whoever runs the tenant will say what is wrong
                    self._rooms[place.server] = (await desk.servers.budget(place)).most
            if place.server in self._rooms:
                found[place.server] = self._rooms[place.server]
        return found

    def listen(self, topic: str) -> None:
        """Hear what is told there from now on."""
        if topic not in self._topics:
            self._topics.add(topic)
            self.client.subscribe_topic(topic, self._heard)

    def _heard(self, event: tuple[float, dict[str, Any]]) -> None:
        _, said = event
        if said["batch"] in self.told:
            self.take(said["batch"], said["events"])

    def take(self, number: int, data: bytes) -> None:
        """Events of a batch."""
        for event in unpacked(data):
            self.told[number].add(event)
            self.tell(event)

    def judged(self, answer: Answer) -> Answer:
        """An answer of a worker that could do what it was asked; raises WorkerDiffersError, WorkerFailedError."""
        if problem := answer.get("differs"):
            raise WorkerDiffersError(answer["worker"], problem)
        if problem := answer.get("failed"):
            raise WorkerFailedError(answer["worker"], problem)
        return answer

    async def close(self) -> None:
        """Leave nothing behind at the scheduler."""
        for topic in self._topics:
            with suppress(Exception):
                self.client.unsubscribe_topic(topic)
        for server in self._rooms:
            with suppress(Exception):
                await asyncio.wait_for(self.client.scheduler.semaphore_close(name=f"{self.name}-{server}"), _WAIT)


async def _batches(pages: AsyncIterable[Sequence[Tenant]], parts: int) -> AsyncGenerator[Sequence[Tenant], None]:
    """Each page in so many parts, or in more of them."""
    async for page in pages:
        size = max(1, min(_MOST, ceil(len(page) / parts)))
        for start in range(0, len(page), size):
            yield page[start : start + size]


class _Job:
    """One batch, from its task to the answer."""

    def __init__(self, crew: _Workers, desk: Desk, order: Order, tenants: Sequence[Tenant], brake: Brake) -> None:
        self.crew, self.desk, self.order, self.tenants, self.brake = crew, desk, order, tenants, brake

    async def run(self, slot: int, slots: asyncio.Queue[int]) -> None:
        """Submit it; a worker that is lost is replaced by the scheduler, and what was told is not told again."""
        crew, batch = self.crew, await self._batch(slot)
        number = batch.number
        crew.listen(batch.topic)
        told = crew.told[number] = Told()
        future = crew.submit(batch)
        try:
            answer = await self._answer(future)
            if answer is not None:
                crew.take(number, crew.judged(answer)["events"])
        except _killed() as error:
            logger.warning("a batch was given up: %s", reason(error))
            self._lost(told)
        finally:
            del crew.told[number]
            future.release()
            slots.put_nowait(slot)

    async def _batch(self, slot: int) -> Batch:
        crew = self.crew
        url = crew.batch.settings.ledger_url or self.desk.servers.default.url.render_as_string(hide_password=False)
        room = await crew.room(self.desk, self.tenants)
        return replace(
            crew.batch,
            ledger=url,
            order=self.order,
            tenants=tuple(self.tenants),
            room=room,
            topic=f"{crew.name}-{slot}",
            number=next(crew.numbers),
        )

    async def _answer(self, future: Any) -> Answer | None:
        """What the task gives back; None where the run was stopped and there is nobody to run it."""
        crew, result = self.crew, asyncio.ensure_future(future.result())
        try:
            while not (await asyncio.wait({result}, timeout=1.0))[0]:
                if self.brake.stopped and not await crew.client.ncores():
                    await future.cancel()
                    return None
            answer: Answer = result.result()
        except (CancelledError, OSError) as error:
            raise NoClusterError(crew.address, "was lost") from error
        finally:
            result.cancel()
        return answer

    def _lost(self, told: Told) -> None:
        """Tell of those that were begun and never ended."""
        for tenant in self.tenants:
            if tenant.name in told.begun - told.ended:
                found = Found(tenant, self.desk.place(tenant), "there")
                self.desk.tell(failed(found, self.order, LostBatchError(tenant.name)))


def _killed() -> type[Exception]:
    from distributed import KilledWorker

    found: type[Exception] = KilledWorker
    return found


def carrier(data: bytes) -> object:
    """A task for a batch. It travels as code, and the batch inside it: a worker without amig can say so.

    Nothing of the batch is an argument: those are logged.
    """

    def amig_batch() -> dict[str, object]:
        import importlib

        from distributed import get_worker

        try:
            module = importlib.import_module("amig.fleet.worker")
        except ImportError as error:
            return {"worker": get_worker().address, "differs": f"cannot import amig: {error}"}
        answer: dict[str, object] = module.work(data)
        return answer

    return amig_batch
