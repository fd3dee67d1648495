"""Tenants that are databases of their own: made, filled, and taken away again where that fails."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import make_url

import amig
from amig.errors import LeftoverError, ProvisionError, StepFailedError, TakenPlaceError
from tests.projects import SHELF, new_project

SEEDED = """
await op.create_table("plans", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(50)))
await op.execute("INSERT INTO plans (name) VALUES ('it''s; free'), ('large')")
"""


def url_of(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


def dropped(backend, *names: str) -> None:
    quote = "`" if backend.name == "mysql" else '"'
    with closing(backend.connect()) as connection, closing(connection.cursor()) as cursor:
        for name in names:
            cursor.execute(f"DROP DATABASE IF EXISTS {quote}{name}{quote}")


@pytest.mark.parametrize("server", ["postgresql", "mysql"])
async def test_on_servers(server, request, tmp_path) -> None:
    """One makes it, the other finds it done; what fails leaves no database; a full one is refused."""
    backend = request.getfixturevalue(server)
    project = new_project(tmp_path / "p", backend.url)
    project.up(SEEDED)
    ((own,),) = await asyncio.to_thread(
        backend.rows, f"SELECT {'DATABASE()' if server == 'mysql' else 'current_database()'}"
    )
    names = [f"{own[:40]}_{word}" for word in ("a; b", "bad")]
    tenants = [amig.Tenant(name, url=url_of(backend.url, name)) for name in names]
    config = amig.Config(file=project.config, url=backend.url, fleet={"tenants": tenants})
    await amig.snapshot(config)
    try:
        several = await asyncio.gather(*(amig.fleet_provision(config, names[0]) for _ in range(3)))
        assert sorted((one.made, one.by) for each in several for one in each.tenants) == [
            (False, "nothing"),
            (False, "nothing"),
            (True, "snapshot"),
        ]
        project.up("await op.execute('INSERT INTO nowhere VALUES (1)')")
        with pytest.raises(StepFailedError):
            await amig.fleet_provision(config, names[1])
        listed = "SHOW DATABASES" if server == "mysql" else "SELECT datname FROM pg_database"
        there = {name for (name,) in await asyncio.to_thread(backend.rows, listed)}
        assert names[0] in there
        assert names[1] not in there
        await asyncio.to_thread(backend.execute, "CREATE TABLE something (id int)")
        with pytest.raises(TakenPlaceError, match="table something"):
            await amig.fleet_provision(config, amig.Tenant("own", url=backend.url))
    finally:
        await asyncio.to_thread(dropped, backend, *names)


async def test_files(tmp_path) -> None:
    """Made beside and renamed: several at once make one, and what fails leaves none."""
    project = new_project(tmp_path / "p", f"sqlite:///{tmp_path / 'main.db'}")
    project.up(SEEDED)
    config = amig.Config(file=project.config, url=f"sqlite:///{tmp_path / 'main.db'}")
    await amig.snapshot(config)
    folder = tmp_path / "tenants"
    folder.mkdir()
    one = amig.Tenant("one", url=f"sqlite:///{folder / 'one; x.db'}")
    several = await asyncio.gather(*(amig.fleet_provision(config, one) for _ in range(4)))
    assert sorted(each.tenants[0].made for each in several) == [False, False, False, True]
    assert [path.name for path in folder.iterdir()] == ["one; x.db"]
    with closing(sqlite3.connect(folder / "one; x.db")) as connection:
        assert connection.execute("SELECT * FROM plans").fetchall() == [(1, "it's; free"), (2, "large")]
    project.up("await op.execute('INSERT INTO nowhere VALUES (1)')")
    with pytest.raises((StepFailedError, ProvisionError)):
        await amig.fleet_provision(config, amig.Tenant("two", url=f"sqlite:///{folder / 'two.db'}"))
    assert [path.name for path in folder.iterdir()] == ["one; x.db"]
    with closing(sqlite3.connect(folder / "full.db")) as connection:
        connection.execute("CREATE TABLE t (x)")
    with pytest.raises(TakenPlaceError, match="table t"):
        await amig.fleet_provision(config, amig.Tenant("full", url=f"sqlite:///{folder / 'full.db'}"))


async def test_what_cannot_be_taken_away_is_told(postgresql, tmp_path) -> None:
    """A revision fails, and somebody is still connected to the new database."""
    project = new_project(tmp_path / "p", postgresql.url)
    ((own,),) = await asyncio.to_thread(postgresql.rows, "SELECT current_database()")
    url = url_of(postgresql.url, f"{own[:40]}_left")
    project.up(
        "from tests.projects import SHELF\n"
        f"SHELF.append(await create_async_engine({url!r}).connect())\n"
        "raise RuntimeError('no further')"
    )
    config = amig.Config(file=project.config, url=postgresql.url)
    with pytest.raises(LeftoverError) as told:
        await amig.fleet_provision(config, amig.Tenant("left", url=url))
    connection = SHELF.pop()
    await connection.close()
    await connection.engine.dispose()
    await asyncio.to_thread(dropped, postgresql, f"{own[:40]}_left")
    assert "no further" in told.value.problem
    assert "being accessed by other users" in told.value.why
