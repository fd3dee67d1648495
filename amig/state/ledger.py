"""The history of a database: events, insert only. Created while the lock is held, never by a read."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol
from uuid import uuid4

from sqlalchemy.exc import DBAPIError

from amig.aside import aside
from amig.errors import LedgerRefusedError, NewerLedgerError
from amig.impl.failure import reason
from amig.state.events import Event, Kind, Who, who
from amig.state.ledger_table import FORMAT, LedgerTable, event_of
from amig.state.there import there
from amig.state.unfinished import Unfinished, unfinished

if TYPE_CHECKING:
    from amig.impl.online import Online
    from amig.state.versions import VersionTable

logger = logging.getLogger("amig.ledger")


class Ledger:
    """The ledger of one connection and one run; `schema` is where the version table is."""

    def __init__(self, online: Online, table: LedgerTable, schema: str | None, app: str | None) -> None:
        self.online, self.table, self.schema, self.app = online, table, schema, app
        self.run = str(uuid4())
        self.exists: bool | None = None
        self._fresh = False
        self._by: Who | None = None

    def event(self, revision: str, direction: str, kind: Kind, **more: Any) -> Event:
        """An event of this run."""
        return Event(run=self.run, revision=revision, direction=direction, event=kind, **more)

    async def ensure(self) -> None:
        """Make the table where it is missing; only while the lock is held. Raises LedgerRefusedError."""
        if not self.exists:
            self.exists = await self._is_there()
        if not self.exists:
            try:
                await self.online.change(self.table.create(self.schema))
            except DBAPIError as error:
                raise LedgerRefusedError(self.table.name, reason(error)) from error
            self.exists = self._fresh = True

    async def _is_there(self) -> bool:
        return await there(self.online, self.table.impl, self.schema, self.table.name)

    def kept(self) -> None:
        """What was made is committed."""
        self._fresh = False

    def undone(self) -> None:
        """A rollback took what was made in its transaction; on a server where DDL commits it is there."""
        if self._fresh:
            self.exists, self._fresh = None, False

    async def add(self, *events: Event, where: str | None = None) -> None:
        """Write events in the transaction that is open. `where`: with its COMMIT, and what fails unless that is so."""
        told = self.table.insert(self.schema, events, await self.by(), where=where)
        if where is None or not self.online.owe(told.text, must=True):
            await self.online.change(told)

    async def by(self) -> Who:
        """Where this run comes from, found out once."""
        if self._by is None:
            self._by = await aside(who, self.app)
        return self._by

    async def add_afterwards(self, event: Event) -> bool:
        """Write an event by itself, after a rollback; False where there is no ledger."""
        if not await self.find():
            return False
        by = await self.by()
        await self.online.begin()
        await self.online.quietly(self.table.insert(self.schema, [event], by).text)
        await self.online.commit()
        return True

    def over(self, online: Online, schema: str | None) -> Ledger:
        """The ledger of the same run over another connection; `schema` is what the server had resolved."""
        other = Ledger(online, self.table, schema or self.schema, self.app)
        other.run, other._by = self.run, self._by
        return other

    async def find(self) -> bool:
        """Whether there is a ledger; makes none."""
        if self.exists is None:
            self.exists = await self._is_there()
        return self.exists

    async def applied(self) -> tuple[Event, ...]:
        """The last upgrade of each revision that is applied now."""
        rows = await self.online.fetch(self.table.last_upgrades(self.schema)) if await self.find() else ()
        return tuple(event_of(row) for row in rows)

    async def unfinished(self) -> Unfinished | None:
        """The revision that was interrupted; None where there is none. Raises NewerLedgerError."""
        if self._fresh or not await self.find():
            return None
        found = unfinished(self._events(await self.online.fetch(self.table.unfinished(self.schema))))
        return found if found is not None and found.left_something else None

    def _events(self, rows: Sequence[Sequence[Any]]) -> tuple[Event, ...]:
        if newer := max((row[1] for row in rows if row[1] > FORMAT), default=0):
            raise NewerLedgerError(self.table.name, newer, FORMAT)
        return tuple(event_of(row) for row in rows)

    async def read(
        self, *, revisions: Sequence[str] | None = None, last: int | None = None, statements: bool = True
    ) -> tuple[Event, ...]:
        """Events, newest first; none where there is no ledger. Raises NewerLedgerError."""
        if not await self.find():
            return ()
        wanted = self.table.select(self.schema, revisions=revisions, last=last, statements=statements)
        return self._events(await self.online.fetch(wanted))


class Options(Protocol):
    """What a run says of its ledger."""

    @property
    def ledger(self) -> bool: ...
    @property
    def app(self) -> str | None: ...


def ledger_for(online: Online, versions: VersionTable, options: Options) -> Ledger | None:
    """The ledger beside a version table; None where the configuration wants none."""
    if not options.ledger:
        return None
    return Ledger(online, LedgerTable(versions.impl, versions.name), versions.schema, options.app)
