"""Whose connection it is: engines of every mode, the caller's connections and transactions, and what is put back."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import sys
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

import amig
from amig.errors import (
    BadConfigError,
    BadUrlError,
    ConfigError,
    ForeignTransactionError,
    LockTimeoutError,
    MissingVariableError,
    StepFailedError,
    UnreachableError,
)
from tests.projects import SHELF, new_project


def begin_by_event(engine: AsyncEngine) -> AsyncEngine:
    """The recipe of SQLAlchemy's documentation: the driver begins nothing, an event sends BEGIN."""

    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None

    @event.listens_for(engine.sync_engine, "begin")
    def begun(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


MODES: dict[str, Callable[[str], AsyncEngine]] = {
    "default": create_async_engine,
    "immediate": lambda url: create_async_engine(url, connect_args={"isolation_level": "IMMEDIATE"}),
    "none": lambda url: create_async_engine(url, connect_args={"isolation_level": None}),
    "event": lambda url: begin_by_event(create_async_engine(url)),
    "autocommit": lambda url: create_async_engine(url, isolation_level="AUTOCOMMIT"),
}
if sys.version_info >= (3, 12):
    MODES["autocommit=False"] = lambda url: create_async_engine(url, connect_args={"autocommit": False})
    MODES["autocommit=True"] = lambda url: create_async_engine(url, connect_args={"autocommit": True})


@pytest.mark.parametrize("mode", MODES)
async def test_ddl_really_rolls_back_in_every_mode_of_sqlite(sqlite, tmp_path, mode) -> None:
    """Tables made before a failure are gone, the version stays, and the pooled connection works on as it did."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up(
        """
        await op.create_table("half", sa.Column("id", sa.Integer()))
        await op.execute("INSERT INTO whole (id) VALUES (1)")
        await op.create_table("other", sa.Column("id", sa.Integer()))
        raise LookupError("late")
        """
    )
    engine = MODES[mode](sqlite.url)
    with pytest.raises(StepFailedError):
        await amig.upgrade(project.config, engine=engine)
    tables = {row[0] for row in sqlite.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables == {"whole", "amig_version", "amig_ledger"}
    assert sqlite.rows("SELECT count(*) FROM whole") == [(0,)]
    async with engine.begin() as connection:
        await connection.execute(text("INSERT INTO whole (id) VALUES (5)"))
    assert sqlite.rows("SELECT id FROM whole") == [(5,)]
    await amig.downgrade(project.config, "base", engine=engine)
    await engine.dispose()


@pytest.mark.parametrize("mode", MODES)
async def test_autocommit_steps_in_every_mode_of_sqlite(sqlite, tmp_path, mode) -> None:
    """VACUUM runs outside any transaction, and the connection is given back as it was."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up(
        'await op.execute("VACUUM")\nawait op.execute("INSERT INTO whole (id) VALUES (1)")',
        header="transactional = False",
    )
    project.up(
        """
        await op.execute("INSERT INTO whole (id) VALUES (2)")
        async with op.get_context().autocommit_block():
            await op.execute("VACUUM")
        await op.execute("INSERT INTO whole (id) VALUES (3)")
        """
    )
    engine = MODES[mode](sqlite.url)
    async with engine.connect() as connection:
        before = await connection.run_sync(lambda sync: sync.connection.dbapi_connection.isolation_level)
    await amig.upgrade(project.config, engine=engine)
    assert sqlite.rows("SELECT id FROM whole ORDER BY id") == [(1,), (2,), (3,)]
    async with engine.connect() as connection:
        assert await connection.run_sync(lambda sync: sync.connection.dbapi_connection.isolation_level) == before
        assert (await connection.execute(text("PRAGMA busy_timeout"))).scalar() == 5000
    await engine.dispose()


async def test_the_callers_connection_is_put_back_as_it_was(backend, tmp_path) -> None:
    """Level, session lock and all: what the caller does next is what the caller would have done before."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up('await op.execute("INSERT INTO whole (id) VALUES (1)")', header="transactional = False")
    engine = create_async_engine(backend.url)
    level = {"postgresql": "REPEATABLE READ", "mysql": "REPEATABLE READ", "sqlite": "SERIALIZABLE"}[backend.name]
    async with engine.connect() as connection:
        connection = await connection.execution_options(isolation_level=level)
        await amig.upgrade(project.config, connection=connection)
        assert not connection.in_transaction()
        assert await connection.get_raw_connection()
        now = await connection.run_sync(lambda sync: sync.get_isolation_level())
        assert now == level
        if backend.name == "mysql":
            assert (await connection.execute(text("SELECT IS_USED_LOCK('x')"))).scalar() is None
        await connection.rollback()
    if backend.name == "postgresql":
        assert backend.rows(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        ) == [(0,)]
    await engine.dispose()


@pytest.mark.parametrize("end", ["commit", "rollback"])
async def test_the_callers_own_transaction(backend, tmp_path, end) -> None:
    """All of it belongs to the caller, who commits or takes it all back; MySQL cannot, and says so."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up('await op.execute("INSERT INTO whole (id) VALUES (1)")')
    engine = create_async_engine(backend.url)
    async with engine.connect() as connection:
        await connection.begin()
        if backend.name == "mysql":
            with pytest.raises(ForeignTransactionError, match="would commit"):
                await amig.upgrade(project.config, connection=connection)
        else:
            result = await amig.upgrade(project.config, connection=connection)
            assert result.after == ("rev00002",)
            assert connection.in_transaction()
        await (connection.commit() if end == "commit" else connection.rollback())
    kept = ("rev00002",) if end == "commit" and backend.name != "mysql" else ()
    assert (await amig.current(project.config, url=backend.url)).revisions == kept
    await engine.dispose()


async def test_a_callers_transaction_at_a_higher_level_is_refused(postgresql, tmp_path) -> None:
    """The heads read under the lock would come from a snapshot from before it."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    engine = create_async_engine(postgresql.url, isolation_level="REPEATABLE READ")
    async with engine.begin() as connection:
        with pytest.raises(ForeignTransactionError, match="repeatable read"):
            await amig.upgrade(project.config, connection=connection)
    await amig.upgrade(project.config, engine=engine)
    assert (await amig.current(project.config, engine=engine)).is_head
    await engine.dispose()


async def test_a_callers_transaction_cannot_hold_an_autocommit_step(postgresql, tmp_path) -> None:
    """Neither by header nor by block: it would commit what is not amig's."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up("async with op.get_context().autocommit_block():\n    pass")
    engine = create_async_engine(postgresql.url)
    async with engine.connect() as connection:
        await connection.begin()
        with pytest.raises(StepFailedError, match="open transaction"):
            await amig.upgrade(project.config, connection=connection)
        await connection.rollback()
    await engine.dispose()


async def test_a_table_of_the_same_name_further_down_the_path_is_not_ours(postgresql, tmp_path) -> None:
    """With a tenant's schema first, `public`'s version table says nothing about the tenant."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    await amig.upgrade(project.config, url=postgresql.url)
    postgresql.execute("CREATE SCHEMA tenant")
    engine = create_async_engine(postgresql.url, connect_args={"server_settings": {"search_path": "tenant, public"}})
    assert (await amig.current(project.config, engine=engine)).revisions == ()
    await amig.upgrade(project.config, engine=engine)
    found = postgresql.rows("SELECT schemaname FROM pg_tables WHERE tablename = 'whole' ORDER BY 1")
    assert found == [("public",), ("tenant",)]
    await engine.dispose()


async def test_a_version_table_of_another_name_and_schema(backend, tmp_path) -> None:
    """As configured; and Alembic's own table can be carried on."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    schema = None
    if backend.name == "postgresql":
        backend.execute("CREATE SCHEMA book")
        schema = "book"
    config = amig.Config(file=project.config, version_table="alembic_version", version_table_schema=schema)
    await amig.upgrade(config, url=backend.url)
    name = "book.alembic_version" if schema else "alembic_version"
    assert backend.rows(f"SELECT version_num FROM {name}") == [("rev00001",)]
    assert (await amig.current(config, url=backend.url)).is_head


async def test_a_lock_that_is_held_for_too_long(backend, tmp_path) -> None:
    """The wait is bounded, and nothing has been done."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up("import tests.projects\ntests.projects.SHELF.append('holds it')\nawait asyncio.sleep(2)")
    SHELF.clear()
    first = asyncio.ensure_future(amig.upgrade(project.config, url=backend.url))
    async with asyncio.timeout(30):
        while not SHELF:  # noqa: ASYNC110 - the script fills it
            await asyncio.sleep(0.02)
    with pytest.raises(LockTimeoutError, match="another migrator held the lock") as caught:
        await amig.upgrade(amig.Config(file=project.config, lock_wait=0.3), url=backend.url)
    told = {"postgresql": r"session \d+ \(amig", "mysql": r"session \d+ \(", "sqlite": "another process"}
    assert re.search(told[backend.name], str(caught.value)), str(caught.value)
    result = await first
    assert result.after == ("rev00002",)


async def test_waiting_goes_on_while_the_holder_gets_on(postgresql, tmp_path) -> None:
    """Another statement of the holder is progress: a long revision of many short ones is waited for."""
    project = new_project(tmp_path / "p")
    project.up(
        "import tests.projects\ntests.projects.SHELF.append('holds it')\n"
        "for n in range(8):\n    await op.execute(f'SELECT pg_sleep(0.7) AS n{n}')"
    )
    SHELF.clear()
    first = asyncio.ensure_future(amig.upgrade(project.config, url=postgresql.url))
    async with asyncio.timeout(30):
        while not SHELF:  # noqa: ASYNC110 - the script fills it
            await asyncio.sleep(0.02)
    began = asyncio.get_running_loop().time()
    second = await amig.upgrade(amig.Config(file=project.config, lock_wait=2.5), url=postgresql.url)
    assert asyncio.get_running_loop().time() - began > 4
    assert (await first).steps and second.after == ("rev00001",)


@pytest.mark.parametrize(
    "bind",
    [{}, {"url": "sqlite://", "engine": object()}, {"engine": "not an engine"}, {"engine": object()}],
    ids=["none", "two", "a string", "no engine"],
)
async def test_a_database_must_be_given_once(tmp_path, bind) -> None:
    """None, two of them, or something that is no engine: each is told by its key."""
    project = new_project(tmp_path / "p")
    with pytest.raises(ConfigError, match=r"engine|url"):
        await amig.upgrade(project.config, **bind)


@pytest.mark.parametrize(
    ("url", "error", "said"),
    [
        ("{mysql}", BadUrlError, "names no database"),
        ("{postgresql}?sslmode=disable", BadUrlError, "was refused by the driver: connect() got an unexpected keyword"),
        ("sqlite:///{junk}", UnreachableError, "file is not a database"),
    ],
)
async def test_a_url_that_leads_to_no_database(postgresql, mysql, tmp_path, url, error, said) -> None:
    """What the first use of a connection shows about its URL is told as that."""
    project = new_project(tmp_path / "p")
    (tmp_path / "junk.db").write_text("this is no database, and long enough to be seen as none")
    given = {"mysql": mysql.url.rpartition("/")[0] + "/", "postgresql": postgresql.url, "junk": tmp_path / "junk.db"}
    with pytest.raises(error, match=re.escape(said)):
        await amig.current(project.config, url=url.format(**given))


async def test_a_url_that_is_not_set_is_not_asked_for(sqlite, tmp_path) -> None:
    """An engine of the app's own is enough, whatever the file says."""
    project = new_project(tmp_path / "p", url="${SURELY_NOT_SET}")
    project.table("whole")
    engine = create_async_engine(sqlite.url)
    assert (await amig.upgrade(project.config, engine=engine)).after == ("rev00001",)
    await engine.dispose()
    assert [head.revision for head in (await amig.heads(project.config)).heads] == ["rev00001"]
    with pytest.raises(MissingVariableError, match="SURELY_NOT_SET"):
        await amig.upgrade(project.config)


async def test_an_engine_by_its_name(sqlite, tmp_path, monkeypatch) -> None:
    """`engine = "app_db:engine"` is imported from the project's folder."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    (project.folder / "app_db.py").write_text(
        f"from sqlalchemy.ext.asyncio import create_async_engine\nengine = create_async_engine({sqlite.url!r})\n"
    )
    config = amig.Config(file=project.config, engine="app_db:engine")
    await amig.upgrade(config)
    assert sqlite.rows("SELECT version_num FROM amig_version") == [("rev00001",)]
    await sys.modules.pop("app_db").engine.dispose()
    with pytest.raises(BadConfigError, match="app_db:motor"):
        await amig.upgrade(config.replace(engine="app_db:motor"))
    await sys.modules.pop("app_db").engine.dispose()


def test_sqlite_is_really_used() -> None:
    """The library is new enough for what amig relies on."""
    assert sqlite3.sqlite_version_info >= (3, 35)
