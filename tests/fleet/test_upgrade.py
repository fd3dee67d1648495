"""Many schemas go from where they are to the target, and nobody else is touched."""

from __future__ import annotations

import asyncio

from amig.fleet.events import TenantDone, TenantsCurrent


async def test_every_tenant_goes_to_the_head(fleet, tenants) -> None:
    """Twenty schemas, three revisions; a second run has nothing to do."""
    names = await asyncio.to_thread(tenants, 20)
    for name in ("one", "two", "three"):
        fleet.project.table(name)
    report = await fleet.upgrade()
    assert (report.done, report.failed, report.tenants, report.all_current) == (20, 0, 20, True)
    assert await asyncio.to_thread(fleet.versions, names) == {("rev00003",)}
    assert sorted(event.tenant for event in fleet.told(TenantDone)) == names
    again = await fleet.upgrade()
    assert (again.current, again.done) == (20, 0)
    assert [event.count for event in fleet.told(TenantsCurrent)] == [20]
