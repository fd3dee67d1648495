"""A replica that is too far behind makes the fleet take fewer connections; it gets to its end all the same."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

import amig
from amig.fleet import coordinator
from amig.fleet.events import BudgetChanged, FleetEvent
from tests.fleet.conftest import named
from tests.projects import new_project
from tests.servers import postgresql, replica
from tests.servers.process import Server


@contextmanager
def behind(how: str, server: Server, url: str) -> Iterator[None]:
    """It does not apply what it gets, or none of its processes moves at all."""
    if how == "paused":
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("SELECT pg_wal_replay_pause()")
            try:
                yield
            finally:
                connection.execute("SELECT pg_wal_replay_resume()")
        return
    mine = [
        server.process.pid,
        *map(int, Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()),
    ]
    for pid in mine:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in mine:
            os.kill(pid, signal.SIGCONT)


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[str, Server, str]]:
    """A server of its own, and its replica."""
    server, url = postgresql.start()
    try:
        follower, its_url = replica.start(url)
        try:
            yield url, follower, its_url
        finally:
            follower.stop()
    finally:
        server.stop()


@pytest.mark.full
@pytest.mark.parametrize("how", ["well", "paused", "frozen"])
async def test_a_replica_that_is_behind(how, both, tmp_path, monkeypatch) -> None:
    """The budget shrinks and says why; of one that keeps up nothing is said."""
    url, follower, its_url = both
    monkeypatch.setattr(coordinator, "_LAG_EVERY", 0.2)
    project = new_project(tmp_path / "p")
    project.table("t")
    project.up('await op.execute("SELECT pg_sleep(0.4)")')
    names = [f"{how}_{name}" for name in named(40)]

    def make() -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            for name in names:
                connection.execute(f"CREATE SCHEMA {name}")  # type: ignore[arg-type]

    await asyncio.to_thread(make)
    events: list[FleetEvent] = []
    config = amig.Config(file=project.config, url=url, fleet={"schemas": f"{how}\\_%", "max_lag": 1.0})

    async def upgraded() -> object:
        return await amig.fleet_upgrade(config, tell=events.append)

    if how == "well":
        report = await upgraded()
    else:
        holding = behind(how, follower, its_url)
        await asyncio.to_thread(holding.__enter__)
        try:
            report = await upgraded()
        finally:
            await asyncio.to_thread(holding.__exit__, None, None, None)
    assert (report.done, report.all_current) == (40, True)  # type: ignore[attr-defined]
    why = [event.why for event in events if isinstance(event, BudgetChanged) and "replica" in event.why]
    assert bool(why) is (how != "well"), why
    assert all(said.startswith("a replica is ") and said.endswith(" s behind") for said in why)
