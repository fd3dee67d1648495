"""A batch on a worker of a cluster: the same `run_batch` as at home, in a thread and on a loop of its own."""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from amig.aside import aside
from amig.config import masked
from amig.errors import AmigError
from amig.fleet.batch import Passport, Told, packed, unpacked
from amig.fleet.brake import Brake
from amig.fleet.desk import Desk
from amig.fleet.events import BudgetChanged, TenantsCurrent
from amig.fleet.leases import Bench, LeasedBudget, Leases
from amig.fleet.ledger import FleetLedger
from amig.fleet.runner import run_batch
from amig.impl.failure import reason

if TYPE_CHECKING:
    from amig.fleet.batch import Answer, Batch
    from amig.fleet.events import FleetEvent
    from amig.fleet.tenants import Tenant
    from amig.script.directory import ScriptDirectory

_EVERY, _LOOK_EVERY = 0.2, 5
"""Seconds after which what happened is told, and after how many times of that the coordinator's word is looked for."""


def work(data: bytes) -> Answer:
    """Run a batch, or where it has no order only compare passports. Raises nothing, which Dask would log."""
    from distributed import get_worker

    bench = Bench(get_worker())
    try:
        batch: Batch = pickle.loads(data)  # noqa: S301 - of our own coordinator
        return asyncio.run(_Shift(bench, batch).whole())
    except Exception as error:  # noqa: BLE001 - told, see above
        return {"worker": bench.address, "failed": _said(error)}


def _said(error: Exception) -> str:
    return masked(str(error) if isinstance(error, AmigError) else f"{type(error).__name__}: {reason(error)}")


class _Shift:
    """One batch, as long as it runs."""

    def __init__(self, bench: Bench, batch: Batch) -> None:
        self.bench, self.batch = bench, batch
        self.events: list[FleetEvent] = []
        self.brake = Brake()

    async def whole(self) -> Answer:
        """From comparing passports to what is left to be told."""
        try:
            script = await aside(self.batch.open, self.batch.config)
        except AmigError as error:
            return {"worker": self.bench.address, "differs": f"cannot open the migration files: {_said(error)}"}
        differs = self.batch.passport.differs(await aside(Passport.of, script))
        if differs:
            return {"worker": self.bench.address, "differs": differs}
        if self.batch.order is not None:
            await self._run(script)
        return {"worker": self.bench.address, "events": packed(self.events)}

    async def _run(self, script: ScriptDirectory) -> None:
        batch, before = self.batch, await self._before()
        tenants = [tenant for tenant in batch.tenants if tenant.name not in before.ended]
        assert batch.order is not None  # noqa: S101 - for the type checker

        def tell(event: FleetEvent) -> None:
            if isinstance(event, TenantsCurrent):
                event = TenantsCurrent(max(0, event.count - before.current), event.wave)
            if not isinstance(event, BudgetChanged):
                self.events.append(event)

        async with (
            Desk.open(batch.config, batch.settings, script, tell) as desk,
            self._leased(desk),
            FleetLedger.open(batch.ledger, batch.config.app) as ledger,
            self._heard(ledger),
        ):
            await run_batch(desk, batch.order, _page(tenants), self.brake)

    async def _before(self) -> Told:
        """What was told of this batch by a worker that died meanwhile."""
        told = Told()
        for _, said in await self.bench.do(lambda: self.bench.worker.scheduler.events(topic=self.batch.topic)):
            if said["batch"] == self.batch.number:
                for event in unpacked(said["events"]):
                    told.add(event)
        return told

    @asynccontextmanager
    async def _leased(self, desk: Desk) -> AsyncGenerator[None, None]:
        """Budgets that all workers share."""
        run, fixed = self.batch.topic.rpartition("-")[0], bool(self.batch.settings.concurrency)
        leases = {server: Leases(self.bench, f"{run}-{server}", most) for server, most in self.batch.room.items()}
        desk.servers.budgets.update({server: LeasedBudget(one, fixed=fixed) for server, one in leases.items()})
        try:
            yield
        finally:
            for one in leases.values():
                await one.close()

    @asynccontextmanager
    async def _heard(self, ledger: FleetLedger) -> AsyncGenerator[None, None]:
        """Tell what happens, and do what the coordinator says, while the block runs."""
        await self._obey(ledger)
        speaking = asyncio.create_task(self._speak(ledger))
        try:
            yield
        finally:
            speaking.cancel()
            with suppress(asyncio.CancelledError):
                await speaking

    async def _speak(self, ledger: FleetLedger) -> None:
        turn = 0
        while True:
            await asyncio.sleep(_EVERY)
            turn += 1
            if self.events:
                some, self.events = self.events, []
                self.bench.worker.log_event(self.batch.topic, {"batch": self.batch.number, "events": packed(some)})
            if turn % _LOOK_EVERY == 0:
                with suppress(Exception):  # the next look is near
                    await self._obey(ledger)

    async def _obey(self, ledger: FleetLedger) -> None:
        """Do what the run's row in the fleet ledger says; without a coordinator nothing more begins."""
        assert self.batch.order is not None  # noqa: S101 - for the type checker
        state, led = await ledger.standing(self.batch.order.run)
        if state == "paused" and led:
            self.brake.pause("the coordinator pauses")
        elif state == "running" and led:
            self.brake.go_on()
        else:
            self.brake.stop("the coordinator stops" if led else "there is no coordinator")


async def _page(tenants: Sequence[Tenant]) -> AsyncIterator[Sequence[Tenant]]:
    """All of them at once."""
    yield tenants
