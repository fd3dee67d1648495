"""Models of real size: nothing is found where nothing differs, and a new version is reached and left again."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from amig.autogen.batches import in_batches
from amig.autogen.compare.words import ADDED
from amig.diff import Diff
from amig.entities import entities_of
from amig.impl import impl_for
from amig.ops import AddColumn, CreateIndex, CreateTable
from tests.autogen.models import load
from tests.autogen.running import apply, compare, downgrade_of, engine_of, make, told, upgrade_of
from tests.servers.databases import Backend

SETS = ["shop", "cms"]
pytestmark = pytest.mark.timeout(120)


async def prepared(engine: AsyncEngine, models: tuple[sa.MetaData, ...]) -> None:
    """`create_all`, and the schemas that it needs; views and the like are found and made, for it knows none."""
    schemas = {table.schema for one in models for table in one.tables.values()} - {None}
    async with engine.begin() as connection:
        for schema in sorted(map(str, schemas)):
            await connection.execute(sa.schema.CreateSchema(schema, if_not_exists=True))
    for one in models:
        await make(engine, one)
    if any(entities_of(one) for one in models):
        found = (await compare(engine, *models)).found
        assert {note.reason for one in found for note in one.notes} == {ADDED}
        assert {type(one.directive) for one in found}.isdisjoint({CreateTable, AddColumn, CreateIndex})
        await apply(engine, upgrade_of(found))


def subjects(found: Diff) -> set[str]:
    """What differs, in the words that `ignore` takes."""
    return {note.subject for one in found.found for note in one.notes}


@pytest.mark.parametrize("later", [False, True], ids=["first", "later"])
@pytest.mark.parametrize("name", SETS)
async def test_nothing_is_found_after_create_all(name: str, later: bool, backend: Backend) -> None:
    models = load(name, backend.name, later=later)
    assert sum(len(one.tables) for one in models) >= 60
    async with engine_of(backend) as engine:
        await prepared(engine, models)
        assert told((await compare(engine, *models)).found) == []


@pytest.mark.parametrize("name", SETS)
async def test_the_next_version_is_reached_and_left_again(name: str, backend: Backend) -> None:
    await there_and_back(name, backend)


@pytest.mark.parametrize("later", [False, True], ids=["first", "later"])
async def test_nothing_is_found_in_a_warehouse(later: bool, postgresql: Backend) -> None:
    models = load("analytics", "postgresql", later=later)
    assert sum(len(one.tables) for one in models) >= 60
    async with engine_of(postgresql) as engine:
        await prepared(engine, models)
        assert told((await compare(engine, *models)).found) == []


async def test_the_next_warehouse_is_reached_and_left_again(postgresql: Backend) -> None:
    await there_and_back("analytics", postgresql)


async def there_and_back(name: str, backend: Backend) -> None:
    before, after = load(name, backend.name), load(name, backend.name, later=True)
    async with engine_of(backend) as engine:
        await prepared(engine, before)
        found = await compare(engine, *after)
        assert len(subjects(found)) >= 30
        steps = in_batches(found.found, impl_for(engine.dialect))
        await apply(engine, upgrade_of(steps))
        assert told((await compare(engine, *after)).found) == []
        await apply(engine, downgrade_of(steps))
        assert told((await compare(engine, *before)).found) == []
