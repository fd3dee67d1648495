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
from tests.backfill.filled import project_with, values
from tests.resume.dying import ROOT

PROGRAM = """
    import asyncio, os, signal, sys
    from pathlib import Path
    from sqlalchemy import event
    from sqlalchemy.ext.asyncio import create_async_engine
    import amig

    config, url, at, moment = sys.argv[1:]
    seen = 0

    def count(*given):
        global seen
        if seen == int(at):
            os.kill(os.getpid(), signal.SIGKILL)
        seen += 1

    async def main():
        engine = create_async_engine(url)
        event.listen(engine.sync_engine, moment, count)
        await amig.run_backfills(Path(config), engine=engine)
        await engine.dispose()

    asyncio.run(main())
"""


def killed(project, url: str, at: int, moment: str) -> bool:
    """Run the backfill in a process that kills itself at the nth such moment; whether it came to that."""
    program = [sys.executable, "-c", textwrap.dedent(PROGRAM), str(project.config), url, str(at), moment]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(program, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode != 0


async def _killed_and_run_again(folder, backend, moments: list[tuple[int, str]]) -> None:
    project = project_with(folder, backend.url)
    await amig.upgrade(project.config)
    for done, (at, moment) in enumerate(moments, 1):
        assert await asyncio.to_thread(killed, project, backend.url, at, moment)
        assert sum(n * count for n, count in values(backend)) in (0, 10, 20, 25)
        await amig.run_backfills(project.config)
        assert values(backend) == {(done, 25)}
        await amig.downgrade(project.config, "-1")
        await amig.upgrade(project.config)


@pytest.mark.timeout(120)
async def test_a_runner_that_is_killed_loses_its_batch_and_no_more(tmp_path, backend) -> None:
    """Within the second batch, after its rows were touched, and before its COMMIT."""
    await _killed_and_run_again(tmp_path, backend, [(12, "after_cursor_execute"), (3, "commit")])


@pytest.mark.full
@pytest.mark.timeout(900)
async def test_wherever_it_is_killed(tmp_path, backend) -> None:
    """At each statement of it."""
    await _killed_and_run_again(tmp_path, backend, [(at, "after_cursor_execute") for at in range(14)])
