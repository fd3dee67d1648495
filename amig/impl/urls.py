"""A database URL that was written for a blocking driver, for one that does not block."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from amig.impl.connect import DRIVERS

_KEPT = frozenset({"asyncpg", "psycopg", "aiomysql", "asyncmy", "aiosqlite"})
_PLACEHOLDERS = ("driver://", "driver:///")


class Adapted(NamedTuple):
    """A URL as amig's configuration holds it; None where the project had none. `notes` say what was changed."""

    url: str | None
    notes: tuple[str, ...] = ()


def unblocked(url: str | URL) -> str | URL:
    """The URL with an async driver; as it is, where there is none for it."""
    text = url.render_as_string(hide_password=False) if isinstance(url, URL) else url
    return adapted(text).url or url


def adapted(text: str | None) -> Adapted:
    """The URL with an async driver, and without what only a blocking one knows."""
    if not text or text.startswith(_PLACEHOLDERS):
        return Adapted(None)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        return Adapted(None, ("`sqlalchemy.url` cannot be read as a URL, and was left out",))
    backend, driver = url.get_backend_name(), url.drivername.partition("+")[2]
    if backend not in DRIVERS:
        return Adapted(None, (f"amig connects to no {backend} database; `sqlalchemy.url` was left out",))
    if driver in _KEPT:
        return Adapted(text)
    url, notes = _query(url.set(drivername=f"{backend}+{DRIVERS[backend][0]}"))
    if driver:
        notes = (f"the driver is `{DRIVERS[backend][0]}` now; it was `{driver}`", *notes)
    return Adapted(url.render_as_string(hide_password=False), notes)


def _query(url: URL) -> tuple[URL, tuple[str, ...]]:
    """The parameters that the async driver takes; asyncpg calls `sslmode` `ssl`."""
    notes, query = [], dict(url.query)
    if url.drivername == "postgresql+asyncpg":
        if (mode := query.pop("sslmode", None)) is not None:
            query["ssl"] = mode
        for name in sorted(query.keys() - {"ssl", "host", "port"}):
            del query[name]
            notes.append(f"asyncpg takes no `{name}` in a URL: it was left out")
    if url.drivername == "mysql+aiomysql":
        for name in sorted(query.keys() - {"charset", "unix_socket"}):
            del query[name]
            notes.append(f"aiomysql may not take `{name}` in a URL: it was left out")
    return url.set(query=query), tuple(notes)
