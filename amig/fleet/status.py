"""Where the tenants of a fleet are now, and what the last run says of those that are not where they should be."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from amig.fleet.desk import Desk
from amig.fleet.events import FleetEvent
from amig.fleet.ledger import FleetLedger
from amig.fleet.order import Order
from amig.fleet.report import FailureGroup
from amig.fleet.sources import PAGE, Source

if TYPE_CHECKING:
    from amig.fleet.coordinator import Fleet
    from amig.fleet.found import Found
    from amig.fleet.ledger import LastOutcome, RunRow
    from amig.fleet.tenants import Tenant


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """So many tenants have these version rows; `example` is one of them."""

    revisions: tuple[str, ...]
    tenants: int
    standing: str
    example: str


@dataclass(frozen=True, slots=True)
class LastRun:
    """The last run. Times are seconds since 1970, by the ledger's clock; `ended` is None while it runs."""

    run: str
    direction: str
    target: str
    state: str
    why: str
    began: float
    ended: float | None
    by: str


@dataclass(frozen=True, slots=True)
class FleetStatus:
    """Where the tenants are: each is in one of the counts.

    `current` have everything, `pending` do not. Of those, `failed` failed in the last run, grouped by cause, and `new`
    are others without a version table. `gone` are not there, `ahead` have what no file has, `unreadable` could not be
    read.
    """

    tenants: int = 0
    current: int = 0
    pending: int = 0
    new: int = 0
    failed: int = 0
    gone: int = 0
    ahead: int = 0
    unreadable: int = 0
    at: tuple[Whereabouts, ...] = ()
    failures: tuple[FailureGroup, ...] = ()
    last_run: LastRun | None = None

    @property
    def all_current(self) -> bool:
        """Whether every tenant that is there has everything."""
        return self.current + self.gone == self.tenants


@dataclass
class _Counting:
    """Counts by what there is, whose size does not grow with the number of tenants."""

    counts: dict[str, int] = field(default_factory=dict)
    at: dict[tuple[str, ...], Whereabouts] = field(default_factory=dict)
    groups: dict[str, FailureGroup] = field(default_factory=dict)

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1

    def place(self, found: Found, standing: str) -> None:
        rows = tuple(sorted(found.rows))
        before = self.at.get(rows) or Whereabouts(rows, 0, standing, found.tenant.name)
        self.at[rows] = replace(before, tenants=before.tenants + 1)

    def failed(self, outcomes: Mapping[str, LastOutcome], new: Collection[str]) -> None:
        for last in outcomes.values():
            if last.outcome == "failed":
                self.count("failed")
                if last.tenant in new:
                    self.counts["new"] -= 1
                empty = FailureGroup(last.fingerprint, 0, last.revision, last.problem, last.hint, last.tenant)
                group = self.groups.get(last.fingerprint, empty)
                self.groups[last.fingerprint] = replace(group, count=group.count + 1)


async def status(fleet: Fleet, target: str = "head") -> FleetStatus:
    """Look at every tenant; creates nothing and takes no lock."""
    async with Desk.open(fleet.config, fleet.settings, fleet.script, _nobody) as desk:
        order = Order("", "upgrade", target)
        await desk.course(order).check()
        url = fleet.settings.ledger_url or desk.servers.default.url
        async with FleetLedger.open(url, fleet.config.app) as ledger:
            run = await ledger.last_run()
            counting = _Counting()
            async for page in pages_of(Source(fleet.config, fleet.settings, desk.servers), fleet.only):
                pending = await _look(desk, order, page, counting)
                if pending and run is not None:
                    new = {name for name, is_new in pending.items() if is_new}
                    counting.failed(await ledger.outcomes(run.run, list(pending)), new)
    groups = sorted(counting.groups.values(), key=lambda group: (-group.count, group.fingerprint))
    at = sorted(counting.at.values(), key=lambda one: -one.tenants)
    return FleetStatus(**counting.counts, at=tuple(at), failures=tuple(groups), last_run=_last(run))


def _nobody(_event: FleetEvent) -> None:
    """A look is told to nobody."""


async def pages_of(source: Source, only: Sequence[str]) -> AsyncIterator[list[Tenant]]:
    page: list[Tenant] = []
    async for tenant in source.tenants():
        if tenant.is_one_of(only):
            page.append(tenant)
        if len(page) == PAGE:
            yield page
            page = []
    if page:
        yield page


async def _look(desk: Desk, order: Order, page: list[Tenant], counting: _Counting) -> dict[str, bool]:
    """Count some tenants; gives back the names of those that lack something, and whether they are new."""
    pending: dict[str, bool] = {}
    for found in await desk.discovery.find([(tenant, desk.place(tenant)) for tenant in page]):
        counting.count("tenants")
        if found.state in ("gone", "unreadable"):
            counting.count(found.state)
            continue
        way = await desk.course(order).way(found.rows)
        counting.count("current" if way.standing == "current" else "ahead" if way.standing == "ahead" else "pending")
        counting.place(found, way.standing)
        if way.standing == "pending":
            pending[found.tenant.name] = found.state == "new"
            if found.state == "new":
                counting.count("new")
    return pending


def _last(run: RunRow | None) -> LastRun | None:
    if run is None:
        return None
    by = f"{run.user}@{run.host}"
    return LastRun(run.run, run.direction, run.target, run.state, run.why, run.began, run.ended, by)
