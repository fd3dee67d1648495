"""PostgreSQL: a closed step is one string of the simple protocol, which the server runs as one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.recorded.send import send, send_within, takes_strings
from amig.recorded.text import BEFORE, TAKE_BACK, Frame, takes_several
from amig.recorded.value import Place, Settings, place_of
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

    committed: int | None = None
    makes_tables = waits = True
    at: Step | None = None

    def __init__(self, context: MigrationContext, online: Online, lock: PostgreSQLLock) -> None:
        self.context, self.online, self.lock = context, online, lock
        self._frames: dict[tuple[str, bool, bool, Bound], Frame] = {}
        self._is_saved = False
        """Whether the last string has left a savepoint for the next one, and nothing went out since."""
        self._prepared: dict[str, tuple[Part, Frame, str]] = {}

    async def locate(self) -> None:
        if self.lock.schema is None and not self.online.external and takes_strings(self.online):
            async with self.context.glance():
                await self.lock.locate()
        if self.context.ledger is not None:  # in a worker thread, which would have to wait for what records meanwhile
            await self.context.ledger.by()

    def is_open(self) -> bool:
        return self.lock.schema is not None and takes_strings(self.online)

    def takes(self, step: Step) -> bool:  # noqa: ARG002
        return True

    def prepare(self, part: Part) -> None:
        if (frame := self._frames.get(self._common(part.step))) is not None and not self.is_inside():
            self._prepared[part.step.revision.id] = part, frame, frame.alone(part)

    def fits(self, recorded: Recorded) -> bool:  # noqa: ARG002
        return True

    def is_inside(self) -> bool:
        return bool(self.online.driver.is_in_transaction())

    async def send(self, parts: Sequence[Part]) -> None:
        prepared = [self._prepared.pop(part.step.revision.id, None) for part in parts]
        if len(parts) == 1:
            text = (await self._frame(parts[0].step)).whole(parts)
        else:
            text = "".join([await self._text(*one) for one in zip(parts, prepared, strict=True)])
        await send(self.online, text)
        self.lock.is_made = True
        if self.context.ledger is not None:
            self.context.ledger.exists = True

    def most(self, allowed: int) -> int:
        return allowed if takes_several(self.online.sync.dialect) and self.lock.is_made else 1

    async def send_within(self, parts: Sequence[Part]) -> None:
        text = (await self._frame(parts[0].step)).within(parts)
        if not self._is_saved:
            await send_within(self.online, BEFORE)
        self._is_saved = True
        await send_within(self.online, text)

    async def take_back(self) -> None:
        self._is_saved = False
        await send_within(self.online, TAKE_BACK)

    def interrupted(self) -> None:
        self._is_saved = False

    async def _text(self, part: Part, prepared: tuple[Part, Frame, str] | None) -> str:
        """A step among others, as it was prepared where there was time."""
        frame = await self._frame(part.step)
        if prepared is not None and prepared[0] is part and prepared[1] is frame:
            return prepared[2]
        return frame.alone(part)

    def _common(self, step: Step) -> tuple[str, bool, bool, Bound]:
        """What decides about the frame of a step."""
        schema, ledger = self.lock.schema, self.context.ledger
        assert schema is not None  # noqa: S101 - for the type checker
        create = not self.lock.is_made or (ledger is not None and not ledger.exists)
        tells = create or self.lock.has_leases  # else the next step would go the ordinary way, time and again
        return schema, create, tells, bound(step.revision, self.context.options, transactional=True)

    async def _frame(self, step: Step) -> Frame:
        """What strings of steps like this have in common; made once."""
        versions, options, key = self.context.versions, self.context.options, self._common(step)
        if key not in self._frames:
            schema, create, tells, bounds = key
            place = Place(versions, schema, here=versions.schema is None, create=create, tells=tells)
            place = await place_of(place, self.context.ledger)
            values = Settings(settings(self.context.impl, bounds), options.search_path, self.lock.watches)
            self._frames[key] = Frame(place, values)
        return self._frames[key]
