"""A string that fails is done again statement by statement: the error is the one that there would have been."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import anyio
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.errors import (
    CommitLostError,
    ConcurrentChangeError,
    InterruptedRevisionError,
    LockTimeoutError,
    StepFailedError,
)
from amig.recorded.strings import Strings
from tests.batched.watching import strings, watched
from tests.projects import SHELF, new_project

pytestmark = pytest.mark.usefixtures("one_at_a_time")

DEFERRED = "ALTER TABLE a ADD CONSTRAINT one UNIQUE (n) DEFERRABLE INITIALLY DEFERRED"


def history(folder, *bodies: str, header: str = ""):
    project = new_project(folder)
    project.table("a")
    for body in bodies:
        project.up(body, header=header)
    return project


async def config_of(project, **changes):
    return (await asyncio.to_thread(amig.Config.load, project.config)).replace(**changes)


WRONG = {
    'await op.drop_table("no_such")': 'table "no_such" does not exist',
    'await op.execute("INSERT OR IGNORE INTO a VALUES (2, 2)")': 'syntax error at or near "OR"',  # of the whole string nothing is done
}


@pytest.mark.parametrize("kind", ["revision", "run"])
@pytest.mark.parametrize("wrong", WRONG)
async def test_the_culprit_is_named(postgresql, tmp_path, kind, wrong) -> None:
    """The statement's number, the server's words; what came before it in the same string is taken back."""
    failing = f'await op.execute("INSERT INTO a VALUES (1, 1)")\n{wrong}\nawait op.drop_table("a")'
    project = history(tmp_path / "p", 'await op.add_column("a", sa.Column("x", sa.Integer()))', failing)
    async with watched(postgresql.url) as (engine, sent):
        with pytest.raises(StepFailedError) as caught:
            await amig.upgrade(await config_of(project, transaction=kind), engine=engine)
    error = caught.value
    assert (error.revision, error.statement, error.kept) == ("rev00003", 2, ())
    assert WRONG[wrong] in str(error)
    assert len(strings(sent)) == {"revision": 3, "run": 1}[kind]
    if kind == "revision":
        told = postgresql.rows("SELECT revision, event, error FROM amig_ledger ORDER BY id")
        assert [row[:2] for row in told] == [("rev00001", "done"), ("rev00002", "done"), ("rev00003", "failed")]
        assert told[2][2] == str(error)
        assert postgresql.rows("SELECT * FROM a") == []
    else:
        made = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        assert postgresql.rows(made) == [("amig_ledger",), ("amig_version",)]  # made anew, to tell of it
        assert postgresql.rows("SELECT * FROM amig_version") == []
        assert postgresql.rows("SELECT revision, event FROM amig_ledger") == [("rev00003", "failed")]


async def test_a_failure_at_the_commit_is_told_as_one(postgresql, tmp_path) -> None:
    """A constraint that waits for the end of the transaction: no statement has failed."""
    project = history(tmp_path / "p", f'await op.execute("{DEFERRED}")', 'await op.execute("SELECT 1")')
    project.up('await op.execute("INSERT INTO a VALUES (1, 1), (2, 1)")')
    with pytest.raises(StepFailedError, match="duplicate key") as caught:
        await amig.upgrade(project.config, url=postgresql.url)
    assert (caught.value.revision, caught.value.statement) == ("rev00004", 0)


async def test_a_busy_table_is_tried_again(postgresql, tmp_path, caplog) -> None:
    """The string fails once; from then on the statements go one by one, with the same retries as ever."""
    project = history(tmp_path / "p")
    await amig.upgrade(project.config, url=postgresql.url)
    project.up('await op.execute("SELECT 1")')
    project.up('await op.drop_column("a", "n")')
    config = await config_of(project, lock_timeout=0.2, retries=20)
    engine = create_async_engine(postgresql.url)
    async with engine.connect() as holder:
        await holder.execute(text("SELECT * FROM a"))
        with caplog.at_level(logging.WARNING, "amig.run"):
            running = asyncio.ensure_future(amig.upgrade(config, url=postgresql.url))
            await until(lambda: "is tried again" in caplog.text or running.done())
            await holder.rollback()
            assert (await running).after == ("rev00003",)
    await engine.dispose()


async def until(is_so: Callable[[], bool]) -> None:
    """Wait for something, but not for ever."""
    async with asyncio.timeout(50):
        while not await asyncio.to_thread(is_so):  # noqa: ASYNC110 - it is outside of this loop
            await asyncio.sleep(0.02)


async def test_another_migrator_is_waited_for(postgresql, tmp_path) -> None:
    """While somebody holds the lock between two steps, the string is polled; nothing is replayed."""
    open_step = """
    from tests.projects import SHELF
    SHELF.append("holds")
    while "goes" not in SHELF:
        import asyncio
        await asyncio.sleep(0.02)
    """
    SHELF.clear()
    project = history(tmp_path / "p", 'await op.execute("SELECT 1")')
    other = create_async_engine(postgresql.url)
    project.up(open_step)
    project.up('await op.execute("SELECT 2")')
    key = "SELECT pg_advisory_xact_lock(hashtextextended('amig:public.amig_version', 0))"
    async with watched(postgresql.url) as (engine, sent), other.connect() as holder:
        running = asyncio.ensure_future(amig.upgrade(project.config, engine=engine))
        await until(lambda: bool(SHELF))
        asking = asyncio.ensure_future(holder.execute(text(key)))
        await asyncio.sleep(0.2)
        SHELF.append("goes")
        await asking
        before = len(strings(sent))
        await until(lambda: len(strings(sent)) >= before + 2 or running.done())
        await holder.rollback()
        assert (await running).after == ("rev00004",)
    await other.dispose()
    assert postgresql.rows("SELECT revision FROM amig_ledger ORDER BY id") == [(f"rev0000{n}",) for n in (1, 2, 3, 4)]


@pytest.mark.parametrize("made", [False, True], ids=["first", "later"])
async def test_who_is_waited_for_is_named(made, postgresql, tmp_path) -> None:
    """A string tries the lock by itself; whose session has it is told all the same."""
    project = history(tmp_path / "p", 'await op.execute("SELECT 1")')
    config = (await asyncio.to_thread(amig.Config.load, project.config)).replace(lock_wait=0.2)
    if made:
        await amig.upgrade(config, url=postgresql.url)
        project.up('await op.execute("SELECT 2")')
    other = create_async_engine(postgresql.url)
    key = "SELECT pg_advisory_xact_lock(hashtextextended('amig:public.amig_version', 0)), pg_backend_pid()"
    async with other.connect() as holder:
        ((_, session),) = await holder.execute(text(key))
        with pytest.raises(LockTimeoutError, match=f"another migrator held the lock.*: session {session} "):
            await amig.upgrade(config, url=postgresql.url)
    await other.dispose()


async def test_rows_that_moved_are_planned_from(postgresql, tmp_path, monkeypatch) -> None:
    """Somebody else was faster, or led back: seen inside the string, and nothing of it was done."""
    project = history(tmp_path / "p", *['await op.execute("SELECT 1")'] * 4)
    send, moves = Strings.send, {"rev00003": "rev00004", "rev00005": "rev00001"}

    async def meddled(self, parts) -> None:
        if row := moves.pop(parts[0].step.revision.id, None):
            await asyncio.to_thread(postgresql.execute, f"UPDATE amig_version SET version_num = '{row}'")
        await send(self, parts)

    monkeypatch.setattr(Strings, "send", meddled)
    with pytest.raises(ConcurrentChangeError):
        await amig.upgrade(project.config, url=postgresql.url)
    assert postgresql.rows("SELECT revision, event FROM amig_ledger ORDER BY id") == [
        ("rev00001", "done"),
        ("rev00002", "done"),
    ]
    monkeypatch.setattr(Strings, "send", send)
    assert (await amig.upgrade(project.config, url=postgresql.url)).after == ("rev00005",)


async def test_a_script_that_touches_the_version_rows_is_found_out(postgresql, tmp_path) -> None:
    """As in the ordinary way: the row was not there to be moved."""
    project = history(tmp_path / "p", 'await op.execute("SELECT 1")', 'await op.execute("DELETE FROM amig_version")')
    with pytest.raises(ConcurrentChangeError):
        await amig.upgrade(project.config, url=postgresql.url)
    assert postgresql.rows("SELECT version_num FROM amig_version") == [("rev00002",)]


LEFT = """
INSERT INTO amig_ledger (format, versions, run, revision, direction, event, statement, data, at, host, os_user, app,
amig_version) SELECT format, versions, run, 'rev00009', direction, 'started', 1, '{"text": "CREATE INDEX i ON a (n)"}',
at, host, os_user, app, amig_version FROM amig_ledger WHERE revision = 'rev00001'
"""


async def test_an_unfinished_revision_is_seen(postgresql, tmp_path, monkeypatch) -> None:
    """What another migrator left half done stops a string, as it stops whoever comes to it."""
    project = history(tmp_path / "p", *['await op.execute("SELECT 1")'] * 2)
    send = Strings.send

    async def meddled(self, parts) -> None:
        if parts[0].step.revision.id == "rev00003":
            await asyncio.to_thread(postgresql.execute, LEFT)
        await send(self, parts)

    monkeypatch.setattr(Strings, "send", meddled)
    with pytest.raises(InterruptedRevisionError) as caught:
        await amig.upgrade(project.config, url=postgresql.url)
    assert caught.value.revision == "rev00009"
    assert postgresql.rows("SELECT version_num FROM amig_version") == [("rev00002",)]


SLEEPING = (
    "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND wait_event = 'PgSleep' "
    "AND datname = current_database()"
)


LOCKS = (
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


@pytest.mark.parametrize("way", ["task", "scope"])
@pytest.mark.parametrize("kind", ["revision", "run"])
async def test_a_cancelled_string_ends_at_the_server(postgresql, tmp_path, way, kind) -> None:
    """Nothing runs on, no lock is left, nothing of it was done; the next run goes through."""
    project = history(tmp_path / "p", 'await op.execute("SELECT 1")')
    first = project.last
    project.up('await op.add_column("a", sa.Column("x", sa.Integer()))\nawait op.execute("SELECT pg_sleep(58)")')
    config = await config_of(project, transaction=kind)

    def asleep() -> bool:
        return postgresql.rows(SLEEPING) != [(0,)]

    if way == "task":
        running = asyncio.ensure_future(amig.upgrade(config, url=postgresql.url))
        await until(asleep)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    else:
        async with anyio.create_task_group() as group:
            group.start_soon(lambda: amig.upgrade(config, url=postgresql.url))
            await until(asleep)
            group.cancel_scope.cancel()
    assert postgresql.rows(SLEEPING) == [(0,)]
    assert postgresql.rows(LOCKS) == [(0,)]
    rows = postgresql.rows("SELECT version_num FROM amig_version")
    assert rows == ([(first,)] if kind == "revision" else [])
    (project.folder / "migrations" / "versions" / f"{project.last}.py").unlink()
    project.last, project.count = first, project.count - 1
    project.up('await op.add_column("a", sa.Column("x", sa.Integer()))')
    assert (await amig.upgrade(config, url=postgresql.url)).after == (project.last,)


async def test_a_session_that_is_ended_is_lost(postgresql, tmp_path) -> None:
    """Told as the loss of the connection; the rerun goes through."""
    project = history(tmp_path / "p", 'await op.execute("SELECT 1")', 'await op.execute("SELECT pg_sleep(58)")')
    running = asyncio.ensure_future(amig.upgrade(project.config, url=postgresql.url))
    await until(lambda: postgresql.rows(SLEEPING) != [(0,)] or running.done())
    end = SLEEPING.replace("count(*)", "pg_terminate_backend(pid)")
    await asyncio.to_thread(postgresql.rows, end)
    with pytest.raises(CommitLostError) as caught:
        await running
    assert (caught.value.revision, caught.value.outcome) == ("rev00003", "taken back")
    assert getattr(caught.value.__cause__, "connection_invalidated", False)
    assert postgresql.rows("SELECT version_num FROM amig_version") == [("rev00002",)]


async def test_statements_that_were_prepared_before_are_prepared_again(postgresql, tmp_path) -> None:
    """On the engine that was handed over: what a string changed is no surprise to it."""
    project = history(tmp_path / "p", 'await op.execute("SELECT 1")')
    engine = create_async_engine(postgresql.url, pool_size=1, max_overflow=0)
    await amig.upgrade(project.config, engine=engine)
    project.up('await op.add_column("a", sa.Column("x", sa.Integer()))')
    project.up('await op.add_column("a", sa.Column("y", sa.Integer()))')
    async with engine.connect() as connection:
        assert list((await connection.execute(text("SELECT * FROM a"))).keys()) == ["id", "n"]
    await amig.upgrade(project.config, engine=engine)
    async with engine.connect() as connection:
        assert list((await connection.execute(text("SELECT * FROM a"))).keys()) == ["id", "n", "x", "y"]
    await engine.dispose()
    assert make_url(postgresql.url).database
