"""Where the tenants come from, and what is said of a source that is wrong."""

from __future__ import annotations

import asyncio

import pytest

import amig
from amig.errors import (
    BadConfigError,
    BadTenantError,
    BadWaveError,
    MissingVariableError,
    NoTenantsError,
    TenantSourceError,
    UnknownOptionError,
)
from amig.fleet.events import RunBegan, TenantDone
from amig.fleet.settings import FleetSettings
from amig.fleet.tenants import Tenant
from amig.fleet.waves import limit, wave_of, waves


async def test_a_query(fleet, tenants) -> None:
    """Columns `name`, `schema` and `labels`; a `::` in it is no parameter."""
    await asyncio.to_thread(tenants, 3)
    await asyncio.to_thread(fleet.sql, "CREATE TABLE customers (name text, place text, plan text)")
    rows = "('x', 'tenant_0001', 'free'), ('y', 'tenant_0002', 'paid,early'), ('z', 'tenant_0003', NULL)"
    await asyncio.to_thread(fleet.sql, f"INSERT INTO customers VALUES {rows}")
    fleet.project.table("t")
    fleet.settings = {"query": "SELECT name::text, place AS schema, plan AS labels FROM customers ORDER BY name"}
    report = await fleet.upgrade(only=("early", "z"))
    assert (report.done, report.tenants) == (2, 2)
    assert {event.tenant for event in fleet.told(TenantDone)} == {"y", "z"}
    fleet.settings = {"query": "SELECT name, plan FROM customers"}
    with pytest.raises(BadTenantError, match="has the columns name, plan"):
        await fleet.upgrade()


async def test_a_file(fleet, tenants) -> None:
    """A line for each; remarks and empty lines are none."""
    await asyncio.to_thread(tenants, 3)
    fleet.project.table("t")
    path = fleet.project.folder / "tenants.txt"
    text = "# ours\ntenant_0001\n\nsecond schema=tenant_0002 labels=free,early\n"
    await asyncio.to_thread(path.write_text, text)
    fleet.settings = {"file": "tenants.txt"}
    assert (await fleet.upgrade()).done == 2
    assert (await fleet.upgrade(only=("early",))).current == 1
    await asyncio.to_thread(path.write_text, "third shema=tenant_0003\n")
    with pytest.raises(BadTenantError, match="`shema=tenant_0003`"):
        await fleet.upgrade()


ITERATORS = {
    "an iterable": "iterate = ['tenant_0001', 'tenant_0002']",
    "a generator": "def iterate():\n    yield 'tenant_0001'\n    yield Tenant('b', schema='tenant_0002')",
    "an async one": "async def iterate():\n    yield 'tenant_0001'\n    yield Tenant('b', schema='tenant_0002')",
    "a coroutine": "async def iterate():\n    return ['tenant_0001', 'tenant_0002']",
}


@pytest.mark.parametrize("given", ITERATORS, ids=lambda given: given.replace(" ", "_"))
async def test_an_iterator_of_the_application(fleet, tenants, given) -> None:
    """Named in the configuration, imported from the project's folder."""
    await asyncio.to_thread(tenants, 2)
    fleet.project.table("t")
    name = f"whose_{given.replace(' ', '_')}"
    path = fleet.project.folder / f"{name}.py"
    await asyncio.to_thread(path.write_text, f"from amig import Tenant\n\n{ITERATORS[given]}\n")
    fleet.settings = {"tenants": f"{name}:iterate"}
    assert (await fleet.upgrade()).done == 2


async def test_an_iterator_that_raises_half_way(fleet, tenants) -> None:
    """It is read to its end before anybody is touched: so nobody is."""
    names = await asyncio.to_thread(tenants, 3)
    fleet.project.table("t")

    async def iterate():
        for name in names:
            yield name
        raise LookupError("the billing service is down")

    fleet.settings = {"tenants": iterate}
    with pytest.raises(TenantSourceError, match="after 3 tenants: the billing service is down"):
        await fleet.upgrade()
    assert fleet.told(RunBegan) == fleet.told(TenantDone) == []
    fleet.settings = {"tenants": lambda: iter([*names, 7])}
    with pytest.raises(BadTenantError, match="gave 7, which is no Tenant"):
        await fleet.upgrade()
    for odd, words in (("$user", "no search path can name"), ("", "has no name"), ("a\0b", "no name can have")):
        fleet.settings = {"tenants": [odd]}
        with pytest.raises(BadTenantError, match=words):
            await fleet.upgrade()
    fleet.settings = {"tenants": lambda: 7}
    with pytest.raises(BadTenantError, match="cannot be iterated over"):
        await fleet.upgrade()


def test_one_source_and_no_more() -> None:
    """And nothing but what is known, of the right kind."""
    with pytest.raises(NoTenantsError, match="names no tenants"):
        _ = FleetSettings().source
    with pytest.raises(NoTenantsError, match="has `schemas` and `file`"):
        _ = FleetSettings(schemas="a", file="b").source
    for given, error, words in (
        ({"schema": "t_%"}, UnknownOptionError, "fleet.schema"),
        ({"concurrency": "many"}, BadConfigError, "it must be a whole number"),
        ({"canary": -1}, BadConfigError, "cannot be less than 0"),
        ({"shared_schemas": [1]}, BadConfigError, "it must be a list of strings"),
    ):
        with pytest.raises(error, match=words):
            FleetSettings.of(amig.Config(fleet=given))
    assert FleetSettings.of(amig.Config(fleet={"max_failures": 3, "waves": "1%, 10%"})).waves == ("1%", "10%")


def test_the_table_of_a_file(tmp_path) -> None:
    """Its strings are filled in from the environment; a URL that lacks a variable is an error for whoever needs it."""
    path = tmp_path / "amig.toml"
    path.write_text('[fleet]\nschemas = "${PREFIX:-t}_%"\nledger_url = "${AMIG_LEDGER}"\n')
    config = amig.Config.load(path, environ={})
    assert config.fleet["schemas"] == "t_%"
    with pytest.raises(MissingVariableError, match="AMIG_LEDGER"):
        FleetSettings.of(config)
    path.write_text("fleet = 3\n")
    with pytest.raises(BadConfigError, match="must be a table"):
        amig.Config.load(path, environ={})


def test_waves() -> None:
    """Counts, shares and labels; whoever is in none goes last."""
    plan = waves(2, ("early", "10%"), 50)
    assert [wave.name for wave in plan] == ["canary", "early", "10%", "the rest"]
    early = Tenant("e", labels=["early"])
    found = [wave_of(plan, tenant, place) for tenant, place in ((early, 0), (early, 40), (Tenant("a"), 4))]
    assert found == [0, 1, 2]
    assert wave_of(plan, Tenant("a"), 5) == 3
    assert [wave.name for wave in waves(0, (), 50)] == ["all"]
    assert [wave.name for wave in waves(0, ("1%", "100%"), 50)] == ["1%", "100%"]
    assert (limit("", 9), limit("3", 9), limit("2%", 900)) == (None, 3, 18)
    for text in ("120%", "a b", "%"):
        with pytest.raises(BadWaveError):
            waves(0, (text,), 50)
    with pytest.raises(BadWaveError):
        limit("few", 9)
