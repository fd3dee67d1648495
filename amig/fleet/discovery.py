"""Who is where: the version rows of many tenants, in few and bounded queries."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from amig.aside import aside
from amig.errors import AmigError, GoneTenantError, UnreachableError
from amig.fleet.catalogue import Has, catalogue
from amig.fleet.found import Found
from amig.fleet.servers import Servers
from amig.fleet.tenants import Place
from amig.impl.failure import number, sqlstate
from amig.state.ledger_table import LEDGER
from amig.state.versions import VersionTable, heads_of, is_missing_table

if TYPE_CHECKING:
    from amig.fleet.servers import Channel
    from amig.fleet.tenants import Tenant

Lodger = tuple["Tenant", Place]
Rows = dict[str, frozenset[str] | Exception]
TOGETHER = 250
"""Version tables that one statement reads: each costs it two locks until it ends."""

_NO_DATABASE_STATES, _NO_DATABASE_NUMBERS = ("3D000",), (1049,)


class Discovery:
    """Reads version rows; `table` and `schema` are those of the configuration."""

    def __init__(self, servers: Servers, table: str, schema: str | None = None) -> None:
        self.servers, self.table, self.schema = servers, table, schema

    async def find(self, lodgers: Sequence[Lodger]) -> list[Found]:
        """Look at some hundred tenants: those of one server in few statements, others each by itself."""
        together: dict[object, list[Lodger]] = defaultdict(list)
        written: dict[int, str] = {}
        for tenant, place in lodgers:
            together[_neighbourhood(tenant, place, written)].append((tenant, place))
        found = await asyncio.gather(*(self._some(some) for some in together.values()))
        return [one for some in found for one in some]

    async def _some(self, some: list[Lodger]) -> list[Found]:
        place = some[0][1]
        if place.schema is None and place.url.get_backend_name() not in ("mysql", "mariadb"):
            return [await self._alone(*one) for one in some]
        try:
            async with self.servers.reading(self._meeting(place)) as channel:
                there = await catalogue(channel, [_name(place) for _, place in some], self.table, LEDGER)
        except (UnreachableError, DBAPIError, OSError) as error:
            if _no_database(error):
                return [_gone(*one) for one in some]
            return [Found(*one, "unreadable", error=error) for one in some]
        rows = await self._read([one for one in some if there.get(_name(one[1]), Has.NOTHING) & Has.VERSIONS])
        return [self._judged(tenant, place, there, rows) for tenant, place in some]

    def _meeting(self, place: Place) -> Place:
        """The database from which a place's neighbours can be seen."""
        if place.schema is not None:
            return place
        default = self.servers.default_url
        same = default is not None and Place(default, None).server == place.server
        return Place(default, None) if same and default is not None else Place(place.url.set(database=None), None)

    async def _read(self, some: list[Lodger]) -> Rows:
        """The rows of those who have any: in parts, side by side as far as there is room."""
        parts = (some[start : start + TOGETHER] for start in range(0, len(some), TOGETHER))
        rows: Rows = {}
        for part in await asyncio.gather(*map(self._part, parts)):
            rows |= part
        return rows

    async def _part(self, some: list[Lodger]) -> Rows:
        try:
            async with self.servers.reading(self._meeting(some[0][1])) as channel:
                return await self._rows(channel, some)
        except (UnreachableError, DBAPIError, OSError) as error:
            return {_name(place): error for _, place in some}

    def _judged(self, tenant: Tenant, place: Place, there: dict[str, Has], rows: Rows) -> Found:
        name = _name(place)
        if name not in there:
            return _gone(tenant, place)
        if not there[name] & Has.VERSIONS:
            return Found(tenant, place, "new")
        found = rows[name]
        if isinstance(found, Exception):
            return Found(tenant, place, "unreadable", error=found)
        return Found(tenant, place, "there", found, has=there[name])

    async def _rows(self, channel: Channel, some: list[Lodger]) -> Rows:
        """Of each schema its rows; one that cannot be read is found by halves, and spoils no other."""
        try:
            read = await channel.texts(self._union(channel, some))
        except DBAPIError as error:
            if len(some) == 1:
                return {_name(some[0][1]): frozenset() if is_missing_table(error) else error}
            half = len(some) // 2
            return await self._rows(channel, some[:half]) | await self._rows(channel, some[half:])
        rows: Rows = {_name(place): frozenset() for _, place in some}
        by_index: dict[int, list[tuple[str]]] = defaultdict(list)
        for index, id_ in read:
            by_index[int(index)].append((id_,))
        return rows | {_name(some[index][1]): heads_of(found) for index, found in by_index.items()}

    def _union(self, channel: Channel, some: list[Lodger]) -> str:
        """One SELECT for each, told apart by a number."""
        quote = channel.impl.dialect.identifier_preparer.quote_identifier
        table = quote(self.table)
        names = [quote(_name(place)) for _, place in some]
        each = (f"SELECT {n}, version_num FROM {name}.{table}" for n, name in enumerate(names))  # noqa: S608 - quoted
        return " UNION ALL ".join(each)

    async def _alone(self, tenant: Tenant, place: Place) -> Found:
        """A database of its own: one connection, one read."""
        if await aside(_missing_file, place):
            return _gone(tenant, place)
        try:
            async with self.servers.reading(place) as channel:
                return await self._one(channel, tenant, place)
        except (AmigError, DBAPIError, OSError) as error:
            return _gone(tenant, place) if _no_database(error) else Found(tenant, place, "unreadable", error=error)

    async def _one(self, channel: Channel, tenant: Tenant, place: Place) -> Found:
        peek = VersionTable(channel.impl, self.table, self.schema).peek()
        try:
            return Found(tenant, place, "there", heads_of(await channel.online.fetch(peek)))
        except DBAPIError as error:
            if not is_missing_table(error):
                raise
            return Found(tenant, place, "new")


def _neighbourhood(tenant: Tenant, place: Place, written: dict[int, str]) -> object:
    """What tenants have in common that are looked at together. `written` has each URL once: that takes its time."""
    if id(place.url) not in written:
        written[id(place.url)] = place.url.render_as_string(hide_password=False)
    if place.schema is not None:
        return written[id(place.url)]
    if place.url.get_backend_name() in ("mysql", "mariadb"):
        return (place.server,)
    return tenant.name, written[id(place.url)]


def _name(place: Place) -> str:
    return place.schema if place.schema is not None else place.url.database or ""


def _gone(tenant: Tenant, place: Place) -> Found:
    return Found(tenant, place, "gone", error=GoneTenantError(tenant.name, str(place)))


def _no_database(error: BaseException) -> bool:
    states = sqlstate(error) in _NO_DATABASE_STATES
    return states or number(error) in _NO_DATABASE_NUMBERS or number(error.__cause__ or error) in _NO_DATABASE_NUMBERS


def _missing_file(place: Place) -> bool:
    """Whether it is a SQLite file that is not there: looking must not make it."""
    name = place.url.database or ""
    if place.url.get_backend_name() != "sqlite" or name.startswith((":memory:", "file:")):
        return False
    return bool(name) and not Path(name).exists()
