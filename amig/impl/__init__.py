"""How one database speaks: one file per backend, and what carries its words."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from amig import errors
from amig.aside import aside
from amig.impl.kin import family

if TYPE_CHECKING:
    from sqlalchemy import Dialect

    from amig.impl.base import Impl

BACKENDS = {
    "mssql": "amig.impl.mssql:SQLServerImpl",
    "mysql": "amig.impl.mysql:MySQLImpl",
    "mariadb": "amig.impl.mysql:MySQLImpl",
    "oracle": "amig.impl.oracle:OracleImpl",
    "postgresql": "amig.impl.postgresql:PostgreSQLImpl",
    "sqlite": "amig.impl.sqlite:SQLiteImpl",
}
"""Dialect -> its backend, imported when it is needed: what one knows of SQLAlchemy's takes time to import."""

GROUP = "amig.backends"
"""Entry points of other packages: the name of a dialect, and its Impl."""

_DEFAULT_SCHEMAS = {"postgresql": "public", "sqlite": "main", "mssql": "dbo"}


def impl_for(dialect: Dialect) -> Impl:
    """The backend of a dialect, amig's own or that of an installed package; raises UnsupportedError."""
    if (place := BACKENDS.get(dialect.name)) is None:
        return _installed(dialect.name)(dialect)
    module, _, name = place.partition(":")
    backend: type[Impl] = getattr(import_module(module), name)
    return backend(dialect)


async def impl_met(dialect: Dialect) -> Impl:
    """The backend of a dialect; where packages must be searched for it, that is done beside the event loop."""
    if dialect.name not in BACKENDS:
        await aside(_installed, dialect.name)
    return impl_for(dialect)


@cache
def _installed(dialect_name: str) -> type[Impl]:
    from importlib.metadata import entry_points

    for point in entry_points(group=GROUP, name=dialect_name):
        backend: type[Impl] = point.load()
        return backend
    known = ", ".join(f"`{name}`" for name in BACKENDS)
    raise errors.UnsupportedError(
        "connect",
        dialect_name,
        "no backend speaks it",
        f"use one of {known}, or install a package that brings it (an entry point in `{GROUP}`)",
    )


def offline_dialect(url: str, **opts: Any) -> Dialect:
    """The dialect of a URL, without its driver, made with these options; raises BadUrlError."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError

    try:
        make: Any = make_url(url).get_dialect()
        dialect: Dialect = make(**{"paramstyle": "named", **opts})
    except (ArgumentError, NoSuchModuleError) as error:
        raise errors.BadUrlError(url.rpartition("@")[2], f"cannot be used: {error}") from None
    dialect.default_schema_name = _DEFAULT_SCHEMAS.get(family(dialect))
    return dialect
