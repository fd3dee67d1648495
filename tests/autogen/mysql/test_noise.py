"""What the server writes in another way than the models is no difference."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import mysql as my

from amig.diff import Diff
from tests.autogen.running import compare, engine_of, make, told
from tests.servers.databases import Backend

NOW = "CURRENT_TIMESTAMP"
COLUMNS = {
    "a number in quotes": sa.Column("x", sa.Integer, server_default="7"),
    "a number without": sa.Column("x", sa.Integer, server_default=sa.text("-07")),
    "a scale that is filled up": sa.Column("x", sa.Numeric(10, 2), server_default="1.5"),
    "a truth": sa.Column("x", sa.Boolean, nullable=False, server_default=sa.true()),
    "a truth with its check": sa.Column("x", sa.Boolean(create_constraint=True, name="is_x")),
    "now": sa.Column("x", sa.DateTime, server_default=sa.func.now()),
    "now, and at every change": sa.Column("x", my.TIMESTAMP, server_default=sa.text(f"{NOW} ON UPDATE {NOW}")),
    "only at every change": sa.Column("x", my.DATETIME(fsp=3), server_default=sa.text("NULL ON UPDATE now(3)")),
    "a timestamp alone": sa.Column("x", my.TIMESTAMP, nullable=False),
    "an expression": sa.Column("x", sa.Integer, server_default=sa.text("(1+  2)")),
    "a function": sa.Column("x", sa.Date, server_default=sa.text("(CURDATE())")),
    "quotes and backslashes": sa.Column("x", sa.String(20), server_default="it's \\ \" %s :x"),
    "a text with a default": sa.Column("x", sa.Text, server_default="abc"),
    "bits": sa.Column("x", my.BIT(3), server_default=sa.text("b'101'")),
    "a width for display": sa.Column("x", my.INTEGER(display_width=5)),
    "zeros in front": sa.Column("x", my.INTEGER(display_width=5, zerofill=True)),
    "an unsigned one": sa.Column("x", my.BIGINT(unsigned=True)),
    "a national string": sa.Column("x", my.NVARCHAR(20)),
    "a collation": sa.Column("x", sa.String(20, collation="utf8mb4_bin")),
    "a charset": sa.Column("x", my.VARCHAR(20, charset="latin1")),
    "json": sa.Column("x", sa.JSON, nullable=False),
    "a float of many bits": sa.Column("x", sa.Float(53)),
    "real": sa.Column("x", sa.REAL),
    "values": sa.Column("x", my.ENUM("a", "b,c", "it's", "back\\slash"), server_default="it's"),
    "several values": sa.Column("x", my.SET("a", "b")),
    "a year": sa.Column("x", my.YEAR),
    "computed": sa.Column("x", sa.Integer, sa.Computed("ID*2 + (3)")),
    "computed and stored": sa.Column("x", sa.String(60), sa.Computed("concat('a\\'b', 1)", persisted=True)),
    "a check of its own": sa.Column("x", sa.Integer, sa.CheckConstraint("x > 3")),
    "a comment": sa.Column("x", sa.Integer, comment="it's a \\ %s"),
    "unique": sa.Column("x", sa.String(20), unique=True),
    "unique and an index": sa.Column("x", sa.String(20), unique=True, index=True),
    "what the server fills in": sa.Column("x", sa.Integer, server_default=sa.FetchedValue()),
}


async def seen_after_making(mysql: Backend, metadata: sa.MetaData) -> Diff:
    async with engine_of(mysql) as engine:
        await make(engine, metadata)
        return await compare(engine, metadata)


@pytest.mark.parametrize("name", COLUMNS)
async def test_a_column_as_the_server_writes_it(mysql: Backend, name: str) -> None:
    metadata = sa.MetaData()
    sa.Table("things", metadata, sa.Column("id", sa.Integer, primary_key=True), COLUMNS[name]._copy())
    assert told((await seen_after_making(mysql, metadata)).found) == []


async def test_checks_are_quoted_anew(mysql: Backend) -> None:
    metadata = sa.MetaData()
    things = sa.Table("things", metadata, sa.Column("a", sa.Integer), sa.Column("Odd Name", sa.String(9)))
    things.append_constraint(sa.CheckConstraint((things.c.a > 3) & things.c["Odd Name"].isnot(None), name="ck"))
    things.append_constraint(sa.CheckConstraint("NOT (a = 3 OR a BETWEEN 7 AND 9) AND `Odd Name` LIKE 'x%'"))
    assert told((await seen_after_making(mysql, metadata)).found) == []


async def test_indexes_of_parts_and_directions(mysql: Backend) -> None:
    metadata = sa.MetaData()
    things = sa.Table("things", metadata, sa.Column("a", sa.Text), sa.Column("b", sa.String(9)), mysql_engine="InnoDB")
    sa.Index("parts", things.c.a, things.c.b, mysql_length={"a": 10, "b": 9})
    sa.Index("down", things.c.b.desc(), unique=True)
    sa.Index("words", things.c.a, mysql_prefix="FULLTEXT")
    sa.Index("tree", things.c.b, mysql_using="btree")
    assert told((await seen_after_making(mysql, metadata)).found) == []


async def test_what_foreign_keys_bring_along(mysql: Backend) -> None:
    metadata = sa.MetaData()
    sa.Table("parents", metadata, sa.Column("id", sa.Integer, primary_key=True))
    sa.Table(
        "children",
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("a", sa.ForeignKey("parents.id", ondelete="RESTRICT")),
        sa.Column("b", sa.ForeignKey("parents.id", ondelete="NO ACTION", name="by_name")),
        sa.Column("c", sa.ForeignKey("parents.id", onupdate="CASCADE"), index=True),
    )
    assert told((await seen_after_making(mysql, metadata)).found) == []


async def test_the_default_database_by_name_and_another_one(mysql: Backend) -> None:
    name = str(mysql.rows("SELECT DATABASE()")[0][0])
    metadata = sa.MetaData()
    sa.Table("parents", metadata, sa.Column("id", sa.Integer, primary_key=True), schema=name)
    sa.Table("children", metadata, sa.Column("id", sa.ForeignKey(f"{name}.parents.id"), primary_key=True))
    seen = await seen_after_making(mysql, metadata)
    assert told(seen.found) == []
    assert set(seen.have.tables) == {(None, "parents"), (None, "children")}


async def test_views_are_no_tables_and_sequences_are_none(mysql: Backend) -> None:
    metadata = sa.MetaData()
    sa.Table("things", metadata, sa.Column("id", sa.Integer, primary_key=True))
    sa.Sequence("numbers", start=5, increment=2, metadata=metadata)
    mysql.execute("CREATE VIEW all_things AS SELECT 1 AS one")
    assert told((await seen_after_making(mysql, metadata)).found) == []
