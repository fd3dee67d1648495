"""Models with entities, taken to a database and from one set to another and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from amig.autogen.found import Found
from tests.autogen.running import apply, compare, downgrade_of, engine_of, told, upgrade_of
from tests.servers.databases import Backend

Models = Callable[[], sa.MetaData]


def nothing(found: Iterable[Found]) -> None:
    """Nothing was found; else it is told what."""
    lines = told(found)
    assert lines == [], "\n".join(lines)


async def made(engine: AsyncEngine, models: Models) -> None:
    """All that the models say is made by what a comparison finds; a second one finds nothing."""
    first = await compare(engine, models())
    nothing(first.unsure)
    await apply(engine, upgrade_of(first.found))
    nothing((await compare(engine, models())).found)


async def there_and_back(backend: Backend, one: Models, other: Models) -> list[str]:
    """One set of models is made, becomes the other and the first again; what was found on the way there, in words."""
    async with engine_of(backend) as engine:
        await made(engine, one)
        return await onwards(engine, one, other)


async def onwards(engine: AsyncEngine, one: Models, other: Models) -> list[str]:
    """From what is there to the other models, and back."""
    there = await compare(engine, other())
    nothing(there.unsure)
    await apply(engine, upgrade_of(there.found))
    nothing((await compare(engine, other())).found)
    await apply(engine, downgrade_of(there.found))
    nothing((await compare(engine, one())).found)
    return told(there.found)


async def run(engine: AsyncEngine, *statements: str) -> None:
    """Somebody else's SQL."""
    async with engine.begin() as connection:
        for statement in statements:
            await connection.exec_driver_sql(statement)


async def value(engine: AsyncEngine, query: str) -> object:
    async with engine.connect() as connection:
        return (await connection.exec_driver_sql(query)).scalar()
