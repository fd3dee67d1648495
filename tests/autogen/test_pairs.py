"""Any models A and B: what is found leads from A to B and back, and leaves nothing to find."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, note, settings
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.autogen.running import apply, compare, downgrade_of, emptied, engine_of, make, told, upgrade_of
from tests.autogen.strategies import Spec, metadata, pairs
from tests.servers.databases import Backend

FULL = {"sqlite": 500, "postgresql": 150, "mysql": 150}
FEW = {"sqlite": 60, "postgresql": 20, "mysql": 15}
"""Examples on each database."""


@pytest.mark.timeout(600)
def test_what_is_found_leads_there_and_back(backend: Backend, request: pytest.FixtureRequest) -> None:
    examples = (FULL if request.config.option.full else FEW)[backend.name]

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(pairs)
    def property_(pair: tuple[Spec, Spec]) -> None:
        asyncio.run(there_and_back(backend, *pair))

    property_()
    request.node.user_properties.append(("figure", f"{examples} pairs of models on {backend.name}, there and back"))


async def there_and_back(backend: Backend, before: Spec, after: Spec) -> None:
    async with engine_of(backend) as engine:
        await cleared(engine, backend)
        one, other = metadata(before, backend.name), metadata(after, backend.name)
        await make(engine, one)
        assert told((await compare(engine, one)).found) == []
        found = (await compare(engine, other)).found
        note("\n".join(told(found)))
        await apply(engine, upgrade_of(found))
        assert told((await compare(engine, other)).found) == []
        await apply(engine, downgrade_of(found))
        assert told((await compare(engine, one)).found) == []


async def cleared(engine: AsyncEngine, backend: Backend) -> None:
    if backend.name == "sqlite":
        Path(engine.url.database or "").unlink(missing_ok=True)  # noqa: ASYNC240 - nothing else runs here
    else:
        await emptied(engine)
