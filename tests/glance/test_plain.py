"""Which URLs say no more than where a database is."""

from __future__ import annotations

import pytest
from sqlalchemy import make_url

from amig.glance.plain import Address, plain

PLAIN = [
    "postgresql://h/d",
    "postgresql+asyncpg://me@h:5433/d",
    "postgresql://me:p%40ss%2Fword+1@db.example.org:5432/my-db",
    "postgresql://a%20b:%E2%82%AC@127.0.0.1/d",
    "mysql://me:x!$&'()*,;=~@h:3307/d",
    "mariadb+aiomysql://me:x@h/d",
]


@pytest.mark.parametrize("url", PLAIN)
def test_a_server_is_read_as_sqlalchemy_reads_it(url) -> None:
    """User, password, host, port and database, with what is quoted in them."""
    found, wanted = plain(url), make_url(url)
    assert found is not None
    theirs = (wanted.host, wanted.port, wanted.username, wanted.password, wanted.database)
    assert (found.host, found.port, found.user, found.password, found.database) == theirs
    assert found.dialect == wanted.get_backend_name().replace("mariadb", "mysql")
    assert plain(wanted) == found


@pytest.mark.parametrize("url", ["sqlite:///x.db", "sqlite+aiosqlite:////srv/a b/x+y.db", "sqlite:///../x"])
def test_a_file_is_read_as_sqlalchemy_reads_it(url) -> None:
    """Its path, relative or not."""
    assert plain(url) == Address("sqlite", make_url(url).database or "")


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "nonsense",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:x.db?mode=ro&uri=true",
        "sqlite:///x.db?timeout=3",
        "sqlite+pysqlcipher:///x.db",
        "postgresql://h",
        "postgresql:///d",
        "postgresql:///d?host=/run/postgresql",
        "postgresql://h/d?ssl=require",
        "postgresql://[::1]/d",
        "postgresql://a:1,b:2/d",
        "postgresql+psycopg://h/d",
        "postgresql://me:@h/d",
        "postgresql://me:p@ss@h/d",
        "mysql+asyncmy://h/d",
        "mysql://h/d?charset=latin1",
        "mssql+aioodbc://h/d",
        "postgresql://h/d%20e",
    ],
)
def test_what_says_more_is_left_to_sqlalchemy(url) -> None:
    """Options, sockets, several hosts, other drivers, and what would be refused."""
    assert plain(url) is None


def test_a_password_is_not_shown() -> None:
    """Not in a traceback's locals either."""
    assert "secret" not in repr(plain("postgresql://me:secret@h/d"))
