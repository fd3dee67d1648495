"""Closed revisions replayed as text: recorded once, then one string and one round trip for each tenant."""

from __future__ import annotations

import re
from asyncio import Lock
from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import uuid4

from amig.aside import aside
from amig.fleet.catalogue import Has
from amig.impl import impl_for
from amig.recorded.carrier import BusyError, MovedError, StringError
from amig.recorded.recordings import Recordings
from amig.recorded.send import send
from amig.recorded.text import side_by_side, takes_several, whole_string
from amig.recorded.value import Part, Place, Settings
from amig.remember import done_event
from amig.state.events import Who, who
from amig.state.ledger_table import LedgerTable
from amig.state.timeouts import bound, settings
from amig.state.versions import VersionTable

if TYPE_CHECKING:
    from sqlalchemy import Dialect

    from amig.context import RunOptions
    from amig.fleet.course import Way
    from amig.fleet.servers import Kept
    from amig.impl.base import Impl
    from amig.script.directory import ScriptDirectory
    from amig.script.plan import Step

plain_name = re.compile(r"[A-Za-z0-9_ .-]+").fullmatch
"""Names that are written alike in a text, between quotes as an identifier, and inside a block that dollars quote."""


class Strings:
    """What all tenants of a run have in common: recordings, and the parts of a way; only the schema differs."""

    def __init__(self, script: ScriptDirectory) -> None:
        self.script = script
        self.recordings = Recordings(script)
        self._impls: dict[Dialect, Impl] = {}
        self._parts: dict[tuple[Dialect, int], tuple[Way, tuple[Part, ...] | None]] = {}
        self._texts: dict[tuple[Dialect, int, Has, bool | None], str] = {}
        self._by: Who | None = None
        self._making = Lock()
        self._stand_in = f"Schema{uuid4().hex}"  # a name that is quoted wherever it stands

    async def send(self, kept: Kept, options: RunOptions, run: str, way: Way, has: Has) -> bool:
        """Carry out all that is due in one transaction; False where nothing was done, and steps are to be run.

        `has` is what is there already. Raises what SQLAlchemy raises for a connection that is lost.
        """
        dialect = kept.connection.dialect
        if not kept.takes_strings or (parts := await self._ready(dialect, options, run, way)) is None:
            return False
        try:
            await send(kept.online, self._filled(kept, way, parts, options, has))
        except (BusyError, MovedError, StringError):
            return False
        return True

    async def send_together(
        self, kept: Kept, options: Sequence[RunOptions], run: str, way: Way, has: Sequence[Has]
    ) -> bool:
        """The same for several schemas in one string, each a transaction of its own; False where nothing was sent.

        Raises BusyError, MovedError and StringError: then those before the one that failed are done.
        """
        dialect = kept.connection.dialect
        if not (kept.takes_strings and takes_several(dialect)):
            return False
        if (parts := await self._ready(dialect, options[0], run, way)) is None:
            return False
        texts = [self._filled(kept, way, parts, *one) for one in zip(options, has, strict=True)]
        await send(kept.online, side_by_side(texts))
        return True

    def may(self, options: RunOptions) -> bool:
        """Whether nothing would be missed that running step by step does."""
        path = options.search_path
        plain = not (options.on_version_apply or options.operations is not None or options.strict)
        return (
            len(path) == 1
            and path[0] != "$user"
            and plain
            and options.transaction != "none"
            and options.destructive == "allow"
        )

    async def _ready(self, dialect: Dialect, options: RunOptions, run: str, way: Way) -> tuple[Part, ...] | None:
        """The parts of a way, found once."""
        key = (dialect, id(way))
        async with self._making:  # whoever comes meanwhile must not go on with half of it
            if dialect not in self._impls:
                impl = await aside(impl_for, dialect)
                impl.convention = await aside(options.convention)
                self._by = await aside(who, options.app)
                self._impls[dialect] = impl
            if key not in self._parts:
                self._parts[key] = way, await self.parts(self._impls[dialect], options, run, way.steps)
        return self._parts[key][1]

    async def parts(self, impl: Impl, options: RunOptions, run: str, steps: Sequence[Step]) -> tuple[Part, ...] | None:
        """Steps that follow each other as parts of one string; None where they are to be run."""
        found: list[Part] = []
        for step in steps:
            recorded = await self.recordings.of(impl, step, steps)
            if recorded is None or (not recorded.within and len(steps) > 1) or _has_bounds(step):
                return None
            events = (await aside(done_event, self.script, step, run),) if options.ledger else ()
            found.append(Part(recorded, step, events))
        return tuple(found)

    def _filled(self, kept: Kept, way: Way, parts: tuple[Part, ...], options: RunOptions, has: Has) -> str:
        """The text for one schema: that of a stand-in, written once, with the schema's name in its place."""
        (schema,), impl = options.search_path, self._impls[kept.connection.dialect]
        if not plain_name(schema):
            return self._text(kept, parts, options, schema, has)
        key = (impl.dialect, id(way), has, kept.watches)
        if key not in self._texts:
            self._texts[key] = self._text(kept, parts, options, self._stand_in, has)
        quoted = impl.dialect.identifier_preparer.quote_identifier
        return self._texts[key].replace(quoted(self._stand_in), quoted(schema)).replace(self._stand_in, schema)

    def _text(self, kept: Kept, parts: tuple[Part, ...], options: RunOptions, schema: str, has: Has) -> str:
        impl = self._impls[kept.connection.dialect]
        made = Has.VERSIONS in has and (Has.LEDGER in has or not options.ledger)
        tells = not made or Has.LEASES in has  # where there are leases, one that is over is no reason to run each step
        versions = VersionTable(impl, options.version_table, schema, options.version_table_pk)
        ledger = LedgerTable(impl, options.version_table) if options.ledger else None
        place = Place(versions, schema, ledger, self._by if options.ledger else None, create=not made, tells=tells)
        values = settings(impl, bound(parts[0].step.revision, options, transactional=True))
        return whole_string(parts, place, Settings(values, (schema,), kept.watches))


def _has_bounds(step: Step) -> bool:
    """Whether a revision has timeouts of its own, which would be everybody's in one transaction."""
    return step.revision.lock_timeout is not None or step.revision.statement_timeout is not None
