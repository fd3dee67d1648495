"""Batches where no table is rebuilt: what the server needs in an order keeps it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from amig.autogen.batches import in_batches
from amig.impl import impl_for
from tests.autogen.running import apply, compare, downgrade_of, engine_of, make, told, upgrade_of
from tests.servers.databases import Backend


def counting(*, longer: bool) -> sa.MetaData:
    """A table whose key gets another column, while `id` goes on counting."""
    made = sa.MetaData()
    sa.Table(
        "things",
        made,
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.Integer, primary_key=longer, nullable=False, autoincrement=False),
        sa.Column("name", sa.String(40 if longer else 20)),
    )
    return made


def referred(*, wider: bool) -> sa.MetaData:
    """A table that another refers to by a key that changes."""
    made = sa.MetaData()
    sa.Table(
        "a",
        made,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("x", sa.Integer, nullable=False),
        sa.Column("y", sa.Integer, nullable=False),
        sa.UniqueConstraint(*(["x", "y"] if wider else ["x"]), name="uq_a"),
    )
    sa.Table(
        "b",
        made,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("x", sa.Integer),
        sa.Column("note", sa.String(40 if wider else 20)),
        sa.ForeignKeyConstraint(["x"], ["a.x"], name="fk_b_a"),
    )
    return made


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (counting(longer=False), counting(longer=True)),
        (counting(longer=True), counting(longer=False)),
        (referred(wider=False), referred(wider=True)),
        (referred(wider=True), referred(wider=False)),
    ],
)
async def test_there_and_back_in_batches(mysql: Backend, before: sa.MetaData, after: sa.MetaData) -> None:
    async with engine_of(mysql) as engine:
        await make(engine, before)
        found = in_batches((await compare(engine, after)).found, impl_for(engine.dialect), batches=True)
        assert any(type(one.directive).__name__ == "BatchAlterTable" for one in found)
        await apply(engine, upgrade_of(found))
        assert told((await compare(engine, after)).found) == []
        await apply(engine, downgrade_of(found))
        assert told((await compare(engine, before)).found) == []
