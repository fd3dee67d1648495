"""Functions, triggers, extensions, policies and grants of PostgreSQL."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from amig.entities import Entity, Extension, Function, Grant, Policy, Procedure, Trigger, View, register
from tests.autogen.entities.roads import made, onwards, run, there_and_back, value
from tests.autogen.running import apply, compare, engine_of, told, upgrade_of

AREA = "RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT $1 * 2 -- it's 100% :x\n$$"
STAMP = "RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := upper(NEW.name); RETURN NEW; END $$"


def models(*entities: Entity, schema: str | None = None, columns: Any = (), **options: Any) -> Any:
    def make() -> sa.MetaData:
        metadata = sa.MetaData(schema=schema)
        named = [sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(40))]
        sa.Table("users", metadata, *named, *(column._copy() for column in columns), **options)
        register(metadata, *entities)
        return metadata

    return make


async def test_functions_by_their_signature(postgresql) -> None:
    """Types in the words of the models, defaults, overloads and procedures; each change is seen once."""
    one = models(
        Function("area(width int, height int4 DEFAULT 1)", AREA),
        Function("area(a VARCHAR)", "RETURNS text LANGUAGE sql AS 'SELECT $1'"),
        Procedure("tidy(days int)", "LANGUAGE plpgsql AS $$ BEGIN DELETE FROM users WHERE id < days; END $$"),
    )
    other = models(
        Function("area(width int, height int4 DEFAULT 1)", AREA.replace("2", "3")),
        Function("area(a varchar)", "RETURNS varchar LANGUAGE sql STABLE AS 'SELECT $1'"),
        Procedure("tidy(days int)", "LANGUAGE plpgsql AS $$ BEGIN DELETE FROM users WHERE id > days; END $$"),
        Procedure("other()", "LANGUAGE plpgsql AS $$ BEGIN NULL; END $$"),
    )
    said = await there_and_back(postgresql, one, other)
    assert sorted(line.partition(":")[0] for line in said) == [
        "CreateFunction",
        "CreateProcedure",
        "DropFunction",
        "ReplaceFunction",
        "ReplaceProcedure",
    ]


async def test_a_function_made_again_keeps_who_may_call_it(postgresql) -> None:
    """Its comment and its grants too."""
    one = models(Function("f(a int)", "RETURNS int LANGUAGE sql AS 'SELECT $1'"))
    other = models(Function("f(b int)", "RETURNS int LANGUAGE sql AS 'SELECT $1'"))
    async with engine_of(postgresql) as engine:
        await made(engine, one)
        await run(engine, "REVOKE ALL ON FUNCTION f(int) FROM PUBLIC", "COMMENT ON FUNCTION f(int) IS 'kept'")
        await onwards(engine, one, other)
        assert await value(engine, "SELECT obj_description('f(int)'::regprocedure)") == "kept"
        assert not await value(engine, "SELECT has_function_privilege('public', 'f(int)', 'EXECUTE')")


async def test_functions_that_tables_need_come_first(postgresql) -> None:
    """A default and a CHECK call one, which calls another; a third reads the table; all go in the right order too."""
    entities = (
        Function("a_first(n int)", "RETURNS int LANGUAGE sql AS 'SELECT b_second(n)'"),
        Function("b_second(n int)", "RETURNS int LANGUAGE sql AS 'SELECT n + 1'"),
        Function("c_reads()", "RETURNS bigint LANGUAGE sql AS 'SELECT count(rank) FROM users'"),
    )
    columns = [
        sa.Column("rank", sa.Integer(), sa.CheckConstraint("a_first(rank) > 0", name="ck_rank")),
        sa.Column("start", sa.Integer(), server_default=sa.text("a_first(3)")),
    ]
    plain = models(Function("z()", "RETURNS int LANGUAGE sql AS 'SELECT 1'"))
    await there_and_back(postgresql, plain, models(*entities, columns=columns))


async def test_a_view_that_calls_a_function_comes_through_its_change(postgresql) -> None:
    """The function gets another result, for which it has to be made anew: the view is, too."""
    view = View("v", "SELECT f(id)::text AS said FROM users")
    one = models(Function("f(a int)", "RETURNS int LANGUAGE sql AS 'SELECT $1'"), view)
    other = models(Function("f(a int)", "RETURNS bigint LANGUAGE sql AS 'SELECT $1::bigint'"), view)
    said = await there_and_back(postgresql, one, other)
    assert [line.partition(":")[0] for line in said] == ["DropView", "DropFunction", "CreateFunction", "CreateView"]


async def test_triggers(postgresql) -> None:
    """With the function that they call; WHEN is in the server's words, tables come and go."""
    function = Function("stamp()", STAMP)
    when = "FOR EACH ROW WHEN (NEW.name IN ('a','b') and new.id<>3) EXECUTE FUNCTION stamp()"
    one = models(function, Trigger("stamped", "users", "before insert or UPDATE OF name", when))
    other = models(
        function,
        Trigger("stamped", "users", "BEFORE INSERT", "FOR EACH ROW EXECUTE FUNCTION stamp()"),
        Trigger("again", "users", "AFTER DELETE", "FOR EACH ROW EXECUTE FUNCTION stamp()"),
    )
    said = await there_and_back(postgresql, one, other)
    assert sorted(line.partition(":")[0] for line in said) == ["CreateTrigger", "ReplaceTrigger"]


async def test_a_trigger_and_its_function_go(postgresql) -> None:
    """The trigger first."""
    other_kind = (Function("z()", STAMP), Trigger("z", "users", "AFTER INSERT", "FOR EACH ROW EXECUTE FUNCTION z()"))
    one = models(
        *other_kind,
        Function("a_stamp()", STAMP),
        Trigger("b_stamped", "users", "BEFORE INSERT", "FOR EACH ROW EXECUTE FUNCTION a_stamp()"),
    )
    said = await there_and_back(postgresql, one, models(*other_kind))
    assert [line.partition(":")[0] for line in said] == ["DropTrigger", "DropFunction"]


async def test_triggers_of_constraints_and_partitions_are_the_servers(postgresql) -> None:
    """Nobody declared them, and nobody drops them."""
    async with engine_of(postgresql) as engine:
        one = models(
            Function("stamp()", STAMP), Trigger("t", "users", "AFTER INSERT", "FOR EACH ROW EXECUTE FUNCTION stamp()")
        )
        await made(engine, one)
        await run(
            engine,
            "CREATE CONSTRAINT TRIGGER later AFTER INSERT ON users DEFERRABLE FOR EACH ROW EXECUTE FUNCTION stamp()",
        )
        assert told((await compare(engine, one())).found) == []


async def test_extensions(postgresql) -> None:
    """Made before what needs them, brought to the version and the schema that is said; their objects are left alone."""
    text = View("v", "SELECT similarity(name, 'x') AS s FROM users")
    one = models(Extension("pg_trgm", version="1.5"), text)
    other = models(Extension("pg_trgm", version="1.6"), Extension("citext"), text)
    said = await there_and_back(postgresql, one, models(Extension("pg_trgm"), text))
    assert said == []
    async with engine_of(postgresql) as engine:
        there = await compare(engine, other())
        assert [type(each.directive).__name__ for each in there.found] == ["CreateExtension", "AlterExtension"]
        await apply(engine, upgrade_of(there.found))
        assert told((await compare(engine, other())).found) == []
        functions = models(
            Function("f()", "RETURNS int LANGUAGE sql AS 'SELECT 1'"), Extension("pg_trgm"), Extension("citext")
        )
        found = await compare(engine, functions())
        assert [type(each.directive).__name__ for each in found.found] == ["CreateFunction"]


async def test_policies_and_row_security(postgresql) -> None:
    """Expressions are in the server's words; a table whose policies would not count gets row level security."""
    one = models(
        Policy("mine", "users", using="name=current_user"),
        Policy("few", "users", check="id<9 and name in ('a','b')", command="insert", permissive=False),
    )
    other = models(
        Policy("mine", "users", using="name = current_user OR EXISTS (SELECT 1 FROM users u WHERE u.id > users.id)"),
        Policy("few", "users", check="id < 9 AND name IN ('a', 'b')", command="INSERT", roles=["current_user"]),
    )
    async with engine_of(postgresql) as engine:
        await made(engine, one)
        assert await value(engine, "SELECT relrowsecurity FROM pg_class WHERE relname = 'users'")
        owner = str(await value(engine, "SELECT current_user"))
    named = models(
        Policy("mine", "users", using="name = current_user OR EXISTS (SELECT 1 FROM users u WHERE u.id > users.id)"),
        Policy("few", "users", check="id < 9", command="INSERT", roles=[owner]),
    )
    assert other() is not None
    said = await there_and_back(postgresql, one, named)
    assert sorted(line.partition(":")[0] for line in said) == [
        "CreatePolicy",
        "CreatePolicy",
        "DropPolicy",
        "DropPolicy",
    ]


async def test_grants_of_the_roles_that_are_declared(postgresql) -> None:
    """What such a role may do beside that is taken away, in the schemas of the models; other roles are not seen."""
    async with engine_of(postgresql) as engine:
        number = abs(hash(postgresql.url)) % 10**9
        reader, other = f"reader_{number}", f"other_{number}"
        await run(engine, f"CREATE ROLE {reader}", f"CREATE ROLE {other}")
        try:
            view = View("v", "SELECT id FROM users")
            function = Function("f(a int, b text)", "RETURNS int LANGUAGE sql AS 'SELECT 1'")
            one = models(
                view,
                function,
                Grant(reader, ["select", "INSERT"], "users"),
                Grant(reader, ["EXECUTE"], "FUNCTION f(integer,text)"),
                Grant(reader, ["USAGE"], "SCHEMA public", grantable=True),
                Grant(reader, ["ALL"], "v"),
            )
            two = models(view, function, Grant(reader, ["SELECT", "UPDATE"], "users", grantable=True))
            await made(engine, one)
            await run(engine, f"GRANT SELECT ON users TO {other}")
            said = await onwards(engine, one, two)
            assert all(line.startswith(("Revoke", "Grant")) for line in said)
            assert await value(engine, f"SELECT has_table_privilege('{other}', 'users', 'SELECT')")
        finally:
            for role in (reader, other):
                await run(engine, f"DROP OWNED BY {role}", f"DROP ROLE {role}")


async def test_a_schema_of_its_own(postgresql) -> None:
    """The MetaData's schema is that of its entities; the default schema's namesakes are others."""
    view, function = View("v", "SELECT id FROM app.users"), Function("f()", "RETURNS int LANGUAGE sql AS 'SELECT 1'")
    trigger = Trigger("t", "users", "BEFORE INSERT", "FOR EACH ROW EXECUTE FUNCTION app.stamp()")
    entities = (view, function, Function("stamp()", STAMP), trigger, Policy("p", "users", using="id > 1"))
    one = models(*entities, schema="app")
    other = models(View("v", "SELECT name FROM app.users"), *entities[1:3], schema="app")
    async with engine_of(postgresql) as engine:
        await run(engine, "CREATE SCHEMA app", "CREATE VIEW v AS SELECT 1 AS one", f"CREATE FUNCTION stamp() {STAMP}")
        await made(engine, one)
        await onwards(engine, one, other)
        assert await value(engine, "SELECT one FROM v") == 1
