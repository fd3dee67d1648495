"""Random models on MariaDB: nothing is found in what they made, and what is found leads from one to the other."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings

from tests.autogen.running import apply, compare, downgrade_of, emptied, engine_of, make, told, upgrade_of
from tests.autogen.strategies import Col, Spec, metadata, pairs, specs
from tests.servers.databases import Backend

quiet = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


def run(coroutine: Any) -> None:
    with asyncio.Runner() as runner:
        runner.run(coroutine)


@pytest.mark.timeout(600)
@settings(max_examples=8, suppress_health_check=quiet)
@given(spec=specs())
def test_nothing_is_found_in_what_the_models_made(mysql: Backend, spec: Spec) -> None:
    run(nothing_found(mysql, spec))


@pytest.mark.timeout(600)
@settings(max_examples=5, suppress_health_check=quiet)
@given(pair=pairs)
def test_what_is_found_leads_there_and_back(mysql: Backend, pair: tuple[Spec, Spec]) -> None:
    run(there_and_back(mysql, pair))


@pytest.mark.full
@settings(max_examples=150, suppress_health_check=quiet)
@given(spec=specs())
def test_nothing_is_found_in_many_models(mysql: Backend, spec: Spec) -> None:
    run(nothing_found(mysql, spec))


@pytest.mark.full
@settings(max_examples=150, suppress_health_check=quiet)
@given(pair=pairs)
def test_what_is_found_leads_there_and_back_from_many_models(mysql: Backend, pair: tuple[Spec, Spec]) -> None:
    run(there_and_back(mysql, pair))


def castable(pair: tuple[Spec, Spec]) -> tuple[Spec, Spec]:
    """Nothing but a string becomes a UUID of MariaDB, or is made of one."""
    before, after = pair
    had = {(tab.name, col.name): col for tab in before for col in tab.columns}

    def kept(table: str, col: Col) -> Col:
        old = had.get((table, col.name))
        if old is None or old.computed or col.computed or "uuid" not in (old.type, col.type):
            return col
        return replace(col, type=old.type, default=None)

    return before, tuple(replace(tab, columns=tuple(kept(tab.name, col) for col in tab.columns)) for tab in after)


async def nothing_found(backend: Backend, spec: Spec) -> None:
    async with engine_of(backend) as engine:
        await emptied(engine)
        await make(engine, metadata(spec, "mysql"))
        seen = await compare(engine, metadata(spec, "mysql"))
        assert told(seen.found) == []


async def there_and_back(backend: Backend, pair: tuple[Spec, Spec]) -> None:
    before, after = castable(pair)
    async with engine_of(backend) as engine:
        await emptied(engine)
        await make(engine, metadata(before, "mysql"))
        seen = await compare(engine, metadata(after, "mysql"))
        for line in told(seen.found):
            note(line)
        await apply(engine, upgrade_of(seen.found))
        assert told((await compare(engine, metadata(after, "mysql"))).found) == []
        await apply(engine, downgrade_of(seen.found))
        assert told((await compare(engine, metadata(before, "mysql"))).found) == []
