"""`include_name`, `include_object` and `include_schemas`: asked what Alembic asks, and obeyed."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata as alembics
from alembic.migration import MigrationContext as AlembicContext

from tests.autogen.hooks.models import after, before, subjects
from tests.autogen.running import compare, engine_of, make
from tests.servers.databases import Backend

ALL = [
    "column users.gone",
    "column users.nick",
    "default users.age",
    "foreign_key posts.fk_posts_user",
    "index users.ix_users_age",
    "index users.ix_users_nick",
    "table legacy",
    "table tags",
    "type users.email",
]


async def of_alembic(engine, metadata: sa.MetaData, **opts: Any) -> None:
    def work(connection: sa.Connection) -> None:
        context = AlembicContext.configure(connection, opts={"target_metadata": metadata, **opts})
        alembics(context, metadata)

    async with engine.connect() as connection:
        await connection.run_sync(work)


async def test_without_hooks_everything_is_found(backend: Backend) -> None:
    """What the other tests leave something out of."""
    async with engine_of(backend) as engine:
        await make(engine, before())
        assert subjects((await compare(engine, after())).found) == ALL


async def test_include_name_is_asked_what_alembic_asks(backend: Backend) -> None:
    """The same names, types and parents; of tables that have nothing to compare Alembic asks no more than that."""
    calls: dict[str, set[Any]] = {"amig": set(), "alembic": set()}

    def asked(who: str) -> Any:
        def include(name: str | None, type_: str, parents: dict[str, str | None]) -> bool:
            calls[who].add((name, type_, tuple(sorted(parents.items()))))
            return True

        return include

    async with engine_of(backend) as engine:
        await make(engine, before())
        await compare(engine, after(), opts={"include_name": asked("amig")})
        await of_alembic(engine, after(), include_name=asked("alembic"))
    own = {"amig_version", "alembic_version"}
    implied = {
        call for call in calls["alembic"] if call[1] == "index" and call[0] in ("fk_posts_user", "uq_users_email")
    }
    missing = {call for call in calls["alembic"] - calls["amig"] - implied if call[0] not in own}
    assert missing == set()


async def test_include_name_leaves_out_what_the_database_has(backend: Backend) -> None:
    """A table, and an index of another one."""

    async def include(name: str | None, type_: str, parents: dict[str, str | None]) -> bool:
        return (name, type_) not in {("legacy", "table"), ("ix_users_age", "index")}

    async with engine_of(backend) as engine:
        await make(engine, before())
        found = (await compare(engine, after(), opts={"include_name": include})).found
    assert subjects(found) == [one for one in ALL if one not in ("table legacy", "index users.ix_users_age")]


async def test_include_object_is_asked_at_least_what_alembic_asks(backend: Backend) -> None:
    """Tables of both sides, columns, indexes and constraints, each with what it is compared to."""
    calls: dict[str, set[Any]] = {"amig": set(), "alembic": set()}

    def asked(who: str) -> Any:
        def include(item: Any, name: str | None, type_: str, reflected: bool, compare_to: Any) -> bool:
            calls[who].add((type(item).__name__, name, type_, reflected, compare_to is not None))
            return True

        return include

    async with engine_of(backend) as engine:
        await make(engine, before())
        await compare(engine, after(), opts={"include_object": asked("amig")})
        await of_alembic(engine, after(), include_object=asked("alembic"))
    implied = {call for call in calls["alembic"] if call[1] == "fk_posts_user" and call[2] == "index"}
    assert calls["alembic"] - calls["amig"] - implied == set()
    kinds = {call[2] for call in calls["amig"]}
    assert kinds >= {"table", "column", "index", "foreign_key_constraint"}


async def test_include_object_leaves_out_what_it_does_not_want(backend: Backend) -> None:
    """By what the objects say: a mark in `info`, or only what is reflected."""
    metadata = after()
    metadata.tables["tags"].info["skip"] = True

    def include(item: Any, name: str | None, type_: str, reflected: bool, compare_to: Any) -> bool:
        if type_ == "table" and item.info.get("skip"):
            return False
        return not (type_ in ("column", "foreign_key_constraint") and reflected)

    async with engine_of(backend) as engine:
        await make(engine, before())
        found = (await compare(engine, metadata, opts={"include_object": include})).found
    gone = {"table tags", "column users.gone", "foreign_key posts.fk_posts_user"}
    assert subjects(found) == [one for one in ALL if one not in gone]


async def test_a_column_that_is_not_wanted_is_not_compared(backend: Backend) -> None:
    """In both sides it is left as it is."""

    def include(item: Any, name: str | None, type_: str, reflected: bool, compare_to: Any) -> bool:
        return not (type_ == "column" and name == "email")

    async with engine_of(backend) as engine:
        await make(engine, before())
        found = (await compare(engine, after(), opts={"include_object": include})).found
    assert subjects(found) == [one for one in ALL if one != "type users.email"]


async def test_every_schema_is_compared_only_when_asked(postgresql: Backend) -> None:
    """A schema that no model names is somebody else's, unless `include_schemas`; `include_name` chooses among them."""
    asked: list[str | None] = []

    def include(name: str | None, type_: str, parents: dict[str, str | None]) -> bool:
        if type_ == "schema":
            asked.append(name)
        return type_ != "schema" or name != "theirs"

    for schema in ("mine", "theirs"):
        postgresql.execute(f"CREATE SCHEMA {schema}")
        postgresql.execute(f"CREATE TABLE {schema}.here (id integer PRIMARY KEY)")
    async with engine_of(postgresql) as engine:
        assert (await compare(engine, sa.MetaData())).found == ()
        found = (await compare(engine, sa.MetaData(), opts={"include_schemas": True})).found
        assert subjects(found) == ["table mine.here", "table theirs.here"]
        found = (await compare(engine, sa.MetaData(), opts={"include_schemas": True, "include_name": include})).found
        assert subjects(found) == ["table mine.here"]
    assert asked == [None, "mine", "theirs"]
