"""Connections to the servers of a fleet: engines that are shared where tenants share a database, within a budget."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from amig.aside import aside
from amig.errors import BadConfigError, NoDatabaseError
from amig.fleet import at_once
from amig.fleet.budget import Budget
from amig.fleet.room import room
from amig.fleet.tenants import Place
from amig.impl import impl_for
from amig.impl.connect import make_engine, parse_url
from amig.impl.guard import Guard
from amig.impl.online import Online
from amig.impl.opened import opened
from amig.ops.statement import Statement
from amig.options import imported, where
from amig.recorded.send import takes_strings

if TYPE_CHECKING:
    from sqlalchemy import URL, Executable
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from amig.config import Config
    from amig.impl.base import Impl

_POOLED = 64
_FIRST_WAIT = 30.0
_ROWS = 500
Told = Callable[[str, int, str], None]
"""Is told a server, how many connections to it may be used from now on, and why."""
logger = logging.getLogger("amig.fleet")


class Channel:
    """A connection that only reads, outside any transaction."""

    def __init__(self, online: Online, impl: Impl) -> None:
        self.online, self.impl = online, impl

    async def fetch(self, query: Executable | str) -> Any:
        """The rows of a statement."""
        said = Statement(query, result=True) if isinstance(query, str) else self.impl.dml(query, result=True)
        return await self.online.fetch(said)

    async def texts(self, query: str) -> Sequence[Sequence[Any]]:
        """The same in one round trip where that is possible; values may be texts of what they are."""
        return await at_once.texts(self.online, Statement(query, result=True))

    async def stream(self, query: str) -> AsyncIterator[Mapping[str, Any]]:
        """The rows of a person's own query, some hundred at a time."""
        from sqlalchemy import text

        guard, connection = self.online.guard, self.online.connection
        await self.online.isolation("SERIALIZABLE" if self.impl.dialect_name == "sqlite" else "READ COMMITTED")
        result = await guard.run(connection.stream(text(query.replace(":", r"\:"))).start())
        while rows := await guard.run(result.mappings().fetchmany(_ROWS)):
            for row in rows:
                yield {str(name): value for name, value in row.items()}


class Kept:
    """A connection, and what is found out about it once. `watches`: see `Room`; None where that was not asked."""

    def __init__(self, connection: AsyncConnection, watches: bool | None = None) -> None:
        self.connection, self.watches = connection, watches
        self.online = Online(connection)  # not entered: no statement of SQLAlchemy's passes

    @cached_property
    def takes_strings(self) -> bool:
        return takes_strings(self.online, entered=False)


class Servers:
    """What a run connects with. `default` is the configured database."""

    def __init__(
        self, config: Config, concurrency: int = 0, told: Callable[[str, int, str], None] | None = None
    ) -> None:
        self.config, self.concurrency = config, concurrency
        self._told = told or (lambda _server, _allowed, _why: None)
        self.budgets: dict[str, Budget] = {}
        self._engines: dict[URL, AsyncEngine] = {}
        self._given: AsyncEngine | None = None
        self._default: URL | None = None
        self._of_default: AsyncEngine | None = None
        self._asking: dict[str, asyncio.Lock] = {}
        self._kept: dict[AsyncEngine, list[Kept]] = {}
        self._watches: dict[AsyncEngine, bool] = {}

    @classmethod
    @asynccontextmanager
    async def open(
        cls, config: Config, concurrency: int = 0, told: Told | None = None
    ) -> AsyncGenerator[Servers, None]:
        """Engines that are disposed of at the end; an engine of the configuration stays open."""
        servers = cls(config, concurrency, told)
        servers._given = await aside(_engine_of, config)
        servers._default = await aside(_default_of, config, servers._given)
        try:
            yield servers
        finally:
            for engine in servers._engines.values():
                await servers._let_go(engine)
                await Guard().finish(engine.dispose())

    @property
    def default_url(self) -> URL | None:
        return self._default

    @property
    def default(self) -> Place:
        """The configured database; raises NoDatabaseError."""
        if self._default is None:
            raise NoDatabaseError(where(self.config))
        return Place(self._default, None)

    async def budget(self, place: Place) -> Budget:
        """The budget of a place's server; what it has left is asked once."""
        server = place.server
        if server not in self.budgets:
            async with self._asking.setdefault(server, asyncio.Lock()):
                if server not in self.budgets:
                    self.budgets[server] = await self._budget(place)
        return self.budgets[server]

    async def _budget(self, place: Place) -> Budget:
        def told(allowed: int, why: str) -> None:
            self._told(place.server, allowed, why)

        if self.concurrency:
            return Budget(self.concurrency, fixed=True, told=told)
        async with self._opened(place, _FIRST_WAIT) as connection, _reading(connection) as online:
            left, self._watches[connection.engine] = await room(online)
            return Budget(min(left, self._room_of_pool(place)), told=told)

    def _room_of_pool(self, place: Place) -> int:
        """The application's own engine has as many connections as its pool."""
        if self._given is None or place.url != self._default:
            return _POOLED
        pool: Any = self._given.pool
        size, more = getattr(pool, "size", None), getattr(pool, "_max_overflow", 0)
        return _POOLED if size is None or more < 0 else max(1, size() + more - 1)

    @asynccontextmanager
    async def connection(self, place: Place, wait: float = 0.0) -> AsyncGenerator[AsyncConnection, None]:
        """A connection to a place; whoever asks has room in the budget. Raises UnreachableError."""
        async with self._opened(place, wait or self.config.connect_wait) as connection:
            yield connection

    @asynccontextmanager
    async def kept(self, place: Place) -> AsyncGenerator[Kept, None]:
        """A connection that is always left as it was, and goes from one tenant to the next past the pool.

        Whoever asks has room in the budget, and no transaction open at the end. Raises UnreachableError.
        """
        engine, lasting = await self._engine(place)
        if not lasting or engine is self._given:  # of which others want some
            async with self.connection(place) as connection:
                yield Kept(connection)
            return
        idle = self._kept.setdefault(engine, [])
        kept = idle.pop() if idle else Kept(await opened(engine, self.config.connect_wait), self._watches.get(engine))
        try:
            yield kept
        except BaseException:
            idle.append(kept)  # what has befallen one, may have befallen all
            await self._let_go(engine)
            raise
        idle.append(kept)

    async def _let_go(self, engine: AsyncEngine, most: int = _POOLED) -> None:
        """Give back to the pool what is kept, and in nobody's hands."""
        while most and (idle := self._kept.get(engine)):
            most -= 1
            await Guard().finish(idle.pop().connection.close())

    @asynccontextmanager
    async def _opened(self, place: Place, wait: float) -> AsyncGenerator[AsyncConnection, None]:
        engine, lasting = await self._engine(place)
        try:
            await self._let_go(engine, 1)  # for it has room in the budget, not for another
            connection = await opened(engine, wait)
            try:
                yield connection
            finally:
                await Guard().finish(connection.close())
        finally:
            if not lasting:
                await Guard().finish(engine.dispose())

    async def _engine(self, place: Place) -> tuple[AsyncEngine, bool]:
        """The engine of a database, and whether it is kept: many tenants share it."""
        if place.url is self._default and self._of_default is not None:  # to hash a URL takes long
            return self._of_default, True
        if self._given is not None and place.url == self._default:
            return self._given, True
        if place.url in self._engines:
            return self._engines[place.url], True
        shared = place.schema is not None or place.url == self._default
        engine = await aside(make_engine, place.url, pool_size=(self.concurrency or _POOLED) if shared else 0)
        if shared:
            engine = self._engines.setdefault(place.url, engine)  # another may have come first
        if place.url is self._default:
            self._of_default = engine
        return engine, shared

    @asynccontextmanager
    async def reading(self, place: Place) -> AsyncGenerator[Channel, None]:
        """A connection for reading, outside any transaction and within the budget; it is given back as it was."""
        budget = await self.budget(place)
        async with (
            budget.connection(),
            self.connection(place, _FIRST_WAIT) as connection,
            _reading(connection) as online,
        ):
            yield Channel(online, impl_for(connection.dialect))

    async def connect(self) -> None:
        """Have a connection to the configured database ready, and know what room there is; says nothing of failures."""
        with suppress(Exception):  # whoever reads meets it too, and tells
            async with self.reading(self.default):
                pass


@asynccontextmanager
async def _reading(connection: AsyncConnection) -> AsyncGenerator[Online, None]:
    """A connection outside any transaction; it is given back as it was."""
    with Online(connection) as online:
        await online.isolation("AUTOCOMMIT")
        try:
            yield online
        finally:
            with suppress(Exception):
                await online.rollback()
                await online.restore_isolation()


def _engine_of(config: Config) -> AsyncEngine | None:
    given = config.engine
    found = imported(config, "engine", given) if isinstance(given, str) else given
    if found is not None and not hasattr(found, "sync_engine"):
        raise BadConfigError(where(config), "engine", "is no AsyncEngine: make it with `create_async_engine`")
    engine: AsyncEngine | None = found
    return engine


def _default_of(config: Config, engine: AsyncEngine | None) -> URL | None:
    """The configured database; None where the configuration names none. Raises MissingVariableError, BadUrlError."""
    if engine is not None:
        return engine.url
    return parse_url(config.needed_url) if config.needed_url else None
