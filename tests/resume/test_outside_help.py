"""What else ends a run: a task that is cancelled, and a process that dies while the server goes on."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import amig
from tests.projects import SHELF, new_project
from tests.resume.dying import killed

ROOT = Path(__file__).parents[2]


async def test_a_cancelled_task_goes_on_later(backend, tmp_path) -> None:
    """Cancelled between two statements, and in a statement of its own transaction: every row is there once."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up(
        """
        from tests.projects import SHELF
        async with op.get_context().autocommit_block():
            await op.create_table("first", sa.Column("id", sa.Integer()))
            await op.create_table("second", sa.Column("id", sa.Integer()))
        await op.execute("INSERT INTO whole (id, n) VALUES (1, 1)")
        if not SHELF:
            SHELF.append("once")
            asyncio.current_task().cancel()
            await asyncio.sleep(5)
        await op.create_table("third", sa.Column("id", sa.Integer()))
        """
    )
    SHELF.clear()
    task = asyncio.ensure_future(amig.upgrade(project.config, url=backend.url))
    await asyncio.gather(task, return_exceptions=True)
    assert task.cancelled()
    now = (await amig.current(project.config, url=backend.url)).interrupted
    assert now is not None
    assert (now.revision, now.statement, now.in_flight) == ("rev00002", 3, False)
    await amig.upgrade(project.config, url=backend.url)
    assert backend.rows("SELECT id FROM whole") == [(1,)]
    assert backend.rows("SELECT count(*) FROM third") == [(0,)]
    SHELF.clear()


async def test_a_plain_script_is_cancelled_in_its_autocommit_block(backend, tmp_path) -> None:
    """The block ends with its run, even when the connection is gone: it is told, and goes on later."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.add(
        """
        def upgrade(op: BlockingOperations) -> None:
            from tests.projects import SHELF

            with op.get_context().autocommit_block():
                op.create_table("first", sa.Column("id", sa.Integer()))
                if not SHELF:
                    SHELF.append("once")
                    asyncio.current_task().cancel()
                op.create_table("second", sa.Column("id", sa.Integer()))


        def downgrade(op: BlockingOperations) -> None:
            pass
        """
    )
    SHELF.clear()
    task = asyncio.ensure_future(amig.upgrade(project.config, url=backend.url))
    await asyncio.gather(task, return_exceptions=True)
    assert task.cancelled()
    await amig.upgrade(project.config, url=backend.url)
    assert backend.rows("SELECT count(*) FROM second") == [(0,)]
    SHELF.clear()


@pytest.mark.parametrize("name", ["sqlite", "postgresql"])
@pytest.mark.parametrize("statement", ["INSERT INTO whole (id) VALUES (1)", "COMMIT"])
def test_a_transaction_of_the_scripts_own(name, statement, request, tmp_path) -> None:
    """What it holds is told in it: killed inside, all of it runs again; killed after it, nothing is asked."""
    backend = request.getfixturevalue(name)
    project = new_project(tmp_path / "p")
    project.table("whole")
    asyncio.run(amig.upgrade(project.config, url=backend.url))
    words = ("BEGIN", "INSERT INTO whole (id) VALUES (1)", "COMMIT", "INSERT INTO whole (id) VALUES (2)")
    project.up("\n".join(f'await op.execute("{sql}")' for sql in words), header="transactional = False")
    assert killed(project, backend.url, 1, after=statement) is None
    asyncio.run(amig.upgrade(project.config, url=backend.url))
    assert backend.rows("SELECT id FROM whole ORDER BY id") == [(1,), (2,)]


def test_the_server_goes_on_after_kill_9(mysql, tmp_path) -> None:
    """A copying ALTER ends by itself, its session keeps the lock until then; the next run waits, looks and goes on."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    asyncio.run(amig.upgrade(project.config, url=mysql.url))
    mysql.execute("INSERT INTO whole (id, n) SELECT seq, seq FROM seq_1_to_1500000")
    copying = "ALTER TABLE whole ADD COLUMN m VARCHAR(200) NOT NULL DEFAULT 'x', ALGORITHM=COPY"
    project.up(f'await op.execute("{copying}")\nawait op.execute("UPDATE whole SET n = n + 1 WHERE id <= 3")')
    command = [sys.executable, "-m", "amig", "-c", str(project.config), "--url", mysql.url, "upgrade"]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL)
    copies = "SELECT count(*) FROM information_schema.processlist WHERE db = database() AND info LIKE 'ALTER%COPY'"
    deadline = time.monotonic() + 40
    while mysql.rows(copies) == [(0,)] and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert mysql.rows(copies) == [(1,)]
    now = asyncio.run(amig.current(project.config, url=mysql.url)).interrupted
    assert now is not None
    assert (str(now), now.in_flight) == ("running, at statement 1 of 2", True)
    asyncio.run(amig.upgrade(project.config, url=mysql.url))
    assert mysql.rows("SELECT id, n, m FROM whole WHERE id <= 4 ORDER BY id") == [
        (1, 2, "x"),
        (2, 3, "x"),
        (3, 4, "x"),
        (4, 4, "x"),
    ]
