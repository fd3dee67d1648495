"""What stops a run, what is tried again, and how it goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

import amig
from amig.errors import FleetLedError, NoFleetRunError
from amig.fleet.brake import Brake
from amig.fleet.budget import Budget
from amig.fleet.events import (
    Continued,
    Paused,
    Stopping,
    TenantBegan,
    TenantDone,
    TenantFailed,
    TenantRetried,
    WaveBegan,
    WaveEnded,
)
from amig.fleet.ledger import FleetLedger

FAILS_WITHOUT = """
await op.execute("DO $$ BEGIN IF to_regclass('fine') IS NULL THEN RAISE EXCEPTION 'number % is not fine', 17; END IF; END $$")
"""


async def test_waves_come_one_after_the_other(fleet, tenants) -> None:
    """Canaries first; nobody of a later wave begins before the earlier one has ended."""
    names = await asyncio.to_thread(tenants, 12)
    fleet.project.table("t")
    report = await fleet.upgrade(canary=2, waves=("50%",), pause=0.05)
    assert [(wave.name, wave.done) for wave in report.waves] == [("canary", 2), ("50%", 4), ("the rest", 6)]
    assert [event.wave for event in fleet.told(TenantDone)] == [1] * 2 + [2] * 4 + [3] * 6
    kinds = [type(event) for event in fleet.events if isinstance(event, WaveBegan | WaveEnded)]
    assert kinds == [WaveBegan, WaveEnded] * 3
    assert {event.tenant for event in fleet.told(TenantDone)[:2]} == set(names[:2])


@pytest.mark.parametrize(
    ("chosen", "why"),
    [
        ({"max_failures": "2"}, "3 tenants failed, and no more than 2 may"),
        ({"max_failures": "10%"}, "3 tenants failed, and no more than 2 may"),
        ({"same_failures": 3}, "3 tenants failed for the same cause: upgrade of revision `rev00001` failed"),
    ],
)
async def test_too_many_failures_stop_it(fleet, tenants, chosen, why) -> None:
    """What ran is finished, the rest does not begin; the same command goes on later, with those who failed too."""
    names = await asyncio.to_thread(tenants, 20)
    fleet.project.up(FAILS_WITHOUT)
    report = await fleet.upgrade(concurrency=1, **chosen)
    assert (report.outcome, report.failed, report.left) == ("stopped", 3, 17)
    assert report.why_stopped.startswith(why)
    assert [(group.count, group.revision) for group in report.failures] == [(3, "rev00001")]
    assert len(fleet.told(Stopping)) == 1
    status = await amig.fleet_status(fleet.config)
    assert (status.failed, status.pending, len(status.failures)) == (3, 20, 1)
    await asyncio.to_thread(fleet.sql, *(f"CREATE TABLE {name}.fine ()" for name in names))
    again = await fleet.upgrade()
    assert (again.done, again.continued, again.run == report.run, again.all_current) == (20, True, True, True)
    assert (await fleet.upgrade()).run != report.run


async def test_a_busy_server_is_tried_again(fleet, tenants) -> None:
    """Somebody holds a lock for a while; the attempt is told, and the budget shrinks."""
    await asyncio.to_thread(tenants, 2)
    fleet.project.table("t")
    fleet.project.up('await op.add_column("t", sa.Column("x", sa.Integer()))', header='lock_timeout = "200ms"')
    await fleet.upgrade("rev00001")
    blocker = await asyncio.to_thread(fleet.database.connect)
    blocker.autocommit = False
    await asyncio.to_thread(blocker.execute, "LOCK TABLE tenant_0001.t")

    def tell(event: object) -> None:
        fleet.events.append(event)
        if isinstance(event, TenantRetried):
            blocker.rollback()

    fleet.events.clear()
    report = await amig.fleet_upgrade(fleet.config, tell=tell, attempts=20)
    await asyncio.to_thread(blocker.close)
    assert (report.done, report.failed) == (2, 0)
    assert {event.tenant for event in fleet.told(TenantRetried)} == {"tenant_0001"}
    assert next(event for event in fleet.told(TenantDone) if event.tenant == "tenant_0001").attempts >= 2


@pytest.mark.full
async def test_a_tenant_may_take_only_so_long(fleet, tenants) -> None:
    """It is stopped at the server, and the others go on."""
    await asyncio.to_thread(tenants, 3)
    fleet.project.up(
        "for sql in [\"SELECT pg_sleep(CASE current_schema() WHEN 'tenant_0002' THEN 600 ELSE 0 END)\"]:\n"
        "    await op.execute(sql)"
    )
    report = await fleet.upgrade(tenant_timeout=8.0)
    assert (report.done, report.failed) == (2, 1)
    assert report.failures[0].problem == "`tenant_0002` was stopped after 8 s"
    asleep = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(CASE%' AND state = 'active' AND pid <> pg_backend_pid()"
    assert await asyncio.to_thread(fleet.database.rows, asleep) == [(0,)]


async def test_pause_continue_and_stop_from_elsewhere(fleet, tenants) -> None:
    """By rows in the fleet ledger; without a run there is nothing to order."""
    await asyncio.to_thread(tenants, 30)
    fleet.project.up("for n in [1]:\n    await op.execute('SELECT pg_sleep(0.3)')")
    with pytest.raises(NoFleetRunError):
        await amig.fleet_pause(fleet.config)
    run = asyncio.create_task(fleet.upgrade(concurrency=1))
    await until(lambda: fleet.told(TenantDone))
    order = await amig.fleet_pause(fleet.config)
    await until(lambda: fleet.told(Paused))
    await asyncio.sleep(1.0)
    still = len(fleet.told(TenantBegan))
    await asyncio.sleep(1.5)
    assert len(fleet.told(TenantBegan)) == still == len(fleet.told(TenantDone))
    await amig.fleet_continue(fleet.config)
    await until(lambda: fleet.told(Continued) and len(fleet.told(TenantBegan)) > still)
    await amig.fleet_stop(fleet.config)
    report = await run
    assert (report.outcome, report.run, report.failed) == ("stopped", order.run, 0)
    assert report.left == 30 - report.done > 0
    assert report.why_stopped.startswith("asked for by ")


async def until(met: Callable[[], object]) -> None:
    """Wait for something to happen."""
    while not met():  # noqa: ASYNC110 - it is told by nobody
        await asyncio.sleep(0.05)


async def test_only_one_leads(fleet, tenants) -> None:
    """The second one waits for its turn, or gives up; then it finds nothing left to do."""
    await asyncio.to_thread(tenants, 4)
    fleet.project.up("for n in [1]:\n    await op.execute('SELECT pg_sleep(0.5)')")
    first = asyncio.create_task(fleet.upgrade(concurrency=1))
    await until(lambda: fleet.told(TenantBegan))
    with pytest.raises(FleetLedError):
        await amig.fleet_upgrade(fleet.config.replace(lock_wait=0))
    second = await amig.fleet_upgrade(fleet.config)
    assert (await first).done == 4
    assert (second.current, second.done) == (4, 0)


async def test_a_lead_that_was_lost_stops_the_run(fleet, tenants) -> None:
    """Another coordinator took it: what runs is finished, nothing more begins, and it is said."""
    from amig.errors import LostLeadError

    await asyncio.to_thread(tenants, 12)
    fleet.project.up("for n in [1]:\n    await op.execute('SELECT pg_sleep(0.4)')")
    run = asyncio.create_task(fleet.upgrade(concurrency=1))
    await until(lambda: fleet.told(TenantBegan))
    await asyncio.to_thread(fleet.sql, "UPDATE amig_fleet_lead SET owner = 'somebody', until = until + 1000")
    with pytest.raises(LostLeadError, match="somebody"):
        await run
    assert len(fleet.told(TenantDone)) < 12


async def test_steps_that_are_counted_are_not_taken_twice(fleet, tenants) -> None:
    """`+1`, stopped half way and run again: each tenant went one step."""
    names = await asyncio.to_thread(tenants, 8)
    for name in ("a", "b", "c"):
        fleet.project.table(name)
    brake = Brake()

    def tell(event: object) -> None:
        if isinstance(event, TenantDone):
            brake.stop("enough")

    first = await amig.fleet_upgrade(fleet.config, "+1", tell=tell, brake=brake, concurrency=1)
    assert (first.done, first.outcome) == (1, "stopped")
    second = await amig.fleet_upgrade(fleet.config, "+1")
    assert (second.done, second.current) == (7, 1)
    assert await asyncio.to_thread(fleet.versions, names) == {("rev00001",)}
    assert (await amig.fleet_upgrade(fleet.config, "+1")).done == 8


async def test_the_budget() -> None:
    """It grows while it is calm, is halved under pressure, and room is given in the order it was asked for."""
    changes: list[tuple[int, str]] = []
    budget = Budget(20, told=lambda allowed, why: changes.append((allowed, why)))
    for _ in range(40):
        budget.took(0.1)
    assert budget.allowed > 4
    before = budget.allowed
    budget.pressure("busy")
    assert budget.allowed == before // 2
    assert changes[-1] == (before // 2, "busy")
    busy = Budget(64)
    seen = set()
    for _ in range(3000):  # a server with two cores: beyond that many, each only waits longer
        busy.took(0.1 * max(1.0, busy.allowed / 2))
        seen.add(busy.allowed)
    assert max(seen) <= 6
    assert busy.allowed == 2  # no more than do the same work
    far = Budget(64)
    for _ in range(3000):  # one that is far away, and has room
        far.took(0.1)
    assert far.allowed == 64
    one = Budget(1, fixed=True)
    order: list[int] = []

    async def hold(number: int) -> None:
        async with one.connection():
            order.append(number)
            await asyncio.sleep(0)

    tasks = [asyncio.create_task(hold(number)) for number in range(5)]
    await asyncio.sleep(0)
    tasks[2].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert (order, one.used, one.highest) == ([0, 1, 3, 4], 0, 1)


async def test_a_server_at_its_limit_is_waited_for(fleet, tenants) -> None:
    """A role that may have three connections: nobody fails, and room is made."""
    await asyncio.to_thread(tenants, 10)
    fleet.project.table("t")
    await asyncio.to_thread(fleet.sql, "CREATE ROLE narrow LOGIN CONNECTION LIMIT 3")
    try:
        name = (await asyncio.to_thread(fleet.database.rows, "SELECT current_database()"))[0][0]
        await asyncio.to_thread(fleet.sql, f'GRANT ALL ON DATABASE "{name}" TO narrow')
        grants = [f"GRANT ALL ON SCHEMA tenant_{n:04d} TO narrow" for n in range(1, 11)]
        await asyncio.to_thread(fleet.sql, *grants)
        from sqlalchemy import make_url

        url = make_url(fleet.database.url).set(username="narrow").render_as_string(hide_password=False)
        config = fleet.config.replace(url=url)
        report = await amig.fleet_upgrade(
            config, tell=fleet.events.append, concurrency=6, attempts=30, ledger_url=fleet.database.url
        )
        assert (report.done, report.failed) == (10, 0)
        assert fleet.told(TenantRetried)
    finally:
        await asyncio.to_thread(fleet.sql, "DROP OWNED BY narrow", "DROP ROLE narrow")


async def test_the_fleet_ledger_remembers(fleet, tenants) -> None:
    """Runs with their reports, and what became of each tenant."""
    await asyncio.to_thread(tenants, 3)
    fleet.project.up(FAILS_WITHOUT)
    await asyncio.to_thread(fleet.sql, "CREATE TABLE tenant_0001.fine ()")
    report = await fleet.upgrade()
    async with FleetLedger.open(fleet.database.url) as ledger:
        run = await ledger.last_run()
        assert run is not None
        assert (run.run, run.state, run.tenants, run.direction) == (report.run, "failed", 3, "upgrade")
        assert run.report is not None
        assert (run.report["done"], run.report["failed"]) == (1, 2)
        found = await ledger.outcomes(run.run, ["tenant_0001", "tenant_0002", "tenant_0003"])
    assert [found[name].outcome for name in sorted(found)] == ["done", "failed", "failed"]
    assert found["tenant_0002"].fingerprint == found["tenant_0003"].fingerprint
    assert "number 17 is not fine" in found["tenant_0002"].problem
    assert len(fleet.told(TenantFailed)) == 2
