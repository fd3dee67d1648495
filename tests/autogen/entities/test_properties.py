"""Random entities on PostgreSQL: what is found leads from one set to the other and back, in an order that works."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import HealthCheck, given, note, settings

from tests.autogen.entities.random_models import Spec, metadata, specs
from tests.autogen.entities.roads import nothing
from tests.autogen.running import apply, compare, downgrade_of, emptied, engine_of, told, upgrade_of
from tests.servers.databases import Backend

quiet = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


async def there_and_back(backend: Backend, one: Spec, other: Spec) -> None:
    async with engine_of(backend) as engine:
        await emptied(engine)
        await apply(engine, upgrade_of((await compare(engine, metadata(one))).found))
        nothing((await compare(engine, metadata(one))).found)
        there = (await compare(engine, metadata(other))).found
        for line in told(there):
            note(line)
        await apply(engine, upgrade_of(there))
        nothing((await compare(engine, metadata(other))).found)
        await apply(engine, downgrade_of(there))
        nothing((await compare(engine, metadata(one))).found)


@pytest.mark.timeout(600)
@settings(max_examples=5, suppress_health_check=quiet, deadline=None)
@given(one=specs(), other=specs())
def test_from_one_set_of_entities_to_another(postgresql: Backend, one: Spec, other: Spec) -> None:
    """Views of views, functions of functions, a column that changes its type or goes under them."""
    asyncio.run(there_and_back(postgresql, one, other))


@pytest.mark.full
@pytest.mark.timeout(900)
@settings(max_examples=150, suppress_health_check=quiet, deadline=None)
@given(one=specs(), other=specs())
def test_from_many_sets_of_entities_to_others(postgresql: Backend, one: Spec, other: Spec) -> None:
    """The same, many times."""
    asyncio.run(there_and_back(postgresql, one, other))
