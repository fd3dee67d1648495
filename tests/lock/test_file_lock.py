"""SQLite outside a transaction: a file beside the database is locked, by the process that runs the step."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.errors import FileLockRefusedError, LockTimeoutError
from tests.lock.migrators import autocommit_project, config_of, mixed_project, until
from tests.projects import new_project

WAITS = """
import asyncio, pathlib
await op.execute("INSERT INTO log (r) VALUES (1)")
pathlib.Path({go!r} + ".waits").touch()
while not pathlib.Path({go!r}).exists():
    await asyncio.sleep(0.01)
"""


@pytest.fixture
def waiting(tmp_path):
    """A project whose last step runs outside a transaction until the file `go` is there."""
    project = new_project(tmp_path / "p")
    project.up('await op.create_table("log", sa.Column("r", sa.Integer()))')
    project.up(WAITS.format(go=str(tmp_path / "go")), header="transactional = False")
    return project


def beside(tmp_path) -> Path:
    return tmp_path / "test.db-amig.lock"


def started(project, url: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "amig", "-c", str(project.config), "--url", url, "upgrade"]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


async def has_begun(tmp_path: Path) -> bool:
    """Its statement is done, and written down as done: from here on nothing of it is unclear."""
    return await asyncio.to_thread((tmp_path / "go.waits").exists)


async def test_two_processes_and_a_step_outside_transactions(sqlite, waiting, tmp_path) -> None:
    """While it runs nobody else begins, inside a transaction or outside; what is left of the lock is nothing."""
    first = await asyncio.to_thread(started, waiting, sqlite.url)
    await until(lambda: has_begun(tmp_path))
    assert await asyncio.to_thread(beside(tmp_path).exists)
    hasty = await config_of(waiting, url=sqlite.url, lock_wait=0.2)
    for command in (amig.upgrade(hasty), amig.stamp(hasty, "base", purge=True)):
        with pytest.raises(LockTimeoutError):
            await command
    second = await asyncio.to_thread(started, waiting, sqlite.url)
    await asyncio.to_thread((tmp_path / "go").touch)
    for process in (first, second):
        _, said = await asyncio.to_thread(process.communicate, timeout=50)
        assert process.returncode == 0, said
    assert await asyncio.to_thread(sqlite.rows, "SELECT r FROM log") == [(1,)]
    assert not await asyncio.to_thread(beside(tmp_path).exists)


async def test_a_killed_process_leaves_a_lock_that_is_free(sqlite, waiting, tmp_path) -> None:
    """The file stays, and nobody has it."""
    first = await asyncio.to_thread(started, waiting, sqlite.url)
    await until(lambda: has_begun(tmp_path))
    first.kill()
    await asyncio.to_thread(first.communicate)
    assert await asyncio.to_thread(beside(tmp_path).exists)
    await asyncio.to_thread((tmp_path / "go").touch)
    await amig.upgrade(await config_of(waiting, url=sqlite.url))
    assert await asyncio.to_thread(sqlite.rows, "SELECT r FROM log") == [(1,)]
    assert not await asyncio.to_thread(beside(tmp_path).exists)


async def test_many_in_one_loop(sqlite, tmp_path) -> None:
    """Steps inside, outside and both: each runs once, also where the migrators share a process."""
    project = mixed_project(tmp_path / "p")
    config = await config_of(project, url=sqlite.url)
    await asyncio.gather(*(amig.upgrade(config) for _ in range(5)))
    assert await asyncio.to_thread(sqlite.rows, "SELECT r FROM log ORDER BY r") == [(n,) for n in range(1, 6)]
    assert not await asyncio.to_thread(beside(tmp_path).exists)


async def test_an_autocommit_block_has_it(sqlite, tmp_path) -> None:
    """From the commit that comes before the block until the revision ends, and not when that fails."""
    project = new_project(tmp_path / "p")
    project.up(
        f"""
        import os
        there = lambda: os.path.exists({str(beside(tmp_path))!r})
        assert not there()
        await op.create_table("log", sa.Column("r", sa.Integer()))
        async with op.get_context().autocommit_block():
            assert there()
        raise LookupError("enough")
        """
    )
    with pytest.raises(amig.errors.StepFailedError, match="enough"):
        await amig.upgrade(await config_of(project, url=sqlite.url))
    assert not await asyncio.to_thread(beside(tmp_path).exists)


async def test_where_the_file_cannot_be_made(sqlite, tmp_path) -> None:
    """It is said before the step begins, and the step has not run."""
    await asyncio.to_thread(beside(tmp_path).mkdir)
    config = await config_of(autocommit_project(tmp_path / "p"), url=sqlite.url)
    with pytest.raises(FileLockRefusedError) as caught:
        await amig.upgrade(config)
    assert (caught.value.file, caught.value.problem) == (str(beside(tmp_path)), "Is a directory")


async def test_a_database_in_memory_needs_none(tmp_path) -> None:
    """Nobody else can open it."""
    engine = create_async_engine("sqlite+aiosqlite:///:memory:")
    project = autocommit_project(tmp_path / "p")
    result = await amig.upgrade(await config_of(project), engine=engine)
    assert result.after == (project.last,)
    await engine.dispose()
    assert await asyncio.to_thread(lambda: list(tmp_path.rglob("*-amig.lock"))) == []
