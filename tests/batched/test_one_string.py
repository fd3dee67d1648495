"""A closed revision is one string and one round trip; what could tell the difference is run the ordinary way."""

from __future__ import annotations

import asyncio
import logging
import threading

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.recorded import recordings
from amig.recorded.make import record
from tests.batched.watching import strings, watched
from tests.projects import SHELF, new_project


def history(folder, count: int = 4, header: str = ""):
    project = new_project(folder)
    project.table("a", header=header)
    for place in range(1, count):
        column = f'sa.Column("c{place}", sa.String(10), server_default="5%; :x")'
        project.up(f'await op.add_column("a", {column})', header=header)
    return project


async def test_a_closed_revision_is_one_round_trip(postgresql, through_proxy, tmp_path, one_at_a_time) -> None:
    """The first, too, but for asking where the tables are."""
    proxy, url = through_proxy(postgresql.url)
    engine = create_async_engine(url)
    trips = []
    for count in (2, 6, 16):
        project = history(tmp_path / str(count), count)
        for command, target in ((amig.upgrade, "head"), (amig.downgrade, "base")):
            proxy.reset()
            assert len((await command(project.config, target, engine=engine)).steps) == count
            trips.append(proxy.round_trips)
    await engine.dispose()
    assert (trips[4] - trips[2], trips[5] - trips[3]) == (10, 10)


async def test_a_run_in_one_transaction_is_one_string(postgresql, through_proxy, tmp_path) -> None:
    """However many revisions follow each other."""
    proxy, url = through_proxy(postgresql.url)
    trips = []
    async with watched(url) as (engine, sent):
        for count in (2, 6, 16):
            project = history(tmp_path / str(count), count)
            config = (await asyncio.to_thread(amig.Config.load, project.config)).replace(transaction="run")
            proxy.reset()
            assert len((await amig.upgrade(config, engine=engine)).steps) == count
            trips.append(proxy.round_trips)
            if count < 16:
                await amig.downgrade(config, "base", engine=engine)
    assert (len(strings(sent)), trips[2] - trips[1]) == (5, 0)
    told = postgresql.rows(
        "SELECT revision, event, seconds BETWEEN 0 AND 60 FROM amig_ledger ORDER BY id DESC LIMIT 16"
    )
    assert told == [(f"rev{place:05d}", "done", True) for place in range(16, 0, -1)]


async def test_what_follows_is_recorded_while_the_server_is_at_work(postgresql, tmp_path, monkeypatch) -> None:
    """All that there is time for, by the thread that waits."""
    monkeypatch.setattr("amig.recorded.strings._FEW", 1)
    project = new_project(tmp_path / "p")
    for _ in range(6):
        project.up('await op.execute("SELECT pg_sleep(0.1)")')
    begun, threads = dict[str, int](), list[threading.Thread]()
    async with watched(postgresql.url) as (engine, sent):

        def noting(impl, script, revision, direction):
            begun[revision.id] = len(strings(sent))
            threads.append(threading.current_thread())
            return record(impl, script, revision, direction)

        monkeypatch.setattr(recordings, "record", noting)
        assert len((await amig.upgrade(project.config, engine=engine)).steps) == 6
        assert len(strings(sent)) == 6
    assert list(begun.values()) == [0] * 6
    assert threading.current_thread() not in threads[:2]
    assert set(threads[2:]) == {threading.current_thread()}


async def test_the_ledger_and_the_version_row_are_in_it(postgresql, tmp_path) -> None:
    """The server says how long it took; the table is as the script says, to the letter."""
    project = history(tmp_path / "p")
    async with watched(postgresql.url) as (engine, sent):
        result = await amig.upgrade(project.config, engine=engine)
    assert len(strings(sent)) == 4
    assert [step.revision for step in result.steps] == ["rev00001", "rev00002", "rev00003", "rev00004"]
    assert all(step.seconds > 0 for step in result.steps)
    assert postgresql.rows("SELECT version_num FROM amig_version") == [("rev00004",)]
    told = postgresql.rows("SELECT revision, event, seconds > 0, hash <> '', data FROM amig_ledger ORDER BY id")
    assert [(row[0], *row[1:4]) for row in told] == [(step.revision, "done", True, True) for step in result.steps]
    assert all('"after"' in row[4] and "5%; :x" in row[4] for row in told[1:])
    default = "SELECT DISTINCT column_default FROM information_schema.columns WHERE column_name LIKE 'c_'"
    assert postgresql.rows(default) == [("'5%; :x'::character varying",)]


async def test_open_revisions_stand_between_closed_ones(postgresql, tmp_path) -> None:
    """In one transaction too: what a script reads is what the strings before it have made."""
    project = history(tmp_path / "p", 3)
    project.up(
        """
        from tests.projects import SHELF
        columns = "SELECT count(*) FROM information_schema.columns WHERE table_name = 'a'"
        SHELF.append((await op.get_bind().execute(sa.text(columns))).scalar())
        """
    )
    project.up('await op.add_column("a", sa.Column("d", sa.Integer()))')
    project.up('await op.add_column("a", sa.Column("e", sa.Integer()))')
    SHELF.clear()
    for kind in ("revision", "run"):
        config = (await asyncio.to_thread(amig.Config.load, project.config)).replace(transaction=kind)
        async with watched(postgresql.url) as (engine, sent):
            await amig.upgrade(config, engine=engine)
            assert len(strings(sent)) == {"revision": 5, "run": 2}[kind]
            await amig.downgrade(config, "base", engine=engine)
    assert SHELF == [4, 4]


async def _listener(engine) -> None:
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *_: None)


async def _commits(engine) -> None:
    event.listen(engine.sync_engine, "commit", lambda _: None)


DIFFERENT = {
    "replay = False": ({"header": "replay = False"}, {}, None),
    "a listener": ({}, {}, _listener),
    "a listener for commits": ({}, {}, _commits),
    "a translated schema": ({}, {"execution_options": {"schema_translate_map": {"x": "y"}}}, None),
    "echo": ({}, {"echo": True}, None),
}


@pytest.mark.parametrize("name", DIFFERENT)
async def test_what_would_see_a_difference_is_run_the_ordinary_way(postgresql, tmp_path, name) -> None:
    """Nothing is hidden from who listens, and no option of the connection is passed by."""
    headers, options, prepare = DIFFERENT[name]
    project = history(tmp_path / "p", **headers)
    async with watched(postgresql.url, **options) as (engine, sent):
        if prepare is not None:
            await prepare(engine)
        assert len((await amig.upgrade(project.config, engine=engine)).steps) == 4
    assert strings(sent) == []
    logging.getLogger("sqlalchemy.engine").handlers.clear()


BODIES = {
    "if": 'if True:\n    await op.execute("SELECT 1")',
    "a value of its own": 'await op.execute(f"SELECT {id(op)}")',
    "a way out": 'await op.execute("COMMIT")',
    "something that stays": "await op.execute(\"SET work_mem = '5MB'\")",
    "two in one": 'await op.execute(RawSQL("SELECT 1; SELECT 2"))',
    "an open quote": 'await op.execute("SELECT \'a")',
    "outside a transaction": 'await op.create_index("i", "a", ["n"], postgresql_concurrently=True)',
    "a value only the driver can say": (
        'await op.bulk_insert(sa.table("a", sa.column("n", sa.Numeric())), [{"n": 1.5}])'
    ),
    "a default of Python's": (
        'await op.bulk_insert(sa.Table("a", sa.MetaData(), sa.Column("n", sa.Integer(), default=1), '
        'sa.Column("id", sa.Integer())), [{"id": 1}])'
    ),
}


@pytest.mark.parametrize("name", BODIES)
async def test_what_is_not_the_same_as_text_is_run_the_ordinary_way(postgresql, tmp_path, name) -> None:
    """It does, or fails, as ever."""
    project = history(tmp_path / "p", 2)
    project.up("from amig.ops import RawSQL\n" + BODIES[name] if "RawSQL" in BODIES[name] else BODIES[name])
    async with watched(postgresql.url) as (engine, sent):
        try:
            await amig.upgrade(project.config, engine=engine)
        except amig.AmigError:
            assert name in ("two in one", "an open quote", "a way out")
    assert len(strings(sent)) == 2


async def test_rows_of_plain_values_are_text(postgresql, tmp_path) -> None:
    """Numbers, strings, truth and nothing: what the server gets is what asyncpg would have sent."""
    project = history(tmp_path / "p", 2)
    columns = 'sa.column("id", sa.Integer()), sa.column("n", sa.BigInteger()), sa.column("c1", sa.String())'
    rows = '[{"id": 1, "n": -5, "c1": "it\'s $1"}, {"id": 2, "n": None, "c1": "a\\\\b"}, {"id": 3}]'
    project.up(f'await op.bulk_insert(sa.table("a", {columns}), {rows})')
    async with watched(postgresql.url) as (engine, sent):
        await amig.upgrade(project.config, engine=engine)
    assert len(strings(sent)) == 3
    assert postgresql.rows("SELECT id, n, c1 FROM a ORDER BY id") == [
        (1, -5, "it's $1"),
        (2, None, "a\\b"),
        (3, None, "5%; :x"),
    ]


async def test_sql_files_are_closed(postgresql, tmp_path) -> None:
    """Each of their statements is sent as it is written."""
    project = history(tmp_path / "p", 2)
    up = "-- revision: sql01\n-- parents: rev00002\nINSERT INTO a (id) VALUES (1);\nUPDATE a SET n = 3 -- three\n;\n"
    (project.folder / "migrations" / "versions" / "sql01_x.up.sql").write_text(up)
    async with watched(postgresql.url) as (engine, sent):
        await amig.upgrade(project.config, engine=engine)
    assert len(strings(sent)) == 3
    assert postgresql.rows("SELECT id, n FROM a") == [(1, 3)]


async def test_through_a_pooler(postgresql, through_pgbouncer, tmp_path) -> None:
    """PgBouncer in transaction mode: a string is one transaction, so it is one session's."""
    project = history(tmp_path / "p", 8)
    async with watched(
        through_pgbouncer, connect_args={"statement_cache_size": 0, "prepared_statement_cache_size": 0}
    ) as (engine, sent):
        assert len((await amig.upgrade(project.config, engine=engine)).steps) == 8
    assert len(strings(sent)) == 8
    assert postgresql.rows("SELECT version_num FROM amig_version") == [("rev00008",)]


async def test_an_engine_of_another_driver_is_served_the_ordinary_way(postgresql, tmp_path) -> None:
    """With psycopg each statement goes by itself."""
    project = history(tmp_path / "p")
    url = postgresql.url.replace("+asyncpg", "+psycopg")
    assert len((await amig.upgrade(project.config, url=url)).steps) == 4
    assert postgresql.rows("SELECT version_num FROM amig_version") == [("rev00004",)]


async def test_a_time_limit_of_the_drivers_is_for_each_statement(postgresql, tmp_path) -> None:
    """A string is no statement: it would have to do with the time of one."""
    project = history(tmp_path / "p", 2)
    async with watched(postgresql.url, connect_args={"command_timeout": 50}) as (engine, sent):
        assert len((await amig.upgrade(project.config, engine=engine)).steps) == 2
    assert strings(sent) == []


async def test_a_server_that_takes_no_strings_is_served_one_by_one(postgresql, tmp_path) -> None:
    """Without PL/pgSQL each string fails and none of its statements does; soon no more are tried."""
    project = history(tmp_path / "p", 12)
    await asyncio.to_thread(postgresql.execute, "DROP EXTENSION plpgsql")
    async with watched(postgresql.url) as (engine, sent):
        assert len((await amig.upgrade(project.config, engine=engine)).steps) == 12
    assert len(strings(sent)) == 6
    assert postgresql.rows("SELECT count(*) FROM amig_ledger WHERE event = 'done'") == [(12,)]
