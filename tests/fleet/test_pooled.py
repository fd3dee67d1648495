"""A tenant behind a transaction pooler: outside a transaction nothing would lead to its schema."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

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
