"""Behind a PgBouncer in transaction mode: a lease instead of a session's lock."""

from __future__ import annotations

import asyncio
import logging

import pytest

import amig
from tests.lock.migrators import config_of, mixed_project
from tests.projects import new_project

LOCKS = """
SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


async def test_many_migrators_run_each_revision_once(through_pgbouncer, postgresql, tmp_path) -> None:
    """Steps in a transaction, outside, and both; no lock is left in any server session, and the lease is free."""
    project = mixed_project(tmp_path / "p")
    project.up('await op.create_index("ix", "log", ["r"], postgresql_concurrently=True)')
    config = await config_of(project, pooler="transaction")
    done = await asyncio.gather(*(amig.upgrade(config, url=through_pgbouncer) for _ in range(6)))
    assert {result.after for result in done} == {("rev00005",)}
    assert sum(not ran.elsewhere for result in done for ran in result.steps) == 5
    assert await asyncio.to_thread(postgresql.rows, "SELECT r FROM log ORDER BY r") == [(n,) for n in range(1, 6)]
    assert await asyncio.to_thread(postgresql.rows, LOCKS) == [(0,)]
    ((owner, number),) = await asyncio.to_thread(postgresql.rows, "SELECT owner, number FROM amig_lease")
    assert (owner, number >= 3) == ("", True)


async def test_a_lease_is_made_only_where_it_is_needed(through_pgbouncer, postgresql, tmp_path) -> None:
    """Looking makes no table, nor does a step in a transaction."""
    project = new_project(tmp_path / "p")
    project.table("users")
    config = await config_of(project, pooler="transaction")
    await amig.current(config, url=through_pgbouncer)
    await amig.upgrade(config, url=through_pgbouncer)
    assert await asyncio.to_thread(postgresql.rows, "SELECT to_regclass('amig_lease')") == [(None,)]


async def test_a_revisions_own_bounds_do_not_leak_into_the_pool(through_pgbouncer, postgresql, tmp_path) -> None:
    """They are the transaction's, for a session there is other people's."""
    project = new_project(tmp_path / "p")
    project.up(
        "await op.execute(\"CREATE TABLE seen AS SELECT current_setting('lock_timeout') AS t\")",
        header="lock_timeout = 3",
    )
    config = await config_of(project, pooler="transaction")
    await amig.upgrade(config, url=through_pgbouncer)
    assert await asyncio.to_thread(postgresql.rows, "SELECT t FROM seen") == [("3s",)]


async def test_a_pooler_that_nobody_told_of_is_warned_about(through_pgbouncer, postgresql, tmp_path, caplog) -> None:
    """The server session is another one than the driver was told of; nothing runs twice all the same."""
    project = mixed_project(tmp_path / "p")
    with caplog.at_level(logging.WARNING, "amig.lock"):
        await asyncio.gather(*(amig.upgrade(project.config, url=through_pgbouncer) for _ in range(4)))
    assert "a pooler stands between" in caplog.text
    assert 'set `pooler = "transaction"`' in caplog.text
    assert await asyncio.to_thread(postgresql.rows, "SELECT r FROM log ORDER BY r") == [(n,) for n in range(1, 6)]
    assert await asyncio.to_thread(postgresql.rows, LOCKS) == [(0,)]


@pytest.mark.parametrize("driver", ["asyncpg", "psycopg"])
async def test_without_a_pooler_nothing_is_said(postgresql, tmp_path, caplog, driver) -> None:
    """And there is no lease: a session's lock does."""
    project = mixed_project(tmp_path / "p")
    await amig.upgrade(project.config, url=postgresql.url.replace("asyncpg", driver))
    assert "pooler" not in caplog.text
    assert await asyncio.to_thread(postgresql.rows, "SELECT to_regclass('amig_lease')") == [(None,)]
