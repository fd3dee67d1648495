"""What goes on beside a backfill: the command line, migrations, poolers, busy servers."""

from __future__ import annotations

import asyncio
import json
import logging

import psycopg
import pytest
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.cli import run
from tests.backfill.filled import ADDS, TOTAL, project_with, values
from tests.projects import SHELF

UNPREPARED = {"statement_cache_size": 0, "prepared_statement_cache_size": 0, "prepared_statement_name_func": lambda: ""}
WAITS = """
from tests.projects import SHELF


async def backfill(op: Operations, cursor):
    await op.execute("UPDATE whole SET n = n + 1")
    begun, go = SHELF
    begun.set()
    await go.wait()
"""


def test_the_command_line(tmp_path, sqlite, capsys) -> None:
    """Status, a run that is cut short, one that is not; options that belong to the other."""
    project = project_with(tmp_path, sqlite.url, ADDS + TOTAL)
    at = ["-c", str(project.config)]
    assert run(["upgrade", "rows0", *at]) == 0
    assert run(["backfill", *at]) == 0
    assert "no revision that is applied has a backfill" in capsys.readouterr().err
    assert run(["upgrade", *at]) == 0
    assert run(["backfill", "run", "--pause", "3600", "--for", "600", *at]) == 3
    assert capsys.readouterr().out.startswith("fill0  begun, 1 batch, 10 of 25 rows, at [10], last 20")
    assert run(["current", *at]) == 0
    assert "backfill of fill0: begun, 1 batch, 10 of 25 rows" in capsys.readouterr().err
    assert run(["backfill", "run", "fill0", "--rate", "100000", *at]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("fill0  finished, 3 batches, 25 of 25 rows, last 20")
    assert "backfill fill0  3 batches, 25 of 25 rows, " in shown.err
    assert run(["backfill", "status", "fill0", "--json", *at]) == 0
    (found,) = json.loads(capsys.readouterr().out)["backfills"]
    assert (found["state"], found["rows"], found["cursor"]) == ("finished", 25, None)
    assert run(["backfill", "--rate", "5", *at]) == 2
    assert "`--rate` is for `amig backfill run`" in capsys.readouterr().err
    assert run(["backfill", "run", "rows0", *at]) == 2


@pytest.mark.parametrize("name", ["postgresql", "mysql"])
async def test_migrations_go_on_while_a_batch_runs(tmp_path, name, request) -> None:
    """It holds no migration lock."""
    database = request.getfixturevalue(name)
    project = project_with(tmp_path, database.url, WAITS)
    await amig.upgrade(project.config)
    begun, go = SHELF[:] = [asyncio.Event(), asyncio.Event()]
    running = asyncio.create_task(amig.run_backfills(project.config))
    await begun.wait()
    project.table("other")
    await amig.upgrade(project.config)
    go.set()
    await running
    SHELF.clear()
    assert values(database) == {(1, 25)}
    assert database.rows("SELECT count(*) FROM other") == [(0,)]


async def test_a_batch_that_meets_a_lock_is_tried_again(tmp_path, postgresql, caplog) -> None:
    """What was in the way is told; nothing of the try is kept."""
    project = project_with(tmp_path, postgresql.url, header='backfill_batch = 10\nlock_timeout = "50ms"')
    await amig.upgrade(project.config)
    url = make_url(postgresql.url).set(drivername="postgresql")
    other = await asyncio.to_thread(psycopg.connect, url.render_as_string(hide_password=False))
    await asyncio.to_thread(other.execute, "SELECT n FROM whole WHERE id = 15 FOR UPDATE")
    with caplog.at_level(logging.WARNING, "amig"):
        running = asyncio.create_task(amig.run_backfills(project.config))
        while not caplog.messages:  # noqa: ASYNC110 - a log rings no bell
            await asyncio.sleep(0.02)
        await asyncio.to_thread(other.close)
        await running
    assert caplog.messages[0].startswith("the backfill of fill0 met a busy server, and its batch is tried again")
    assert values(postgresql) == {(1, 25)}


async def test_through_a_transaction_pooler(tmp_path, postgresql, through_pgbouncer) -> None:
    """The lock is the transaction's: two runners share the work there too."""
    project = project_with(tmp_path, postgresql.url, count=60)
    await amig.upgrade(project.config)
    engines = [create_async_engine(through_pgbouncer, connect_args=UNPREPARED) for _ in range(2)]
    await asyncio.gather(*(amig.run_backfills(project.config, engine=engine) for engine in engines))
    for engine in engines:
        await engine.dispose()
    assert values(postgresql) == {(1, 60)}
