"""`kill -9` at every statement of a backfill: run again, and each row was done exactly once."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap

import pytest

import amig
from tests.backfill.filled import kept, project_with, values
from tests.resume.dying import ROOT

PROGRAM = """
    import asyncio, os, signal, sys
    from pathlib import Path
    from sqlalchemy import event
    from sqlalchemy.ext.asyncio import create_async_engine
    import amig

    config, url, at, text = sys.argv[1:]
    seen = 0

    def count(connection, cursor, statement, *given):
        global seen
        seen += statement.startswith(text)
        if seen == int(at):
            os.kill(os.getpid(), signal.SIGKILL)

    async def main():
        engine = create_async_engine(url)
        event.listen(engine.sync_engine, "after_cursor_execute", count)
        await amig.run_backfills(Path(config), engine=engine)
        await engine.dispose()

    asyncio.run(main())
"""


def killed(project, url: str, at: int, text: str = "") -> bool:
    """Run the backfill in a process that kills itself after the nth statement like this; whether it came to that."""
    program = [sys.executable, "-c", textwrap.dedent(PROGRAM), str(project.config), url, str(at), text]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(program, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode != 0


@pytest.mark.timeout(120)
async def test_a_runner_that_is_killed_loses_its_batch_and_no_more(tmp_path, backend) -> None:
    """Killed when the rows of its second batch were touched, and then when the cursor of the next was written too."""
    project = project_with(tmp_path, backend.url)
    await amig.upgrade(project.config)
    assert await asyncio.to_thread(killed, project, backend.url, 2, "UPDATE whole")
    assert (values(backend), kept(backend)[0][0]) == ({(1, 10), (0, 15)}, 1)
    assert await asyncio.to_thread(killed, project, backend.url, 2, "UPDATE amig_backfill")
    assert (values(backend), kept(backend)[0][0]) == ({(1, 20), (0, 5)}, 2)
    await amig.run_backfills(project.config)
    assert (values(backend), kept(backend)[0][0]) == ({(1, 25)}, 3)


@pytest.mark.full
@pytest.mark.timeout(900)
async def test_wherever_it_is_killed(tmp_path, backend) -> None:
    """At each statement of it, one after the other, until none is left at which to be killed."""
    project = project_with(tmp_path, backend.url)
    await amig.upgrade(project.config)
    at = done = 1
    while await asyncio.to_thread(killed, project, backend.url, at):
        assert values(backend) <= {(done, 10), (done, 20), (done, 25), (done - 1, 25), (done - 1, 15), (done - 1, 5)}
        await amig.run_backfills(project.config)
        assert values(backend) == {(done, 25)}
        await amig.downgrade(project.config, "-1")
        await amig.upgrade(project.config)
        at, done = at + 1, done + 1
    assert (at > 10, values(backend)) == (True, {(done, 25)})
