"""What others report as a difference and is none: the database was made from the very same models, or means the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.types import TypeDecorator

from tests.autogen.running import compare, engine_of, make, told
from tests.servers.databases import Backend


class Money(TypeDecorator[Any]):
    impl = sa.Numeric(12, 4)
    cache_ok = True


def column(type_: Any, default: Any = None, **given: Any) -> Callable[[], list[Any]]:
    return lambda: [sa.Column("x", type_, server_default=default, **given)]


QUIET: dict[str, Callable[[], list[Any]]] = {
    "a number in quotes": column(sa.Integer, "7"),
    "a negative number": column(sa.BigInteger, "-7"),
    "a negative number as text": column(sa.SmallInteger, sa.text("-7")),
    "a negative numeric": column(sa.Numeric(5, 2), "-1.50"),
    "a float": column(sa.Float, sa.text("1e5")),
    "a boolean in quotes": column(sa.Boolean, "t"),
    "a boolean as a number": column(sa.Boolean, "1"),
    "a string with quotes": column(sa.String(20), "it's a :colon and a %"),
    "a string with a cast": column(sa.String(20), sa.text("'x'::text")),
    "a backslash": column(sa.Text, "a\\b"),
    "an empty string": column(sa.CHAR(3), ""),
    "the time": column(sa.DateTime(timezone=True), sa.text("CURRENT_TIMESTAMP")),
    "the time in a zone": column(sa.DateTime, sa.text("timezone('utc', now())")),
    "the time in a zone, as SQL": column(sa.DateTime, sa.text("(now() AT TIME ZONE 'utc')")),
    "the time of a clock": column(sa.DateTime(timezone=True), sa.func.clock_timestamp()),
    "a later time": column(sa.DateTime, sa.text("now() + interval '1 day'")),
    "a moment": column(pg.TIMESTAMP(precision=3), "2020-01-02"),
    "a time of day": column(pg.TIME(True, 2), "12:00"),
    "an interval": column(pg.INTERVAL(fields="DAY TO SECOND", precision=3), "1 day"),
    "uuid": column(sa.Uuid, sa.text("gen_random_uuid()")),
    "json": column(pg.JSONB, "{}"),
    "json with spaces": column(pg.JSON, '{"a":   1}'),
    "json by a function": column(pg.JSONB, sa.text("jsonb_build_object('a', 1)")),
    "an array": column(sa.ARRAY(sa.Integer), "{}"),
    "an array by ARRAY": column(pg.ARRAY(sa.String(10), dimensions=2), sa.text("ARRAY[]::varchar[]")),
    "an enum": column(sa.Enum("a", "it's", name="Kind"), "it's"),
    "an array of enums": column(sa.ARRAY(sa.Enum("a", "b", name="kind")), sa.text("'{a}'::kind[]")),
    "an enum that is none": column(sa.Enum("a", "b", native_enum=False, create_constraint=True, name="kinds"), "a"),
    "null": column(sa.Integer, sa.text("NULL")),
    "null with a cast": column(sa.String(5), sa.text("NULL::varchar")),
    "what a subclass of a type says": column(Money, sa.text("1.5")),
    "a variant": column(sa.String(20).with_variant(sa.Text(), "postgresql"), "x"),
    "bytes": column(sa.LargeBinary, sa.text("'\\x00ff'::bytea")),
    "bits": column(pg.BIT(3), sa.text("B'101'")),
    "bits of any number": column(pg.BIT(varying=True), sa.text("B'1'")),
    "a float of a precision": column(sa.Float(20)),
    "a real": column(sa.REAL, "1.5"),
    "a double": column(sa.Double, "-1.5"),
    "numeric without a scale": column(sa.Numeric(9)),
    "a range": column(pg.INT4RANGE, "[1,2)"),
    "a network": column(pg.INET, "127.0.0.1"),
    "text search": column(pg.TSVECTOR),
    "a collation": column(sa.String(9, collation="C"), "x"),
    "a sequence": lambda: [sa.Column("x", sa.Integer, sa.Sequence("x_counts", start=3))],
    "a sequence as a default": lambda: [
        sa.Column("x", sa.Integer, (one := sa.Sequence("x_counts")), server_default=one.next_value())
    ],
    "computed": lambda: [sa.Column("x", sa.Text, sa.Computed("coalesce(name, '') || 'a  b'", persisted=True))],
    "computed when it is read": lambda: [sa.Column("x", sa.Integer, sa.Computed("id+1", persisted=False))],
    "an identity with its usual options": lambda: [
        sa.Column("x", sa.Integer, sa.Identity(start=1, increment=1, minvalue=1, maxvalue=2147483647, cache=1))
    ],
    "an identity that counts down": lambda: [sa.Column("x", sa.SmallInteger, sa.Identity(increment=-1, always=True))],
    "an identity from its least": lambda: [sa.Column("x", sa.BigInteger, sa.Identity(minvalue=5))],
    "a check": lambda: [sa.CheckConstraint("name IN ('a', 'b') AND length(name) BETWEEN 1 AND 5", name="c")],
    "checks without names": lambda: [sa.CheckConstraint("id > 1"), sa.CheckConstraint("id>1 and id < 5")],
    "a check with a parenthesis in a string": lambda: [sa.CheckConstraint("name <> ') or ('", name="c")],
    "a check of a pattern": lambda: [sa.CheckConstraint("name ~ '^[a-z]{1,3}:\\d+$'", name="c")],
    "an index of an expression": lambda: [sa.Index("ix", sa.text("lower(name) text_pattern_ops"), sa.text("(id+1)"))],
    "an index of columns as text": lambda: [sa.Index("ix", sa.text("name DESC NULLS LAST"), sa.text("id"))],
    "an index with a cast": lambda: [sa.Index("ix", sa.text("(name::text)"))],
    "an index of a coalesce": lambda: [sa.Index("ix", sa.text("coalesce(name, 'x')"), unique=True)],
    "a partial index": lambda: [sa.Index("ix", "id", postgresql_where=sa.text("name = 'a' and id is not null"))],
    "an index with a collation": lambda: [sa.Index("ix", sa.text('name COLLATE "C"'))],
    "an index by gin": lambda: [
        sa.Column("x", pg.JSONB),
        sa.Index("ix", "x", postgresql_using="gin", postgresql_ops={"x": "jsonb_path_ops"}),
    ],
    "an index with options": lambda: [
        sa.Index("ix", "id", postgresql_with={"fillfactor": 50, "deduplicate_items": False})
    ],
    "unique and index of one column": lambda: [sa.Column("x", sa.Integer, unique=True, index=True)],
    "a key to itself": lambda: [
        sa.Column("x", sa.Integer),
        sa.ForeignKeyConstraint(["x"], ["t.id"], ondelete="set null", onupdate="no action", initially="DEFERRED"),
    ],
    "names that are cut": lambda: [
        sa.Column("x" * 60, sa.Integer, unique=True),
        sa.CheckConstraint("id > 0"),
        sa.Index(None, "x" * 60),
    ],
    "a column of odd names": lambda: [
        sa.Column('a "b" c', sa.Integer, server_default="1"),
        sa.Column("select", sa.String(3)),
        sa.CheckConstraint('"a ""b"" c" > 0'),
        sa.Index("Odd ix", "select", 'a "b" c'),
    ],
    "a deferred unique": lambda: [sa.UniqueConstraint("name", initially="DEFERRED", name="u")],
    "a unique that is checked at once": lambda: [
        sa.UniqueConstraint("name", deferrable=True, initially="IMMEDIATE", name="u")
    ],
    "exclude": lambda: [
        sa.Column("r", pg.INT4RANGE),
        pg.ExcludeConstraint((sa.column("r"), "&&"), using="gist", where=sa.text("id>3"), name="e"),
    ],
}


@pytest.mark.parametrize("name", QUIET)
async def test_nothing_is_said_of_what_is_the_same(postgresql: Backend, name: str) -> None:
    models = sa.MetaData()
    items = QUIET[name]()
    sa.Table("t", models, sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(20)), *items)
    async with engine_of(postgresql) as engine:
        await make(engine, models)
        found = (await compare(engine, models)).found
        assert told(found) == []


@pytest.mark.parametrize(
    ("type_", "made", "models"),
    [
        (sa.Integer, "7", sa.text("3 + 4")),
        (sa.Text, "'a'", sa.text("'b'")),
        (sa.Text, "'a  b'", "a b"),
        (sa.DateTime, "now()", sa.text("clock_timestamp()")),
        (sa.Numeric, "1.50", "1.5"),
        (sa.Boolean, "true", sa.false()),
    ],
)
async def test_what_only_looks_alike_is_a_difference(postgresql: Backend, type_: Any, made: str, models: Any) -> None:
    before, after = sa.MetaData(), sa.MetaData()
    sa.Table("t", before, sa.Column("x", type_, server_default=sa.text(made)))
    sa.Table("t", after, sa.Column("x", type_, server_default=models))
    async with engine_of(postgresql) as engine:
        await make(engine, before)
        (found,) = (await compare(engine, after)).found
        assert [note.subject for note in found.notes] == ["default t.x"]


async def test_names_and_order_that_nobody_gave_are_no_difference(postgresql: Backend) -> None:
    """Other names of unnamed constraints, other names of foreign keys, columns in another order."""
    postgresql.execute("""
        CREATE TABLE a (name text, id serial, CONSTRAINT its_key PRIMARY KEY (id), CONSTRAINT alone UNIQUE (name));
        CREATE TABLE b (id serial PRIMARY KEY, a_id int CONSTRAINT to_a REFERENCES a);
    """)
    models = sa.MetaData()
    sa.Table("a", models, sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.Text, unique=True))
    sa.Table(
        "b", models, sa.Column("id", sa.Integer, primary_key=True), sa.Column("a_id", sa.ForeignKey("a.id", name="fk"))
    )
    async with engine_of(postgresql) as engine:
        assert told((await compare(engine, models)).found) == []
