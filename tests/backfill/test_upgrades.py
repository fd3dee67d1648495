"""Backfills on the way of an upgrade: required by a later revision, run at once, forgotten on the way back."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

import amig
import amig.asgi
from amig.errors import BackfillNotAppliedError, BackfillUnfinishedError
from tests.backfill.filled import ADDS, kept, needing, project_with, values

NOW = 'backfill_batch = 10\nbackfill_when = "now"'


async def rows(project) -> tuple[str, ...]:
    return (await amig.current(project.config)).revisions


async def test_a_revision_waits_for_the_backfill_that_it_requires(tmp_path, backend) -> None:
    """The upgrade stops before it, says how far the backfill is, and goes on when that is done."""
    project = project_with(tmp_path, backend.url)
    needing(project)
    with pytest.raises(BackfillUnfinishedError) as caught:
        await amig.upgrade(project.config)
    assert (caught.value.revision, caught.value.backfill) == ("need0", "fill0")
    assert caught.value.progress == "begun, 1 batch, 10 rows"
    assert "`amig backfill run fill0`" in caught.value.hint
    state = await amig.current(project.config)
    assert (state.revisions, [one.state for one in state.backfills]) == (("fill0",), ["begun"])
    assert (await amig.backfills(project.config)).backfills[0].required_by == ("need0",)
    await amig.run_backfills(project.config)
    await amig.upgrade(project.config)
    state = await amig.current(project.config)
    assert (state.revisions, state.backfills, values(backend)) == (("need0",), (), {(1, 25)})


async def test_a_fresh_database_goes_to_head_in_one_go(tmp_path, backend) -> None:
    """The first batch of an upgrade is enough for few rows, and those of a new database are few."""
    project = project_with(tmp_path, backend.url, count=5)
    needing(project)
    result = await amig.upgrade(project.config)
    assert [(one.revision, one.direction) for one in result.steps] == [
        ("rows0", "upgrade"),
        ("fill0", "upgrade"),
        ("fill0", "backfill"),
        ("need0", "upgrade"),
    ]
    assert values(backend) == {(1, 5)}


async def test_one_that_says_now_is_run_by_the_upgrade(tmp_path, backend) -> None:
    """All of its batches, directly after its revision."""
    project = project_with(tmp_path, backend.url, header=NOW)
    needing(project)
    await amig.upgrade(project.config)
    assert (await rows(project), values(backend), kept(backend)[0][0]) == (("need0",), {(1, 25)}, 3)


async def test_an_upgrade_goes_on_with_one_that_was_stopped(tmp_path, sqlite) -> None:
    """It says `now` and is half done: though no revision is due, the next upgrade ends it."""
    project = project_with(tmp_path, sqlite.url)
    await amig.upgrade(project.config)
    await amig.run_backfills(project.config, pause=3600, seconds=600)
    path = tmp_path / "migrations" / "versions" / "fill0.py"
    path.write_text(path.read_text().replace("backfill_batch = 10", NOW))
    told: list[amig.Ran] = []
    result = await amig.upgrade(project.config, tell=told.append)
    assert (
        [(one.revision, one.direction) for one in result.steps]
        == [("fill0", "backfill")]
        == [(one.revision, one.direction) for one in told]
    )
    assert values(sqlite) == {(1, 25)}


@pytest.mark.parametrize("header", [NOW, "backfill_batch = 100"])
async def test_where_all_is_one_transaction_so_are_the_batches(tmp_path, header, postgresql) -> None:
    """In a caller's transaction, and with `transaction = "run"`."""
    project = project_with(tmp_path, postgresql.url, header=header)
    needing(project)
    engine = create_async_engine(postgresql.url)
    async with engine.connect() as connection:
        await connection.begin()
        await amig.upgrade(project.config, connection=connection)
        await connection.rollback()
    await engine.dispose()
    assert await rows(project) == ()
    project.config.write_text(project.config.read_text() + 'transaction = "run"\n')
    await amig.upgrade(project.config)
    assert (await rows(project), values(postgresql)) == (("need0",), {(1, 25)})


async def test_one_transaction_has_no_room_for_a_large_one(tmp_path, postgresql) -> None:
    """Nothing of the run is kept, and the hint says what to do first."""
    project = project_with(tmp_path, postgresql.url)
    needing(project)
    project.config.write_text(project.config.read_text() + 'transaction = "run"\n')
    with pytest.raises(BackfillUnfinishedError) as caught:
        await amig.upgrade(project.config)
    assert "first `amig upgrade fill0`" in caught.value.hint
    assert await rows(project) == ()
    await amig.upgrade(project.config, "fill0")
    await amig.run_backfills(project.config)
    await amig.upgrade(project.config)
    assert values(postgresql) == {(1, 25)}


async def test_the_way_back_forgets_it(tmp_path, backend) -> None:
    """Applied again, it begins anew."""
    project = project_with(tmp_path, backend.url)
    await amig.upgrade(project.config)
    await amig.run_backfills(project.config)
    await amig.downgrade(project.config, "-1")
    assert kept(backend) == []
    with pytest.raises(BackfillNotAppliedError):
        await amig.run_backfills(project.config, "fill0")
    await amig.upgrade(project.config)
    await amig.run_backfills(project.config)
    assert values(backend) == {(2, 25)}


async def test_a_stamp_says_nothing_of_it(tmp_path, backend) -> None:
    """It is pending then, whatever was known before; and it can be run."""
    project = project_with(tmp_path, backend.url)
    await amig.upgrade(project.config, "rows0")
    await amig.stamp(project.config, "fill0")
    assert [one.state for one in (await amig.backfills(project.config)).backfills] == ["pending"]
    assert (await amig.run_backfills(project.config)).finished
    await amig.stamp(project.config, "rows0")
    await amig.stamp(project.config, "fill0")
    assert [one.state for one in (await amig.backfills(project.config)).backfills] == ["pending"]


async def test_it_keeps_no_application_from_being_ready(tmp_path, sqlite) -> None:
    """One that is pending is none of its business; one that is required stops the start as it stops an upgrade."""
    project = project_with(tmp_path, sqlite.url)
    startup = amig.asgi.lifespan(project.config)
    async with startup():
        assert startup.ready
    needing(project)
    startup = amig.asgi.lifespan(project.config)
    with pytest.raises(BackfillUnfinishedError):
        async with startup():
            pass
    await amig.run_backfills(project.config)
    startup = amig.asgi.lifespan(project.config)
    async with startup():
        assert startup.ready
    assert values(sqlite) == {(1, 25)}


async def test_written_sql_and_a_plan_say_where_it_belongs(tmp_path, sqlite) -> None:
    """A backfill needs a database."""
    project = project_with(tmp_path, sqlite.url)
    needing(project)
    result = await amig.plan(project.config)
    made, waits = result.plans[0].steps[1:]
    assert made.backfill == "in batches of 10 rows, by `amig backfill run fill0`"
    assert waits.requires_backfill == ("fill0",)
    out = tmp_path / "plan.json"
    await amig.plan(project.config, "fill0", out=out)
    await amig.upgrade(project.config, plan=out)
    assert await rows(project) == ("fill0",)
    sql = (await amig.upgrade(project.config, sql=True)).sql or ""
    assert "-- The backfill of fill0 is not written here: amig backfill run fill0" in sql
    assert "-- Here the backfill of fill0 must be finished: amig backfill run fill0" in sql
    assert "UPDATE whole" not in sql


async def test_a_header_that_is_read_the_quick_way(tmp_path, sqlite) -> None:
    """`requires_backfill` alone needs no parser; a function does, wherever it stands."""
    from amig.script.header import make_revision
    from amig.script.scan import scan

    quick = b'"""x"""\nrevision = "need0"\ndown_revision = "fill0"\nrequires_backfill = ("fill0", "fill1")\n'
    assert scan(quick) is not None
    assert make_revision("need0.py", quick).requires_backfill == ("fill0", "fill1")
    computed = b'revision = "fi" + "ll0"\ndown_revision = None\n\ndef backfill(op, cursor):\n    pass\n'
    made = await asyncio.to_thread(make_revision, "fill0.py", computed)
    assert (made.backfill, scan(ADDS.encode())) == (True, None)
