"""A lease: taken over when its owner is gone, lost when it was taken over, and two owners never."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from uuid import uuid4

import pytest
from sqlalchemy import Column, Integer, MetaData, Table
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.errors import LeaseLostError, LeaseRefusedError, LockRefusedError, LockTimeoutError, StepFailedError
from amig.impl import impl_for
from amig.impl.online import Online
from amig.state import lease as leases
from amig.state.lease import Lease
from amig.state.versions import VersionTable
from tests.lock.migrators import autocommit_project, config_of, mixed_project, until
from tests.projects import new_project

USERS = MetaData()
Table("users", USERS, Column("id", Integer, primary_key=True), Column("n", Integer))
FAR = {"postgresql": "clock_timestamp() + interval '{0}'", "mysql": "UTC_TIMESTAMP(6) + INTERVAL {0}"}
HELD = (
    "INSERT INTO amig_lease (versions, number, owner, renewals, since, expires, host, process, app) VALUES"
    " ('amig_version', 7, 'somebody', 0, {now}, {expires}, 'web-1', 4711, 'shop 1.4')"
)


@pytest.fixture(params=["postgresql", "mysql"])
def server(request):
    """The databases that can have leases."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def hasty(monkeypatch) -> None:
    """Leases of 4 s."""
    monkeypatch.setattr(leases, "LENGTH", 4.0)


@asynccontextmanager
async def one(server, length: float = 1.5):
    """A migrator's lease on a connection of its own."""
    engine = create_async_engine(server.url)
    async with engine.connect() as connection:
        with Online(connection) as online:
            await online.isolation("READ COMMITTED")
            impl = impl_for(connection.dialect)
            yield Lease(online, VersionTable(impl, "amig_version"), "shop", length)
    await engine.dispose()


async def taken(lease: Lease, *, exists: bool = True) -> bool:
    found = await lease.take(None, exists=exists)
    await lease.online.commit()
    return found


async def test_one_at_a_time_and_each_with_a_higher_number(server) -> None:
    """Given back, it is free at once; whoever waits is told who has it."""
    async with one(server) as first, one(server) as second:
        assert await taken(first, exists=False)
        assert not await taken(second)
        assert second.leased_to is not None
        assert f"lease 1 of {second.leased_to.host} (process " in str(second.leased_to)
        await first.give_back()
        await first.online.commit()
        await first.committed()
        assert await taken(second)
        assert (first.number, second.number) == (None, 2)


async def test_an_owner_that_is_gone_loses_it(server) -> None:
    """By the database's clock, and only after nothing was done to it for a while; if it comes back, it finds out."""
    async with one(server) as first, one(server) as second:
        await taken(first, exists=False)
        await asyncio.sleep(1.6)
        assert not await taken(second)
        await until(lambda: taken(second))
        assert second.number == 2
        with pytest.raises(LeaseLostError, match="somebody else has taken it over"):
            await first.give_back()


@pytest.mark.parametrize(
    ("name", "jump"),
    [
        ("postgresql", "1 HOUR"),
        *(
            pytest.param(*one, marks=pytest.mark.full)
            for one in [("postgresql", "-1 HOUR"), ("mysql", "1 HOUR"), ("mysql", "-1 HOUR")]
        ),
    ],
)
async def test_a_clock_that_jumps_makes_no_two_owners(request, name, jump) -> None:
    """An hour forward and every lease has run out, an hour back and none ever does; who renews keeps it."""
    server = request.getfixturevalue(name)
    async with one(server, 3.0) as first, one(server, 3.0) as second:
        await taken(first, exists=False)
        first.keep()
        await asyncio.to_thread(server.execute, _jumped(server, jump))
        for _ in range(30):
            assert not await taken(second)
            await asyncio.sleep(0.1)
        await first.stop()
        await asyncio.to_thread(server.execute, _jumped(server, jump))
        await until(lambda: taken(second))
        assert second.number == 2


def _jumped(server, jump: str) -> str:
    """As if the database's clock had jumped: what is written lies as far in the other direction."""
    other = jump.removeprefix("-") if jump.startswith("-") else f"-{jump}"
    return f"UPDATE amig_lease SET expires = {FAR[server.name].format(other)}"


@pytest.mark.full
async def test_it_is_renewed_while_a_statement_runs(postgresql, tmp_path, hasty) -> None:
    """Another migrator waits for as long as the statement takes, longer than the lease."""
    project = autocommit_project(tmp_path / "p")
    project.up('await op.execute("SELECT pg_sleep(6)")', header="transactional = False")
    config = await config_of(project, pooler="transaction")
    done = await asyncio.gather(*(amig.upgrade(config, url=postgresql.url) for _ in range(2)))
    assert sum(not ran.elsewhere for result in done for ran in result.steps) == 3
    assert await asyncio.to_thread(postgresql.rows, "SELECT r FROM log") == [(1,)]
    ((renewals,),) = await asyncio.to_thread(postgresql.rows, "SELECT renewals FROM amig_lease")
    assert renewals >= 3


async def test_a_lease_that_is_lost_stops_the_run(server, tmp_path, hasty) -> None:
    """What runs is stopped at the server, nothing more is sent, and the version stays; the ledger knows no failure."""
    project = autocommit_project(tmp_path / "p")
    sleep = "SELECT pg_sleep(30)" if server.name == "postgresql" else "DO SLEEP(30)"
    body = f'await op.execute("{sleep}")\nawait op.execute("INSERT INTO log (r) VALUES (9)")'
    project.up(body, header="transactional = False")
    config = await config_of(project, pooler="transaction")
    running = asyncio.ensure_future(amig.upgrade(config, url=server.url))
    await until(lambda: asyncio.to_thread(_is_sleeping, server), running)
    await asyncio.to_thread(server.execute, "UPDATE amig_lease SET owner = 'somebody', number = number + 1")
    with pytest.raises(StepFailedError, match=r"the lease on `amig_version` was lost .* somebody else has") as caught:
        await running
    assert isinstance(caught.value.__cause__, LeaseLostError)
    assert await asyncio.to_thread(server.rows, "SELECT version_num FROM amig_version") == [("rev00002",)]
    assert await asyncio.to_thread(server.rows, "SELECT r FROM log") == [(1,)]
    assert not await asyncio.to_thread(_is_sleeping, server)


async def test_who_is_cancelled_gives_it_back(server, tmp_path) -> None:
    """The next one need not wait until it runs out, though the connection may be gone."""
    project = autocommit_project(tmp_path / "p")
    sleep = "SELECT pg_sleep(30)" if server.name == "postgresql" else "DO SLEEP(30)"
    project.up(f'await op.execute("{sleep}")', header="transactional = False")
    config = await config_of(project, pooler="transaction")
    running = asyncio.ensure_future(amig.upgrade(config, url=server.url))
    await until(lambda: asyncio.to_thread(_is_sleeping, server), running)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await asyncio.to_thread(server.rows, "SELECT owner FROM amig_lease") == [("",)]


def _is_sleeping(server) -> bool:
    if server.name == "postgresql":
        sql = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(30%' AND state = 'active'"
    else:
        sql = "SELECT count(*) FROM information_schema.processlist WHERE info LIKE 'DO SLEEP(30%' AND db = database()"
    return bool(server.rows(sql)[0][0])


async def test_every_migrator_respects_a_live_lease(postgresql, tmp_path, caplog) -> None:
    """Also one that knows of no pooler, in each kind of step; the message names the owner."""
    project = mixed_project(tmp_path / "p")
    await _make_table(postgresql)
    later = FAR["postgresql"].format("20 seconds")
    await asyncio.to_thread(postgresql.execute, HELD.format(now="clock_timestamp()", expires=later))
    config = await config_of(project, lock_wait=0.5)
    with pytest.raises(LockTimeoutError, match=r"lease 7 of web-1 \(process 4711, shop 1.4\), for \d s"):
        await amig.upgrade(config, url=postgresql.url)
    await asyncio.to_thread(postgresql.execute, "UPDATE amig_lease SET owner = ''")
    await amig.upgrade(config, "rev00001", url=postgresql.url)
    await asyncio.to_thread(postgresql.execute, "UPDATE amig_lease SET owner = 'somebody'")
    with pytest.raises(LockTimeoutError, match="lease 7 of web-1"):
        await amig.upgrade(config, url=postgresql.url)
    locks = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    assert await asyncio.to_thread(postgresql.rows, locks) == [(0,)]


async def _make_table(server) -> None:
    async with one(server) as lease:
        await lease._create()
        await lease.online.commit()


@pytest.mark.usefixtures("hasty")
async def test_a_step_in_a_transaction_ends_the_lease_of_the_dead(postgresql, tmp_path, caplog) -> None:
    """With a higher number: if the dead one comes back after all, it has lost."""
    project = mixed_project(tmp_path / "p")
    await _make_table(postgresql)
    await asyncio.to_thread(
        postgresql.execute, HELD.format(now="clock_timestamp()", expires="clock_timestamp() - interval '1 second'")
    )
    await amig.upgrade(project.config, "rev00001", url=postgresql.url)
    assert await asyncio.to_thread(postgresql.rows, "SELECT number, owner FROM amig_lease") == [(8, "")]


async def test_every_step_on_mysql_where_no_session_is_kept(mysql, tmp_path) -> None:
    """As on Galera: each revision once, and no lock of a session's is asked for."""
    project = mixed_project(tmp_path / "p")
    config = await config_of(project, pooler="transaction")
    done = await asyncio.gather(*(amig.upgrade(config, url=mysql.url) for _ in range(5)))
    assert sum(not ran.elsewhere for result in done for ran in result.steps) == 4
    assert await asyncio.to_thread(mysql.rows, "SELECT r FROM log ORDER BY r") == [(n,) for n in range(1, 6)]
    assert (await asyncio.to_thread(mysql.rows, "SELECT owner, number >= 4 FROM amig_lease")) == [("", 1)]


@pytest.fixture
def role(postgresql):
    """A role that may do what the version table and the ledger need, and log in."""
    name = f"amig_lease_{uuid4().hex[:8]}"  # roles are the server's, and another worker may be at the other test
    postgresql.execute(f"CREATE ROLE {name} LOGIN; GRANT ALL ON SCHEMA public TO {name}")
    yield name
    postgresql.execute(f"GRANT {name} TO CURRENT_USER; DROP OWNED BY {name}; DROP ROLE {name}")


async def test_a_role_that_may_not_take_the_lock(postgresql, tmp_path, role) -> None:
    """The error names the function, and the right."""
    project = autocommit_project(tmp_path / "p")
    revoke = "REVOKE EXECUTE ON FUNCTION pg_try_advisory_xact_lock(bigint) FROM PUBLIC"
    await asyncio.to_thread(postgresql.execute, revoke)
    with pytest.raises(LockRefusedError, match="permission denied for function") as caught:
        await amig.upgrade(project.config, url=postgresql.url.replace("postgres@", f"{role}@"))
    assert caught.value.function == "pg_try_advisory_xact_lock(bigint)"
    assert "GRANT EXECUTE ON FUNCTION pg_try_advisory_xact_lock(bigint) TO" in str(caught.value.hint)


async def test_a_role_that_may_not_use_the_leases(postgresql, tmp_path, role) -> None:
    """Not read it, not write it, not make it: each time the right is named, and nothing has run."""
    project = autocommit_project(tmp_path / "p")
    config = await config_of(project, pooler="transaction")
    url = postgresql.url.replace("postgres@", f"{role}@")
    await amig.upgrade(config, "rev00001", url=url)
    await _make_table(postgresql)
    for granted in ("", f"GRANT SELECT ON amig_lease TO {role}"):
        if granted:
            await asyncio.to_thread(postgresql.execute, granted)
        with pytest.raises(LeaseRefusedError, match="permission denied for table amig_lease") as caught:
            await amig.upgrade(config, url=url)
        assert caught.value.right == "SELECT, INSERT and UPDATE on `amig_lease`"
    await asyncio.to_thread(
        postgresql.execute,
        f"DROP TABLE amig_lease; REVOKE ALL ON SCHEMA public FROM {role}, PUBLIC; GRANT USAGE ON SCHEMA public TO {role}",
    )
    with pytest.raises(LeaseRefusedError, match="permission denied for schema public") as caught:
        await amig.upgrade(config, url=url)
    assert caught.value.right == "create a table beside the version table"
    assert await asyncio.to_thread(postgresql.rows, "SELECT r FROM log") == []


async def test_what_a_lease_covers_is_running_and_not_interrupted(postgresql, tmp_path) -> None:
    """`amig current` asks the lease too."""
    project = autocommit_project(tmp_path / "p")
    body = 'await op.execute("INSERT INTO log (r) VALUES (2)")\nawait op.execute("SELECT pg_sleep(3)")'
    project.up(body, header="transactional = False")
    config = await config_of(project, pooler="transaction")
    running = asyncio.ensure_future(amig.upgrade(config, url=postgresql.url))

    async def is_running() -> bool:
        found = (await amig.current(config, url=postgresql.url)).interrupted
        return found is not None and found.running

    await until(is_running, running)
    await running


async def test_on_sqlite_the_lock_beside_the_file_tells(sqlite, tmp_path) -> None:
    """Running while somebody has it; interrupted once nobody has."""
    project = autocommit_project(tmp_path / "p")
    config = await config_of(project)
    await amig.upgrade(config, url=sqlite.url)
    body = 'await op.execute("INSERT INTO log (r) VALUES (7)")\nawait asyncio.sleep(60)'
    project.up(f"import asyncio\n{body}", header="transactional = False")
    running = asyncio.ensure_future(amig.upgrade(config, url=sqlite.url))

    async def seen() -> str:
        return str((await amig.current(config, url=sqlite.url)).interrupted)

    async def is_running() -> bool:
        return (await seen()) == "running, at statement 2"

    await until(is_running, running)
    running.cancel()
    await asyncio.wait([running])
    assert await seen() == "interrupted at statement 2"


async def test_no_comparison_sees_the_leases(server, tmp_path) -> None:
    """Neither `amig check` nor `amig drift`."""
    project = new_project(tmp_path / "p")
    project.table("users")
    config = (await config_of(project)).replace(metadata=USERS)
    await amig.upgrade(config, url=server.url)
    await _make_table(server)
    assert (await amig.check(config, url=server.url)).differences == ()
    assert (await amig.drift(config, url=server.url)).is_same
