"""Tenants brought to head by the first request: once, for all who ask at the same time."""

from __future__ import annotations

import asyncio
from contextlib import closing

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.asgi.tenants import TenantGate
from amig.errors import EnsureTimeoutError, GoneTenantError
from tests.projects import new_project


@pytest.fixture
def project(postgresql, tmp_path):
    made = new_project(tmp_path / "p", postgresql.url)
    made.up(
        "await op.create_table('t', sa.Column('id', sa.Integer()))\nfor n in [1]:\n    await op.execute('SELECT pg_sleep(0.5)')"
    )
    return made


async def test_one_flight_for_all(postgresql, project) -> None:
    """Ten ask, one is cancelled, one is impatient; the work is done once, and asked for again it costs nothing."""
    config = amig.Config(file=project.config, url=postgresql.url, fleet={"schemas": "tenant\\_%"})
    engine = create_async_engine(postgresql.url)
    async with TenantGate(config, engine=engine, create=True) as gate:
        with pytest.raises(GoneTenantError):
            await gate.ensure_tenant("tenant_0", create=False)
        asking = [asyncio.create_task(gate.ensure_tenant("tenant_1")) for _ in range(10)]
        await asyncio.sleep(0)
        with pytest.raises(EnsureTimeoutError) as told:
            await gate.ensure_tenant("tenant_1", timeout=0.01)
        assert told.value.fields() == {"tenant": "tenant_1", "seconds": 0.01}
        asking[0].cancel()
        done = await asyncio.gather(*asking, return_exceptions=True)
        assert [type(one) for one in done if one is not None] == [asyncio.CancelledError]
        with closing(postgresql.connect()) as other:
            other.execute("DROP SCHEMA tenant_1 CASCADE")
        await gate.ensure_tenant("tenant_1")  # what is known is not asked for
        gate.forget("tenant_1")
        with pytest.raises(GoneTenantError):
            await gate.ensure_tenant("tenant_1", create=False)
    await engine.dispose()


async def test_who_is_behind_is_upgraded(postgresql, project) -> None:
    """By two processes at once, which wait for each other; the second finds it done."""
    config = amig.Config(file=project.config, url=postgresql.url, fleet={"schemas": "tenant\\_%"})
    with closing(postgresql.connect()) as other:
        other.execute("CREATE SCHEMA tenant_1")
    async with TenantGate(config) as one, TenantGate(config) as two:
        await asyncio.gather(one.ensure_tenant("tenant_1"), two.ensure_tenant("tenant_1"))
    assert postgresql.rows("SELECT version_num FROM tenant_1.amig_version") == [("rev00001",)]
