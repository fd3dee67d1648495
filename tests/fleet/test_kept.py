"""A connection goes from one tenant to the next past the pool, and never is one more than the budget has room for."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import make_url, text

import amig
from amig.fleet.servers import Servers
from amig.fleet.tenants import Place


def driver(kept) -> object:
    return kept.connection.sync_connection.connection.driver_connection


async def test_it_is_the_same_again_and_given_to_whoever_runs_scripts(postgresql) -> None:
    """Two at once are two; one from the pool is one of those that were kept."""
    place = Place(make_url(postgresql.url), "tenant_1")
    async with Servers.open(amig.Config(url=postgresql.url), 2) as servers:
        async with servers.kept(place) as kept:
            first = driver(kept)
            assert kept.takes_strings
            async with servers.kept(place) as other:
                second = driver(other)
        assert first is not second
        async with servers.kept(place) as kept:
            assert driver(kept) is first
            async with servers.connection(place) as connection:
                assert connection.sync_connection.connection.driver_connection is second


async def test_after_a_failure_all_of_them_are_given_back(postgresql) -> None:
    """What has befallen one, may have befallen all; a lost one is replaced."""
    place = Place(make_url(postgresql.url), "tenant_1")
    async with Servers.open(amig.Config(url=postgresql.url), 3) as servers:
        async with servers.kept(place) as kept, servers.kept(place) as other:
            lost, beside = driver(kept), driver(other)
        kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        await asyncio.to_thread(postgresql.execute, kill)
        with pytest.raises(Exception, match=r"closed|terminat|in progress"):
            async with servers.kept(place) as kept:
                await kept.connection.execute(text("SELECT 1"))
        async with servers.kept(place) as kept:
            assert driver(kept) not in (lost, beside)
            assert (await kept.connection.execute(text("SELECT 1"))).scalar() == 1
            await kept.connection.rollback()


async def test_strings_and_scripts_share_one_connection(fleet, tenants) -> None:
    """With room for one, a server sees one at a time, whatever runs; and the fleet's own."""
    names = tenants(6)
    fleet.settings["concurrency"] = 1
    fleet.project.table("closed")
    fleet.project.up(
        'count = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"\n'
        "others = (await op.get_bind().execute(sa.text(count))).scalar_one()\n"
        'await op.execute(f"INSERT INTO closed (id, n) VALUES (1, {others})")'
    )
    assert (await fleet.upgrade("+1")).done == 6
    assert (await fleet.upgrade()).done == 6
    others = {row for rows in fleet.rows("closed", names).values() for row in rows}
    assert others == {(1, 1)}
