"""A whole run over a fleet: the lead, the shared scope, the waves, a last sweep, and what is told of it all."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable, Collection, Coroutine, Sequence
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from amig.aside import aside
from amig.errors import DuplicateTenantError, LostLeadError
from amig.fleet.attempt import failed
from amig.fleet.brake import Brake
from amig.fleet.desk import Desk
from amig.fleet.events import (
    RunBegan,
    RunEnded,
    SharedDone,
    TenantsCurrent,
    WaveBegan,
    WaveEnded,
)
from amig.fleet.found import Found
from amig.fleet.lead import Lead
from amig.fleet.ledger import FleetLedger
from amig.fleet.order import Order
from amig.fleet.report import FleetReport, Tally
from amig.fleet.roll import Roll
from amig.fleet.room import lag
from amig.fleet.runner import run_batch
from amig.fleet.seen import Seen
from amig.fleet.shared import Shared, check_needs
from amig.fleet.sources import PAGE, Source
from amig.fleet.waves import Wave, limit, wave_of, waves
from amig.script.target import parse

if TYPE_CHECKING:
    from amig.config import Config
    from amig.fleet.events import Ending, FleetEvent, Tell
    from amig.fleet.settings import FleetSettings
    from amig.fleet.tenants import Tenant
    from amig.script.directory import ScriptDirectory
    from amig.script.plan import Direction

_LAG_EVERY = 5.0


@dataclass(frozen=True, slots=True)
class Fleet:
    """What a run is about: configuration, tenants' files, the shared scope where there is one, and which tenants."""

    config: Config
    settings: FleetSettings
    script: ScriptDirectory
    shared: Shared | None = None
    only: tuple[str, ...] = ()


Crew: TypeAlias = Callable[[Desk, Order, AsyncIterable[Sequence["Tenant"]], Brake], Awaitable[None]]
"""Who runs the tenants of a wave: `run_batch` here, or the workers of a cluster."""


async def coordinate(
    fleet: Fleet,
    direction: Direction,
    target: str,
    *,
    tell: Tell | None = None,
    brake: Brake | None = None,
    crew: Crew = run_batch,
) -> FleetReport:
    """Take every tenant to the target, as far as the brake lets it; a run that was interrupted goes on.

    Raises what is wrong with the configuration, the target or the source before any tenant is touched.
    FleetLedError: another coordinator leads. LostLeadError: this one no longer does.
    """
    run = _Run(fleet, direction, target, tell or (lambda _event: None), brake or Brake())
    run.crew = crew
    async with Desk.open(fleet.config, fleet.settings, fleet.script, run.heard) as desk:
        await desk.course(Order(run.id, direction, target)).check()
        url = fleet.settings.ledger_url or desk.servers.default.url
        async with FleetLedger.open(url, fleet.config.app) as ledger:
            return await run.whole(desk, ledger)


class _Run:
    """One run of one coordinator."""

    def __init__(self, fleet: Fleet, direction: Direction, target: str, tell: Tell, brake: Brake) -> None:
        self.fleet, self.target = fleet, target
        self.crew: Crew = run_batch
        self.direction: Direction = direction
        self.tell, self.brake = tell, brake
        brake.tell = self.heard
        self.tally, self.seen = Tally(), Seen()
        self.id = ""
        self.ledger: FleetLedger | None = None
        self.continues = False
        self.began = time.monotonic()
        self._looked = 0.0

    def heard(self, event: FleetEvent) -> None:
        """Everything that happens comes by here."""
        self.tally.add(event)
        self.brake.heed(event)
        if self.ledger is not None and self.id:
            self.ledger.keep(self.id, event)
        self.tell(event)

    async def whole(self, desk: Desk, ledger: FleetLedger) -> FleetReport:
        """From taking the lead to giving it up."""
        lead = Lead(ledger, self.brake)
        async with _beside(desk.connect()):
            await lead.take(self.fleet.config.lock_wait)
            await self._begin(ledger, lead)
        async with lead.held(lambda: self._watch_replicas(desk)):
            try:
                await self._work(desk)
            except BaseException as error:
                with suppress(Exception):
                    await asyncio.shield(ledger.state(self.id, "failed", f"{type(error).__name__}: {error}"))
                raise
            report = await self._end(ledger)
        if lead.lost_to is not None:
            raise LostLeadError(lead.lost_to)
        return report

    async def _begin(self, ledger: FleetLedger, lead: Lead) -> None:
        """A new run, or one of the same command that did not come to its end."""
        before = await ledger.unfinished(self.direction, self._goal(), self.fleet.only)
        if before is None:
            await ledger.begin(lead.run, self.direction, self.target, self._goal(), self.fleet.only)
        else:
            await ledger.go_on(before)
            await lead.over(before)
        self.id, self.ledger, self.continues = lead.run, ledger, before is not None

    def _goal(self) -> str:
        """What makes two runs the same command: ids where the target means some, else what was asked."""
        if self._counts:
            return self.target
        rows = frozenset(self.fleet.script.heads) if self.direction == "downgrade" else frozenset[str]()
        try:
            return " ".join(sorted(self.fleet.script.resolve(self.target, rows, self.direction).revisions))
        except Exception:  # noqa: BLE001 - it may mean something only from other rows
            return self.target

    @property
    def _counts(self) -> bool:
        """Whether the target counts from where each tenant is: then nobody may go there twice in a run."""
        return parse(self.target).symbol == "current"

    async def _work(self, desk: Desk) -> None:
        source = Source(self.fleet.config, self.fleet.settings, desk.servers)
        async with Roll.of(source.tenants(), self.fleet.only) as roll:
            settings = self.fleet.settings
            plan = waves(settings.canary, settings.waves, roll.count)
            self._limit(roll.count)
            names = tuple(wave.name for wave in plan)
            self.heard(RunBegan(self.id, self.direction, self.target, roll.count, names, self.continues))
            assert self.ledger is not None  # noqa: S101 - for the type checker
            async with _beside(self.ledger.count(self.id, roll.count)):
                await self._shared()
                order = Order.of(self.id, self.direction, self.target, settings)
                for index, wave in enumerate(plan):
                    await self._wave(desk, replace(order, wave=index + 1), plan, wave, roll)
                await self._sweep(desk, replace(order, wave=len(plan)), source)

    def _limit(self, tenants: int) -> None:
        settings = self.fleet.settings
        self.brake.max_failures = limit(settings.max_failures, tenants)
        self.brake.same_failures = settings.same_failures

    async def _shared(self) -> None:
        """Take the shared scope to its heads, and see that what tenants need of it is there."""
        shared, rows = self.fleet.shared, tuple[str, ...]()
        if self.direction != "upgrade":
            return
        if shared is not None:
            began = time.monotonic()
            ran, rows = await shared.upgrade()
            self.heard(SharedDone(ran, time.monotonic() - began))
        await aside(check_needs, self.fleet.script, await aside(self._wanted), shared, rows)

    def _wanted(self) -> Collection[str]:
        """The tenants' revisions that an upgrade may run."""
        graph = self.fleet.script.graph
        goal = [id_ for id_ in self._goal().split() if id_ in graph]
        return graph.ancestors(goal) if goal else {revision.id for revision in graph.files}

    async def _wave(self, desk: Desk, order: Order, plan: Sequence[Wave], wave: Wave, roll: Roll) -> None:
        if self.brake.stopped:
            return
        number, began = order.wave, time.monotonic()
        self.heard(WaveBegan(number, len(plan), wave.name))
        async with aclosing(self._pages(desk, order, plan, roll)) as pages:
            await self.crew(desk, order, pages, self.brake)
        self.heard(WaveEnded(number, len(plan), wave.name, time.monotonic() - began))
        if number < len(plan):
            await self.brake.rest(self.fleet.settings.pause)

    async def _pages(
        self, desk: Desk, order: Order, plan: Sequence[Wave], roll: Roll
    ) -> AsyncGenerator[list[Tenant], None]:
        """The tenants of one wave."""
        async for page in roll.pages():
            mine = [tenant for position, tenant in page if wave_of(plan, tenant, position) == order.wave - 1]
            if mine := await self._unmet(desk, order, mine):
                yield mine

    async def _unmet(self, desk: Desk, order: Order, page: list[Tenant]) -> list[Tenant]:
        """Those that this run has not dealt with."""
        found = []
        for tenant in page:
            place = desk.place(tenant)
            met = self.seen.meet(place.key(self.fleet.config.version_table), tenant.name)
            if met == "another":
                error = DuplicateTenantError(tenant.name, str(place))
                self.heard(failed(Found(tenant, place, "there"), order, error))
            elif met == "new":
                found.append(tenant)
        if not (self.continues and self._counts):
            return found
        assert self.ledger is not None  # noqa: S101 - for the type checker
        before = await self.ledger.outcomes(self.id, [tenant.name for tenant in found])
        left = [one for one in found if one.name not in before or before[one.name].outcome != "done"]
        if len(left) < len(found):
            self.heard(TenantsCurrent(len(found) - len(left), order.wave))
        return left

    async def _sweep(self, desk: Desk, order: Order, source: Source) -> None:
        """Tenants that were made meanwhile."""
        if not self.brake.stopped:
            async with aclosing(self._late(desk, order, source)) as pages:
                await self.crew(desk, order, pages, self.brake)

    async def _late(self, desk: Desk, order: Order, source: Source) -> AsyncGenerator[list[Tenant], None]:
        page: list[Tenant] = []
        async with aclosing(source.tenants()) as tenants:
            async for tenant in tenants:
                key = desk.place(tenant).key(self.fleet.config.version_table)
                if tenant.is_one_of(self.fleet.only) and key not in self.seen:
                    page.append(tenant)
                if len(page) == PAGE:
                    yield await self._unmet(desk, order, page)
                    page = []
        if page := await self._unmet(desk, order, page):
            yield page

    async def _watch_replicas(self, desk: Desk) -> None:
        """Make room where a replica is too far behind."""
        most, now = self.fleet.settings.max_lag, time.monotonic()
        if not most or now - self._looked < _LAG_EVERY or desk.servers.default_url is None:
            return
        self._looked = now
        place = desk.servers.default
        with suppress(Exception):  # the next look is near
            async with desk.servers.reading(place) as channel:
                behind = await lag(channel.online)
            if behind > most:
                (await desk.servers.budget(place)).pressure(f"a replica is {behind:.0f} s behind")

    async def _end(self, ledger: FleetLedger) -> FleetReport:
        outcome: Ending = "stopped" if self.brake.stopped else "failed" if self.tally["failed"] else "done"
        ended = RunEnded(self.id, outcome, time.monotonic() - self.began)
        self.heard(ended)
        report = self.tally.report(ended, self.brake.why)
        await ledger.flush()
        await ledger.end(self.id, outcome, self.brake.why, asdict(report))
        return report


@asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncGenerator[None, None]:
    """Does something while the block runs, and has done it when the block has ended; raises what it raised."""
    task = asyncio.create_task(work)
    try:
        yield
    except BaseException:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        raise
    await task
