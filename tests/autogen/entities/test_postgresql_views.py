"""Views of PostgreSQL: what is declared is what there is, and what depends on them comes through every change."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from amig.entities import Extension, Function, Grant, MaterializedView, Policy, View, register
from tests.autogen.entities.roads import made, onwards, run, there_and_back, value
from tests.autogen.running import apply, compare, downgrade_of, engine_of, told, upgrade_of


def users(metadata: sa.MetaData, **types: Any) -> sa.Table:
    columns = {"id": sa.Integer(), "name": sa.String(40), "active": sa.Boolean()} | types
    return sa.Table("users", metadata, *(sa.Column(name, type_) for name, type_ in columns.items()))


def models(*views: Any, **types: Any) -> Any:
    """Models with `users`; a view is (name, query of the table, options), or materialised with `kind`."""

    def make() -> sa.MetaData:
        metadata = sa.MetaData()
        table = users(metadata, **types)
        for name, query, *more in views:
            given = dict(more[0]) if more else {}
            kind = given.pop("kind", View)
            kind(name, query(table) if callable(query) else query, metadata=metadata, **given)
        return metadata

    return make


def active(table: sa.Table) -> Any:
    return sa.select(table.c.id, table.c.name).where(table.c.active, table.c.name != "it's %: x")


async def test_a_view_of_a_select_and_one_of_text(postgresql) -> None:
    """Both are made, found as they are, changed, and changed back."""
    text = "SELECT  id,upper( name ) as big\nFROM users WHERE id<>5 OR name in ('a','b') -- why\n"
    one = models(("active_users", active), ("big_users", text))
    other = models(
        ("active_users", lambda table: active(table).where(table.c.id > 3)),
        ("big_users", "SELECT id, lower(name) AS big FROM users"),
    )
    said = await there_and_back(postgresql, one, other)
    assert [line.partition(":")[0] for line in said] == ["ReplaceView", "ReplaceView"]


async def test_columns_that_come_at_the_end_are_added_in_place(postgresql) -> None:
    """The way back drops the view and makes it again; both keep what is granted."""
    one, other = models(("v", "SELECT id FROM users")), models(("v", "SELECT id, name FROM users"))
    async with engine_of(postgresql) as engine:
        await made(engine, one)
        await run(engine, "GRANT SELECT ON v TO public")
        said = await onwards(engine, one, other)
        assert [line.partition(":")[0] for line in said] == ["ReplaceView"]
        assert await value(engine, "SELECT relacl::text LIKE '%,=r/%' FROM pg_class WHERE relname = 'v'")


async def test_other_columns_need_another_view(postgresql) -> None:
    """Dropped and made, comments and grants on it kept; a grant on a column that is gone is not."""
    one = models(("v", "SELECT id, name FROM users", {"comment": "it's one"}))
    other = models(("v", "SELECT name, active FROM users", {"comment": "it's one"}))
    async with engine_of(postgresql) as engine:
        await made(engine, one)
        await run(
            engine,
            "GRANT SELECT ON v TO public",
            "GRANT UPDATE (id) ON v TO public",
            "COMMENT ON COLUMN v.name IS 'a: b'",
            "ALTER VIEW v ALTER COLUMN name SET DEFAULT 'x'",
        )
        there = await compare(engine, other())
        await apply(engine, upgrade_of(there.found))
        assert told((await compare(engine, other())).found) == []
        comment = "SELECT col_description('v'::regclass, attnum) FROM pg_attribute WHERE attrelid = 'v'::regclass"
        assert await value(engine, f"{comment} AND attname = 'name'") == "a: b"
        assert await value(engine, "SELECT has_table_privilege('public', 'v', 'SELECT')")
        await apply(engine, downgrade_of(there.found))
        assert told((await compare(engine, one())).found) == []
        assert await value(
            engine, "SELECT attacl::text FROM pg_attribute WHERE attrelid = 'v'::regclass AND attacl IS NOT NULL"
        )


async def test_options_and_comments_are_compared(postgresql) -> None:
    """`WITH (...)` and COMMENT ON, which other tools lose."""
    one = models(("v", "SELECT id FROM users", {"comment": "old"}))
    other = models(("v", "SELECT id FROM users", {"comment": "new", "options": {"security_barrier": True}}))
    said = await there_and_back(postgresql, one, other)
    assert [line.partition(":")[0] for line in said] == ["ReplaceView", "CommentOn"]


async def test_a_new_comment_outlives_that_a_view_is_made_again(postgresql) -> None:
    """It is dropped for a column's type, and what was on it comes back: all but the old comment."""
    one = models(("v", "SELECT id, name FROM users", {"comment": "old"}), id=sa.Integer())
    other = models(("v", "SELECT id, name FROM users", {"comment": "new"}), id=sa.BigInteger())
    await there_and_back(postgresql, one, other)


async def test_views_of_views_come_and_go_in_order(postgresql) -> None:
    """Whatever their names are: `a` is made of `b`, which is made of `c`."""
    chain = (("a", "SELECT id FROM b"), ("b", "SELECT id, name FROM c"), ("c", "SELECT * FROM users"))
    await there_and_back(postgresql, models(("z", "SELECT 1 AS one")), models(*chain))


async def test_a_view_that_others_use_changes(postgresql) -> None:
    """They are dropped and made again with it, declared or not."""
    one = models(("base_view", "SELECT id, name FROM users"), ("upper_view", "SELECT id FROM base_view"))
    other = models(("base_view", "SELECT name, id FROM users"), ("upper_view", "SELECT id FROM base_view"))
    async with engine_of(postgresql) as engine:
        await made(engine, one)
        await run(
            engine,
            "CREATE SCHEMA elsewhere",
            "CREATE VIEW elsewhere.far AS SELECT name FROM base_view",
            "COMMENT ON VIEW elsewhere.far IS 'kept'",
        )
        await onwards(engine, one, other)
        assert await value(engine, "SELECT obj_description('elsewhere.far'::regclass)") == "kept"


async def test_a_column_that_views_read_changes_its_type(postgresql) -> None:
    """Views in no model come through it, materialised ones with their indexes; and the way back."""
    one, other = models(), models(name=sa.Text())
    async with engine_of(postgresql) as engine:
        await made(engine, one)
        await run(
            engine,
            "INSERT INTO users VALUES (1, 'ann', true)",
            "CREATE VIEW v WITH (security_barrier = true) AS SELECT id, name FROM users WHERE name <> 'x:y'",
            "CREATE VIEW w AS SELECT name FROM v",
            "CREATE MATERIALIZED VIEW m AS SELECT name, count(*) AS n FROM w GROUP BY name",
            "CREATE UNIQUE INDEX m_name ON m (name)",
            "COMMENT ON MATERIALIZED VIEW m IS 'sums'",
            "CREATE MATERIALIZED VIEW empty AS SELECT name FROM users WITH NO DATA",
            "CREATE VIEW other AS SELECT id FROM users",
        )
        said = await onwards(engine, one, other)
        assert any("view v: it reads users.name, which changes its type" in line for line in said)
        assert not any("view other" in line for line in said)
        assert await value(engine, "SELECT n FROM m WHERE name = 'ann'") == 1
        assert await value(engine, "SELECT obj_description('m'::regclass)") == "sums"
        assert await value(engine, "SELECT indexdef LIKE 'CREATE UNIQUE%' FROM pg_indexes WHERE indexname = 'm_name'")
        assert await value(engine, "SELECT relispopulated FROM pg_class WHERE relname = 'empty'") is False
        assert (
            await value(engine, "SELECT reloptions::text FROM pg_class WHERE relname = 'v'")
            == "{security_barrier=true}"
        )


async def test_a_view_and_its_table_change_together(postgresql) -> None:
    """A column goes that the view reads no more, one comes that it reads now, one that it reads has another type."""
    one = models(("v", "SELECT id, name FROM users WHERE active"))
    other = models(("v", "SELECT id, name FROM users WHERE born > 3"), id=sa.BigInteger(), born=sa.Integer())

    def without_active() -> sa.MetaData:
        metadata = other()
        columns: Any = metadata.tables["users"].columns
        metadata.tables["users"]._columns.remove(columns["active"])  # type: ignore[attr-defined]
        return metadata

    await there_and_back(postgresql, one, without_active)


async def test_materialised_views_and_their_indexes(postgresql) -> None:
    """Query and indexes change, together and alone."""

    def m(query: str, *indexes: sa.Index, comment: str | None = None) -> Any:
        columns = [sa.Column("name", sa.Text()), sa.Column("n", sa.Integer())]
        given = {"kind": MaterializedView, "indexes": indexes, "columns": columns, "comment": comment}
        return models(("m", query, given))

    query = "SELECT name, count(*) AS n FROM users GROUP BY name"
    one = m(query, sa.Index("m_name", "name", unique=True))
    async with engine_of(postgresql) as engine:
        await made(engine, one)
        other_index = m(query, sa.Index("m_name", "name", "n"), sa.Index("m_n", "n"), comment="c")
        said = await onwards(engine, one, other_index)
        assert [line.partition(":")[0] for line in said] == ["DropIndex", "CreateIndex", "CreateIndex", "CommentOn"]
        other_query = m(query + " HAVING count(*) > 1", sa.Index("m_n", "n"))
        said = await onwards(engine, one, other_query)
        assert [line.partition(":")[0] for line in said] == [
            "DropMaterializedView",
            "CreateMaterializedView",
            "CreateIndex",
        ]


async def test_what_is_not_declared_is_left_alone(postgresql) -> None:
    """A kind without a declaration is not seen; with one, only the schemas of the models are."""
    async with engine_of(postgresql) as engine:
        await run(
            engine, "CREATE SCHEMA s", "CREATE VIEW s.far AS SELECT 1 AS one", "CREATE VIEW near AS SELECT 1 AS one"
        )
        await run(
            engine, "CREATE MATERIALIZED VIEW other_kind AS SELECT 1 AS one", "CREATE EXTENSION pg_stat_statements"
        )
        await made(engine, models())
        found = await compare(engine, models(("v", "SELECT 1 AS one"))())
        assert sorted(line.partition(": the")[0] for line in told(found.found)) == [
            "CreateView: view v",
            "DropView: view near",
        ]


async def test_entities_alone_drop_no_tables(postgresql) -> None:
    """A view or an extension in a schema without tables of the models says nothing about the tables there."""
    async with engine_of(postgresql) as engine:
        await run(engine, "CREATE SCHEMA app", "CREATE TABLE app.t (id int)", "CREATE TABLE mine (id int)")
        views = sa.MetaData()
        View("v", "SELECT id FROM app.t", schema="app", metadata=views)
        found = await compare(engine, views)
        assert [type(one.directive).__name__ for one in found.found] == ["CreateView"]
        tables = sa.MetaData()
        sa.Table("t", tables, sa.Column("id", sa.Integer()), schema="app")
        Extension("citext", metadata=tables)
        Grant("public", ["USAGE"], "SCHEMA app", metadata=tables)
        found = await compare(engine, tables)
        assert [type(one.directive).__name__ for one in found.found] == ["CreateExtension", "Grant"]


async def test_tables_alone_cost_nothing_more(postgresql) -> None:
    """Nothing is asked about entities where none is declared."""
    async with engine_of(postgresql) as engine:
        await made(engine, models())
        counts = []
        for make in (models(), models(("v", "SELECT id FROM users"))):
            sent: list[str] = []

            def note(_c: Any, _cursor: Any, text: str, *_: Any, sent: list[str] = sent) -> None:
                sent.append(text)

            event.listen(engine.sync_engine, "before_cursor_execute", note)
            await compare(engine, make())
            event.remove(engine.sync_engine, "before_cursor_execute", note)
            counts.append(len(sent))
            await apply(engine, upgrade_of((await compare(engine, models(("v", "SELECT id FROM users"))())).found))
        assert counts[1] - counts[0] == 3


async def test_a_server_that_refuses_leaves_it_open(postgresql) -> None:
    """In a read-only transaction nothing can be written down: the difference is told apart, as unsure."""
    one = models(("v", "SELECT id,name FROM users"))
    async with engine_of(postgresql) as engine:
        await made(engine, one)
        name = sa.make_url(postgresql.url).database
        await run(engine, f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
        found = await compare(engine, one())
        assert told(found.sure) == []
        assert [type(each.directive).__name__ for each in found.unsure] == ["ReplaceView"]
        assert "read-only" in str(found.unsure[0].unsure)


async def test_without_the_right_to_temporary_tables(postgresql) -> None:
    """What the server does not write down is told apart; what can be read is compared."""
    entities = [
        View("v", "SELECT id,name FROM users"),
        Function("f(a int)", "RETURNS int LANGUAGE sql AS 'SELECT 1'"),
        Function("f(a text)", "RETURNS int LANGUAGE sql AS 'SELECT 2'"),
        Policy("p", "users", using="id>1"),
    ]

    def one() -> sa.MetaData:
        metadata = models()()
        register(metadata, *entities)
        return metadata

    async with engine_of(postgresql) as engine:
        await made(engine, one)
        url = sa.make_url(postgresql.url)
        role = f"reader_{abs(hash(url.database)) % 10**9}"
        await run(engine, f"CREATE ROLE {role} LOGIN", f'REVOKE TEMP ON DATABASE "{url.database}" FROM PUBLIC')
        other = create_async_engine(url.set(username=role), poolclass=NullPool)
        try:
            found = await compare(other, one())
        finally:
            await other.dispose()
            await run(engine, f"DROP ROLE {role}")
        assert told(found.sure) == []
        assert {"view v", "function f(integer)", "policy users.p"} <= {each.notes[0].subject for each in found.unsure}
        assert all("permission denied" in str(each.unsure) for each in found.unsure)


async def test_behind_a_transaction_pooler(through_pgbouncer: str) -> None:
    """The comparison's transaction keeps the session in which the server answers."""
    engine = create_async_engine(
        through_pgbouncer,
        poolclass=NullPool,
        connect_args={"prepared_statement_name_func": lambda: "", "statement_cache_size": 0},
    )
    try:
        await made(engine, models(("v", "SELECT id,name FROM users")))
    finally:
        await engine.dispose()
