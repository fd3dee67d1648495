"""A thousand tenants, thirty of which fail in four ways; and what memory ten thousand take."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import textwrap
from typing import Any

import pytest

import amig
from amig.fleet.events import BudgetChanged
from tests.fleet.conftest import Fleet, named

WAYS = {
    "a table in the way": "CREATE TABLE {0}.orders (x int)",
    "a null": "CREATE TABLE {0}.people (name text); INSERT INTO {0}.people VALUES (NULL)",
    "a duplicate": "CREATE TABLE {0}.people (name text); INSERT INTO {0}.people VALUES ('{1}'), ('{1}')",
    "a value that is no number": "CREATE TABLE {0}.people (name text); INSERT INTO {0}.people VALUES ('x{1}')",
}
REPAIRS = {
    "a table in the way": "DROP TABLE {0}.orders",
    "a null": "DELETE FROM {0}.people",
    "a duplicate": "DELETE FROM {0}.people",
    "a value that is no number": "DELETE FROM {0}.people",
}


def history(fleet: Fleet) -> None:
    """Four revisions, three of which somebody's rows break."""
    fleet.project.up("await op.execute('CREATE TABLE IF NOT EXISTS people (name text)')")
    fleet.project.table("orders")
    fleet.project.up('await op.alter_column("people", "name", nullable=False)')
    fleet.project.up('await op.create_unique_constraint("uq_people", "people", ["name"])')
    fleet.project.up(
        'await op.alter_column("people", "name", type_=sa.Integer(), postgresql_using="name::integer")', id_="numbers"
    )


async def four_ways(fleet: Fleet, count: int, each: int, **chosen: Any) -> None:
    """So many of each way fail, the rest is current, four causes are told; a run after the repair finishes."""
    names = named(count)
    await asyncio.to_thread(fleet.make, *names)
    history(fleet)
    broken: dict[str, list[str]] = {}
    for index, (way, sql) in enumerate(WAYS.items()):
        broken[way] = names[index :: len(WAYS) * (count // (len(WAYS) * each))][:each]
        await asyncio.to_thread(fleet.sql, *(sql.format(name, n) for n, name in enumerate(broken[way])))
    report = await fleet.upgrade(**chosen)
    assert (report.outcome, report.done, report.failed) == ("failed", count - 4 * each, 4 * each)
    assert [group.count for group in report.failures] == [each] * 4
    found = {way: next(g for g in report.failures if g.example in some) for way, some in broken.items()}
    assert [group.revision for group in found.values()] == ["rev00002", "rev00003", "rev00004", "numbers"]
    well = [name for name in names if not any(name in some for some in broken.values())]
    assert await asyncio.to_thread(fleet.versions, well) == {("numbers",)}
    assert await asyncio.to_thread(fleet.versions, broken["a duplicate"]) == {("rev00003",)}
    status = await amig.fleet_status(fleet.config)
    assert (status.current, status.failed, len(status.failures)) == (len(well), 4 * each, 4)
    for way, some in broken.items():
        await asyncio.to_thread(fleet.sql, *(REPAIRS[way].format(name) for name in some))
    again = await fleet.upgrade(**chosen)
    assert (again.done, again.current, again.all_current, again.continued) == (4 * each, len(well), True, True)
    assert await asyncio.to_thread(fleet.versions, names) == {("numbers",)}


async def test_some_fail_in_four_ways(fleet) -> None:
    """Sixty tenants."""
    await four_ways(fleet, 60, 2)
    assert all(event.allowed <= 64 for event in fleet.told(BudgetChanged))


@pytest.mark.full
@pytest.mark.timeout(1200)
async def test_a_thousand_of_which_thirty_two_fail(fleet) -> None:
    """Eight of each way."""
    await four_ways(fleet, 1000, 8)


MEASURED = """
    import asyncio, resource, sys
    import amig
    from pathlib import Path
    config = amig.Config(file=Path({config!r}), url={url!r}, fleet={{"schemas": "tenant\\\\_%", "concurrency": 2}})
    report = asyncio.run(amig.fleet_upgrade(config, only={only!r}))
    assert report.all_current, report
    print(report.done, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def measured(fleet: Fleet) -> tuple[int, int]:
    """Run it in a process of its own: how many ran, and the most memory it had, in kilobytes."""
    program = MEASURED.format(config=str(fleet.project.config), url=fleet.database.url, only=())
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=False, timeout=3000
    )
    found = re.search(r"(\d+) (\d+)", done.stdout)
    assert found, done.stderr
    return int(found[1]), int(found[2])


@pytest.mark.full
@pytest.mark.timeout(3600)
def test_memory_stays_as_it_is(fleet) -> None:
    """For ten times the tenants at most half as much again."""
    fleet.project.up("await op.execute('CREATE TABLE t (id int)')")
    names = named(9999)
    fleet.make(*names[:1000])
    few, at_1000 = measured(fleet)
    fleet.make(*names[1000:])
    fleet.sql(*(f"DROP TABLE {name}.t, {name}.amig_version, {name}.amig_ledger" for name in names[:1000]))
    many, at_10000 = measured(fleet)
    assert (few, many) == (1000, 9999)
    assert at_10000 <= 1.5 * at_1000, (at_1000, at_10000)
