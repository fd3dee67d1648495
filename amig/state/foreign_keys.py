"""SQLite's foreign keys, let go of while a table is rebuilt: off before the transaction, checked before its end."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from amig.errors import ForeignKeysBrokenError
from amig.impl.failure import reason

if TYPE_CHECKING:
    from amig.impl.online import Online


class ForeignKeys:
    """Whether they are enforced, and what was broken before; the pragma has no effect inside a transaction."""

    def __init__(self, online: Online) -> None:
        self.online = online
        self._enforced = False
        self._broken: Counter[str] | None = None

    async def let_go(self) -> None:
        """Outside a transaction: enforce no more."""
        ((enforced,),) = await self.online.quietly("PRAGMA foreign_keys")
        if enforced:
            await self.online.quietly("PRAGMA foreign_keys = OFF")
            self._enforced = True

    async def begun(self) -> None:
        """Inside it: remember what is broken already."""
        self._broken = await self._violations()

    async def check(self) -> None:
        """Before COMMIT; raises ForeignKeysBrokenError for what was not broken before."""
        if self._broken is None:
            return
        new = await self._violations() - self._broken
        if new:
            raise ForeignKeysBrokenError(tuple(f"{what} ({count})" for what, count in sorted(new.items())))

    async def _violations(self) -> Counter[str]:
        try:
            rows = await self.online.quietly("PRAGMA foreign_key_check")
        except DBAPIError as error:  # a key that refers to no unique columns
            return Counter({reason(error): 1})
        return Counter(f"{table} -> {parent}" for table, _, parent, *_ in rows)

    @property
    def let_go_of(self) -> bool:
        return self._enforced

    async def enforce(self) -> None:
        """Outside a transaction again: as it was."""
        self._broken = None
        if self._enforced:
            self._enforced = False
            await self.online.quietly("PRAGMA foreign_keys = ON")
