"""Tenants that are brought to head when they are first asked for: once in each process, then it costs nothing."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy.exc import DBAPIError

from amig.commands.fleet import fleet_of, meet_shared
from amig.config import Config
from amig.errors import EnsureTimeoutError, GoneTenantError
from amig.fleet.carry import carry
from amig.fleet.desk import Desk
from amig.fleet.found import Found
from amig.fleet.naming import tenant_of
from amig.fleet.provision import Provisioner
from amig.impl.settled import settled
from amig.state.versions import VersionTable, heads_of, is_missing_table

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

    from amig.fleet.tenants import Place, Tenant


class TenantGate:
    """Opened when the application starts, closed when it ends: `async with TenantGate(config, engine=engine) as gate`.

    What is known to be current is remembered for as long as it is open: the revisions are those that it began with.
    `timeout` is in seconds; `create` makes tenants that are missing.
    """

    def __init__(
        self,
        config: Config | str | Path | None = None,
        *,
        engine: AsyncEngine | None = None,
        timeout: float = 30.0,
        create: bool = False,
    ) -> None:
        self.config, self.engine, self.timeout, self.create = config, engine, timeout, create
        self._current: set[str] = set()
        self._running: dict[tuple[str, bool], asyncio.Task[None]] = {}
        self._open = AsyncExitStack()
        self._desk: Desk | None = None
        self._provisioner: Provisioner | None = None

    async def __aenter__(self) -> Self:
        """Read the files; no tenant is looked at. Raises what is wrong with the configuration."""
        from amig.aside import aside

        config = await aside(Config.of, self.config)
        if self.engine is not None:
            config = config.replace(engine=self.engine, url=None)
        fleet = await fleet_of(config, (), None, {})
        await meet_shared(fleet)
        desk = Desk.open(fleet.config, fleet.settings, fleet.script, lambda _event: None)
        self._desk = await self._open.enter_async_context(desk)
        self._provisioner = Provisioner(self._desk)
        return self

    async def __aexit__(self, *_: object) -> None:
        """What is under way is stopped at the server; a step that is not finished is rolled back."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        for task in running:
            await settled(task)
        await self._open.aclose()

    async def ensure_tenant(
        self, tenant: str | Tenant, *, timeout: float | None = None, create: bool | None = None
    ) -> None:
        """Return when the tenant is at head. Whoever asks at the same time waits for the same work.

        Raises EnsureTimeoutError: the work goes on, and whoever asks next finds it further. A caller that is cancelled
        leaves alone. GoneTenantError: there is none, and none is to be made; and what an upgrade raises.
        """
        name = tenant if isinstance(tenant, str) else tenant.name
        if name in self._current:
            return
        limit = self.timeout if timeout is None else timeout
        task = self._task(tenant, name, self.create if create is None else create)
        within = asyncio.timeout(limit)
        try:
            async with within:
                await asyncio.shield(task)
        except TimeoutError:
            if within.expired():
                raise EnsureTimeoutError(name, limit) from None
            raise

    def forget(self, name: str) -> None:
        """Look at this tenant again the next time: it was dropped, or restored."""
        self._current.discard(name)

    def _task(self, tenant: str | Tenant, name: str, create: bool) -> asyncio.Task[None]:
        key = (name, create)
        if key not in self._running:
            task = self._running[key] = asyncio.create_task(self._bring(tenant, name, create))
            task.add_done_callback(lambda done: self._ended(key, done))
        return self._running[key]

    def _ended(self, key: tuple[str, bool], task: asyncio.Task[Any]) -> None:
        del self._running[key]
        if not task.cancelled():
            task.exception()  # nobody may be waiting any more

    async def _bring(self, given: str | Tenant, name: str, create: bool) -> None:
        """One read; and what is due."""
        if self._desk is None or self._provisioner is None:
            raise RuntimeError("the gate is not open: write `async with TenantGate(...) as gate`")
        desk, provisioner = self._desk, self._provisioner
        tenant = await tenant_of(desk, given)
        place = desk.place(tenant)
        found = await self._look(desk, tenant, place)
        if found is None or found.state in ("gone", "new"):
            if create:
                await provisioner.provision(tenant)
                self._current.add(name)
                return
            (found,) = await desk.discovery.find([(tenant, place)])
        if found.state == "gone":
            raise found.error or GoneTenantError(name, str(place))
        if found.error is not None:
            raise found.error
        way = await desk.course(provisioner.order).way(found.rows)
        if way.error is not None:
            raise way.error
        if way.steps:
            budget = await desk.servers.budget(place)
            async with budget.connection():
                await carry(desk, provisioner.order, found, way)
        self._current.add(name)

    async def _look(self, desk: Desk, tenant: Tenant, place: Place) -> Found | None:
        """The version rows, in one statement; None where there is no version table."""
        if place.schema is None:
            return (await desk.discovery.find([(tenant, place)]))[0]
        try:
            async with desk.servers.reading(place) as channel:
                versions = VersionTable(channel.impl, desk.config.version_table, place.schema)
                return Found(tenant, place, "there", heads_of(await channel.online.fetch(versions.peek())))
        except DBAPIError as error:
            if not is_missing_table(error):
                raise
            return None
