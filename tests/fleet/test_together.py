"""Tenants that share a string: each is a transaction of its own, and what befalls one befalls no other."""

from __future__ import annotations

import asyncio
from contextlib import closing

import pytest

from amig.fleet import runner, strings, together
from amig.fleet.brake import Brake
from amig.fleet.events import TenantBegan, TenantDone, TenantFailed
from amig.fleet.together import Size
from tests.fleet.conftest import quoted
from tests.fleet.test_brake import until

SLOW = 'await op.execute("SELECT pg_sleep(0.1)")'


@pytest.fixture
def four(monkeypatch):
    """Four go together from the beginning."""

    class Four(Size):
        def __init__(self, most: int = 4) -> None:
            super().__init__(most)
            self.allowed = min(4, most)

    monkeypatch.setattr(runner, "Size", Four)


@pytest.fixture
def sent(monkeypatch):
    """The strings that went out, and the schemas in them."""
    found: list[list[str]] = []
    send = strings.send

    async def noted(online, text: str) -> None:
        found.append([part.partition("\n")[0].strip('"') for part in text.split("SET LOCAL search_path = ")[1:]])
        await send(online, text)

    monkeypatch.setattr(strings, "send", noted)
    return found


def sizes(sent) -> list[int]:
    return [len(schemas) for schemas in sent]


async def test_each_of_a_string_is_a_transaction_of_its_own(fleet, tenants, four, sent) -> None:
    """Told one by one, with the revisions that ran; names are only ever names."""
    names = tenants(9)
    fleet.make(odd := 'tenant_o"dd; DROP')
    fleet.project.table("a")
    fleet.project.table("b")
    report = await fleet.upgrade(concurrency=1)
    assert report.all_current
    assert (sizes(sent)[0], max(sizes(sent)), sum(sizes(sent))) == (4, 4, 10)
    assert fleet.versions([*names, odd]) == {("rev00002",)}
    with closing(fleet.database.connect()) as connection:
        xmins = {
            connection.execute(f"SELECT xmin::text FROM {quoted(name)}.amig_version").fetchone()
            for name in (*names, odd)
        }
    assert len(xmins) == 10
    assert [(one.tenant, one.revisions, one.attempts) for one in fleet.told(TenantDone)] == [
        (name, ("rev00001", "rev00002"), 1) for name in sorted([*names, odd])
    ]
    assert all(0 < one.seconds < 10 for one in fleet.told(TenantDone))
    assert {len(rows) for rows in fleet.rows("amig_ledger", names).values()} == {2}


async def test_one_that_fails_leaves_the_others_done(fleet, tenants, four, sent) -> None:
    """Those before it by the string, those after it each by itself; nobody runs a revision twice."""
    names = tenants(9)
    fleet.project.table("a")
    culprit = names[2]
    fleet.sql(f"CREATE TABLE {culprit}.a (id int)")
    report = await fleet.upgrade(concurrency=1)
    assert not report.all_current
    (failed,) = fleet.told(TenantFailed)
    assert (failed.tenant, failed.revision, "already exists" in failed.problem) == (culprit, "rev00001", True)
    rest = [name for name in names if name != culprit]
    assert fleet.versions(rest) == {("rev00001",)}
    assert sorted(one.tenant for one in fleet.told(TenantDone)) == rest
    done = {name: [row[6] for row in rows] for name, rows in fleet.rows("amig_ledger", rest).items()}
    assert set(map(tuple, done.values())) == {("done",)}
    assert len(fleet.told(TenantBegan)) == 9
    assert sent[0] == names[:4]
    assert [schemas for schemas in sent[1:] if {*names[:2]} & {*schemas}] == []


async def test_one_whose_lock_is_taken_is_waited_for(fleet, tenants, four, sent) -> None:
    """It is tried alone, as if it had never shared a string."""
    names = tenants(6)
    fleet.project.table("a")
    await fleet.upgrade("head")
    fleet.project.up('await op.add_column("a", sa.Column("x", sa.Integer()))')
    sent.clear()
    with closing(fleet.database.connect()) as other:
        other.execute(f"BEGIN; LOCK TABLE {names[2]}.amig_version IN SHARE ROW EXCLUSIVE MODE")
        run = asyncio.create_task(fleet.upgrade(concurrency=1))
        await until(lambda: len(sent) > 1)
        await asyncio.sleep(0.3)
        await asyncio.to_thread(other.execute, "ROLLBACK")
    assert (await run).all_current
    assert sent[0] == names[:4]
    assert fleet.versions(names) == {("rev00002",)}
    assert {len(rows) for rows in fleet.rows("amig_ledger", names).values()} == {2}


async def test_a_session_that_is_lost_in_the_midst(fleet, tenants, four, sent) -> None:
    """What was committed before stays, and is not done again; the others go by themselves."""
    names = tenants(5)
    fleet.project.up(SLOW)
    run = asyncio.create_task(fleet.upgrade(concurrency=1))
    await until(lambda: sent)
    await asyncio.sleep(0.15)
    kill = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%amig: upgrade%' AND state = 'active'"
    )
    await asyncio.to_thread(fleet.sql, f"{kill} AND pid <> pg_backend_pid()")
    assert (await run).all_current
    assert sent[0] == names[:4]
    assert fleet.versions(names) == {("rev00001",)}
    done = fleet.rows("amig_ledger", names)
    assert {name: sum(row[6] == "done" for row in rows) for name, rows in done.items()} == dict.fromkeys(names, 1)


async def test_a_cancelled_run_leaves_whole_tenants(fleet, tenants, four, sent) -> None:
    """A string is interrupted between its transactions, or in one that is rolled back."""
    names = tenants(5)
    fleet.project.table("a")
    fleet.project.up(SLOW)
    run = asyncio.create_task(fleet.upgrade(concurrency=1))
    await until(lambda: sent)
    await asyncio.sleep(0.15)
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    with closing(fleet.database.connect()) as connection:
        held = "SELECT to_regclass('{0}.a') IS NOT NULL, to_regclass('{0}.amig_version') IS NOT NULL"
        found = [connection.execute(held.format(name)).fetchone() for name in names]
    assert {made == versioned for made, versioned in found} == {True}
    assert 1 <= sum(made for made, _ in found) < 5
    assert (await fleet.upgrade()).all_current


async def test_who_has_begun_is_brought_to_its_end(fleet, tenants, four, sent) -> None:
    """And nobody begins after somebody said stop."""
    names = tenants(12)
    fleet.project.up(SLOW)
    brake = Brake()
    run = asyncio.create_task(fleet.upgrade(concurrency=1, brake=brake))
    await until(lambda: sent)
    brake.stop("enough")
    report = await run
    assert not report.all_current
    assert [one.tenant for one in fleet.told(TenantDone)] == names[:4]
    assert sizes(sent) == [4]


@pytest.mark.parametrize("settings", [{"tenant_timeout": 20}, {}], ids=["a time limit for each", "what has to be run"])
async def test_those_that_go_alone(fleet, tenants, four, sent, settings) -> None:
    """A time limit is for one tenant; and of what is no string none is made."""
    names = tenants(6)
    fleet.settings.update(settings)
    if settings:
        fleet.project.table("a")
    else:
        fleet.project.up("for n in [1]:\n    await op.execute('SELECT 1')")
    assert (await fleet.upgrade(concurrency=1)).all_current
    assert sizes(sent) == [1] * len(sent)
    assert fleet.versions(names) == {("rev00001",)}


async def test_those_on_their_way_from_elsewhere_share_none(fleet, tenants, four, sent) -> None:
    """Only who has the same way before it."""
    names = tenants(6)
    fleet.project.table("a")
    await fleet.upgrade(only=names[1::2])
    fleet.project.table("b")
    sent.clear()
    assert (await fleet.upgrade(concurrency=1)).all_current
    assert all(len({name in names[1::2] for name in schemas}) == 1 for schemas in sent)
    assert fleet.versions(names) == {("rev00002",)}


def test_more_share_a_string_as_long_as_it_is_brief() -> None:
    """Twice as many each time; half as many after a long one, one after a failure, and never any more where none can."""
    size = Size()
    grown = []
    for _ in range(5):
        size.took(size.allowed, 0.01)
        grown.append(size.allowed)
    assert grown == [2, 4, 8, together._MOST, together._MOST]
    size.took(8, 0.2)
    assert size.allowed == 4
    size.took(4, 0.06)
    assert size.allowed == 4
    size.took(2, 0.01)
    assert size.allowed == 4
    size.failed()
    assert size.allowed == 1
    size.refuse()
    size.took(1, 0.001)
    assert size.allowed == 1
