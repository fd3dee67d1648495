"""Check before touch, over a fleet: which tenants have rows that would break their pending revisions."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from amig.aside import aside
from amig.context import MigrationContext
from amig.fleet.attempt import Attempt
from amig.fleet.brake import Brake
from amig.fleet.check_report import FleetCheck, Notes
from amig.fleet.desk import Desk
from amig.fleet.order import Order
from amig.fleet.runner import run_batch
from amig.fleet.sources import Source
from amig.fleet.status import pages_of
from amig.foresee.ask import TIMEOUT, ask
from amig.foresee.chain import Foresight, foresight
from amig.impl import impl_for

if TYPE_CHECKING:
    from sqlalchemy import Dialect

    from amig.fleet.carry import Carried
    from amig.fleet.coordinator import Fleet
    from amig.fleet.course import Way
    from amig.fleet.tenants import Tenant
    from amig.script.directory import ScriptDirectory


async def check(fleet: Fleet, target: str = "head", *, timeout: float = TIMEOUT) -> FleetCheck:
    """Ask every tenant that has pending revisions; reads only, and takes no lock.

    `timeout` bounds each statement, in seconds. Raises TargetError, and what the source of the tenants raises.
    """
    notes = Notes()
    async with Desk.open(fleet.config, fleet.settings, fleet.script, notes.heard) as desk:
        order = Order.of("", "upgrade", target, fleet.settings)
        await desk.course(order).check()
        source = Source(fleet.config, fleet.settings, desk.servers)
        tries = partial(_Inquiry, notes=notes, asked=Foresights(fleet.script), timeout=timeout)
        await run_batch(desk, order, _counted(source, fleet.only, notes), Brake(), tries)
    return notes.report()


async def _counted(source: Source, only: Sequence[str], notes: Notes) -> AsyncIterator[list[Tenant]]:
    async for page in pages_of(source, only):
        notes.counts["tenants"] += len(page)
        yield page


class Foresights:
    """The questions of each way, made once for every kind of server."""

    def __init__(self, script: ScriptDirectory) -> None:
        self.script = script
        self._made: dict[tuple[object, ...], tuple[Way, Foresight]] = {}

    async def of(self, dialect: Dialect, way: Way) -> Foresight:
        """The questions of a way; raises BadScriptError."""
        impl = impl_for(dialect)
        key = (impl.flavour, dialect.server_version_info, id(way))
        if key not in self._made:
            self._made[key] = (way, await aside(foresight, impl, self.script, way.steps))  # kept: so its id stays its
        return self._made[key][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inquiry(Attempt):
    """A tenant that is asked instead of upgraded; tried again where its server is busy or lost."""

    notes: Notes
    asked: Foresights
    timeout: float

    async def _once(self) -> Carried:
        desk, place = self.desk, self.found.place
        options = replace(await desk.options(self.found.tenant, place), ledger=False)
        pending = tuple(step.revision.id for step in self.way.steps)
        async with desk.servers.connection(place) as connection:
            questions = await self.asked.of(connection.dialect, self.way)
            async with MigrationContext.online(connection, desk.script, options) as context:
                foreseen = await ask(context, questions, pending, timeout=self.timeout)
        self.notes.add(self.name, foreseen)
        return self.before, ()
