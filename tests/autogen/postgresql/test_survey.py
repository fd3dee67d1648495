"""What is read of a database, and what is left alone."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from amig.errors import CatalogueError
from amig.look.shapes import IdentityShape, Snapshot
from amig.look.survey import survey
from tests.autogen.running import compare, context_on, engine_of, make, told
from tests.servers.databases import Backend


async def seen(engine: AsyncEngine, *schemas: str | None) -> Snapshot:
    async with context_on(engine) as context:
        return await survey(context.channel, context.impl, schemas or (None,))


@asynccontextmanager
async def engine_as(backend: Backend, role: str) -> AsyncGenerator[AsyncEngine, None]:
    """As somebody else."""
    engine = create_async_engine(sa.make_url(backend.url).set(username=role))
    try:
        yield engine
    finally:
        await engine.dispose()


def wide(tables: int, schemas: int) -> sa.MetaData:
    made = sa.MetaData()
    for number in range(tables):
        schema = f"s{number % schemas}" if number % schemas else None
        table = sa.Table(
            f"t{number}",
            made,
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("a", sa.String(20), unique=True),
            schema=schema,
        )
        sa.Index(f"ix_{number}", table.c.a)
    return made


@pytest.mark.parametrize("tables", [1, 60])
async def test_any_number_of_tables_and_schemas_costs_six_statements(postgresql: Backend, tables: int) -> None:
    for number in (1, 2):
        postgresql.execute(f"CREATE SCHEMA s{number}")
    models = wide(tables, 3)
    async with engine_of(postgresql) as engine:
        await make(engine, models)
        statements: list[str] = []
        await compare(engine, sa.MetaData())
        event.listen(engine.sync_engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
        assert told((await compare(engine, models)).found) == []
        assert len([one for one in statements if "pg_" in one and "current_schema()\n" not in one]) <= 8
        assert len([one for one in statements if "pg_namespace n" in one]) == 4


async def test_a_table_as_it_is(postgresql: Backend) -> None:
    postgresql.execute("""
        CREATE TYPE mood AS ENUM ('sad', 'ok');
        CREATE TABLE "Odd" (
            id serial PRIMARY KEY, n bigint GENERATED ALWAYS AS IDENTITY (START 7 INCREMENT 2),
            "select" varchar(20) COLLATE "C" DEFAULT 'x' NOT NULL, moods mood[] DEFAULT '{}',
            twice int GENERATED ALWAYS AS (id * 2) STORED, CHECK (id > 0)
        ) WITH (fillfactor = 70);
        COMMENT ON COLUMN "Odd"."select" IS 'it''s';
        CREATE SEQUENCE alone START 5;
    """)
    async with engine_of(postgresql) as engine:
        snapshot = await seen(engine)
    table = snapshot.tables[None, "Odd"]
    columns = {column.name: column for column in table.columns}
    assert columns["id"].autoincrement
    assert columns["id"].default is None
    assert columns["n"].identity == IdentityShape(always=True, start=7, increment=2)
    assert columns["select"] == (
        "select", "character varying(20)", False, "'x'", None, None, None, False, "C", "it's",
    )  # fmt: skip
    assert (columns["moods"].type, columns["moods"].default) == ("mood[]", "'{}'")
    assert (columns["twice"].computed, columns["twice"].persisted) == ("id * 2", True)
    assert [check.text for check in table.checks] == ["id > 0"]
    assert table.options == (("fillfactor", "70"),)
    assert snapshot.enums[None, "mood"].values == ("sad", "ok")
    assert snapshot.enums[None, "mood"].columns == (((None, "Odd"), "moods"),)
    assert list(snapshot.sequences) == [(None, "alone")]
    assert snapshot.default_schema == "public"


async def test_what_belongs_to_others_is_left_alone(postgresql: Backend) -> None:
    """Partitions, what a table inherits, temporary and foreign tables, what an extension brought."""
    postgresql.execute("""
        CREATE TABLE logs (id int, at date) PARTITION BY RANGE (at);
        CREATE TABLE logs_2020 PARTITION OF logs FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
        CREATE TABLE parent (id int, CHECK (id > 0));
        CREATE TABLE child (extra int) INHERITS (parent);
        CREATE TABLE of_extension (id int);
        CREATE TYPE of_extension_too AS ENUM ('a');
        ALTER EXTENSION plpgsql ADD TABLE of_extension;
        ALTER EXTENSION plpgsql ADD TYPE of_extension_too;
        CREATE FOREIGN DATA WRAPPER nowhere;
        CREATE SERVER somewhere FOREIGN DATA WRAPPER nowhere;
        CREATE FOREIGN TABLE abroad (id int) SERVER somewhere;
    """)
    async with engine_of(postgresql) as engine, engine.connect() as connection:
        await connection.execute(sa.text("CREATE TEMP TABLE mine (id int)"))
        snapshot = await seen(engine)
    assert sorted(snapshot.tables) == [(None, "child"), (None, "logs"), (None, "parent")]
    assert snapshot.tables[None, "logs"].partition_by == "RANGE (at)"
    assert [column.name for column in snapshot.tables[None, "child"].columns] == ["extra"]
    assert snapshot.tables[None, "child"].checks == ()
    assert snapshot.enums == {}


async def test_models_of_partitions_and_inheritance_find_nothing(postgresql: Backend) -> None:
    models = sa.MetaData()
    sa.Table(
        "logs",
        models,
        sa.Column("id", sa.Integer),
        sa.Column("at", sa.Date),
        postgresql_partition_by="RANGE (at)",
    )
    sa.Table("parent", models, sa.Column("id", sa.Integer))
    child = sa.Table("child", models, sa.Column("extra", sa.Integer), postgresql_inherits="parent")
    child.add_is_dependent_on(models.tables["parent"])
    async with engine_of(postgresql) as engine:
        await make(engine, models)
        postgresql.execute("CREATE TABLE l PARTITION OF logs FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')")
        assert told((await compare(engine, models)).found) == []


async def test_the_default_schema_has_no_name(postgresql: Backend) -> None:
    """Written out or not, in tables and in what refers to them; other schemas are not looked at."""
    models = sa.MetaData()
    postgresql.execute("CREATE SCHEMA app; CREATE SCHEMA other; CREATE TABLE other.stranger (id int)")
    sa.Table("a", models, sa.Column("id", sa.Integer, primary_key=True), schema="public")
    mood = sa.Enum("x", name="mood", schema="public")
    sa.Table(
        "b",
        models,
        sa.Column("id", sa.Integer, sa.Sequence("counter", schema="app", metadata=models), primary_key=True),
        sa.Column("a_id", sa.ForeignKey("public.a.id")),
        sa.Column("mood", mood, server_default="x"),
        sa.Column("next", sa.Integer, server_default=sa.text("nextval('app.counter')")),
        schema="app",
    )
    async with engine_of(postgresql) as engine:
        await make(engine, models)
        assert told((await compare(engine, models)).found) == []


async def test_a_role_that_may_not_read_the_catalogue_is_told_so(postgresql: Backend) -> None:
    postgresql.execute("""
        DROP ROLE IF EXISTS amig_blind; CREATE ROLE amig_blind LOGIN; REVOKE SELECT ON pg_class FROM PUBLIC;
    """)
    try:
        async with engine_as(postgresql, "amig_blind") as engine:
            with pytest.raises(CatalogueError) as caught:
                await seen(engine)
    finally:
        postgresql.execute("GRANT SELECT ON pg_class TO PUBLIC; DROP ROLE amig_blind")
    assert caught.value.problem.endswith("permission denied for table pg_class")
    assert "pg_catalog" in str(caught.value.hint)
