"""A backfill runs batch after batch, each committed with its cursor."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.backfilling import filling
from amig.backfilling.values import Progress
from amig.errors import BackfillFailedError, ForeignTransactionError
from tests.backfill.filled import ADDS, TOTAL, kept, project_with, values

FAILS = """
async def backfill(op: Operations, cursor):
    cursor = cursor or 0
    if cursor == 20 and not SHELF:
        await op.execute("UPDATE whole SET n = 99")
        raise RuntimeError("no more")
    await op.execute(sa.text("UPDATE whole SET n = n + 1 WHERE id > :a AND id <= :b").bindparams(a=cursor, b=cursor + 10))
    return cursor + 10 if cursor < 20 else None
"""
PLAIN = """
def backfill(op: BlockingOperations, cursor):
    last = cursor or 0
    op.get_bind().execute(sa.text("UPDATE whole SET n = n + 1 WHERE id > :a AND id <= :a + 10"), {"a": last})
    return last + 10 if last < 20 else None
"""


async def test_an_upgrade_leaves_it_for_later_and_it_runs_by_itself(tmp_path, backend) -> None:
    """The revision is applied, the backfill pending; then three batches, each told, and a total to compare with."""
    project = project_with(tmp_path, backend.url, ADDS + TOTAL)
    await amig.upgrade(project.config)
    (before,) = (await amig.backfills(project.config)).backfills
    assert (before.revision, before.state, before.batches, values(backend)) == ("fill0", "pending", 0, {(0, 25)})
    told: list[Progress] = []
    (after,) = (await amig.run_backfills(project.config, tell=told.append)).backfills
    assert [(one.batches, one.rows, one.total, one.finished) for one in told] == [
        (1, 10, 25, False),
        (2, 20, 25, False),
        (3, 25, 25, True),
    ]
    assert (after.state, after.batches, after.rows, after.cursor) == ("finished", 3, 25, None)
    assert values(backend) == {(1, 25)}
    again = await amig.run_backfills(project.config)
    assert again.backfills == (after,)
    assert values(backend) == {(1, 25)}


async def test_a_batch_that_fails_leaves_those_before_it(tmp_path, backend) -> None:
    """The failed one is rolled back with all it did; run again, it goes on after the last one."""
    from tests.projects import SHELF

    SHELF.clear()
    project = project_with(tmp_path, backend.url, "from tests.projects import SHELF\n" + FAILS)
    await amig.upgrade(project.config)
    with pytest.raises(BackfillFailedError) as caught:
        await amig.run_backfills(project.config)
    assert (caught.value.revision, caught.value.batch, caught.value.problem) == ("fill0", 3, "no more")
    assert "the 2 batches before it are kept" in caught.value.hint
    assert (values(backend), kept(backend)) == ({(1, 20), (0, 5)}, [(2, 20, "20", False)])
    SHELF.append("go on")
    await amig.run_backfills(project.config)
    SHELF.clear()
    assert (values(backend), kept(backend)[0][:2]) == ({(1, 25)}, (3, 25))


async def test_a_plain_function_is_as_good(tmp_path, backend) -> None:
    """It is given blocking operations."""
    project = project_with(tmp_path, backend.url, PLAIN)
    await amig.upgrade(project.config)
    result = await amig.run_backfills(project.config, "fill0")
    assert (result.finished, values(backend)) == (True, {(1, 25)})


async def test_two_runners_share_the_work(tmp_path, backend) -> None:
    """Each row is done by one of them, and both return when all are."""
    project = project_with(tmp_path, backend.url, count=300)
    await amig.upgrade(project.config)
    told: list[list[Progress]] = [[], []]
    runs = [amig.run_backfills(project.config, tell=one.append) for one in told]
    results = await asyncio.gather(*runs)
    assert all(result.finished for result in results)
    assert values(backend) == {(1, 300)}
    assert sorted(one.batches for mine in told for one in mine) == list(range(1, len(told[0]) + len(told[1]) + 1))


async def test_the_pace_is_that_of_the_call_or_of_the_script(tmp_path, sqlite, monkeypatch) -> None:
    """100 rows per second: a batch of 10 rows owes a tenth of a second, less the time that it took itself."""
    rests: list[float] = []

    async def resting(seconds: float) -> None:
        rests.append(seconds)

    monkeypatch.setattr(filling, "rest", resting)
    monkeypatch.setattr(filling.time, "monotonic", lambda: 1.0)
    project = project_with(tmp_path, sqlite.url, header="backfill_batch = 10\nbackfill_rate = 100")
    await amig.upgrade(project.config)
    await amig.run_backfills(project.config, pause=0.0)
    assert rests == [pytest.approx(0.1), pytest.approx(0.1)]
    assert values(sqlite) == {(1, 25)}
    rests.clear()
    await amig.downgrade(project.config, "-1")
    await amig.upgrade(project.config)
    await amig.run_backfills(project.config, batch=5, rate=10, pause=0.25)
    assert rests == [pytest.approx(0.5)] * 5


async def test_it_stops_when_its_time_is_over(tmp_path, sqlite) -> None:
    """After the batch at which it is over; the rest is for another run."""
    project = project_with(tmp_path, sqlite.url)
    await amig.upgrade(project.config)
    result = await amig.run_backfills(project.config, seconds=1e-9, batch=10)
    assert not result.finished
    result = await amig.run_backfills(project.config, pause=3600, seconds=600)
    assert (result.backfills[0].batches, values(sqlite)) == (1, {(1, 10), (0, 15)})


async def test_a_cancelled_run_goes_on_later(tmp_path, backend) -> None:
    """Cancelled between two batches, and in the middle of one: nothing is done twice, nothing is lost."""
    project = project_with(tmp_path, backend.url)
    await amig.upgrade(project.config)
    first = asyncio.Event()
    task = asyncio.create_task(amig.run_backfills(project.config, pause=3600, tell=lambda _: first.set()))
    await first.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    engine = create_async_engine(backend.url)
    running = asyncio.Event()

    def see(_c, _cursor, text, *_) -> None:
        if text.startswith("UPDATE whole"):
            running.set()

    event.listen(engine.sync_engine, "before_cursor_execute", see)
    task = asyncio.create_task(amig.run_backfills(project.config, engine=engine))
    await running.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await engine.dispose()
    assert (values(backend), kept(backend)[0][:2]) == ({(1, 10), (0, 15)}, (1, 10))
    assert (await amig.run_backfills(project.config)).finished
    assert values(backend) == {(1, 25)}


async def test_a_transaction_that_is_open_already_is_no_place_for_it(tmp_path, sqlite) -> None:
    """Each batch is committed, and that one is the caller's."""
    project = project_with(tmp_path, sqlite.url)
    await amig.upgrade(project.config)
    engine = create_async_engine(sqlite.url)
    async with engine.connect() as connection:
        await connection.begin()
        with pytest.raises(ForeignTransactionError):
            await amig.run_backfills(project.config, connection=connection)
    await engine.dispose()


async def test_the_ledger_and_the_comparison(tmp_path, backend) -> None:
    """The end of it is in the log; the table of backfills is no difference, and holds one row."""
    project = project_with(tmp_path, backend.url)
    (tmp_path / "filled_models.py").write_text(
        "import sqlalchemy as sa\nmetadata = sa.MetaData()\n"
        'sa.Table("whole", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.Integer))\n'
    )
    await amig.upgrade(project.config)
    await amig.run_backfills(project.config)
    events = [(one.direction, one.event) for one in (await amig.log(project.config)).entries]
    assert events[0] == ("backfill", "progress")
    with project.config.open("a") as file:
        file.write('metadata = "filled_models:metadata"\n')
    assert (await amig.check(project.config)).differences == ()


@pytest.mark.full
@pytest.mark.timeout(600)
async def test_a_hundred_thousand_rows(tmp_path, backend) -> None:
    """Two runners, batches of a thousand."""
    project = project_with(tmp_path, backend.url, count=100_000, header="")
    if backend.name == "mysql":
        text = (tmp_path / "migrations" / "versions" / "rows0.py").read_text()
        more = '    await op.execute("SET SESSION max_recursive_iterations = 1000000")\n    await op.execute(\n'
        (tmp_path / "migrations" / "versions" / "rows0.py").write_text(text.replace("    await op.execute(\n", more))
    await amig.upgrade(project.config)
    await asyncio.gather(*(amig.run_backfills(project.config) for _ in range(2)))
    assert (values(backend), kept(backend)[0][1]) == ({(1, 100_000)}, 100_000)
