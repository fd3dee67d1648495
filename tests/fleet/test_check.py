"""`amig fleet check`: rows that would break pending revisions, found in every tenant before one is touched."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import amig
from amig.cli import run
from amig.fleet.check_report import FleetCheck
from tests.fleet.conftest import Fleet, named, quoted
from tests.projects import new_project
from tests.servers.databases import Backend

NULLS = 'await op.alter_column("orders", "customer_id", nullable=False, existing_type=sa.Integer())'


def orders(fleet: Fleet, names: list[str]) -> None:
    """Every tenant has a table of orders, which are all in order."""
    for name in names:
        table = f"{quoted(name)}.orders"
        fleet.sql(
            f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, customer_id INTEGER, mail TEXT)",
            f"INSERT INTO {table} VALUES (1, 1, 'a'), (2, 2, 'b')",
        )


async def check(fleet: Fleet, **chosen: Any) -> FleetCheck:
    return await amig.fleet_check(fleet.config, **chosen)


async def test_tenants_are_grouped_by_cause(fleet, tenants) -> None:
    """And what was foreseen is what fails then."""
    names = tenants(8)
    orders(fleet, names)
    for name in names[2:5]:
        fleet.sql(f"INSERT INTO {quoted(name)}.orders VALUES (93, NULL, 'c'), (94, NULL, 'd')")
    fleet.sql(f"INSERT INTO {quoted(names[6])}.orders VALUES (95, 3, 'a')")
    first = fleet.project.up(NULLS)
    second = fleet.project.up('await op.create_unique_constraint("u", "orders", ["mail"])')
    found = await check(fleet)
    assert (found.tenants, found.breaking, found.clean, found.unreadable) == (8, 4, 4, 0)
    told = [(one.cause, one.revision, one.tenants, one.rows, one.finding.example) for one in found.groups]
    assert told == [("nulls", first, 3, 6, "id 93"), ("duplicates", second, 1, 1, "id 1")]
    assert set(found.groups[0].examples) == set(names[2:5])
    assert found.breaks
    assert found.is_sure
    with closing(fleet.database.connect()) as connection:
        made = connection.execute("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'amig%'").fetchone()
    assert made == (0,)
    report = await fleet.upgrade()
    assert (report.failed, report.done) == (found.breaking, found.clean)


async def test_a_tenant_asks_of_its_own_schema_alone(fleet, tenants) -> None:
    """A full `public` beside a tenant without the table is not read: the question is one that cannot be asked."""
    names = ["tenant_a'; DROP", 'tenant_"b"', "tenant_c"]
    fleet.make(*names)
    orders(fleet, names[:2])
    fleet.sql(
        "CREATE TABLE public.orders (id INTEGER, customer_id INTEGER)", "INSERT INTO public.orders VALUES (1, NULL)"
    )
    fleet.project.up(NULLS)
    found = await check(fleet)
    assert (found.clean, found.unsure, found.breaking) == (2, 1, 0)
    assert [(one.tenants, one.example) for one in found.unasked] == [(1, "tenant_c")]
    assert not found.is_sure


async def test_only_some_and_only_what_is_pending(fleet, tenants) -> None:
    names = tenants(3)
    orders(fleet, names)
    fleet.project.table("t", "aa11")
    await fleet.upgrade(only=(names[0],))
    found = await check(fleet, only=names[:2])
    assert (found.tenants, found.current, found.clean) == (2, 1, 1)


async def test_one_that_cannot_be_read_is_no_clean_one(fleet, tenants) -> None:
    names = tenants(2)
    orders(fleet, names)
    fleet.sql(f"CREATE TABLE {quoted(names[0])}.amig_version (odd INTEGER)")
    fleet.project.up(NULLS)
    found = await check(fleet)
    assert (found.unreadable, found.clean) == (1, 1)
    assert found.breaks
    assert found.problems[0].startswith(names[0])


async def test_tenants_that_are_databases(backend: Backend, tmp_path: Path) -> None:
    project = new_project(tmp_path / "p")
    project.up('await op.create_index("u", "orders", ["mail"], unique=True)')
    backend.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, mail VARCHAR(20))")
    backend.execute("INSERT INTO orders VALUES (1, 'a'), (2, 'a')")
    where = amig.Tenant("one", url=backend.url)
    config = amig.Config(file=project.config, url=backend.url, fleet={"tenants": [where]})
    found = await amig.fleet_check(config)
    assert [(one.cause, one.finding.example) for one in found.groups] == [("duplicates", "id 1")]


def test_on_the_command_line(fleet, tenants, monkeypatch, capsys) -> None:
    """The report by cause on stdout, the counts on stderr; 1 while something would break."""
    said = f'script_location = "migrations"\nurl = "{fleet.database.url}"\n\n[fleet]\nschemas = "tenant\\\\_%"\n'
    fleet.project.config.write_text(said)
    monkeypatch.chdir(fleet.project.folder)
    names = named(3)
    fleet.make(*names)
    orders(fleet, names)
    fleet.sql(f"UPDATE {quoted(names[1])}.orders SET customer_id = NULL")
    revision = fleet.project.up(NULLS)
    assert run(["fleet", "check"]) == 1
    told = capsys.readouterr()
    nulls = f"nulls in orders.customer_id before NOT NULL (revision {revision})"
    assert told.out == f"1 tenant: {nulls}; e.g. {names[1]}: 2 rows, first id 1\n"
    assert told.err == "1 would fail, 2 clean\n"
    assert run(["fleet", "check", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["groups"][0]["tenants"] == 1
    fleet.sql(f"UPDATE {quoted(names[1])}.orders SET customer_id = 1")
    assert run(["fleet", "check", "--strict"]) == 0
