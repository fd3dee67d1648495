"""Random models: nothing is found after `create_all`; what is found leads there, and back, and rows stay."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import StaticPool

from amig.autogen.batches import in_batches
from amig.impl import impl_for, offline_dialect
from tests.autogen.running import apply, compare, downgrade_of, make, told, upgrade_of
from tests.autogen.strategies import Spec, metadata, pairs, specs

IMPL = impl_for(offline_dialect("sqlite://"))
QUIET = settings(max_examples=settings().max_examples // 3, suppress_health_check=list(HealthCheck))
"""500 examples with `--full`."""


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    """One loop for all examples."""
    with asyncio.Runner() as made:
        yield made


async def in_memory(work: Callable[[AsyncEngine], Awaitable[None]]) -> None:
    """With a database of its own, that no disk is waited for."""
    engine = create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool)
    try:
        await work(engine)
    finally:
        await engine.dispose()


@given(specs())
@QUIET
def test_nothing_is_found_after_create_all(runner: asyncio.Runner, spec: Spec) -> None:
    """Of any models, and every table is the same at first sight."""

    async def work(engine: AsyncEngine) -> None:
        models = metadata(spec, "sqlite")
        await make(engine, models)
        found = await compare(engine, models)
        assert told(found.found) == []

    runner.run(in_memory(work))


@given(pairs)
@QUIET
def test_what_is_found_leads_from_a_to_b_and_back(runner: asyncio.Runner, pair: tuple[Spec, Spec]) -> None:
    """And nothing is left to find at either end."""

    async def work(engine: AsyncEngine) -> None:
        before, after = (metadata(spec, "sqlite") for spec in pair)
        await make(engine, before)
        found = in_batches((await compare(engine, after)).found, IMPL)
        await apply(engine, upgrade_of(found))
        left = (await compare(engine, after)).found
        assert told(left) == []
        await apply(engine, downgrade_of(found))
        left = (await compare(engine, before)).found
        assert told(left) == []

    runner.run(in_memory(work))
