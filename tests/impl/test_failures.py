"""Sorting failures, and telling what MySQL kept."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from amig.errors import BadUrlError
from amig.impl.connect import make_engine, masked, parse_url
from amig.impl.failure import classify, reason
from amig.impl.kept import commits, kept


def wrapped(orig: Exception) -> DBAPIError:
    return DBAPIError("SELECT 1", None, orig)


def with_state(state: str) -> Exception:
    error = Exception("said the server")
    error.sqlstate = state  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (wrapped(with_state("40P01")), "busy"),
        (wrapped(with_state("55P03")), "busy"),
        (wrapped(with_state("57014")), "interrupted"),
        (wrapped(with_state("57P01")), "lost"),
        (wrapped(with_state("08003")), "lost"),
        (wrapped(with_state("42601")), "fatal"),
        (wrapped(Exception(1205, "Lock wait timeout")), "busy"),
        (wrapped(Exception(1317, "interrupted")), "interrupted"),
        (wrapped(Exception(2013, "gone")), "lost"),
        (wrapped(Exception(1064, "syntax")), "fatal"),
        (ConnectionResetError("reset"), "lost"),
        (wrapped(TimeoutError()), "lost"),
        (ValueError("no"), "fatal"),
    ],
)
def test_failures_are_sorted_by_code(error: Exception, kind: str) -> None:
    """Asyncpg raises no OperationalError, so the class says nothing."""
    assert classify(error) == kind


def test_a_scripts_own_words() -> None:
    """What was raised says it, not what it was raised from; a lookup's bare key gets its name."""
    raised = RuntimeError("row 5 is bad")
    raised.__cause__ = ValueError("x")
    assert reason(raised) == "row 5 is bad"
    assert reason(KeyError("price")) == "KeyError: 'price'"
    assert reason(AssertionError()) == "AssertionError"


async def test_the_servers_own_words(backend) -> None:
    """On one line, without SQLAlchemy's frame around them."""
    engine = create_async_engine(backend.url)
    async with engine.connect() as connection:
        with pytest.raises(DBAPIError) as caught:
            await connection.execute(text("SELECT * FROM nowhere"))
    assert "nowhere" in reason(caught.value)
    assert "sqlalche.me" not in reason(caught.value)
    assert "\n" not in reason(caught.value)
    assert classify(caught.value) == "fatal"
    await engine.dispose()


def test_a_busy_sqlite(tmp_path) -> None:
    """By its symbolic name."""
    first, second = sqlite3.connect(tmp_path / "x.db"), sqlite3.connect(tmp_path / "x.db", timeout=0)
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as caught:
        second.execute("BEGIN IMMEDIATE")
    assert classify(wrapped(caught.value)) == "busy"
    first.close()
    second.close()


@pytest.mark.parametrize(
    "sql", ["CREATE TABLE a (x int)", "/* c */ ALTER TABLE a", "-- c\ndrop table a", "TRUNCATE a", "COMMIT"]
)
def test_what_ends_a_transaction_on_mysql(sql: str) -> None:
    """Every DDL does."""
    assert commits(sql)


@pytest.mark.parametrize(
    "sql", ["INSERT INTO a", "CREATE TEMPORARY TABLE a (x int)", "DROP TEMPORARY TABLE a", "UPDATE created SET x = 1"]
)
def test_what_does_not(sql: str) -> None:
    """DML, and what belongs to the session."""
    assert not commits(sql)


STATEMENTS = ["INSERT 1", "CREATE TABLE a", "INSERT 2", "ALTER TABLE a", "INSERT 3"]


def test_what_mysql_kept() -> None:
    """Everything up to the last DDL; a DDL that fails commits what came before it, unless it could not be parsed."""
    assert kept(STATEMENTS, 5, autocommit=False, error_number=None) == STATEMENTS[:4]
    assert kept(STATEMENTS[:3], 2, autocommit=False, error_number=1062) == STATEMENTS[:2]
    assert kept(STATEMENTS[:4], 3, autocommit=False, error_number=1050) == STATEMENTS[:3]
    assert kept(STATEMENTS[:4], 3, autocommit=False, error_number=1064) == STATEMENTS[:2]
    assert kept(STATEMENTS[:3], 3, autocommit=True, error_number=None) == STATEMENTS[:3]
    assert kept([], 0, autocommit=False, error_number=None) == []
    looked = ["SHOW CREATE TABLE a", "\n select 1", "DESCRIBE a", "SELECTIVE a", "ALTER TABLE a"]
    assert kept(looked, 5, autocommit=False, error_number=None) == looked[3:]


def test_urls_get_an_async_driver() -> None:
    """The plain backend name is enough, and a password is never shown."""
    assert parse_url("postgresql://h/d").drivername == "postgresql+asyncpg"
    assert parse_url("mysql://h/d").drivername == "mysql+aiomysql"
    assert parse_url("sqlite://").drivername == "sqlite+aiosqlite"
    assert "secret" not in masked("postgresql://u:secret@h/d")
    assert masked("postgresql://h/d?password=secret&user=u").endswith("/d?password=***&user=u")
    with pytest.raises(BadUrlError, match=r"`postgresql://\*\*\*@h/d` has an `@` in its user or password") as caught:
        parse_url("postgresql://u:p@secret@h/d")
    assert "secret" not in str(caught.value)
    engine = make_engine("sqlite:///x.db")
    assert engine.url.drivername == "sqlite+aiosqlite"
