"""Any models A and B: what is found leads from A to B and back, and leaves nothing to find."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, note, settings
from sqlalchemy.ext.asyncio import AsyncEngine

from amig.autogen.batches import in_batches
from amig.impl import impl_for
from tests.autogen.running import apply, compare, downgrade_of, emptied, engine_of, make, told, upgrade_of
from tests.autogen.strategies import STRINGS, Spec, pairs, several
from tests.servers.databases import Backend

FULL = {"sqlite": 500, "postgresql": 150, "mysql": 150}
FEW = {"sqlite": 30, "postgresql": 6, "mysql": 6}
"""Examples on each database."""
LIKE_UUID = frozenset({None, "uuid", "text", "list", *STRINGS})
"""Of all else MariaDB makes no UUID, nor the other way, not even of no rows."""


@pytest.mark.timeout(600)
def test_what_is_found_leads_there_and_back(backend: Backend, request: pytest.FixtureRequest) -> None:
    examples = (FULL if request.config.option.full else FEW)[backend.name]

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(pairs)
    def holds(pair: tuple[Spec, Spec]) -> None:
        assume(backend.name != "mysql" or not makes_uuids(*pair))
        asyncio.run(there_and_back(backend, *pair))

    holds()
    request.node.user_properties.append(("figure", f"{examples} pairs of models on {backend.name}, there and back"))


async def there_and_back(backend: Backend, before: Spec, after: Spec) -> None:
    """From one to the other by what was found, and back by the same."""
    async with engine_of(backend) as engine:
        await cleared(engine, backend)
        one, other = several(before, backend.name), several(after, backend.name)
        for metadata in one:
            await make(engine, metadata)
        assert told((await compare(engine, *one)).found) == []
        found = (await compare(engine, *other)).found
        note("\n".join(told(found)))
        found = tuple(in_batches(found, impl_for(engine.dialect)))
        await apply(engine, upgrade_of(found))
        assert told((await compare(engine, *other)).found) == []
        await apply(engine, downgrade_of(found))
        assert told((await compare(engine, *one)).found) == []


def makes_uuids(before: Spec, after: Spec) -> bool:
    """Whether a column becomes a UUID, or on the way back, that cannot."""
    was = {(tab.name, col.name): col.type for tab in before for col in tab.columns}
    both = [{was.get((tab.name, col.name)), col.type} for tab in after for col in tab.columns]
    return any("uuid" in types and types - LIKE_UUID for types in both)


async def cleared(engine: AsyncEngine, backend: Backend) -> None:
    if backend.name == "sqlite":
        Path(engine.url.database or "").unlink(missing_ok=True)  # noqa: ASYNC240 - nothing else runs here
    else:
        await emptied(engine)
