"""Engines that amig opens itself, from a URL."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, InvalidRequestError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from amig.config import masked as without_password
from amig.errors import BadUrlError, MissingDriverError
from amig.impl.introduced import introduced

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

DRIVERS = {
    "postgresql": ("asyncpg", "amig[postgresql]"),
    "mysql": ("aiomysql", "amig[mysql]"),
    "mariadb": ("aiomysql", "amig[mysql]"),
    "sqlite": ("aiosqlite", "aiosqlite"),
}
"""The driver that a URL without one gets, and what to install for it."""

_unfinished: set[asyncio.Task[Any]] = set()


def masked(url: str | URL) -> str:
    """The URL without its password, wherever it stands."""
    return without_password(parse_url(url).render_as_string(hide_password=True))


def parse_url(text: str | URL) -> URL:
    """The URL with an async driver in it; raises BadUrlError."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise BadUrlError(_without_secrets(str(text)), "cannot be read") from None
    if "@" in (url.host or ""):
        shown = f"{url.drivername}://***@{_without_secrets(url.host or '')}/{url.database or ''}"
        raise BadUrlError(shown, "has an `@` in its user or password, which is written `%40` there")
    backend = url.get_backend_name()
    if "+" not in url.drivername and backend in DRIVERS:
        url = url.set(drivername=f"{backend}+{DRIVERS[backend][0]}")
    return url


def _without_secrets(text: str) -> str:
    """What can be shown of something that is not even a URL."""
    return text.rpartition("@")[2] if "@" in text else text


def make_engine(text: str | URL, *, reads_only: bool = False, pool_size: int = 0) -> AsyncEngine:
    """An engine for migrations: no prepared statements to go stale; raises BadUrlError, MissingDriverError.

    `reads_only`: a SQLite file that is not there is not made by looking at it. `pool_size` connections are kept: none,
    where it is 0.
    """
    from sqlalchemy.ext.asyncio import create_async_engine

    url = _standing_in(parse_url(text)) if reads_only else parse_url(text)
    _refuse_blocking(url)
    try:
        return introduced(create_async_engine(url, **_pool(url, pool_size), **_options(url)))
    except ModuleNotFoundError as error:
        driver = url.get_driver_name()
        extras = dict(DRIVERS.values())
        raise MissingDriverError(driver, extras.get(driver, error.name or driver)) from error
    except (ArgumentError, InvalidRequestError, TypeError, ValueError) as error:
        raise BadUrlError(masked(url), f"was refused: {error}") from None


def _standing_in(url: URL) -> URL:
    """An empty database in memory for a SQLite file that is not there: it holds as much."""
    name = url.database or ""
    if url.get_backend_name() != "sqlite" or url.query or name.startswith((":memory:", "file:")):
        return url
    missing = bool(name) and not Path(name).exists() and Path(name).absolute().parent.is_dir()
    return url.set(database=":memory:") if missing else url


def _refuse_blocking(url: URL) -> None:
    """Raise BadUrlError for a dialect that is not there, or a driver that would block the event loop."""
    try:
        dialect = url.get_dialect()
        has_async = dialect.is_async or dialect.get_async_dialect_cls(url).is_async
    except (NoSuchModuleError, ArgumentError):
        raise BadUrlError(masked(url), f"names a dialect that is not there: `{url.drivername}`") from None
    except NotImplementedError:
        has_async = False
    if not has_async:
        backend = url.get_backend_name()
        better = f"`{backend}+{DRIVERS[backend][0]}`" if backend in DRIVERS else "an async one"
        raise BadUrlError(masked(url), f"names a blocking driver; use {better}")


def _pool(url: URL, size: int) -> dict[str, Any]:
    in_memory = url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:")
    if in_memory:
        return {}
    return {"pool_size": size, "max_overflow": 0} if size else {"poolclass": NullPool}


def _options(url: URL) -> dict[str, Any]:
    if url.get_driver_name() != "asyncpg":
        return {}
    given = {
        "connection_class": _safe_cancel(),
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "server_settings": {"application_name": url.query.get("application_name", "amig")},
    }
    return {"connect_args": given}


def _safe_cancel() -> Any:
    """A connection that lets a cancel request on its way finish, whoever else drops the socket meanwhile.

    An anyio scope inside a script cancels again and again; the second time asyncpg terminates, and would take the first
    request back with it: the statement would go on at the server, with its locks.
    """
    import asyncpg

    class SafeCancel(asyncpg.Connection):  # type: ignore[misc]
        def terminate(self) -> None:
            on_the_way: set[asyncio.Task[Any]] = getattr(self, "_cancellations", set())
            for task in list(on_the_way):
                on_the_way.discard(task)
                _unfinished.add(task)
                task.add_done_callback(_unfinished.discard)
            super().terminate()

    return SafeCancel
