"""Tenants behind a transaction pooler: outside a transaction nothing would lead to their schemas."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.context import RunOptions
from amig.errors import PooledTenantError
from amig.impl import impl_for
from amig.impl.online import Online
from amig.state.locks import lock_for
from amig.state.versions import VersionTable


async def test_a_step_outside_a_transaction_is_refused(postgresql) -> None:
    """Before anything is sent: what it says unqualified would be found in another schema."""
    engine = create_async_engine(postgresql.url)
    async with engine.connect() as connection:
        options = RunOptions(pooler="transaction", search_path=("tenant_1",))
        with Online(connection) as online:
            lock = lock_for(online, VersionTable(impl_for(connection.dialect), "amig_version", "tenant_1"), options)
            with pytest.raises(PooledTenantError, match="tenant_1"):
                await lock.enter(autocommit=True)
    await engine.dispose()


async def test_a_fleet_behind_a_real_pooler(fleet, tenants, through_pgbouncer) -> None:
    """Thirty tenants share its four server connections; what runs as Python finds its schema as well as a string does."""
    names = tenants(30)
    fleet.sql("CREATE TABLE t (id int, n int)", "INSERT INTO t VALUES (7, 7)")  # public is none of theirs
    fleet.project.table("t")
    fleet.project.up(
        'if (await op.get_bind().exec_driver_sql("SELECT count(*) FROM t")).scalar() == 0:\n'
        '    await op.execute("INSERT INTO t (id) VALUES (1)")'
    )
    fleet.project.up('await op.add_column("t", sa.Column("more", sa.Integer(), nullable=True))')
    url = make_url(through_pgbouncer).update_query_dict({"prepared_statement_cache_size": "0"})
    config = amig.Config(
        file=fleet.project.config,
        url=url.render_as_string(hide_password=False),
        pooler="transaction",
        fleet={"schemas": "tenant\\_%", "concurrency": 8},
    )
    report = await amig.fleet_upgrade(config)
    assert (report.done, report.failed, report.all_current) == (30, 0, True)
    assert await asyncio.to_thread(fleet.versions, names) == {("rev00003",)}
    found = await asyncio.to_thread(fleet.rows, "t", names)
    assert {tuple(rows) for rows in found.values()} == {((1, None, None),)}
    assert fleet.database.rows("SELECT * FROM public.t") == [(7, 7)]
    again = await amig.fleet_upgrade(config)
    assert (again.current, again.done) == (30, 0)
