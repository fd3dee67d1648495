"""A fresh database per test."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pymysql
from sqlalchemy import URL, make_url

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Backend:
    """One database for one test: `url` for amig, `rows` and `execute` for looks from outside."""

    name: str
    url: str
    connect: Callable[[], Any]

    def rows(self, sql: str) -> Rows:
        with closing(self.connect()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute(sql)
            return [tuple(row) for row in cursor.fetchall()]

    def execute(self, sql: str) -> None:
        with closing(self.connect()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute(sql)
            connection.commit()


def name_of(test: str) -> str:
    """A database name that tells which test it is from: readable, unique, at most 60 characters."""
    words = re.sub(r"\W+", "_", test.rpartition("::")[2].lower()).strip("_")
    return f"{words[:45]}_{hashlib.sha1(test.encode()).hexdigest()[:8]}"


@contextmanager
def sqlite_database(folder: Path) -> Iterator[Backend]:
    path = folder / "test.db"
    yield Backend("sqlite", f"sqlite+aiosqlite:///{path}", lambda: sqlite3.connect(path))


@contextmanager
def postgresql_database(server: str, test: str) -> Iterator[Backend]:
    """Cloned from the server's template; sessions that are left over are ended."""
    url, name = make_url(server), name_of(test)
    with _postgresql(url, url.database or "postgres") as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        quick = " STRATEGY file_copy" if admin.info.server_version >= 150000 else ""
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE template0{quick}')
    driver = url.set(drivername="postgresql+asyncpg", database=name)
    try:
        yield Backend("postgresql", _text(driver), lambda: _postgresql(url, name))
    finally:
        with _postgresql(url, url.database or "postgres") as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def mysql_database(server: str, test: str) -> Iterator[Backend]:
    """Made anew; sessions that are left over are ended."""
    url, name = make_url(server), name_of(test)
    with closing(_mysql(url, None)) as admin, closing(admin.cursor()) as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS `{name}`")
        cursor.execute(f"CREATE DATABASE `{name}`")
    driver = url.set(drivername="mysql+aiomysql", database=name)
    try:
        yield Backend("mysql", _text(driver), lambda: _mysql(url, name))
    finally:
        with closing(_mysql(url, None)) as admin, closing(admin.cursor()) as cursor:
            cursor.execute("SELECT id FROM information_schema.processlist WHERE db = %s", (name,))
            for (number,) in cursor.fetchall():
                with suppress(pymysql.err.OperationalError):  # it has ended by itself meanwhile
                    cursor.execute(f"KILL {number}")
            cursor.execute(f"DROP DATABASE IF EXISTS `{name}`")


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def _postgresql(url: URL, database: str) -> psycopg.Connection[Any]:
    return psycopg.connect(
        host=url.host, port=url.port, user=url.username, password=url.password, dbname=database, autocommit=True
    )


def _mysql(url: URL, database: str | None) -> pymysql.Connection[Any]:
    return pymysql.connect(
        host=url.host or "127.0.0.1",
        port=url.port or 3306,
        user=url.username,
        password=url.password or "",
        database=database,
        autocommit=True,
    )
