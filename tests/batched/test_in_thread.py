"""On SQLite a closed revision is one visit to the driver's thread; nothing else is different for it."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import event, make_url
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.errors import ConcurrentChangeError, InterruptedRevisionError, StepFailedError
from amig.recorded.strings import Strings
from tests.batched.test_failing import LEFT, config_of, history, until
from tests.batched.watching import strings, watched
from tests.projects import new_project

pytestmark = pytest.mark.usefixtures("one_at_a_time")

ADDING = 'await op.add_column("a", sa.Column("x{}", sa.Integer()))'
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.mark.parametrize(("kind", "visits"), [("revision", 3), ("run", 1)])
async def test_a_closed_revision_is_one_visit(sqlite, tmp_path, kind, visits) -> None:
    """One commit for each revision; in one transaction they share a visit too."""
    project = history(tmp_path / "p", *map(ADDING.format, range(3)))
    config = await config_of(project, transaction=kind)
    async with watched(sqlite.url) as (engine, sent):
        assert len((await amig.upgrade(config, engine=engine)).steps) == 4
        assert len(strings(sent)) == visits
        commits = sum(text.upper().startswith("COMMIT") for text in sent)
        assert commits == (4 if kind == "revision" else 1)
    told = sqlite.rows("SELECT revision, event, seconds BETWEEN 0 AND 60, hash <> '' FROM amig_ledger ORDER BY id")
    assert told == [(f"rev0000{place}", "done", 1, 1) for place in (1, 2, 3, 4)]
    assert sqlite.rows("SELECT version_num FROM amig_version") == [("rev00004",)]
    assert len((await amig.downgrade(config, "base", url=sqlite.url)).steps) == 4
    assert sqlite.rows("SELECT version_num FROM amig_version") == []


async def test_a_file_without_tables_of_amigs_is_served(sqlite, tmp_path) -> None:
    """Without a ledger there is nothing to make first but the version table."""
    project = history(tmp_path / "p", ADDING.format(1))
    assert len((await amig.upgrade(await config_of(project, ledger=False), url=sqlite.url)).steps) == 2
    assert sqlite.rows("SELECT version_num FROM amig_version") == [("rev00002",)]


@pytest.mark.parametrize("options", [{"echo": True}, {"listener": True}, {"autocommit": False}, {}])
async def test_what_would_see_a_difference_is_run_the_ordinary_way(sqlite, tmp_path, options) -> None:
    """A listener, and a driver that has a transaction of its own open all the time."""
    project = history(tmp_path / "p", ADDING.format(1), header="" if options else "replay = False")
    connect = {"autocommit": False} if "autocommit" in options else {}
    if connect and not hasattr(sqlite3, "LEGACY_TRANSACTION_CONTROL"):
        pytest.skip("this Python's sqlite3 has no such mode")
    async with watched(sqlite.url, echo=options.get("echo", False), connect_args=connect) as (engine, sent):
        if "listener" in options:
            event.listen(engine.sync_engine, "before_cursor_execute", lambda *_: None)
        assert len((await amig.upgrade(project.config, engine=engine)).steps) == 2
    assert strings(sent) == []


async def test_foreign_keys_are_let_go_of_where_the_header_says_so(sqlite, tmp_path) -> None:
    """The pragma stands outside a transaction: such a revision goes the ordinary way."""
    project = history(tmp_path / "p", ADDING.format(1), header="foreign_keys = False")
    async with watched(sqlite.url) as (engine, sent):
        assert len((await amig.upgrade(project.config, engine=engine)).steps) == 2
    assert strings(sent) == []


@pytest.mark.parametrize("kind", ["revision", "run"])
async def test_the_culprit_is_named(sqlite, tmp_path, kind) -> None:
    """As without visits; what came before it in the same revision is taken back."""
    failing = 'await op.execute("INSERT INTO a (id) VALUES (1)")\nawait op.drop_table("nope")\nawait op.drop_table("a")'
    project = history(tmp_path / "p", ADDING.format(1), failing)
    with pytest.raises(StepFailedError, match="no such table") as caught:
        await amig.upgrade(await config_of(project, transaction=kind), url=sqlite.url)
    assert (caught.value.revision, caught.value.statement) == ("rev00003", 2)
    if kind == "revision":
        assert sqlite.rows("SELECT revision, event FROM amig_ledger")[-1] == ("rev00003", "failed")
        assert sqlite.rows("SELECT * FROM a") == []


async def test_a_failure_that_ends_the_whole_transaction_is_told_of_its_revision(sqlite, tmp_path) -> None:
    """There is no savepoint left to go back to, and nothing may go on outside the transaction."""
    inserting = 'await op.execute("INSERT OR ROLLBACK INTO a (id) VALUES (1)")'
    project = history(tmp_path / "p", inserting, f'await op.execute("SELECT 1")\n{inserting}', ADDING.format(1))
    with pytest.raises(StepFailedError, match="UNIQUE") as caught:
        await amig.upgrade(await config_of(project, transaction="run"), url=sqlite.url)
    assert (caught.value.revision, caught.value.statement) == ("rev00003", 2)
    assert sqlite.rows("SELECT name FROM sqlite_master WHERE name = 'a'") == []
    assert sqlite.rows("SELECT version_num FROM amig_version") == []


async def test_another_migrator_is_waited_for(sqlite, tmp_path, monkeypatch) -> None:
    """The file is locked between two steps: polled, without a wait in the driver."""
    project = history(tmp_path / "p", *map(ADDING.format, range(2)))
    send, waiting, tries = Strings.send, [True], [0]
    holder = sqlite3.connect(make_url(sqlite.url).database or "", isolation_level=None, check_same_thread=False)

    async def meddled(self, parts) -> None:
        if waiting and parts[0].step.revision.id == "rev00003":
            tries[0] += 1
            if tries[0] != 2:
                await asyncio.to_thread(holder.execute, "COMMIT" if tries[0] == 3 else "BEGIN IMMEDIATE")
            if tries[0] == 3:
                waiting.clear()
        await send(self, parts)

    monkeypatch.setattr(Strings, "send", meddled)
    with closing(holder):
        assert (await amig.upgrade(project.config, url=sqlite.url)).after == ("rev00003",)
    assert tries == [3]


async def test_rows_that_moved_are_planned_from(sqlite, tmp_path, monkeypatch) -> None:
    """Somebody else was faster, or led back."""
    project = history(tmp_path / "p", *['await op.execute("SELECT 1")'] * 4)
    send, moves = Strings.send, {"rev00003": "rev00004", "rev00005": "rev00001"}

    async def meddled(self, parts) -> None:
        if row := moves.pop(parts[0].step.revision.id, None):
            await asyncio.to_thread(sqlite.execute, f"UPDATE amig_version SET version_num = '{row}'")
        await send(self, parts)

    monkeypatch.setattr(Strings, "send", meddled)
    with pytest.raises(ConcurrentChangeError):
        await amig.upgrade(project.config, url=sqlite.url)
    assert sqlite.rows("SELECT revision FROM amig_ledger ORDER BY id") == [("rev00001",), ("rev00002",)]


async def test_an_unfinished_revision_is_seen(sqlite, tmp_path, monkeypatch) -> None:
    """What another migrator left half done stops a visit too."""
    project = history(tmp_path / "p", *['await op.execute("SELECT 1")'] * 2)
    send = Strings.send

    async def meddled(self, parts) -> None:
        if parts[0].step.revision.id == "rev00003":
            await asyncio.to_thread(sqlite.execute, LEFT)
        await send(self, parts)

    monkeypatch.setattr(Strings, "send", meddled)
    with pytest.raises(InterruptedRevisionError):
        await amig.upgrade(project.config, url=sqlite.url)
    assert sqlite.rows("SELECT version_num FROM amig_version") == [("rev00002",)]


async def test_a_script_that_touches_the_version_rows_is_found_out(sqlite, tmp_path) -> None:
    """The row was not there to be moved."""
    project = history(tmp_path / "p", 'await op.execute("DELETE FROM amig_version")')
    with pytest.raises(ConcurrentChangeError):
        await amig.upgrade(project.config, url=sqlite.url)
    assert sqlite.rows("SELECT version_num FROM amig_version") == [("rev00001",)]


@pytest.mark.parametrize("kind", ["revision", "run"])
async def test_a_cancelled_visit_ends(sqlite, tmp_path, kind) -> None:
    """Its statement is interrupted and those after it are not sent; nothing of it stays, and the file is free."""
    project = history(tmp_path / "p", f'{ADDING.format(1)}\nawait op.execute("{ENDLESS}")\n{ADDING.format(2)}')
    async with watched(sqlite.url) as (engine, sent):
        running = asyncio.ensure_future(amig.upgrade(await config_of(project, transaction=kind), engine=engine))
        await until(lambda: ENDLESS in sent or running.done())
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert not any("x2" in text for text in sent if text.startswith("ALTER"))
    there = sqlite.rows("SELECT name FROM sqlite_master WHERE name = 'a'")
    assert there == ([("a",)] if kind == "revision" else [])
    sqlite.execute("CREATE TABLE free (id int)")


async def test_a_cancellation_that_comes_after_the_commit_leaves_the_step_done(sqlite, tmp_path, monkeypatch) -> None:
    """What is committed is told as done, and the ledger says so too."""
    from amig.recorded.in_thread import Visit

    project = history(tmp_path / "p", ADDING.format(1))
    each, loop, told = Visit.each, asyncio.get_running_loop(), []

    def late(self, raw) -> None:
        each(self, raw)
        loop.call_soon_threadsafe(running.cancel)
        asyncio.run_coroutine_threadsafe(asyncio.sleep(0.1), loop).result()

    monkeypatch.setattr(Visit, "each", late)
    running = asyncio.ensure_future(amig.upgrade(project.config, url=sqlite.url, tell=told.append))
    with pytest.raises(asyncio.CancelledError):
        await running
    assert sqlite.rows("SELECT revision, event FROM amig_ledger")[1:] == [("rev00002", "done")]
    assert sqlite.rows("SELECT version_num FROM amig_version") == [("rev00002",)]


async def test_rows_of_plain_values_are_text(sqlite, tmp_path) -> None:
    """What is kept is what the driver would have given it; other values go the ordinary way."""
    project = new_project(tmp_path / "p")
    project.table("a")
    columns = 'sa.column("id", sa.Integer()), sa.column("n", sa.BigInteger()), sa.column("s", sa.String())'
    project.up('await op.add_column("a", sa.Column("s", sa.String(10)))')
    rows = '[{"id": 1, "n": -5, "s": "it\'s ?"}, {"id": 2, "n": 2 ** 62, "s": None}]'.replace("2 ** 62", str(2**62))
    project.up(f'await op.bulk_insert(sa.table("a", {columns}), {rows})')
    project.up('await op.bulk_insert(sa.table("a", sa.column("n", sa.Numeric())), [{"n": 1.5}])')
    async with watched(sqlite.url) as (engine, sent):
        await amig.upgrade(project.config, engine=engine)
    assert len(strings(sent)) == 2
    kept = sqlite.rows("SELECT id, n, s, typeof(n) FROM a ORDER BY id")
    assert kept[:2] == [(1, -5, "it's ?", "integer"), (2, 2**62, None, "integer")]


async def test_a_database_in_memory_is_served(tmp_path) -> None:
    """Nobody could ask it over another connection what became of a step."""
    project = history(tmp_path / "p", *map(ADDING.format, range(2)))
    engine = create_async_engine("sqlite+aiosqlite://")
    assert len((await amig.upgrade(project.config, engine=engine)).steps) == 3
    assert (await amig.current(project.config, engine=engine)).heads == ("rev00003",)
    await engine.dispose()
