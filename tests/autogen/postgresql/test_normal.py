"""Asking the server for its words: nothing stays, nothing else is needed, and what is refused is said."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from amig.context import MigrationContext, RunOptions
from amig.diff import Diff, diff
from tests.autogen.running import compare, engine_of, make, told
from tests.servers.databases import Backend

LEFT = """
    SELECT count(*) FROM pg_class WHERE relname LIKE 'amig%' UNION ALL
    SELECT count(*) FROM pg_type WHERE typname IN ('mood', '_mood') UNION ALL
    SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def models(check: str = "name != 'never'", **more: str) -> sa.MetaData:
    made = sa.MetaData()
    for name, text in {"t": check, **more}.items():
        columns = [sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(20))]
        sa.Table(name, made, *columns, sa.CheckConstraint(text, name="ck"))
    return made


async def compare_inside(engine: AsyncEngine, metadata: sa.MetaData, *first: str) -> Diff:
    """In a transaction of the caller's, after these statements; it goes on afterwards."""
    script: Any = None
    async with engine.connect() as connection, connection.begin():
        for statement in first:
            await connection.execute(sa.text(statement))
        async with MigrationContext.online(connection, script, RunOptions()) as context:
            found = await diff(context, [metadata])
        assert (await connection.execute(sa.text("SELECT 1"))).scalar_one() == 1
    return found


@asynccontextmanager
async def engine_with(backend: Backend, role: str | None = None, **settings: str) -> AsyncGenerator[AsyncEngine, None]:
    url = sa.make_url(backend.url)
    engine = create_async_engine(
        url if role is None else url.set(username=role), connect_args={"server_settings": settings}
    )
    try:
        yield engine
    finally:
        await engine.dispose()


async def test_one_batch_for_everything_and_nothing_is_left(postgresql: Backend) -> None:
    """However many tables differ in their words only."""
    several = models(**{f"t{number}": f"id > {number} AND (name) IS NOT NULL" for number in range(30)})
    async with engine_of(postgresql) as engine:
        await make(engine, several)
        statements: list[str] = []
        event.listen(engine.sync_engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
        assert told((await compare(engine, several)).found) == []
    assert len([one for one in statements if one.startswith("DO ")]) == 1
    assert len(statements) <= 16
    assert [count for (count,) in postgresql.rows(LEFT)] == [0, 0, 0]


async def test_what_the_server_refuses_spoils_nothing_else(postgresql: Backend) -> None:
    """It is told as unsure, with the reason; the rest is compared as ever."""
    after = models("no_such_function(id)", other="name <> 'never' AND id > 2", same="name != 'a'")
    async with engine_of(postgresql) as engine:
        await make(engine, models(other="name != 'never' AND id > 1", same="name != 'a'"))
        result = await compare(engine, after)
    assert {note.subject for one in result.unsure for note in one.notes} == {"check t.ck"}
    assert {one.unsure for one in result.unsure} == {"function no_such_function(integer) does not exist"}
    assert {note.subject for one in result.sure for note in one.notes} == {"check other.ck"}


async def test_an_enum_that_is_not_there_yet_is_no_hindrance(postgresql: Backend) -> None:
    """Nor one that has other values in the database: the server is shown the models' own."""
    before, after = sa.MetaData(), sa.MetaData()
    for made, values in ((before, ("a",)), (after, ("a", "it's"))):
        mood = sa.Enum(*values, name="mood")
        more = [sa.Column("kind", sa.Enum("x", name="kind"), server_default="x")] if made is after else []
        default = sa.text(f"(({sa.literal(values[-1]).compile(compile_kwargs={'literal_binds': True})}))")
        sa.Table("t", made, sa.Column("mood", mood, server_default=default), *more, sa.CheckConstraint("mood = 'a'"))
    async with engine_of(postgresql) as engine:
        await make(engine, before)
        result = await compare(engine, after)
        assert not result.unsure
        subjects = [note.subject for one in result.sure for note in one.notes]
        around = ["enum mood"] * 3  # the CHECK that names a value goes before the type is replaced, and comes again
        assert subjects == ["enum kind", *around, "column t.kind"]
        assert postgresql.rows("SELECT count(*) FROM pg_type WHERE typname = 'kind'") == [(0,)]


@pytest.mark.parametrize("setting", ["default_transaction_read_only", "transaction_read_only"])
async def test_where_nothing_can_be_written_it_reads_and_says_what_is_unsure(postgresql: Backend, setting: str) -> None:
    """As on a standby: what differs in words alone may be none, what differs otherwise is one."""
    async with engine_of(postgresql) as engine:
        await make(engine, models())
    after = models()
    after.tables["t"].append_column(sa.Column("new", sa.Integer))
    if setting == "default_transaction_read_only":
        async with engine_with(postgresql, default_transaction_read_only="on") as engine:
            result = await compare(engine, after)
    else:
        async with engine_of(postgresql) as engine:
            result = await compare_inside(engine, after, "SET TRANSACTION READ ONLY")
    assert [note.subject for one in result.sure for note in one.notes] == ["column t.new"]
    assert {one.unsure for one in result.unsure} == {"cannot execute CREATE TABLE in a read-only transaction"}


async def test_a_role_needs_no_more_than_to_read_and_temporary_tables(postgresql: Backend) -> None:
    async with engine_of(postgresql) as engine:
        await make(engine, models())
    (database,) = postgresql.rows("SELECT current_database()")[0]
    postgresql.execute(f"""
        CREATE ROLE amig_reader LOGIN; REVOKE ALL ON DATABASE "{database}" FROM PUBLIC; REVOKE ALL ON SCHEMA public FROM PUBLIC;
        GRANT CONNECT, TEMP ON DATABASE "{database}" TO amig_reader; GRANT USAGE ON SCHEMA public TO amig_reader;
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO amig_reader;
    """)
    try:
        async with engine_with(postgresql, "amig_reader") as engine:
            assert told((await compare(engine, models())).found) == []
        postgresql.execute(f'REVOKE TEMP ON DATABASE "{database}" FROM amig_reader')
        async with engine_with(postgresql, "amig_reader") as engine:
            result = await compare(engine, models())
    finally:
        postgresql.execute("DROP OWNED BY amig_reader; DROP ROLE amig_reader")
    assert not result.sure
    assert {one.unsure for one in result.unsure} == {
        f'permission denied to create temporary tables in database "{database}"'
    }


async def test_inside_a_transaction_of_the_callers(postgresql: Backend) -> None:
    """What it has done is seen, what it has set is as it was, its temporary tables are in nobody's way."""
    async with engine_of(postgresql) as engine:
        await make(engine, models())
        own = (
            "CREATE TEMP TABLE t (other int)",
            "ALTER TABLE public.t ADD COLUMN new int",
            "SET LOCAL lock_timeout = '7s'",
        )
        result = await compare_inside(engine, models(), *own)
        assert told(result.found) == ["DropColumn: column t.new: the database has it, the models do not"]
        async with engine.connect() as connection, connection.begin():
            await connection.execute(sa.text("SET LOCAL lock_timeout = '7s'"))
            script: Any = None
            async with MigrationContext.online(connection, script, RunOptions()) as context:
                await diff(context, [models()])
            assert (await connection.execute(sa.text("SHOW lock_timeout"))).scalar_one() == "7s"
    assert [count for (count,) in postgresql.rows(LEFT)] == [0, 0, 0]


async def test_an_engine_of_autocommit_leaves_nothing_either(postgresql: Backend) -> None:
    engine = create_async_engine(postgresql.url, isolation_level="AUTOCOMMIT")
    await make(engine, models())
    assert told((await compare(engine, models())).found) == []
    await engine.dispose()
    assert [count for (count,) in postgresql.rows(LEFT)] == [0, 0, 0]


async def test_a_search_path_of_ones_own(postgresql: Backend) -> None:
    """What the server writes depends on the path: both sides are written on the same one."""
    postgresql.execute("CREATE SCHEMA app")
    made = sa.MetaData()
    sa.Sequence("counts", schema="app", metadata=made)
    sa.Table(
        "t",
        made,
        sa.Column("id", sa.Integer, server_default=sa.text("nextval('app.counts'::regclass) + 1")),
        sa.Column("mood", sa.Enum("a", name="mood", schema="app"), server_default=sa.text("('a')::app.mood")),
        schema="app",
    )
    async with engine_with(postgresql, search_path="app, public") as engine:
        await make(engine, made)
        assert told((await compare(engine, made)).found) == []
    async with engine_of(postgresql) as engine:
        assert told((await compare(engine, made)).found) == []


async def test_a_table_that_is_called_in_its_own_check(postgresql: Backend) -> None:
    async with engine_of(postgresql) as engine:
        await make(engine, models("t.id > 5 AND t.name <> 'x'"))
        result = await compare(engine, models("t.id > 5 AND t.name <> 'x'"))
        assert told(result.found) == []


def moods(length: int, *values: str) -> sa.MetaData:
    """Enums in a schema of their own; the last value is a default, in a CHECK, and in an index's predicate."""
    made, last = sa.MetaData(schema="app"), values[-1]
    mood = sa.Enum(*values, name="mood")
    table = sa.Table(
        "t",
        made,
        sa.Column("name", sa.String(length), server_default=f"n{length} app.mood"),
        sa.Column("mood", mood, sa.CheckConstraint(f"mood <> '{last}'", name="ck"), server_default=last),
        sa.Column("moods", pg.ARRAY(mood), server_default=sa.text(f"ARRAY['{last}']::app.mood[]")),
        *[sa.Column("other", sa.Enum("x", name="New"), server_default="x") for _ in values[2:]],
    )
    sa.Index("ix", table.c.name, postgresql_where=table.c.mood == sa.literal_column(f"'{last}'"))
    return made


async def test_enums_of_a_schema_that_are_new_or_get_a_value_leave_nothing_unsure(postgresql: Backend) -> None:
    """The server cannot be given a type that is not there yet; what else differs in the table is found all the same."""
    postgresql.execute("CREATE SCHEMA app")
    before, after = moods(20, "a", "b"), moods(30, "a", "b", "c")
    async with engine_of(postgresql) as engine:
        await make(engine, before)
        assert told((await compare(engine, before)).found) == []
        found = await compare(engine, after)
        assert found.unsure == ()
        subjects = {note.subject for one in found.found for note in one.notes}
        assert {"enum app.mood", "type app.t.name", "default app.t.name", "check app.t.ck"} <= subjects
        assert not any("type app.t.mood" in subject for subject in subjects)
    assert not any("app.mood[]" in note.reason for one in found.found for note in one.notes)
