"""PostgreSQL: a closed step is one string of the simple protocol, which the server runs as one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.recorded.send import send, send_within, takes_strings
from amig.recorded.text import BEFORE, TAKE_BACK, Frame
from amig.recorded.value import Settings, place_of
from amig.state.timeouts import bound, settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amig.context import MigrationContext
    from amig.impl.online import Online
    from amig.recorded.value import Part, Recorded
    from amig.script.plan import Step
    from amig.state.postgresql import PostgreSQLLock
    from amig.state.timeouts import Bound


class ByString:
    """The strategy of PostgreSQL, through asyncpg."""

    committed: bool | None = None
    makes_tables = waits = True
    at: Step | None = None

    def __init__(self, context: MigrationContext, online: Online, lock: PostgreSQLLock) -> None:
        self.context, self.online, self.lock = context, online, lock
        self._frames: dict[tuple[str, bool, Bound], Frame] = {}

    async def locate(self) -> None:
        if self.lock.schema is None and not self.online.external and takes_strings(self.online):
            async with self.context.glance():
                await self.lock.locate()

    def takes(self, step: Step) -> bool:  # noqa: ARG002
        return self.lock.schema is not None and takes_strings(self.online)

    def fits(self, recorded: Recorded) -> bool:  # noqa: ARG002
        return True

    def is_inside(self) -> bool:
        return bool(self.online.driver.is_in_transaction())

    async def send(self, part: Part) -> None:
        frame, ledger = await self._frame(part.step), self.context.ledger
        await send(self.online, frame.whole([part]))
        if frame.place.create:
            self.lock.is_made = True
            if ledger is not None:
                ledger.exists = True

    async def send_within(self, parts: Sequence[Part]) -> None:
        text = (await self._frame(parts[0].step)).within(parts)
        await send_within(self.online, BEFORE)
        await send_within(self.online, text)

    async def take_back(self) -> None:
        await send_within(self.online, TAKE_BACK)

    async def _frame(self, step: Step) -> Frame:
        """What strings of steps like this have in common; made once."""
        versions, ledger, options = self.context.versions, self.context.ledger, self.context.options
        schema, bounds = self.lock.schema, bound(step.revision, options, transactional=True)
        assert schema is not None  # noqa: S101 - for the type checker
        create = not self.lock.is_made or (ledger is not None and not ledger.exists)
        if (key := (schema, create, bounds)) not in self._frames:
            place = await place_of(versions, schema, ledger, here=versions.schema is None, create=create)
            values = Settings(settings(self.context.impl, bounds), options.search_path)
            self._frames[key] = Frame(place, values)
        return self._frames[key]
