"""Where the tenants' names come from: schemas by a pattern, a query, a file, or the application's own iterator."""

from __future__ import annotations

import inspect
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import aclosing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, String, bindparam, text

from amig.aside import aside
from amig.errors import AmigError, BadTenantError, TenantSourceError
from amig.fleet.tenants import OF_THE_ROLE, Tenant
from amig.impl.failure import reason
from amig.impl.literals import quoted
from amig.options import imported

if TYPE_CHECKING:
    from collections.abc import Callable

    from amig.config import Config
    from amig.fleet.servers import Channel, Servers
    from amig.fleet.settings import FleetSettings

PAGE = 500
"""Tenants that are read, and looked at, at once."""

_NAMES = 5000
"""Names that one statement reads."""

_POSTGRESQL = """
SELECT nspname::text FROM pg_namespace WHERE nspname LIKE {pattern} AND nspname::text COLLATE "C" > {after}
AND nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY nspname::text COLLATE "C" LIMIT {count}
"""
_MYSQL = """
SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE :pattern
AND BINARY schema_name > BINARY :after ORDER BY BINARY schema_name LIMIT :count
"""


class Source:
    """The configured list of tenants; each call of `tenants` reads it anew."""

    def __init__(self, config: Config, settings: FleetSettings, servers: Servers) -> None:
        self.config, self.servers = config, servers
        self.kind, self.given = settings.source
        self.name = self.given if isinstance(self.given, str) else f"{self.kind}={self.given!r:.60}"

    async def tenants(self) -> AsyncGenerator[Tenant, None]:
        """Every tenant, one after the other; raises TenantSourceError, BadTenantError."""
        read: Callable[[], AsyncIterator[Any]] = getattr(self, f"_{self.kind}")
        count = 0
        try:
            async with aclosing(read()) as rows:  # type: ignore[type-var]
                async for row in rows:
                    yield checked(row, self.name)
                    count += 1
        except AmigError:
            raise
        except Exception as error:
            raise TenantSourceError(self.name, count, reason(error)) from error

    async def _schemas(self) -> AsyncIterator[Tenant]:
        """Page by page, by name: no transaction stays open meanwhile."""
        page = await self._page("")
        while page:
            for name in page:
                yield Tenant(name, schema=name)
            page = await self._page(page[-1]) if len(page) == _NAMES else []

    async def _page(self, after: str) -> list[str]:
        async with self.servers.reading(self.servers.default) as channel:
            return [str(name) for (name,) in await self._names(channel, after)]

    async def _names(self, channel: Channel, after: str) -> Sequence[Sequence[Any]]:
        if channel.impl.dialect_name == "postgresql":
            pattern, last = quoted(self.given), quoted(after)
            return await channel.texts(_POSTGRESQL.format(pattern=pattern, after=last, count=_NAMES))
        query = text(_MYSQL).bindparams(
            bindparam("pattern", self.given, String()),
            bindparam("after", after, String()),
            bindparam("count", _NAMES, Integer()),
        )
        found: Sequence[Sequence[Any]] = await channel.fetch(query)
        return found

    async def _query(self) -> AsyncIterator[Tenant]:
        """In one statement; columns `name`, `schema`, `url` and `labels`, or the name alone, which is the schema's."""
        async with self.servers.reading(self.servers.default) as channel:
            async for row in channel.stream(self.given):
                yield _of_row(row, self.name)

    async def _file(self) -> AsyncIterator[Tenant]:
        """A line for each: the name, then `schema=`, `url=` and `labels=`, between blanks; `#` begins a remark."""
        path = Path(self.config.folder, self.given)
        with await aside(lambda: path.open(encoding="utf-8")) as lines:
            while some := await aside(lambda: list(islice(lines, PAGE))):
                for line in some:
                    if (said := line.strip()) and not said.startswith("#"):
                        yield _of_line(said, self.name)

    async def _tenants(self) -> AsyncIterator[Any]:
        """Whatever the application gives: an iterable, an async one, or a function that gives either."""
        given = self.given
        if isinstance(given, str):
            given = await aside(imported, self.config, "fleet.tenants", given)
        if callable(given):
            given = given()
        if inspect.isawaitable(given):
            given = await given
        if isinstance(given, AsyncIterable):
            async for one in given:
                yield one
        elif isinstance(given, Iterable) and not isinstance(given, str | bytes | Mapping):
            for one in given:
                yield one
        else:
            raise BadTenantError(self.name, f"{given!r:.60}", "cannot be iterated over")


def checked(given: Any, source: str) -> Tenant:
    """What was given, as a tenant; raises BadTenantError."""
    if isinstance(given, str):
        given = Tenant(given, schema=given)
    if not isinstance(given, Tenant):
        raise BadTenantError(source, f"{given!r:.60}", "is no Tenant")
    if not isinstance(given.name, str) or not given.name:
        raise BadTenantError(source, f"{given!r:.60}", "has no name")
    if "\0" in f"{given.name}{given.schema or ''}":
        raise BadTenantError(source, f"{given.name!r:.60}", "has a character that no name can have")
    if given.schema == OF_THE_ROLE:
        raise BadTenantError(source, f"{given.name!r:.60}", "has a schema that no search path can name")
    return given


def _of_row(row: Mapping[str, Any], source: str) -> Tenant:
    if len(row) == 1:
        (name,) = map(str, row.values())
        return Tenant(name, schema=name)
    unknown = [column for column in row if column not in ("name", "schema", "url", "labels")]
    if unknown or "name" not in row:
        problem = f"has the columns {', '.join(row)}; they can be name, schema, url and labels"
        raise BadTenantError(source, "a row", problem)
    return Tenant(str(row["name"]), _text(row.get("schema")), _text(row.get("url")), _labels(row.get("labels")))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _labels(value: object) -> tuple[str, ...]:
    if isinstance(value, list | tuple | set):
        return tuple(map(str, value))
    return tuple(part for part in str(value or "").replace(",", " ").split())


def _of_line(line: str, source: str) -> Tenant:
    name, *rest = line.split()
    pairs = dict(_pairs(rest, line, source))
    schema = pairs.get("schema", None if "url" in pairs else name)
    return Tenant(name, schema, pairs.get("url"), _labels(pairs.get("labels")))


def _pairs(parts: list[str], line: str, source: str) -> Iterator[tuple[str, str]]:
    for part in parts:
        key, equals, value = part.partition("=")
        if not equals or key not in ("schema", "url", "labels"):
            raise BadTenantError(
                source, f"the line {line!r:.60}", f"has `{part:.30}`; write `schema=`, `url=`, `labels=`"
            )
        yield key, value
