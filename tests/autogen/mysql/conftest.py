"""A MariaDB database that is made, compared and changed."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import pytest
import sqlalchemy as sa

from tests.autogen.running import apply, compare, downgrade_of, engine_of, make, told, upgrade_of
from tests.servers.databases import Backend

Story = Callable[[sa.MetaData, sa.MetaData], Coroutine[Any, Any, list[str]]]


@pytest.fixture
def story(mysql: Backend) -> Story:
    """What is found between two sets of models; it leads there and back, and nothing is left on either side."""

    async def told_of(before: sa.MetaData, after: sa.MetaData) -> list[str]:
        async with engine_of(mysql) as engine:
            await make(engine, before)
            assert told((await compare(engine, before)).found) == []
            seen = await compare(engine, after)
            await apply(engine, upgrade_of(seen.found))
            assert told((await compare(engine, after)).found) == []
            await apply(engine, downgrade_of(seen.found))
            assert told((await compare(engine, before)).found) == []
            return told(seen.found)

    return told_of
