"""A cancelled upgrade leaves no statement running, no lock held, and a version that tells the truth."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import anyio
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from tests.projects import SHELF, Project, new_project

SLEEP = {
    "postgresql": "SELECT pg_sleep(57)",
    "mysql": "SELECT SLEEP(57)",
    "sqlite": "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c",
}
RUNNING = {
    "postgresql": "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(57)%' "
    "AND pid <> pg_backend_pid() AND datname = current_database()",
    "mysql": "SELECT count(*) FROM information_schema.processlist WHERE info LIKE '%SLEEP(57)%' "
    "AND id <> connection_id() AND db = database()",
}
BODIES = {
    "an operation": """
        async def upgrade(op: Operations) -> None:
            await op.create_table("half", sa.Column("id", sa.Integer()))
            await op.execute("{sleep}")
        """,
    "a plain def": """
        def upgrade(op: BlockingOperations) -> None:
            op.create_table("half", sa.Column("id", sa.Integer()))
            op.get_bind().execute(sa.text("{sleep}"))
        """,
    "a session on the bind": """
        async def upgrade(op: Operations) -> None:
            await op.create_table("half", sa.Column("id", sa.Integer()))
            async with AsyncSession(op.get_bind()) as session:
                await session.execute(sa.text("{sleep}"))
        """,
    "a session of its own": """
        async def upgrade(op: Operations) -> None:
            await op.create_table("half", sa.Column("id", sa.Integer()))
            engine = create_async_engine(op.get_bind().engine.url)
            try:
                async with AsyncSession(engine) as session:
                    await session.execute(sa.text("{sleep}"))
            finally:
                await engine.dispose()
        """,
    "a task group": """
        async def upgrade(op: Operations) -> None:
            import anyio

            await op.create_table("half", sa.Column("id", sa.Integer()))
            async with anyio.create_task_group() as group:
                group.start_soon(op.execute, "{sleep}")
        """,
}
DOWN = "\n\ndef downgrade(op):\n    pass\n"


def slow_project(folder: Path, backend: str, body: str) -> Project:
    project = new_project(folder)
    project.table("whole")
    SHELF.clear()
    marked = textwrap.dedent(body.format(sleep=SLEEP[backend])).strip().splitlines()
    place = next(n for n, line in enumerate(marked) if SLEEP[backend] in line)
    indent = marked[place][: len(marked[place]) - len(marked[place].lstrip())]
    marked.insert(place, f"{indent}shelf.append('asleep')")
    project.add("from tests.projects import SHELF as shelf\n\n\n" + "\n".join(marked) + DOWN)
    return project


async def asleep() -> None:
    """Wait until the script has come to its long statement, and a little longer."""
    async with asyncio.timeout(30):
        while not SHELF:  # noqa: ASYNC110 - the script that fills it runs anywhere
            await asyncio.sleep(0.02)
    SHELF.clear()
    await asyncio.sleep(0.4)


async def by_scope(work: Callable[[], Awaitable[object]]) -> None:
    async def stop(scope: anyio.CancelScope) -> None:
        await asleep()
        scope.cancel()

    with anyio.CancelScope() as scope:
        watcher = asyncio.ensure_future(stop(scope))
        await work()
    await watcher


async def by_group(work: Callable[[], Awaitable[object]]) -> None:
    async with anyio.create_task_group() as group:
        group.start_soon(work)
        await asleep()
        group.cancel_scope.cancel()


async def by_task(work: Callable[[], Awaitable[object]]) -> None:
    task = asyncio.ensure_future(work())
    await asleep()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def by_timeout(work: Callable[[], Awaitable[object]]) -> None:
    async def expire(limit: asyncio.Timeout) -> None:
        await asleep()
        limit.reschedule(asyncio.get_running_loop().time())

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(None) as limit:
            watcher = asyncio.ensure_future(expire(limit))
            await work()
    await watcher


async def left_as_it_was(backend, project: Project) -> None:
    """Nothing runs, the version is that of the last whole revision, and the next migrator gets the lock at once."""
    if backend.name in RUNNING:
        assert (await asyncio.to_thread(backend.rows, RUNNING[backend.name])) == [(0,)]
    assert (await amig.current(project.config, url=backend.url)).revisions == ("rev00001",)
    began = time.monotonic()
    if backend.name == "mysql":
        await amig.resolve(project.config, "rev00002", word="retry", url=backend.url)
    await amig.downgrade(project.config, "base", url=backend.url)
    assert time.monotonic() - began < 15
    if backend.name != "mysql":
        await amig.upgrade(project.config, "rev00001", url=backend.url)


@pytest.mark.parametrize(
    "cancel",
    [
        by_scope,
        pytest.param(by_group, marks=pytest.mark.full),
        by_task,
        pytest.param(by_timeout, marks=pytest.mark.full),
    ],
    ids=lambda f: f.__name__,
)
@pytest.mark.parametrize("where", BODIES)
async def test_a_cancelled_upgrade_leaves_nothing_behind(backend, tmp_path, where, cancel) -> None:
    """Whoever cancels and wherever the statement is, the server stops it and the lock is free."""
    project = slow_project(tmp_path / "p", backend.name, BODIES[where])
    began = time.monotonic()
    await cancel(lambda: amig.upgrade(project.config, url=backend.url))
    assert time.monotonic() - began < 30
    await left_as_it_was(backend, project)


@pytest.mark.parametrize("cancel", [by_scope, by_task], ids=lambda f: f.__name__)
@pytest.mark.parametrize("where", ["an operation", "a plain def", "a session on the bind"])
async def test_the_callers_engine_can_be_used_again(backend, tmp_path, where, cancel) -> None:
    """Its pool, and its driver's usual connections: everything was given back, and works."""
    project = slow_project(tmp_path / "p", backend.name, BODIES[where])
    engine = create_async_engine(backend.url)
    await cancel(lambda: amig.upgrade(project.config, engine=engine))
    assert engine.pool.checkedout() == 0
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT 1"))).scalar() == 1
    await engine.dispose()
    await left_as_it_was(backend, project)


def begun(backend) -> bool:
    """Whether another process has come to the long statement."""
    if backend.name in RUNNING:
        return bool(backend.rows(RUNNING[backend.name])[0][0])
    with suppress(sqlite3.OperationalError):
        return backend.rows("SELECT version_num FROM amig_version") == [("rev00001",)]
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
@pytest.mark.parametrize(
    "where", ["an operation", "a plain def", pytest.param("a session of its own", marks=pytest.mark.full)]
)
def test_a_signal_stops_the_command(backend, tmp_path, where, number) -> None:
    """The process ends with 130 or 143 after the server has stopped, and says so."""
    project = slow_project(tmp_path / "p", backend.name, BODIES[where])
    command = [sys.executable, "-m", "amig", "-c", str(project.config), "--url", backend.url, "upgrade"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
    deadline = time.monotonic() + 40
    while not begun(backend) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(number)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 128 + number
    assert "error: " in said
    assert "Traceback" not in said
    if backend.name in RUNNING:
        assert backend.rows(RUNNING[backend.name]) == [(0,)]
    assert backend.rows("SELECT version_num FROM amig_version") == [("rev00001",)]


async def test_a_commit_is_never_cancelled(postgresql, tmp_path) -> None:
    """A cancellation that comes while COMMIT runs is told after it: what was reported and what is there agree."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up(
        """
        await op.execute("CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS "
                         "$$ BEGIN PERFORM pg_sleep(3); RETURN NULL; END $$")
        await op.execute("CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON whole DEFERRABLE INITIALLY DEFERRED "
                         "FOR EACH ROW EXECUTE FUNCTION slow()")
        await op.execute("INSERT INTO whole (id) VALUES (1)")
        import tests.projects
        tests.projects.SHELF.append("about to commit")
        """
    )
    SHELF.clear()
    task = asyncio.ensure_future(amig.upgrade(project.config, url=postgresql.url))
    await asleep()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await amig.current(project.config, url=postgresql.url)).revisions == ("rev00002",)
    assert postgresql.rows("SELECT id FROM whole") == [(1,)]
