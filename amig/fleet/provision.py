"""A new tenant at head: from the snapshot where there is one, else by the revisions. One that is there is upgraded."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from amig.aside import aside
from amig.context import MigrationContext
from amig.errors import AmigError, LeftoverError, ProvisionError, TakenPlaceError
from amig.fleet import homes
from amig.fleet.carry import carry
from amig.fleet.found import Found
from amig.fleet.making import Making
from amig.fleet.order import Order
from amig.fleet.tenants import Place
from amig.impl.failure import reason
from amig.impl.online import Online
from amig.impl.settled import unhurried
from amig.ops.statement import Statement
from amig.recorded.carrier import BusyError, MovedError, TakenError
from amig.recorded.text import held
from amig.run import reach
from amig.script.snapshot_file import SnapshotFile, path_of, read, refuse_stale
from amig.stamping import put_in
from amig.state.patience import Patience

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from amig.fleet.desk import Desk
    from amig.fleet.tenants import Tenant

By = Literal["snapshot", "revisions", "nothing"]


@dataclass(frozen=True, slots=True)
class Provisioned:
    """A tenant that is at head now. `made`: here, and by what; else it was there. `ran` are revisions run alone."""

    tenant: str
    place: str
    made: bool
    by: By
    after: tuple[str, ...]
    ran: tuple[str, ...] = ()
    seconds: float = 0.0


class Provisioner:
    """Makes tenants of one fleet. With `by_chain` no snapshot is used."""

    def __init__(self, desk: Desk, *, by_chain: bool = False) -> None:
        self.desk, self.by_chain = desk, by_chain
        self.order = Order(str(uuid4()), "upgrade", "heads")
        self.making = Making(desk.script, desk.strings, self.order.run)
        self._files: dict[str, SnapshotFile | None] = {}

    async def provision(self, tenant: Tenant) -> Provisioned:
        """Make it, or bring it to head where it is there. Several at once are one: the others find it done.

        Raises TakenPlaceError, ProvisionError, LeftoverError, BadSnapshotError, StaleSnapshotError, and what a
        revision raises.
        """
        place, began = self.desk.place(tenant), time.monotonic()
        try:
            made = await (self._schema(tenant, place) if place.schema is not None else self._database(tenant, place))
        except DBAPIError as error:
            raise ProvisionError(tenant.name, _said(error)) from error
        by, after, ran = made
        took = round(time.monotonic() - began, 6)
        return Provisioned(tenant.name, str(place), by != "nothing", by, after, ran, took)

    async def existing(self, tenant: Tenant, place: Place) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """Bring a tenant that is there to head: the rows then, and what ran; None where it is not there, or is new."""
        (found,) = await self.desk.discovery.find([(tenant, place)])
        if found.state == "unreadable" and found.error is not None:
            raise found.error
        if found.state != "there" or not found.rows:
            return None
        return await self._rest(found)

    async def _rest(self, found: Found) -> tuple[tuple[str, ...], tuple[str, ...]]:
        way = await self.desk.course(self.order).way(found.rows)
        if way.standing == "current":
            return tuple(sorted(found.rows)), ()
        if way.error is not None:
            raise way.error
        budget = await self.desk.servers.budget(found.place)
        async with budget.connection():
            return await carry(self.desk, self.order, found, way)

    async def file(self, flavour: str) -> SnapshotFile | None:
        """The snapshot for a kind of server, read and held against the revisions once."""
        if self.by_chain:
            return None
        if flavour not in self._files:
            self._files[flavour] = await aside(self._read, flavour)
        return self._files[flavour]

    def _read(self, flavour: str) -> SnapshotFile | None:
        path = path_of(self.desk.script, flavour)
        if (file := read(path)) is not None:
            refuse_stale(self.desk.script, file, path)
        return file if file is not None and file.heads else None

    async def _schema(self, tenant: Tenant, place: Place) -> tuple[By, tuple[str, ...], tuple[str, ...]]:
        """Try until it is made, or somebody else has made it."""
        options = await self.desk.options(tenant, place)
        file = await self.file(place.url.get_backend_name())
        file = None if file is not None and file.whole else file
        budget = await self.desk.servers.budget(place)
        patience = Patience(options.lock_wait, until=options.lock_until)
        while True:
            try:
                async with budget.connection(), self.desk.servers.connection(place) as connection:
                    heads = await self.making.make(connection, options, file)
                    if heads is None:
                        await self._empty_schema(tenant, place, connection)
                break
            except BusyError:
                await patience.wait()
            except TakenError as error:
                raise await self._taken(tenant, place) from error
            except MovedError:
                if (done := await self.existing(tenant, place)) is not None:
                    return "nothing", *done
                await patience.wait()
        return await self._completed(tenant, place, file, heads)

    async def _completed(
        self, tenant: Tenant, place: Place, file: SnapshotFile | None, heads: tuple[str, ...] | None
    ) -> tuple[By, tuple[str, ...], tuple[str, ...]]:
        """What is newer than the snapshot, or all of it, step by step."""
        try:
            after, ran = await self._rest(Found(tenant, place, "there", frozenset(heads or ())))
        except AmigError as error:
            error.add_note(f"`{tenant.name}` is there as far as it came: provisioned again it goes on")
            raise
        return "revisions" if file is None else "snapshot", after, ran

    async def _empty_schema(self, tenant: Tenant, place: Place, connection: AsyncConnection) -> None:
        """A schema without anything in it, for steps that have to be run; one that has version rows is upgraded."""
        if (await self.desk.discovery.find([(tenant, place)]))[0].rows:
            raise MovedError
        with Online(connection) as online:
            await online.isolation("AUTOCOMMIT")
            try:
                quote = connection.dialect.identifier_preparer.quote_identifier
                if await self._held(online, place):
                    raise TakenError
                await online.change(Statement(f"CREATE SCHEMA IF NOT EXISTS {quote(place.schema or '')}"))
            finally:
                await online.restore_isolation()

    async def _held(self, online: Online, place: Place) -> str:
        literal = await aside(homes.literal_of, online.connection.dialect)
        query = held(literal(place.schema or ""), literal(self.desk.config.version_table))
        rows = await online.fetch(Statement(f"{query} LIMIT 1", result=True))
        return str(rows[0][0]) if rows else ""

    async def _taken(self, tenant: Tenant, place: Place) -> TakenPlaceError:
        async with self.desk.servers.reading(place) as channel:
            return TakenPlaceError(tenant.name, str(place), await self._held(channel.online, place) or "something")

    async def _database(self, tenant: Tenant, place: Place) -> tuple[By, tuple[str, ...], tuple[str, ...]]:
        if (path := await aside(homes.file_of, place)) is not None:
            return await self._file(tenant, place, path)
        if not await homes.make_database(self.desk.servers, place):
            return await self._filled(tenant, place, place, "; what was made of it is still there")
        try:
            return await self._filled(tenant, place, place)
        except BaseException as error:
            await unhurried(self._drop(tenant, place, error))
            raise

    async def _drop(self, tenant: Tenant, place: Place, error: BaseException) -> None:
        try:
            await homes.drop_database(self.desk.servers, place)
        except Exception as failure:  # noqa: BLE001 - whatever it is, it is told
            problem = str(error) if isinstance(error, AmigError) else reason(error)
            raise LeftoverError(tenant.name, problem, str(place), reason(failure)) from error

    async def _file(self, tenant: Tenant, place: Place, path: Path) -> tuple[By, tuple[str, ...], tuple[str, ...]]:
        """A file beside, which gets its name when it is finished."""
        made = homes.beside(path)
        url: URL = place.url.set(database=str(made))
        try:
            done = await self._filled(tenant, place, Place(url, None))
            if await aside(homes.put_in_place, made, path):
                return done
        finally:
            await unhurried(homes.remove(made))
        return await self._filled(tenant, place, place)

    async def _filled(
        self, tenant: Tenant, place: Place, at: Place, kept: str = ""
    ) -> tuple[By, tuple[str, ...], tuple[str, ...]]:
        """Put everything into a database that is there, under its lock."""
        options = await self.desk.options(tenant, at)
        budget = await self.desk.servers.budget(at)
        async with (
            budget.connection(),
            self.desk.servers.connection(at) as connection,
            MigrationContext.online(connection, self.desk.script, options) as context,
        ):
            file = await self.file(context.impl.flavour)
            before = await context.heads()
            if not before and file is not None:
                told: Mapping[str, object] = {"snapshot": file.hash[:16]}
                heads = frozenset(file.heads)
                refuse = _refusing(context, tenant, place)
                try:
                    before = await put_in(context, file.statements, heads, refuse, **told)
                except DBAPIError as error:
                    stays = "" if context.impl.transactional_ddl else kept
                    raise ProvisionError(tenant.name, _said(error), stays) from error
            elif not before:
                await _refusing(context, tenant, place)()
            rows = before or (frozenset(file.heads) if file is not None else frozenset())
            goal = await aside(self.desk.script.resolve, "heads", rows, "upgrade")
            outcome = await reach(context, goal, rows)
        by: By = "nothing" if before else "revisions" if file is None else "snapshot"
        return by, outcome.after, tuple(ran.revision for ran in outcome.steps if not ran.elsewhere)


def _said(error: DBAPIError) -> str:
    """The statement that failed, as far as it is known, and why."""
    statement = " ".join((error.statement or "").split())[:100]
    return f"`{statement}`: {reason(error)}" if statement else reason(error)


def _refusing(context: MigrationContext, tenant: Tenant, place: Place) -> Callable[[], Awaitable[None]]:
    async def refuse() -> None:
        if (found := await homes.holds(context)) is not None:
            raise TakenPlaceError(tenant.name, str(place), found)

    return refuse
