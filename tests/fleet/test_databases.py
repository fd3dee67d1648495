"""Tenants that are databases of their own, on each backend; and MySQL's schemas, which are databases."""

from __future__ import annotations

import asyncio
from contextlib import closing

import pytest
from sqlalchemy import make_url

import amig
from amig.fleet.events import TenantDone, TenantSkipped
from tests.projects import new_project


def url_of(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


async def test_sqlite_files(sqlite, tmp_path) -> None:
    """Each with a URL of its own; a file that is not there is gone, and is not made by looking."""
    project = new_project(tmp_path / "p")
    project.table("t")
    project.up('await op.execute("INSERT INTO t (id) VALUES (1)")')
    files = [tmp_path / f"tenant {n}.db" for n in range(12)]
    for path in files[:-1]:
        await asyncio.to_thread(path.touch)
    tenants = [amig.Tenant(path.stem, url=f"sqlite:///{path}", labels="odd") for path in files]
    config = amig.Config(file=project.config, fleet={"tenants": tenants, "ledger_url": sqlite.url})
    events: list[object] = []
    report = await amig.fleet_upgrade(config, tell=events.append)
    assert (report.done, report.gone, report.failed) == (11, 1, 0)
    assert [event.tenant for event in events if isinstance(event, TenantSkipped)] == ["tenant 11"]
    assert not await asyncio.to_thread(files[-1].exists)
    again = await amig.fleet_upgrade(config)
    assert (again.current, again.gone) == (11, 1)
    status = await amig.fleet_status(config, only=("odd",))
    assert (status.current, status.gone, status.all_current) == (11, 1, True)
    assert sqlite.rows("SELECT outcome, count(*) FROM amig_fleet_tenants GROUP BY 1 ORDER BY 1") == [
        ("done", 11),
        ("gone", 2),
    ]


async def test_postgresql_databases(postgresql, tmp_path) -> None:
    """Made, upgraded within a budget, one of them gone."""
    project = new_project(tmp_path / "p")
    project.table("t")
    ((name,),) = await asyncio.to_thread(postgresql.rows, "SELECT current_database()")
    names = [f"{name[:40]}_{n}" for n in range(5)]

    def make() -> None:
        with closing(postgresql.connect()) as connection:
            for one in names[:-1]:
                connection.execute(f'CREATE DATABASE "{one}" TEMPLATE template0')

    def drop() -> None:
        with closing(postgresql.connect()) as connection:
            for one in names[:-1]:
                connection.execute(f'DROP DATABASE IF EXISTS "{one}" WITH (FORCE)')

    await asyncio.to_thread(make)
    try:
        tenants = [amig.Tenant(one, url=url_of(postgresql.url, one)) for one in names]
        config = amig.Config(file=project.config, url=postgresql.url, fleet={"tenants": tenants})
        events: list[object] = []
        report = await amig.fleet_upgrade(config, tell=events.append)
        assert (report.done, report.gone, report.failed) == (4, 1, 0)
        assert {event.tenant for event in events if isinstance(event, TenantDone)} == set(names[:-1])
        assert (await amig.fleet_upgrade(config)).current == 4
    finally:
        await asyncio.to_thread(drop)


@pytest.mark.parametrize("source", ["schemas", "tenants"])
async def test_mysql_databases(mysql, tmp_path, source) -> None:
    """By LIKE, or by name: read together through one connection, upgraded each on its own."""
    project = new_project(tmp_path / "p")
    project.table("t")
    prefix = f"{source}{id(project) % 9999}_x"
    names = [f"{prefix}`{n}%s" for n in range(6)]

    def each(word: str) -> None:
        with closing(mysql.connect()) as connection, closing(connection.cursor()) as cursor:
            for one in names[:-1]:
                cursor.execute(f"{word} `{one.replace('`', '``')}`")

    await asyncio.to_thread(each, "CREATE DATABASE")
    try:
        fleet = {"schemas": f"{prefix}%"} if source == "schemas" else {"tenants": list(names)}
        config = amig.Config(file=project.config, url=mysql.url, fleet=fleet)
        report = await amig.fleet_upgrade(config)
        assert (report.done, report.failures, report.gone) == (5, (), int(source == "tenants"))
        again = await amig.fleet_upgrade(config)
        assert (again.current, again.done) == (5, 0)
        back = await amig.fleet_downgrade(config, "base")
        assert (back.done, back.failures) == (5, ())
    finally:
        await asyncio.to_thread(each, "DROP DATABASE IF EXISTS")


def test_a_password_is_shown_nowhere() -> None:
    """Neither in a tenant's own words nor in those of its place."""
    from amig.fleet.tenants import place_of

    tenant = amig.Tenant("a", url="postgresql://app:secret@db/a")
    assert "secret" not in f"{tenant!r} {place_of(tenant, None, 'here')!r} {place_of(tenant, None, 'here')}"
