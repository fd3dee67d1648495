"""How often a pass over tenants that are all current speaks with the server, told by a proxy in between."""

from __future__ import annotations

import asyncio

import amig

FIXED = 52
"""Two connections, each of which SQLAlchemy and the driver ask a dozen things; lead, run and orders in the ledger."""


async def test_a_pass_with_nothing_to_do(fleet, through_proxy) -> None:
    """A bounded number of questions for each five hundred, whatever their number."""
    proxy, url = through_proxy(fleet.database.url)
    fleet.project.table("one")
    trips = []
    names: list[str] = []
    for count in (5, 45):
        more = [f"tenant_{count}_{number}" for number in range(count)]
        await asyncio.to_thread(fleet.make, *more)
        names += more
        await fleet.upgrade()
        proxy.reset()
        report = await amig.fleet_upgrade(fleet.config.replace(url=url))
        assert report.current == len(names)
        trips.append(proxy.round_trips)
    assert trips[0] == trips[1]
    assert trips[0] <= FIXED + 4
