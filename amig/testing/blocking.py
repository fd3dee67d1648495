"""SQLAlchemy's plain Engine, where a blocking driver is installed."""

from __future__ import annotations

from importlib.util import find_spec

from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.pool import NullPool

from amig.errors import NoSyncDriverError

_OF_MYSQL = {"pymysql": "pymysql", "mysqldb": "MySQLdb"}
DRIVERS = {
    "postgresql": {"psycopg": "psycopg", "psycopg2": "psycopg2"},
    "mysql": _OF_MYSQL,
    "mariadb": _OF_MYSQL,
    "sqlite": {"pysqlite": "sqlite3"},
}
"""Backend -> SQLAlchemy's names of blocking drivers, and their modules, in the order in which they are tried."""


def sync_engine(url: URL) -> Engine:
    """A plain Engine on the database of an async URL; raises NoSyncDriverError."""
    backend = url.get_backend_name()
    for driver, module in DRIVERS[backend].items():
        if find_spec(module) is not None:
            return create_engine(url.set(drivername=f"{backend}+{driver}"), poolclass=NullPool)
    raise NoSyncDriverError(backend, tuple(DRIVERS[backend].values()))
