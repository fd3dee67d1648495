"""What counts a column: SERIAL, an identity, nothing; each becomes each of the others, and goes on counting."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.autogen.running import apply, compare, downgrade_of, engine_of, make, told, upgrade_of
from tests.servers.databases import Backend

KINDS: dict[str, Any] = {
    "serial": lambda: sa.Column("id", sa.Integer, primary_key=True),
    "identity": lambda: sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
    "plain": lambda: sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    "default": lambda: sa.Column("id", sa.Integer, primary_key=True, server_default="7"),
}
COUNTING = ("serial", "identity")


def models(kind: str, schema: str | None) -> sa.MetaData:
    made = sa.MetaData()
    sa.Table("Odd 'one'", made, KINDS[kind](), sa.Column("name", sa.Text), schema=schema)
    return made


@pytest.mark.parametrize("schema", [None, "side"])
@pytest.mark.parametrize(("was", "becomes"), [*permutations(KINDS, 2)])
async def test_one_becomes_another(postgresql: Backend, was: str, becomes: str, schema: str | None) -> None:
    before, after = models(was, schema), models(becomes, schema)
    async with engine_of(postgresql) as engine:
        async with engine.begin() as connection:
            await connection.execute(sa.text("CREATE SCHEMA side"))
        await make(engine, before)
        table = before.tables[f"{schema}.Odd 'one'" if schema else "Odd 'one'"]
        async with engine.begin() as connection:
            await connection.execute(sa.insert(table).values(id=41))
        found = (await compare(engine, after)).found
        await apply(engine, upgrade_of(found))
        assert told((await compare(engine, after)).found) == []
        if becomes in COUNTING:
            assert await next_one(engine, table) == 42
        await apply(engine, downgrade_of(found))
        assert told((await compare(engine, before)).found) == []


async def next_one(engine: AsyncEngine, table: sa.Table) -> int:
    """The id of a row that is given none."""
    async with engine.begin() as connection:
        name = engine.dialect.identifier_preparer.format_table(table)
        await connection.execute(sa.text(f"INSERT INTO {name} (name) VALUES ('x')"))
        highest: int = (await connection.execute(sa.select(sa.func.max(table.c.id)))).scalar_one()
    return highest
