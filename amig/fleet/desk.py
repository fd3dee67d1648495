"""What every tenant of a run shares: the files read once, the options made once, connections, courses."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from amig.aside import aside
from amig.fleet.course import Course
from amig.fleet.discovery import Discovery
from amig.fleet.events import BudgetChanged
from amig.fleet.servers import Servers
from amig.fleet.strings import Strings
from amig.fleet.tenants import Place, Tenant, place_of
from amig.options import run_options, where

if TYPE_CHECKING:
    from amig.config import Config
    from amig.context import RunOptions
    from amig.fleet.events import Tell
    from amig.fleet.order import Order
    from amig.fleet.settings import FleetSettings
    from amig.script.directory import ScriptDirectory


class Desk:
    """One process's part in a fleet. `tell` is called with every event."""

    def __init__(
        self, config: Config, settings: FleetSettings, script: ScriptDirectory, servers: Servers, tell: Tell
    ) -> None:
        self.config, self.settings, self.script, self.servers, self.tell = config, settings, script, servers, tell
        self.discovery = Discovery(servers, config.version_table, config.version_table_schema)
        self._options: RunOptions | None = None
        self._courses: dict[tuple[str, str], Course] = {}
        self.strings = Strings(script)
        self._where = where(config)

    @classmethod
    @asynccontextmanager
    async def open(
        cls, config: Config, settings: FleetSettings, script: ScriptDirectory, tell: Tell
    ) -> AsyncGenerator[Desk, None]:
        """Everything closed again at the end."""

        def told(server: str, allowed: int, why: str) -> None:
            tell(BudgetChanged(server, allowed, why))

        async with Servers.open(config, settings.concurrency, told) as servers:
            yield cls(config, settings, script, servers, tell)

    async def connect(self) -> None:
        """Be connected where the tenants will be read from; nothing, where they come from elsewhere."""
        if self.settings.source[0] in ("schemas", "query"):
            await self.servers.connect()

    def course(self, order: Order) -> Course:
        """Where an order leads from each place in the history."""
        key = (order.direction, order.target)
        if key not in self._courses:
            self._courses[key] = Course(self.script, order.direction, order.target)
        return self._courses[key]

    def place(self, tenant: Tenant) -> Place:
        """Where a tenant is; raises NoDatabaseError, BadUrlError."""
        return place_of(tenant, self.servers.default_url, self._where)

    async def options(self, tenant: Tenant, place: Place) -> RunOptions:
        """How a tenant is treated. A busy server is the fleet's affair: before another attempt it lets go."""
        if self._options is None:
            self._options = replace(await aside(run_options, self.config, {}), retries=0)
        usual = self._options
        arguments = {**usual.arguments, "tenant": tenant}
        if place.schema is None:
            return replace(usual, name=tenant.name, arguments=arguments)
        path = (place.schema, *self.settings.shared_schemas)
        return replace(
            usual, name=tenant.name, arguments=arguments, version_table_schema=place.schema, search_path=path
        )
