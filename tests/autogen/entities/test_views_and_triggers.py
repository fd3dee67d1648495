"""Views and triggers of SQLite and MySQL, functions of MySQL: made, found as they are, changed and changed back."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from amig.entities import Function, Grant, MaterializedView, Policy, Procedure, Trigger, View, register
from tests.autogen.entities.roads import made, onwards, run, there_and_back
from tests.autogen.running import compare, engine_of, told

BODIES = {
    "sqlite": ("BEGIN UPDATE users SET n = 3 WHERE id = NEW.id; SELECT 'it''s;'; END", "BEGIN SELECT 2; END"),
    "mysql": ("FOR EACH ROW BEGIN SET NEW.n = 3; SET NEW.name = 'it''s'; END", "FOR EACH ROW SET NEW.n = 4"),
}
WHEN = {"sqlite": "AFTER INSERT", "mysql": "BEFORE INSERT"}


def users(metadata: sa.MetaData, *more: sa.Column[Any]) -> sa.Table:
    names = {"id": sa.Integer(), "name": sa.String(40), "n": sa.Integer(), "active": sa.Boolean()}
    columns = [sa.Column(name, type_, primary_key=name == "id") for name, type_ in names.items()]
    return sa.Table("users", metadata, *(column._copy() for column in (*columns, *more)))


def models(*entities: Any, columns: Any = ()) -> Any:
    """Models with `users`; an entity may be made of the table."""

    def make() -> sa.MetaData:
        metadata = sa.MetaData()
        table = users(metadata, *columns)
        several: list[Any] = [one(table) if callable(one) else one for one in entities]
        register(metadata, *several)
        return metadata

    return make


QUERIES: dict[str, Any] = {
    "a select": lambda t: sa.select(t.c.id, t.c.name).where(t.c.active, t.c.name != "it's %: x"),
    "text": lambda _: "select  id,upper( name ) as big\nFROM users WHERE id<>5 OR name in ('a','b') -- why\n",
    "a group": lambda t: sa.select(t.c.name, sa.func.count().label("n")).group_by(t.c.name).having(sa.func.count() > 1),
    "a subquery": lambda t: sa.select(t.c.id).where(t.c.n.in_(sa.select(t.c.n).where(t.c.n > 3))).order_by(t.c.id),
    "a union": lambda t: sa.union_all(sa.select(t.c.id), sa.select(t.c.n)),
    "a key": lambda t: sa.select(t.c.name).where(t.c.id == 1),
    "a case": lambda t: sa.select(sa.case((t.c.n > 1, "many"), else_="few").label("how"), sa.cast(t.c.n, sa.String(9))),
    "a join": lambda t: (
        (other := t.alias("o")) is not None and sa.select(t.c.id, other.c.name).outerjoin(other, t.c.n == other.c.id)
    ),
}


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("server", ["sqlite", "mysql"])
async def test_a_view_is_found_as_it_was_made(server: str, name: str, request) -> None:
    """Whatever the server makes of its words; another value in it is another view."""
    backend = request.getfixturevalue(server)
    async with engine_of(backend) as engine:
        one = models(lambda t: View("v", QUERIES[name](t)))
        await made(engine, one)
        await run(engine, "INSERT INTO users (id, name, n) VALUES (1, 'a', 2)")
        assert told((await compare(engine, one())).found) == []
        await onwards(engine, one, models(lambda t: View("v", sa.select(t.c.id).where(t.c.n == 77))))


@pytest.mark.parametrize("server", ["sqlite", "mysql"])
async def test_another_value_alone_is_a_difference(server: str, request) -> None:
    """One number in a WHERE."""
    backend = request.getfixturevalue(server)
    one, other = (models(View("v", f"SELECT id FROM users WHERE n > {n} AND name <> 'x'")) for n in (3, 4))
    said = await there_and_back(backend, one, other)
    assert {line.partition(":")[2].strip() for line in said} == {
        "view v: its text is another one in the models",
    }


@pytest.mark.parametrize("server", ["sqlite", "mysql"])
async def test_triggers(server: str, request) -> None:
    """Text and moment change, one comes, one goes."""
    backend = request.getfixturevalue(server)
    first, second = BODIES[server]
    one = models(
        Trigger("t", "users", WHEN[server], first),
        Trigger("gone", "users", "AFTER DELETE", second.replace("SET NEW.n = 4", "SET @x = 4")),
    )
    other = models(
        Trigger("t", "users", WHEN[server].lower().replace("insert", "update"), second),
        Trigger("new", "users", "AFTER INSERT", second.replace("SET NEW.n = 4", "SET @x = 5")),
    )
    said = await there_and_back(backend, one, other)
    assert sorted(line.partition(":")[0] for line in said) == ["CreateTrigger", "DropTrigger", "ReplaceTrigger"]


async def test_functions_of_mysql(mysql) -> None:
    """Types as the models write them, what is said in any order, procedures."""
    one = models(
        Function(
            "area(a INTEGER, `b c` varchar(10))",
            "RETURNS Varchar(40) COMMENT 'it''s' DETERMINISTIC RETURN concat(a, `b c`)",
        ),
        Procedure("p(IN a INT, OUT b NUMERIC(8,2))", "MODIFIES SQL DATA BEGIN SET b = a; SET @x = ';'; END"),
    )
    other = models(
        Function("area(a INTEGER)", "RETURNS BIGINT UNSIGNED NO SQL RETURN a * 2"),
        Procedure("p(IN a INT, OUT b NUMERIC(8,2))", "MODIFIES SQL DATA SQL SECURITY INVOKER BEGIN SET b = a; END"),
    )
    said = await there_and_back(mysql, one, other)
    assert sorted(line.partition(":")[0] for line in said) == ["CreateFunction", "DropFunction", "ReplaceProcedure"]


@pytest.mark.parametrize("server", ["sqlite", "mysql"])
async def test_what_a_server_has_not_is_left_out(server: str, request) -> None:
    """The same models serve several databases."""
    backend = request.getfixturevalue(server)
    one = models(
        MaterializedView("m", "SELECT 1 AS one"),
        Policy("p", "users", using="true"),
        Grant("public", ["SELECT"], "users"),
    )
    async with engine_of(backend) as engine:
        await made(engine, one)


@pytest.mark.parametrize("server", ["sqlite", "mysql"])
async def test_a_view_and_its_table_change_together(server: str, request) -> None:
    """A new column is read at once; on the way back the view goes first."""
    backend = request.getfixturevalue(server)
    one = models(lambda t: View("v", sa.select(t)))
    await there_and_back(
        backend, one, models(lambda t: View("v", sa.select(t)), columns=[sa.Column("extra", sa.Integer())])
    )
