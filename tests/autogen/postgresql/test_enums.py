"""Enum types: what the models say of their values, and what is done about it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import DOMAIN

from amig.ops import AddEnumValue, CreateEnum, DropEnum, ReplaceEnum
from tests.autogen.running import apply, compare, downgrade_of, engine_of, make, told, upgrade_of
from tests.servers.databases import Backend

LABELS = (
    "SELECT enumlabel FROM pg_enum JOIN pg_type t ON t.oid = enumtypid WHERE typname = 'mood' ORDER BY enumsortorder"
)


def models(*values: str, default: str | None = None, schema: str | None = None, array: bool = False) -> sa.MetaData:
    made = sa.MetaData()
    mood: Any = sa.Enum(*values, name="mood", schema=schema)
    columns = [sa.Column("mood", mood, server_default=default)]
    columns += [sa.Column("moods", sa.ARRAY(mood))] if array else []
    sa.Table("users", made, sa.Column("id", sa.Integer, primary_key=True), *columns, schema=schema)
    return made


def values(backend: Backend) -> list[str]:
    return [label for (label,) in backend.rows(LABELS)]


async def test_a_new_enum_is_created_before_its_table_and_dropped_after_it(postgresql: Backend) -> None:
    async with engine_of(postgresql) as engine:
        found = (await compare(engine, models("sad", "ok", array=True))).found
        assert [type(one.directive).__name__ for one in found] == ["CreateEnum", "CreateTable"]
        await apply(engine, upgrade_of(found))
        assert (await compare(engine, models("sad", "ok", array=True))).found == ()
        gone = (await compare(engine, sa.MetaData())).found
        assert [type(one.directive).__name__ for one in gone] == ["DropTable", "DropEnum"]
        await apply(engine, upgrade_of(gone))
        assert values(postgresql) == []
        await apply(engine, downgrade_of(gone))
        assert (await compare(engine, models("sad", "ok", array=True))).found == ()


async def test_values_are_added_where_they_stand(postgresql: Backend) -> None:
    before, after = models("b", "d", array=True), models("a", "b", "c", "d", "e", array=True)
    async with engine_of(postgresql) as engine:
        await make(engine, before)
        found = (await compare(engine, after)).found
        added = [one.directive for one in found]
        assert all(isinstance(one, AddEnumValue) for one in added)
        places = [(one.value, one.before, one.after) for one in added if isinstance(one, AddEnumValue)]
        assert places == [("a", "b", None), ("c", None, "b"), ("e", None, None)]
        await apply(engine, added)
        assert values(postgresql) == ["a", "b", "c", "d", "e"]
        postgresql.execute("INSERT INTO users (mood, moods) VALUES ('b', ARRAY['d', 'b']::mood[])")
        await apply(engine, downgrade_of(found))
        assert values(postgresql) == ["b", "d"]
        assert postgresql.rows("SELECT mood, moods::text FROM users") == [("b", "{d,b}")]
        assert (await compare(engine, before)).found == ()


async def test_values_that_go_replace_the_type_with_its_defaults(postgresql: Backend) -> None:
    before, after = models("sad", "it's", "ok", default="sad"), models("ok", "it's", default="it's")
    async with engine_of(postgresql) as engine:
        await make(engine, before)
        postgresql.execute("INSERT INTO users (mood) VALUES ('ok')")
        found = (await compare(engine, after)).found
        (only,) = found
        assert isinstance(only.directive, ReplaceEnum)
        assert only.directive.destructive == "`sad` of enum type `mood`"
        await apply(engine, upgrade_of(found))
        postgresql.execute("INSERT INTO users DEFAULT VALUES")
        assert postgresql.rows("SELECT mood::text FROM users ORDER BY id") == [("ok",), ("it's",)]
        assert (await compare(engine, after)).found == ()
        await apply(engine, downgrade_of(found))
        assert values(postgresql) == ["sad", "it's", "ok"]
        assert (await compare(engine, before)).found == ()


async def test_a_value_that_may_have_been_renamed_is_told(postgresql: Backend) -> None:
    async with engine_of(postgresql) as engine:
        await make(engine, models("sad", "ok"))
        (found,) = (await compare(engine, models("low", "ok"))).found
        assert isinstance(found.directive, ReplaceEnum)
        assert "if `sad` is `low` now, `op.rename_enum_value` keeps the rows" in found.notes[0].reason
        (other,) = (await compare(engine, models("ok", "sad"))).found
        assert isinstance(other.directive, ReplaceEnum)
        assert "rename" not in other.notes[0].reason


async def test_a_new_value_that_is_a_default_at_once_replaces_the_type(postgresql: Backend) -> None:
    before, after = models("sad", default="sad"), models("sad", "ok", default="ok")
    async with engine_of(postgresql) as engine:
        await make(engine, before)
        found = (await compare(engine, after)).found
        assert [type(one.directive) for one in found] == [ReplaceEnum]
        await apply(engine, upgrade_of(found))
        assert (await compare(engine, after)).found == ()
        await apply(engine, downgrade_of(found))
        assert (await compare(engine, before)).found == ()


async def test_a_column_becomes_an_enum_and_is_text_again(postgresql: Backend) -> None:
    before = sa.MetaData()
    columns = [sa.Column("id", sa.Integer, primary_key=True), sa.Column("mood", sa.String(10), server_default="ok")]
    sa.Table("users", before, *columns)
    after = models("sad", "ok", default="ok")
    async with engine_of(postgresql) as engine:
        await make(engine, before)
        postgresql.execute("INSERT INTO users (mood) VALUES ('sad')")
        found = (await compare(engine, after)).found
        assert [type(one.directive).__name__ for one in found] == ["CreateEnum", "AlterColumn"]
        await apply(engine, upgrade_of(found))
        assert (await compare(engine, after)).found == ()
        await apply(engine, downgrade_of(found))
        assert (await compare(engine, before)).found == ()
        assert postgresql.rows("SELECT mood FROM users") == [("sad",)]


async def test_an_enum_in_a_schema_and_one_with_an_odd_name(postgresql: Backend) -> None:
    before, after = models("a", "b", schema="app"), models("b", "a", schema="app")
    for one in (before, after):
        sa.Table("odd", one, sa.Column("x", sa.Enum("a", name='Odd "mood"'), server_default="a"))
    postgresql.execute("CREATE SCHEMA app")
    async with engine_of(postgresql) as engine:
        await make(engine, before)
        assert (await compare(engine, before)).found == ()
        found = (await compare(engine, after)).found
        assert told(found) == ["ReplaceEnum: enum app.mood: it is (a, b) in the database, (b, a) in the models"]
        await apply(engine, upgrade_of(found))
        assert (await compare(engine, after)).found == ()
        await apply(engine, downgrade_of(found))
        assert (await compare(engine, before)).found == ()


async def test_an_enum_that_inherits_the_schema_of_its_metadata(postgresql: Backend) -> None:
    made = sa.MetaData(schema="app")
    postgresql.execute("CREATE SCHEMA app")
    sa.Table("t", made, sa.Column("m", sa.Enum("a", name="kind")))
    async with engine_of(postgresql) as engine:
        found = (await compare(engine, made)).found
        (create,) = [one.directive for one in found if isinstance(one.directive, CreateEnum)]
        assert create.schema == "app"
        await apply(engine, upgrade_of(found))
        assert (await compare(engine, made)).found == ()


async def test_an_enum_that_only_the_metadata_knows_is_no_stranger(postgresql: Backend) -> None:
    made = sa.MetaData()
    sa.Enum("a", "b", name="alone", metadata=made)
    async with engine_of(postgresql) as engine:
        await make(engine, made)
        assert (await compare(engine, made)).found == ()
        (found,) = (await compare(engine, sa.MetaData())).found
        assert isinstance(found.directive, DropEnum)


async def test_the_words_of_a_default_are_the_servers_when_its_type_is_replaced(postgresql: Backend) -> None:
    before, after = models("a", default="a"), models("b", default=sa.text("(('b'))"))  # type: ignore[arg-type]
    async with engine_of(postgresql) as engine:
        await make(engine, before)
        found = (await compare(engine, after)).found
        assert [type(one.directive) for one in found] == [ReplaceEnum]
        await apply(engine, upgrade_of(found))
        assert (await compare(engine, after)).found == ()
        await apply(engine, downgrade_of(found))
        assert (await compare(engine, before)).found == ()


async def test_an_enum_that_a_schema_outside_the_comparison_uses_stays(postgresql) -> None:
    """The last table of a schema has left the models: what it still needs is not dropped under it."""
    async with engine_of(postgresql) as engine:
        async with engine.begin() as connection:
            for sql in (
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE SCHEMA old",
                "CREATE TABLE old.kept (id int, mood mood)",
            ):
                await connection.execute(sa.text(sql))
        assert told((await compare(engine, sa.MetaData())).found) == []


async def test_a_table_with_a_domain_goes_up_down_and_up(postgresql) -> None:
    """The domain stays when the table goes, and the next CREATE does not stumble over it."""
    metadata = sa.MetaData()
    sa.Table("t", metadata, sa.Column("code", DOMAIN("short_code", sa.String(5))))
    async with engine_of(postgresql) as engine:
        found = (await compare(engine, metadata)).found
        await apply(engine, upgrade_of(found))
        await apply(engine, downgrade_of(found))
        await apply(engine, upgrade_of(found))
        assert told((await compare(engine, metadata)).found) == []
