"""PostgreSQL: a closed step is one string of the simple protocol, which the server runs as one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.recorded.send import send, send_within, takes_strings
from amig.recorded.text import BEFORE, TAKE_BACK, one_string, string_within
from amig.recorded.value import Place, Settings, place_of
from amig.state.timeouts import bound, settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amig.context import MigrationContext
    from amig.impl.online import Online
    from amig.recorded.value import Part
    from amig.script.plan import Step
    from amig.state.postgresql import PostgreSQLLock


class ByString:
    """The strategy of PostgreSQL, through asyncpg."""

    committed: bool | None = None
    makes_tables = True
    at: Step | None = None

    def __init__(self, context: MigrationContext, online: Online, lock: PostgreSQLLock) -> None:
        self.context, self.online, self.lock = context, online, lock

    async def locate(self) -> None:
        if self.lock.schema is None and not self.online.external and takes_strings(self.online):
            async with self.context.glance():
                await self.lock.locate()

    def takes(self, step: Step) -> bool:  # noqa: ARG002
        return self.lock.schema is not None and takes_strings(self.online)

    def is_inside(self) -> bool:
        return bool(self.online.driver.is_in_transaction())

    async def send(self, part: Part) -> None:
        place, ledger = await self._place(), self.context.ledger
        await send(self.online, one_string(part.recorded, part.step, place, self._settings(part.step), part.events))
        if place.create:
            self.lock.is_made = True
            if ledger is not None:
                ledger.exists = True

    async def send_within(self, parts: Sequence[Part]) -> None:
        text = string_within(parts, await self._place(), self._settings(parts[0].step))
        await send_within(self.online, BEFORE)
        await send_within(self.online, text)

    async def take_back(self) -> None:
        await send_within(self.online, TAKE_BACK)

    async def _place(self) -> Place:
        versions, ledger = self.context.versions, self.context.ledger
        assert self.lock.schema is not None  # noqa: S101 - for the type checker
        create = not self.lock.is_made or (ledger is not None and not ledger.exists)
        return await place_of(versions, self.lock.schema, ledger, here=versions.schema is None, create=create)

    def _settings(self, step: Step) -> Settings:
        options = self.context.options
        values = settings(self.context.impl, bound(step.revision, options, transactional=True))
        return Settings(values, options.search_path)
