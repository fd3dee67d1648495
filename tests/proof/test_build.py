"""A scratch database holds what the compared one does."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

import amig
from amig.context import RunOptions
from amig.proof.build import build
from amig.proof.scratch import scratch
from amig.proof.things import things, unlike
from amig.proof.tried import Trial
from tests.autogen.running import engine_of, make
from tests.projects import new_project
from tests.proof import NOWHERE


async def built_like(backend) -> list[str]:
    """What a scratch database lacks, or has too much, of what the test's database holds."""
    async with engine_of(backend) as engine, scratch(backend.url) as empty:
        real, trial = Trial(engine, NOWHERE, RunOptions()), Trial(empty, NOWHERE, RunOptions())
        have = await real.look()
        async with real.context() as context:
            await build(trial, context, have)
        found = unlike(things(have), things(await trial.look()))
        return [one.told("the database", "the scratch") for one in found]


def shop(count: int = 3) -> sa.MetaData:
    metadata = sa.MetaData()
    for number in range(count):
        other = [sa.Column("other_id", sa.ForeignKey(f"t{number - 1}.id", ondelete="CASCADE"))] if number else []
        sa.Table(
            f"t{number}",
            metadata,
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("name", sa.String(50), nullable=False, server_default="it's: %s"),
            sa.Column("price", sa.Numeric(10, 2)),
            sa.Column("at", sa.DateTime, index=True),
            *other,
            sa.UniqueConstraint("name", "price", name=f"u{number}"),
            sa.CheckConstraint("price > 0", name=f"c{number}"),
            sa.Index(f"i{number}", "name", "at"),
        )
    return metadata


async def test_tables_with_all_that_is_on_them(backend) -> None:
    """Keys, uniques, checks, indexes, defaults, and what counts by itself."""
    async with engine_of(backend) as engine:
        await make(engine, shop())
    assert await built_like(backend) == []


async def test_tables_in_a_circle(backend) -> None:
    """Each refers to the other."""
    metadata = sa.MetaData()
    for one, other in (("left", "right"), ("right", "left")):
        key = sa.ForeignKey(f"{other}_t.id", name=f"fk_{one}", use_alter=True)
        sa.Table(
            f"{one}_t", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("other", sa.Integer, key)
        )
    if backend.name == "sqlite":
        metadata = sa.MetaData()
        for one, other in (("left", "right"), ("right", "left")):
            key = sa.ForeignKey(f"{other}_t.id", name=f"fk_{one}")
            sa.Table(
                f"{one}_t", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("other", sa.Integer, key)
            )
    async with engine_of(backend) as engine:
        await make(engine, metadata)
    assert await built_like(backend) == []


async def test_what_only_postgresql_has(postgresql) -> None:
    """Enums, schemas, sequences, identities, computed columns, and tables that need what comes after them."""
    async with engine_of(postgresql) as engine, engine.begin() as connection:
        for sql in (
            "CREATE SCHEMA accounts",
            "CREATE TYPE mood AS ENUM ('sad', 'it''s')",
            "CREATE SEQUENCE numbers START 5 INCREMENT 2",
            """CREATE TABLE accounts.a (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mood mood DEFAULT 'sad',
            n integer DEFAULT nextval('numbers'), twice integer GENERATED ALWAYS AS (2 * 3) STORED)""",
            "CREATE TABLE b (id serial PRIMARY KEY, a bigint REFERENCES accounts.a, tags text[])",
        ):
            await connection.execute(sa.text(sql))
    assert await built_like(postgresql) == []


@pytest.mark.parametrize("server", ["postgresql", "mysql"])
async def test_twice_the_tables_take_twice_the_round_trips(server, request, through_proxy, record_property) -> None:
    """Ten columns or so, two indexes, a foreign key and a unique each: they are looked at together, and made by each."""
    backend = request.getfixturevalue(server)
    proxy, url = through_proxy(backend.url)
    trips = []
    for count in (10, 20):
        async with engine_of(backend) as engine:
            await make(engine, shop(count))
            real = Trial(engine, NOWHERE, RunOptions())
            have = await real.look()
            proxy.reset()
            async with real.context() as context, scratch(url) as empty:
                await build(Trial(empty, NOWHERE, RunOptions()), context, have)
            trips.append(proxy.round_trips)
            async with engine.begin() as connection:
                await connection.run_sync(shop(count).drop_all)
    record_property("figure", f"a scratch of 10 and 20 tables on {backend.name}: {trips} round trips")
    assert trips[1] - trips[0] <= 10 * 6


async def test_collations_and_domains_are_made_again(postgresql, tmp_path) -> None:
    """A column's own collation; domains, which no comparison sees, over an enum-free base and in another schema."""
    for sql in (
        "CREATE SCHEMA side",
        "CREATE DOMAIN side.email AS varchar(80) COLLATE \"C\" DEFAULT 'a@b' NOT NULL CHECK (VALUE LIKE '%@%')",
        'CREATE TABLE users (id integer PRIMARY KEY, mail side.email, name varchar(40) COLLATE "C")',
    ):
        postgresql.execute(sql)
    new_project(tmp_path / "p").up("pass")
    config = amig.Config(script_location=tmp_path / "p" / "migrations", url=postgresql.url)
    await amig.stamp(config, "head")
    result = await amig.revision(config.replace(metadata=sa.MetaData()), "x", autogenerate=True, prove=True)
    assert result.proven
