"""Closed steps on MySQL: their texts go straight to the driver, and all else is as if SQLAlchemy had sent them."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from typing import Any

import aiomysql
import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.errors import StepFailedError
from tests.batched.dying_straight import killed
from tests.projects import Project, new_project

COM_SET_OPTION = 0x1B
EVENTS = (
    "SELECT revision, event, statement, operation, hash, error IS NULL, data FROM amig_ledger"
    " WHERE event <> 'failed' OR statement IS NOT NULL ORDER BY id"
)
WHOLE_EVENTS = (
    "SELECT format, versions, revision, direction, event, statement, operation, hash, error, seconds IS NULL, data,"
    " host, os_user, app, amig_version FROM amig_ledger"
)
SEVERAL = """
await op.create_table("other", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("a", sa.Integer()))
await op.execute("INSERT INTO other (id, a) VALUES (1, 1)")
await op.add_column("other", sa.Column("b", sa.String(20), comment="it's \\\\ odd; 100%"))
await op.execute(sa.text("ALTER TABLE other ADD COLUMN d INTEGER"))
await op.bulk_insert(sa.table("other", sa.column("id"), sa.column("a")), [{"id": 2, "a": 2}, {"id": 3, "a": 3}])
await op.execute("INSERT INTO other (id, a) SELECT id + 10, a FROM other")
await op.create_index("ix_b", "other", ["b"])
await op.execute("UPDATE other SET a = a + 1")
"""


@pytest.fixture(name="queries")
def queries_fixture(monkeypatch) -> list[str]:
    """What aiomysql itself is told to send; what goes out as one, is taken apart."""
    sent: list[str] = []
    query = aiomysql.Connection.query

    async def noting(self: Any, sql: str | bytearray, *given: Any, **more: Any) -> Any:
        sent.extend((sql if isinstance(sql, str) else sql.decode()).split(";\n"))
        return await query(self, sql, *given, **more)

    monkeypatch.setattr(aiomysql.Connection, "query", noting)
    return sent


def history(folder: Any, *bodies: str) -> Project:
    project = new_project(folder)
    project.table("whole")
    for body in bodies:
        project.up(body)
    return project


async def test_two_round_trips(mysql, tmp_path, through_proxy, one_at_a_time) -> None:
    """The statement, told that it comes; and COMMIT, with the version, told that it is done. But the first and last.

    That is for a step by itself: `test_chained` has those that follow each other.
    """
    proxy, url = through_proxy(mysql.url)
    trips = []
    for count in (3, 7):
        mysql.execute("DROP TABLE IF EXISTS whole, amig_version, amig_ledger")
        columns = [f'await op.add_column("whole", sa.Column("c{n}", sa.Integer()))' for n in range(count)]
        project, engine = history(tmp_path / str(count), *columns), create_async_engine(url)
        proxy.reset()
        assert len((await amig.upgrade(project.config, engine=engine)).steps) == count + 1
        trips.append(proxy.round_trips)
        await engine.dispose()
    assert trips[1] - trips[0] == 4 * 2


async def test_a_server_that_takes_one_at_a_time_is_sent_them_so(mysql, tmp_path) -> None:
    """Found out by the first packet, of which nothing was done; rows, ledger and failures are as ever."""
    project = history(tmp_path / "p", SEVERAL, *['await op.add_column("whole", sa.Column("m", sa.Integer()))'] * 2)
    engine = create_async_engine(mysql.url)

    @event.listens_for(engine.sync_engine, "connect")
    def _connected(adapted: Any, _record: Any) -> None:
        adapted.run_async(_one_at_a_time)

    with pytest.raises(StepFailedError, match="Duplicate column") as caught:
        await amig.upgrade(project.config, engine=engine)
    await engine.dispose()
    assert caught.value.revision == "rev00004"
    assert mysql.rows("SELECT version_num FROM amig_version") == [("rev00003",)]
    told = mysql.rows(f"{EVENTS}")
    assert [row[0] for row in told if row[1:3] == ("done", None)] == [f"rev0000{n}" for n in (1, 2, 3)]


async def _one_at_a_time(driver: aiomysql.Connection) -> None:
    """What a client says that wants no packets of several, and a proxy that takes none."""
    await driver._execute_command(COM_SET_OPTION, b"\x01\x00")
    await driver._read_packet()


async def test_the_ledger_is_told_the_same(mysql, tmp_path) -> None:
    """Row by row, but for what each run has of its own: with a listener, and without one."""
    told = []
    for listening in (True, False):
        mysql.execute("DROP TABLE IF EXISTS whole, other, amig_version, amig_ledger")
        more = 'await op.add_column("whole", sa.Column("m", sa.Integer()))', "pass"
        project, engine = history(tmp_path / str(listening), SEVERAL, *more), create_async_engine(mysql.url)
        if listening:
            event.listen(engine.sync_engine, "before_cursor_execute", lambda *_: None)
        await amig.upgrade(project.config, engine=engine)
        await engine.dispose()
        told.append(mysql.rows(f"{WHOLE_EVENTS} ORDER BY id"))
        assert mysql.rows("SELECT count(*) FROM amig_ledger WHERE seconds > 0 AND seconds < 60") == [(4,)]
    assert told[0] == told[1]


async def test_whoever_listens_hears_all(mysql, tmp_path, queries) -> None:
    """A listener of the user's has them go through SQLAlchemy, and the same is sent."""
    project = history(tmp_path / "p", SEVERAL)
    engine, heard = create_async_engine(mysql.url), list[str]()
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *given: heard.append(given[2]))
    await amig.upgrade(project.config, engine=engine)
    await engine.dispose()
    changes = ("CREATE", "ALTER", "UPDATE other")
    assert [text for text in queries if text.startswith(changes)] == [
        text for text in heard if text.startswith(changes)
    ]


async def test_what_commits_is_written_down_before(mysql, tmp_path, queries) -> None:
    """Whichever way it goes: a text, or a construct of SQLAlchemy's."""
    await amig.upgrade(history(tmp_path / "p", SEVERAL).config, url=mysql.url)
    for at, text in enumerate(queries):
        if text.startswith(("ALTER TABLE", "CREATE INDEX", "CREATE TABLE other", "CREATE TABLE whole")):
            assert queries[at - 1].startswith("INSERT INTO amig_ledger"), text
            assert re.split("[\n']", text)[0] in queries[at - 1], text


FAILING = {
    "exists": 'await op.create_table("whole", sa.Column("id", sa.Integer()))',
    "unread": 'await op.execute("ALTER TABLE whole ADD COLUM n m")',
    "twice": (
        'await op.execute("INSERT INTO whole (id) VALUES (1), (2)")\n'
        'await op.add_column("whole", sa.Column("m", sa.Integer(), server_default="3"))\n'
        'await op.create_unique_constraint("u", "whole", ["m"])'
    ),
    "rows": 'await op.execute("INSERT INTO whole (id) VALUES (1)")\nawait op.execute("INSERT INTO whole (id) VALUES (1)")',
    "after": 'await op.create_table("b", sa.Column("id", sa.Integer()))\nawait op.execute("UPDATE nowhere SET a = 1")',
}


@pytest.mark.parametrize("after", [(), ("pass",)], ids=["last", "between"])
@pytest.mark.parametrize("body", FAILING.values(), ids=FAILING)
async def test_a_failure_is_told_as_always(mysql, tmp_path, body, after) -> None:
    """The error, its statement, the ledger, and where the next run goes on: with a listener, and without one."""
    told = []
    for listening in (True, False):
        mysql.execute("DROP TABLE IF EXISTS whole, b, amig_version, amig_ledger")
        told.append(await failure(mysql, history(tmp_path / str(listening), "pass", body, *after), listening=listening))
    assert told[0] == told[1]


async def failure(mysql: Any, project: Project, *, listening: bool) -> tuple[Any, ...]:
    """What is told of an upgrade that fails, which revisions ran before, and all that it leaves."""
    engine, ran = create_async_engine(mysql.url), list[str]()
    if listening:
        event.listen(engine.sync_engine, "before_cursor_execute", lambda *_: None)
    with pytest.raises(StepFailedError) as caught:
        await amig.upgrade(project.config, engine=engine, tell=lambda one: ran.append(one.revision))
    await engine.dispose()
    error = caught.value
    said = (str(error), error.hint, error.statement, error.total, error.kept, error.resumes_at, error.at)
    where = (await amig.current(project.config, url=mysql.url)).interrupted
    return ran, said, where, mysql.rows(EVENTS), mysql.rows("SELECT * FROM amig_version")


def test_rows_that_are_moved_meanwhile(mysql, tmp_path, queries) -> None:
    """Somebody's row is gone between two steps: the server stops at what is told of the second, and does none of it."""
    project = history(tmp_path / "p", 'await op.create_table("b", sa.Column("id", sa.Integer()))')

    def moved(ran: amig.Ran) -> None:
        if ran.revision == "rev00001":
            mysql.execute("DELETE FROM amig_version")

    with pytest.raises(amig.errors.ConcurrentChangeError):
        asyncio.run(amig.upgrade(project.config, url=mysql.url, tell=moved))
    assert any(text.startswith("CREATE TABLE b") for text in queries)
    assert (
        mysql.rows("SHOW TABLES LIKE 'b'") == mysql.rows("SELECT 1 FROM amig_ledger WHERE revision = 'rev00002'") == []
    )


def test_rows_that_are_moved_during_a_step(mysql, tmp_path, monkeypatch) -> None:
    """While its statement runs: the version is not moved over them, and nobody is told that the step is done."""
    folder = tmp_path / "p"
    project = history(folder, 'await op.create_table("b", sa.Column("id", sa.Integer()))', "pass")
    query = aiomysql.Connection.query

    async def moving(self: Any, sql: Any, *given: Any, **more: Any) -> Any:
        found = await query(self, sql, *given, **more)
        if isinstance(sql, str) and "CREATE TABLE b" in sql:
            while self._result.has_next:
                await self.next_result()
            mysql.execute("UPDATE amig_version SET version_num = 'elsewhere'")
            monkeypatch.setattr(aiomysql.Connection, "next_result", ended)
        return found

    async def ended(self: Any) -> int:
        monkeypatch.undo()
        return 0

    monkeypatch.setattr(aiomysql.Connection, "query", moving)
    with pytest.raises(StepFailedError) as caught:
        asyncio.run(amig.upgrade(project.config, url=mysql.url))
    assert isinstance(caught.value.__cause__, amig.errors.ConcurrentChangeError)
    assert mysql.rows("SELECT * FROM amig_version") == [("elsewhere",)]
    told = mysql.rows("SELECT event, statement FROM amig_ledger WHERE revision = 'rev00002' ORDER BY id")
    assert told == [("started", None), ("started", 1), ("done", 1), ("failed", None)]


def test_the_lock_is_kept_from_step_to_step_and_then_given_back(mysql, tmp_path) -> None:
    """Whatever ends the run: nothing is left of it, and a connection of the user's has the timeouts that it had."""
    bad = 'await op.execute("UPDATE nowhere SET a = 1")'
    project = history(tmp_path / "p", *['await op.execute("INSERT INTO whole () VALUES ()")'] * 2, bad)
    used = "SELECT IS_USED_LOCK(CONCAT('amig:', SHA1(CONCAT(DATABASE(), '.amig_version')))) IS NOT NULL"
    held = []

    async def run() -> Any:
        engine = create_async_engine(mysql.url)
        async with engine.connect() as connection:
            with pytest.raises(StepFailedError):
                await amig.upgrade(project.config, connection=connection, tell=lambda _: held.append(mysql.rows(used)))
            said = await connection.exec_driver_sql("SELECT @@lock_wait_timeout = @@global.lock_wait_timeout")
            now = mysql.rows(used), said.scalar_one()
        await engine.dispose()
        return now

    assert asyncio.run(run()) == ([(0,)], 1)
    assert held == [[(1,)]] * 3


@pytest.mark.parametrize("after", [(), ("pass",)], ids=["last", "between"])
async def test_a_cancellation_stops_the_statement(mysql, tmp_path, after) -> None:
    """At the server, in the middle of a step and of a run; the next one goes on."""
    slow = (
        'await op.create_table("b", sa.Column("id", sa.Integer()))\nawait op.execute("UPDATE whole SET n = SLEEP(43)")'
    )
    project = history(tmp_path / "p", 'await op.execute("INSERT INTO whole () VALUES ()")', slow, *after)
    task = asyncio.ensure_future(amig.upgrade(project.config, url=mysql.url))
    running = "SELECT count(*) FROM information_schema.processlist WHERE info LIKE 'UPDATE whole SET n = SLEEP(43)%'"
    while mysql.rows(running) == [(0,)]:  # noqa: ASYNC110 - the server tells of no event
        await asyncio.sleep(0.02)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert (task.cancelled(), mysql.rows(running)) == (True, [(0,)])
    where = await amig.current(project.config, url=mysql.url)
    assert (where.revisions, where.interrupted and where.interrupted.statement) == (("rev00002",), 2)


async def test_a_cancellation_lets_a_commit_come_to_its_end(mysql, tmp_path, monkeypatch) -> None:
    """With all that goes out with it: what it commits is done, and the next run goes on behind it."""
    project = history(tmp_path / "p", 'await op.add_column("whole", sa.Column("m", sa.Integer()))', "pass")
    query = aiomysql.Connection.query

    async def cancelling(self: Any, sql: Any, *given: Any, **more: Any) -> Any:
        if isinstance(sql, str) and sql.startswith("UPDATE") and "'rev00002'" in sql:
            task.cancel()
        return await query(self, sql, *given, **more)

    monkeypatch.setattr(aiomysql.Connection, "query", cancelling)
    told = list[str]()
    task = asyncio.ensure_future(
        amig.upgrade(project.config, url=mysql.url, tell=lambda ran: told.append(ran.revision))
    )
    with pytest.raises(asyncio.CancelledError):
        await task
    assert mysql.rows("SELECT * FROM amig_version") == [("rev00002",)]
    assert mysql.rows("SELECT revision, event FROM amig_ledger ORDER BY id DESC LIMIT 1") == [("rev00002", "done")]
    assert [one.revision for one in (await amig.upgrade(project.config, url=mysql.url)).steps] == ["rev00003"]


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_at_any_query(mysql, tmp_path, moment, seed) -> None:
    """`kill -9` where the driver is: run again, and the end is the same as undisturbed. Some of them."""
    everywhere(mysql, tmp_path / "p", moment, lambda total: range(1 + seed % 7, total + 1, 7))


@pytest.mark.full
@pytest.mark.timeout(600)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_at_every_query(mysql, tmp_path, moment) -> None:
    """The same at each of them."""
    everywhere(mysql, tmp_path / "p", moment, lambda total: range(1, total + 1))


STATE = (
    "SELECT * FROM other ORDER BY id",
    "SELECT * FROM amig_version",
    "SELECT table_name, column_name, column_type FROM information_schema.columns WHERE table_schema = database()",
)


def everywhere(mysql: Any, folder: Any, moment: str, places: Any) -> None:
    """Killed at these of the queries, each time from the start; and run to its end."""
    project = history(folder, SEVERAL, 'await op.add_column("whole", sa.Column("last", sa.Integer()))')

    def undone() -> None:
        mysql.execute("DROP TABLE IF EXISTS whole, other, amig_version, amig_ledger")

    total = killed(project.config, mysql.url, 0, moment)
    assert total is not None
    expected = [mysql.rows(query) for query in STATE]
    for place in places(total):
        undone()
        assert killed(project.config, mysql.url, place, moment) is None, place
        asyncio.run(amig.upgrade(project.config, url=mysql.url))
        assert [mysql.rows(query) for query in STATE] == expected, f"killed {moment} query {place} of {total}"
