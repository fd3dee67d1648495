"""A lease in a table: one migrator at a time where no lock of the server outlives a statement."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy.exc import DBAPIError

from amig.aside import aside
from amig.errors import LeaseLostError, LeaseRefusedError
from amig.impl.failure import is_forbidden, number, reason, sqlstate
from amig.impl.guard import Guard
from amig.state.events import who
from amig.state.holders import Holder
from amig.state.lease_table import Claim, Leased, LeaseTable, leased
from amig.state.renewal import Renewal, engine_beside
from amig.state.versions import is_missing_table

if TYPE_CHECKING:
    from sqlalchemy import Executable

    from amig.impl.online import Online
    from amig.state.versions import VersionTable

LENGTH = 30.0
"""Seconds that a lease lasts by the database's clock when nobody renews it."""

_GRACE = 5.0
_THERE_ALREADY, _ROW_ALREADY = 1050, 1062


class Lease:
    """The lease of one version table, as one migrator sees it.

    No clock alone decides: whose lease has run out by the database's clock loses it only when nothing was done to it
    for a third of its length by the clock of whoever waits, which nobody can set. A lease that ends later than any
    could, for the database's clock was set back, is given its whole length. `leased_to` is who had it at the last try.
    """

    def __init__(self, online: Online, versions: VersionTable, app: str | None, length: float | None = None) -> None:
        self.online, self.table, self.app, self.length = (
            online,
            LeaseTable(versions.impl, versions.name),
            app,
            length or LENGTH,
        )
        self.owner, self.schema = str(uuid4()), versions.schema
        self.number: int | None = None
        """The fencing number, while the lease is ours."""
        self.leased_to: Holder | None = None
        self._given = False
        self._renewal: Renewal | None = None
        self._seen: tuple[object, ...] | None = None
        self._since = 0.0

    async def take(self, schema: str | None, *, exists: bool) -> bool:
        """One try, in the open transaction: whether it is ours. Raises LeaseRefusedError."""
        self.schema = schema
        if not exists:
            await self._create()
        was = await self._read()
        if was is not None and was.owner == self.owner and self.number is not None:
            return await self._change(self.table.renew(self.schema, was.number, self.owner, self.length)) == 1
        if was is not None and not self._is_free(was):
            return False
        claim = Claim(self.owner, self.length, await aside(who, self.app), os.getpid())
        if was is None:
            await self._change(self.table.first(self.schema, claim))
        elif await self._change(self.table.take(self.schema, was, claim)) != 1:
            return False
        self.number, self._given = 1 if was is None else was.number + 1, False
        return True

    async def exists(self, schema: str | None) -> bool:
        """Whether the table is there; where a missing one spoils no transaction."""
        self.schema = schema
        try:
            await self._read()
        except DBAPIError as error:
            if not is_missing_table(error):
                raise
            return False
        return True

    async def yields(self, schema: str | None) -> bool:
        """Whether nobody has it, so that a transaction can do without; one whose owner is gone is ended by it."""
        self.schema = schema
        was = await self._read()
        if was is None or not was.owner or (was.owner == self.owner and self.number is not None):
            return True
        return self._is_free(was) and await self._change(self.table.void(self.schema, was)) == 1

    async def find(self, schema: str | None) -> Holder | None:
        """Who has it now; takes and makes nothing."""
        self.schema = schema
        try:
            was = await self._read()
        except DBAPIError as error:
            if not is_missing_table(error):
                raise
            return None
        return None if was is None or not was.owner or was.left <= 0 else _holder(was)

    def keep(self) -> None:
        """From now on it is renewed: the transaction that took it is committed."""
        if self._renewal is None and self.number is not None:
            statement = self.table.renew(self.schema, self.number, self.owner, self.length)
            self._renewal = Renewal(self.online.connection, statement, self._lost)
            self._renewal.start(self.length / 6, self.length * 0.8)

    async def _lost(self, problem: str) -> None:
        """Nothing more is sent, and what runs is stopped: somebody else may begin."""
        await self.online.guard.abort(LeaseLostError(self.table.versions, problem))

    async def give_back(self) -> None:
        """End it in the open transaction, which must be the one that moves the version; raises LeaseLostError."""
        await self.stop()
        if self.number is None or await self._end() != 1:
            raise LeaseLostError(self.table.versions, "somebody else has taken it over")
        self._given = True

    async def committed(self) -> None:
        """A transaction is committed; if it has given the lease back, that is over."""
        if self.number is not None and self._given:
            self.ended()

    def ended(self) -> None:
        """It is no longer ours, or never came to be."""
        self.number, self._given = None, False

    async def release(self) -> None:
        """Let go of it if it is ours, in a transaction of its own; as far as it goes."""
        await self.stop()
        if self.number is not None and not self.online.connection.closed and not self.online.connection.invalidated:
            with suppress(DBAPIError):
                await self.online.begin()
                ending = self.table.end(self.schema, self.number, self.owner)
                await self.online.quietly(self.table.impl.dml(ending).text)
                await self.online.commit()
        elif self.number is not None and self.online.guard.stopped:
            await Guard().finish(self._end_beside())
        self.ended()

    async def _end_beside(self) -> None:
        """The same where a cancelled statement, which is stopped, took its connection along."""
        assert self.number is not None  # noqa: S101 - for the type checker
        engine = engine_beside(self.online.connection)
        with suppress(Exception):
            async with asyncio.timeout(_GRACE), engine.begin() as connection:
                await connection.execute(self.table.end(self.schema, self.number, self.owner))
        await engine.dispose()

    async def stop(self) -> None:
        """Renew it no more."""
        if (renewal := self._renewal) is not None:
            self._renewal = None
            await renewal.stop()

    async def _end(self) -> int:
        assert self.number is not None  # noqa: S101 - for the type checker
        return await self._change(self.table.end(self.schema, self.number, self.owner))

    def _is_free(self, was: Leased) -> bool:
        """Whether it may be taken from whoever has it."""
        now = asyncio.get_running_loop().time()
        if was.sign != self._seen:
            self._seen, self._since = was.sign, now
        watched = now - self._since
        over = was.left <= 0 and watched >= self.length / 3
        impossible = was.left > self.length + 1 and watched >= self.length
        free = not was.owner or over or impossible
        self.leased_to = None if free else _holder(was)
        return free

    async def _create(self) -> None:
        try:
            with self._needing("create a table beside the version table"):
                await self.online.change(self.table.create(self.schema))
        except DBAPIError as error:
            if number(error) != _THERE_ALREADY:
                raise

    async def _read(self) -> Leased | None:
        with self._needing(f"SELECT, INSERT and UPDATE on `{self.table.name}`"):
            rows = await self.online.fetch(self.table.impl.dml(self.table.select(self.schema), result=True))
        return next((leased(row) for row in rows), None)

    async def _change(self, statement: Executable) -> int:
        with self._needing(f"SELECT, INSERT and UPDATE on `{self.table.name}`"):
            return await self.online.change(self.table.impl.dml(statement))

    @contextmanager
    def _needing(self, right: str) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            if is_forbidden(error):
                raise LeaseRefusedError(self.table.name, reason(error), right) from error
            raise


def _holder(was: Leased) -> Holder:
    return Holder(was.number, was.app, was.host, was.seconds, lease=was.process)


def was_created_meanwhile(error: BaseException) -> bool:
    """Whether another migrator has made the table, or its first lease, in the same moment."""
    return sqlstate(error) in ("23505", "42710", "42P07") or number(error) == _ROW_ALREADY
