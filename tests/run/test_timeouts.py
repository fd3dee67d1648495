"""A revision says how long its statements may wait for a lock, and run."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

import amig
from amig.context import RunOptions
from amig.errors import StepFailedError
from amig.impl import impl_for, offline_dialect
from amig.impl.offline import Offline
from amig.state.timeouts import Timeouts, settings
from tests.projects import new_project
from tests.script.files import revision_saying

SERVERS = pytest.mark.parametrize("server", ["postgresql", "mysql"])
WAITING = {"postgresql": "lock_timeout", "mysql": "lock_wait_timeout"}


@pytest.fixture(name="database")
def database_fixture(request, server):
    return request.getfixturevalue(server)


async def said(connection: AsyncConnection, name: str) -> str:
    reading = f"SHOW {name}" if connection.dialect.name == "postgresql" else f"SELECT @@SESSION.{name}"
    return str((await connection.execute(text(reading))).scalar_one())


@SERVERS
async def test_a_lock_that_others_hold_is_waited_for_only_so_long(server, database, tmp_path) -> None:
    """The revision fails instead of making everybody queue behind it; the connection is given back as it was."""
    project = new_project(tmp_path / "p")
    project.table("busy")
    await amig.upgrade(project.config, url=database.url)
    project.up('await op.add_column("busy", sa.Column("x", sa.Integer()))', header='lock_timeout = "300ms"')
    engine = create_async_engine(make_url(database.url))
    try:
        async with engine.connect() as holder, engine.connect() as mine:
            await holder.execute(text("SELECT * FROM busy"))  # a reader is enough to stop ALTER TABLE
            was = await said(mine, WAITING[server])
            await mine.rollback()
            with pytest.raises(StepFailedError, match=r"lock timeout|Lock wait timeout"):
                await amig.upgrade(amig.Config(file=project.config, retries=1), connection=mine)
            assert await said(mine, WAITING[server]) == was
            await holder.rollback()
            await mine.rollback()
            await amig.upgrade(project.config, connection=mine)
            assert await said(mine, WAITING[server]) == was
    finally:
        await engine.dispose()


@SERVERS
async def test_a_statement_that_takes_too_long_is_ended_by_the_server(server, database, tmp_path) -> None:
    """In a transaction and outside one."""
    sleep = "SELECT pg_sleep(30)" if server == "postgresql" else "SELECT SLEEP(30)"
    for header in ("statement_timeout = 0.2", "transactional = False\nstatement_timeout = 0.2"):
        project = new_project(tmp_path / str(len(header)))
        project.up(f'await op.execute("{sleep}")', header=header)
        with pytest.raises(StepFailedError, match=r"statement timeout|max_statement_time"):
            await amig.upgrade(project.config, url=database.url)
        assert (await amig.current(project.config, url=database.url)).revisions == ()


async def test_sqlite_has_no_such_settings(sqlite, tmp_path) -> None:
    """Its lock is taken before the revision begins; the header is no error there."""
    project = new_project(tmp_path / "p")
    project.up('await op.execute("CREATE TABLE t (id int)")', header="lock_timeout = 1\nstatement_timeout = 1")
    await amig.upgrade(project.config, url=sqlite.url)
    assert sqlite.rows("SELECT count(*) FROM t") == [(0,)]


@pytest.mark.parametrize(
    ("dialect", "found"),
    [
        ("postgresql", {"lock_timeout": "250", "statement_timeout": "60000"}),
        (
            "mariadb",
            {"lock_wait_timeout": "1", "innodb_lock_wait_timeout": "1", "max_statement_time": "60"},
        ),
        (
            "mysql",
            {"lock_wait_timeout": "1", "innodb_lock_wait_timeout": "1", "max_execution_time": "60000"},
        ),
        ("sqlite", {}),
    ],
)
def test_in_the_words_of_each_server(dialect, found) -> None:
    """MySQL waits in whole seconds; what a revision does not say is left alone."""
    impl = impl_for(offline_dialect(f"{dialect}://"))
    assert settings(impl, revision_saying(lock_timeout=0.25, statement_timeout=60)) == found
    assert settings(impl, revision_saying()) == {}


async def test_offline_they_stand_around_the_statements() -> None:
    """And are taken back, for the file may go on."""
    output = io.StringIO()
    impl = impl_for(offline_dialect("postgresql://"))
    channel = Offline(output, impl)
    timeouts = Timeouts(channel, impl)
    await timeouts.set(revision_saying(lock_timeout=2), RunOptions(), autocommit=False)
    await timeouts.restore()
    assert output.getvalue().split("\n\n") == [
        "BEGIN;",
        "SET lock_timeout = '2000';",
        "SET lock_timeout = DEFAULT;",
        "",
    ]
