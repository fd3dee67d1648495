"""New tenants at head: from the snapshot, by the revisions, and what must not be taken for one."""

from __future__ import annotations

import asyncio

import pytest

import amig
from amig.errors import BadSnapshotError, ProvisionError, StaleSnapshotError, TakenPlaceError, UnlistedTenantError

SEEDED = """
await op.create_table("plans", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(50)))
await op.execute("INSERT INTO plans (name) VALUES ('it''s; free: %s'), ('large')")
"""
STRANGE = ('tenant_"; DROP SCHEMA public; --', "tenant_a.b", "tenant_ $amig$ '", "tenant_%s:x", "tenant_\\é")


async def test_from_the_snapshot(fleet) -> None:
    """One string: schema, rows, versions and history; newer revisions come after it."""
    fleet.project.up(SEEDED)
    fleet.project.table("t")
    await amig.snapshot(fleet.config)
    result = await amig.fleet_provision(fleet.config, ["tenant_0001", "tenant_0002", *STRANGE])
    assert result.failed == ()
    assert {(one.made, one.by, one.after) for one in result.tenants} == {(True, "snapshot", ("rev00002",))}
    names = [one.tenant for one in result.tenants]
    found = await asyncio.to_thread(fleet.rows, "plans", names)
    assert list(found.values()) == [[(1, "it's; free: %s"), (2, "large")]] * len(names)
    (event,) = (await asyncio.to_thread(fleet.rows, "amig_ledger", names[:1]))[names[0]]
    assert "stamp" in event
    await asyncio.to_thread(fleet.sql, "INSERT INTO tenant_0001.plans (name) VALUES ('third')")
    assert (await asyncio.to_thread(fleet.rows, "plans", ["tenant_0001"]))["tenant_0001"][2] == (3, "third")
    assert (await fleet.upgrade()).current == len(names)
    fleet.project.table("newer")
    (newer,) = (await amig.fleet_provision(fleet.config, "tenant_0003")).tenants
    assert (newer.made, newer.by, newer.after) == (True, "snapshot", ("rev00003",))
    (there,) = (await amig.fleet_provision(fleet.config, "tenant_0001")).tenants
    assert (there.made, there.by, there.after, there.ran) == (False, "nothing", ("rev00003",), ("rev00003",))


async def test_by_the_revisions(fleet) -> None:
    """Without a snapshot: closed ones as one string, others step by step; an empty schema is used, a full one refused."""
    fleet.project.up(SEEDED)
    await asyncio.to_thread(fleet.make, "tenant_empty", "tenant_full")
    await asyncio.to_thread(fleet.sql, "CREATE TYPE tenant_full.mood AS ENUM ('a')")
    (empty,) = (await amig.fleet_provision(fleet.config, "tenant_empty")).tenants
    assert (empty.by, empty.after) == ("revisions", ("rev00001",))
    with pytest.raises(TakenPlaceError) as told:
        await amig.fleet_provision(fleet.config, "tenant_full")
    assert told.value.fields() == {"tenant": "tenant_full", "place": "schema `tenant_full`", "found": "type mood"}
    fleet.project.up("for n in range(2):\n    await op.execute(f'INSERT INTO plans (name) VALUES ({n})')")
    (stepped,) = (await amig.fleet_provision(fleet.config, "tenant_x")).tenants
    assert (stepped.by, stepped.after, stepped.ran) == ("revisions", ("rev00002",), ("rev00001", "rev00002"))
    with pytest.raises(TakenPlaceError):
        await amig.fleet_provision(fleet.config, "tenant_full")
    with pytest.raises(UnlistedTenantError):
        await amig.fleet_provision(fleet.config, "other")
    (said,) = (await amig.fleet_provision(fleet.config, "other", schema="elsewhere")).tenants
    assert said.place == "schema `elsewhere`"


async def test_many_at_once_on_one_name(fleet) -> None:
    """One makes it, the others find it done; nothing is made twice."""
    fleet.project.up(SEEDED)
    several = await asyncio.gather(*(amig.fleet_provision(fleet.config, "tenant_1") for _ in range(6)))
    found = [one for result in several for one in result.tenants]
    assert sorted(one.made for one in found) == [False] * 5 + [True]
    assert len((await asyncio.to_thread(fleet.rows, "plans", ["tenant_1"]))["tenant_1"]) == 2


async def test_a_file_that_is_not_the_revisions(fleet) -> None:
    """Edited, or of revisions that were edited: refused before anything is made."""
    fleet.project.up(SEEDED)
    await amig.snapshot(fleet.config)
    path = fleet.project.folder / "migrations" / "snapshot" / "postgresql.sql"
    text = await asyncio.to_thread(path.read_text)
    await asyncio.to_thread(path.write_text, text.replace("'large'", "'small'"))
    with pytest.raises(BadSnapshotError, match="was edited"):
        await amig.fleet_provision(fleet.config, "tenant_1")
    await asyncio.to_thread(path.write_text, text)
    revision = fleet.project.folder / "migrations" / "versions" / "rev00001.py"
    source = await asyncio.to_thread(revision.read_text)
    await asyncio.to_thread(revision.write_text, source.replace("'large'", "'small'"))
    with pytest.raises(StaleSnapshotError, match="edited"):
        await amig.fleet_provision(fleet.config, "tenant_1")
    there = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'tenant%'"
    assert await asyncio.to_thread(fleet.database.rows, there) == [(0,)]
    await amig.fleet_provision(fleet.config, "tenant_1", by_chain=True)


async def test_a_statement_that_fails_leaves_nothing(fleet) -> None:
    """What the snapshot needs of the server is gone: no schema stays, and the statement is named."""
    await asyncio.to_thread(fleet.sql, "DROP ROLE IF EXISTS amig_guest", "CREATE ROLE amig_guest")
    fleet.project.up(SEEDED)
    fleet.project.up('await op.execute("GRANT SELECT ON plans TO amig_guest")')
    await amig.snapshot(fleet.config)
    await asyncio.to_thread(fleet.sql, "DROP ROLE amig_guest")
    with pytest.raises(ProvisionError) as told:
        await amig.fleet_provision(fleet.config, "tenant_1")
    assert told.value.problem == '`GRANT SELECT ON TABLE plans TO amig_guest`: role "amig_guest" does not exist'
    there = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'tenant%'"
    assert await asyncio.to_thread(fleet.database.rows, there) == [(0,)]
