"""How often a pass over tenants that are all current speaks with the server, told by a proxy in between."""

from __future__ import annotations

import asyncio

import amig

FIXED = 17
"""Two connections, side by side, each opened in three and closed in one; how much room there is; the lead; a run that was
left, the run, how many tenants it has; their names, twice; the ends of run and lead.
"""

LOOK = 2
"""Which tenants have a version table, and their rows; of five hundred in two halves, side by side."""


async def test_a_pass_with_nothing_to_do(fleet, through_proxy, monkeypatch) -> None:
    """A bounded number of questions for each five hundred, whatever their number."""
    monkeypatch.setattr("amig.fleet.lead.EVERY", 60.0)  # on a slow machine it would be renewed meanwhile
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
    assert trips[0] == FIXED + LOOK
