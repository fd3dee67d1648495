"""How one database speaks: one file per backend, and what carries its words."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from amig.errors import BadUrlError, UnsupportedError

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

_DEFAULT_SCHEMAS = {"postgresql": "public", "sqlite": "main", "mssql": "dbo"}


def impl_for(dialect: Dialect) -> Impl:
    """The backend of a dialect; raises UnsupportedError."""
    if (place := BACKENDS.get(dialect.name)) is None:
        known = ", ".join(f"`{name}`" for name in BACKENDS)
        raise UnsupportedError("connect", dialect.name, "no backend speaks it", f"use one of {known}")
    module, _, name = place.partition(":")
    backend: type[Impl] = getattr(import_module(module), name)
    return backend(dialect)


def offline_dialect(url: str, **opts: Any) -> Dialect:
    """The dialect of a URL, without its driver, made with these options; raises BadUrlError."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError

    try:
        make: Any = make_url(url).get_dialect()
        dialect: Dialect = make(**{"paramstyle": "named", **opts})
    except (ArgumentError, NoSuchModuleError) as error:
        raise BadUrlError(url.rpartition("@")[2], f"cannot be used: {error}") from None
    dialect.default_schema_name = _DEFAULT_SCHEMAS.get(dialect.name)
    return dialect
