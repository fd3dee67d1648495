"""Any models, made and compared; any change of them, there and back."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given, settings

from tests.autogen.running import apply, compare, downgrade_of, emptied, engine_of, make, told, upgrade_of
from tests.autogen.strategies import Spec, metadata, pairs, specs
from tests.servers.databases import Backend


@pytest.mark.timeout(600)
def test_nothing_is_found_in_what_create_all_made(postgresql: Backend) -> None:
    @settings(max_examples=8)
    @given(specs())
    def holds(spec: Spec) -> None:
        asyncio.run(_nothing_after(postgresql, spec))

    holds()


@pytest.mark.timeout(600)
def test_what_is_found_leads_there_and_back(postgresql: Backend) -> None:
    @settings(max_examples=5)
    @given(pairs)
    def holds(pair: tuple[Spec, Spec]) -> None:
        asyncio.run(_there_and_back(postgresql, *pair))

    holds()


@pytest.mark.full
def test_what_is_found_leads_there_and_back_many_times(postgresql: Backend) -> None:
    @settings(max_examples=80)
    @given(pairs)
    def holds(pair: tuple[Spec, Spec]) -> None:
        asyncio.run(_there_and_back(postgresql, *pair))

    holds()


async def _nothing_after(backend: Backend, spec: Spec) -> None:
    async with engine_of(backend) as engine:
        await emptied(engine)
        models = metadata(spec, "postgresql")
        await make(engine, models)
        assert told((await compare(engine, models)).found) == []


async def _there_and_back(backend: Backend, old: Spec, new: Spec) -> None:
    before, after = metadata(old, "postgresql"), metadata(new, "postgresql")
    async with engine_of(backend) as engine:
        await emptied(engine)
        await make(engine, before)
        found = (await compare(engine, after)).found
        await apply(engine, upgrade_of(found))
        assert told((await compare(engine, after)).found) == []
        await apply(engine, downgrade_of(found))
        assert told((await compare(engine, before)).found) == []
