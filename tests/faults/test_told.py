"""What the ledger is told of a failure when its session, or the ledger itself, is gone with it."""

from __future__ import annotations

import asyncio
import logging

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.errors import StepFailedError
from tests.faults.scene import until
from tests.projects import SHELF, new_project

EVENTS = "SELECT revision, event FROM amig_ledger WHERE statement IS NULL ORDER BY id"


async def test_a_ledger_that_the_rollback_took_is_made_anew(backend, tmp_path) -> None:
    """The very first revision fails: it has never been, and the ledger says that it was tried."""
    project = new_project(tmp_path / "p")
    project.up('await op.execute("SELECT nothing FROM nowhere")')
    with pytest.raises(StepFailedError) as caught:
        await amig.upgrade(project.config, url=backend.url)
    assert caught.value.recorded
    assert ("rev00001", "failed") in backend.rows(EVENTS)
    assert (await amig.current(project.config, url=backend.url)).revisions == ()


async def test_nothing_is_written_where_another_has_taken_the_lock(postgresql, tmp_path, caplog) -> None:
    """A ledger is only made under the lock: the error says that nothing was recorded."""
    project = new_project(tmp_path / "p")
    project.up(
        """
        from tests.projects import SHELF

        await SHELF[0]()
        await op.execute("SELECT nothing FROM nowhere")
        """
    )
    holder = postgresql.connect()
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"

    async def queue() -> None:
        """Stand next in the line for the lock that the run holds."""
        key = "hashtextextended('amig:public.amig_version', 0)"
        SHELF.append(asyncio.ensure_future(asyncio.to_thread(holder.execute, f"SELECT pg_advisory_lock({key})")))
        await until(lambda: postgresql.rows(waiting)[0][0])

    SHELF[:] = [queue]
    with caplog.at_level(logging.WARNING), pytest.raises(StepFailedError) as caught:
        await amig.upgrade(project.config, url=postgresql.url)
    await SHELF[1]
    holder.close()
    assert not caught.value.recorded
    assert "nothing of it is in the ledger" in (caught.value.hint or "")
    assert "nothing of it is in the ledger: revision rev00001, failed: another migrator" in caplog.text


async def test_an_interrupted_revision_on_postgresql_is_in_the_ledger(postgresql, tmp_path) -> None:
    """Its connection is gone with the statement: it is written over another one of the same engine."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    await amig.upgrade(project.config, url=postgresql.url)
    project.up(
        """
        from tests.projects import SHELF

        SHELF.append("asleep")
        await op.execute("SELECT pg_sleep(60)")
        """
    )
    SHELF.clear()
    engine = create_async_engine(postgresql.url, pool_size=1, max_overflow=0)
    run = asyncio.ensure_future(amig.upgrade(project.config, engine=engine))
    await until(lambda: SHELF)
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    assert postgresql.rows(EVENTS) == [("rev00001", "done"), ("rev00002", "interrupted")]
    assert engine.pool.checkedout() == 0
    await engine.dispose()
