"""How far the backfills of a database are. A row is also the lock of its backfill: it ends with the transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from amig.errors import LedgerRefusedError, NewerLedgerError
from amig.impl.failure import reason
from amig.state.backfill_table import FORMAT, BackfillTable, Filled, filled_of
from amig.state.there import there

if TYPE_CHECKING:
    from amig.impl.online import Online
    from amig.ops.statement import Statement
    from amig.state.versions import VersionTable


class Backfills:
    """The backfills of one connection; what has no row here has not begun."""

    def __init__(self, online: Online, versions: VersionTable) -> None:
        self.online, self.schema = online, versions.schema
        self.table = BackfillTable(versions.impl, versions.name)

    async def find(self) -> bool:
        """Whether there is such a table; makes none."""
        return await there(self.online, self.table.impl, self.schema, self.table.name)

    async def ensure(self) -> None:
        """Make the table where it is missing; only while the lock is held. Raises LedgerRefusedError."""
        if not await self.find():
            try:
                await self.online.change(self.table.create(self.schema))
            except DBAPIError as error:
                raise LedgerRefusedError(self.table.name, reason(error)) from error

    async def read(self) -> dict[str, Filled]:
        """All of them by revision; none where there is no table. Raises NewerLedgerError."""
        if not await self.find():
            return {}
        return {one.revision: one for one in await self._fetched(self.table.select(self.schema))}

    async def register(self, revision: str) -> None:
        """It is due, and begins anew."""
        await self.online.change(self.table.delete(self.schema, [revision]))
        await self.online.change(self.table.insert(self.schema, revision))

    async def forget(self, revisions: Iterable[str]) -> None:
        """Nothing is known of these any more."""
        if (gone := sorted(revisions)) and await self.find():
            await self.online.change(self.table.delete(self.schema, gone))

    async def take(self, revision: str) -> Filled | None:
        """Its row, locked to the end of the transaction; None where another transaction holds it, and without one."""
        found = await self._fetched(self.table.take(self.schema, revision))
        return found[0] if found else None

    async def save(self, now: Filled) -> None:
        """Keep how far it is, in the transaction that brought it there."""
        await self.online.change(self.table.update(self.schema, now))

    async def _fetched(self, statement: Statement) -> list[Filled]:
        rows = await self.online.fetch(statement)
        if newer := max((row[2] for row in rows if row[2] > FORMAT), default=0):
            raise NewerLedgerError(self.table.name, newer, FORMAT)
        return [filled_of(row) for row in rows]
