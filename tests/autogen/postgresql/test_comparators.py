"""Each kind of difference on PostgreSQL: found, ended, nothing left; taken back, nothing left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg

from amig.produce import render_python_code
from tests.autogen.running import apply, compare, downgrade_of, engine_of, make, told, upgrade_of
from tests.servers.databases import Backend


class Story(NamedTuple):
    """What is put on the table `t` before and after, and the subjects of what is found."""

    before: Callable[[], list[Any]]
    after: Callable[[], list[Any]]
    found: list[str]
    options: Mapping[str, Any] = MappingProxyType({})


def models(items: list[Any], **options: Any) -> sa.MetaData:
    made = sa.MetaData()
    columns = [
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("a", sa.Integer),
        sa.Column("b", sa.String(50)),
        sa.Column("during", pg.INT4RANGE),
    ]
    mine = {item.name for item in items if isinstance(item, sa.Column)}
    sa.Table("t", made, *(one for one in columns if one.name not in mine), *items, **options)
    return made


def nothing() -> list[Any]:
    return []


def index(*parts: Any, **options: Any) -> Callable[[], list[Any]]:
    return lambda: [sa.Index("ix", *(sa.text(part) if part.startswith("(") else part for part in parts), **options)]


def one(make: Callable[[], Any]) -> Callable[[], list[Any]]:
    return lambda: [make()]


IX, UQ, EX = ["index t.ix"] * 2, ["unique t.uq"] * 2, ["exclude t.ex"] * 2
OPS: dict[str, Any] = {"postgresql_ops": {"b": "text_pattern_ops"}}
STORIES = {
    "index added": Story(nothing, index("a"), IX[:1]),
    "index of other columns": Story(index("a"), index("a", "b"), IX),
    "index becomes unique": Story(index("a"), index("a", unique=True), IX),
    "index method": Story(index("a"), index("a", postgresql_using="hash"), IX),
    "index predicate": Story(index("a", postgresql_where="a > 1"), index("a", postgresql_where="a > 2"), IX),
    "index predicate comes": Story(index("a"), index("a", postgresql_where="b IS NOT NULL"), IX),
    "index include": Story(index("a"), index("a", postgresql_include=["b"]), IX),
    "index operator class": Story(index("b"), index("b", **OPS), IX),
    "index expression": Story(index("(lower(b))"), index("(upper(b))"), IX),
    "index storage": Story(index("a"), index("a", postgresql_with={"fillfactor": 60}), IX),
    "index nulls": Story(index("a", unique=True), index("a", unique=True, postgresql_nulls_not_distinct=True), IX),
    "index order": Story(index("a"), one(lambda: sa.Index("ix", sa.column("a").desc().nulls_last())), IX),
    "unique added": Story(nothing, one(lambda: sa.UniqueConstraint("a", name="uq")), UQ[:1]),
    "unique without a name": Story(nothing, one(lambda: sa.UniqueConstraint("a")), ["unique t.a"]),
    "unique deferred": Story(
        one(lambda: sa.UniqueConstraint("a", name="uq")),
        one(lambda: sa.UniqueConstraint("a", name="uq", deferrable=True, initially="DEFERRED")),
        UQ,
    ),
    "unique include": Story(
        one(lambda: sa.UniqueConstraint("a", name="uq")),
        one(lambda: sa.UniqueConstraint("a", name="uq", postgresql_include=["b"])),
        UQ,
    ),
    "unique nulls": Story(
        one(lambda: sa.UniqueConstraint("a", name="uq", postgresql_nulls_not_distinct=True)),
        one(lambda: sa.UniqueConstraint("a", name="uq")),
        UQ,
    ),
    "primary key": Story(
        nothing,
        one(lambda: sa.Column("a", sa.Integer, primary_key=True)),
        ["autoincrement t.id", "autoincrement t.id", "primary_key t", "nullable t.a", "primary_key t"],
    ),
    "check text": Story(
        one(lambda: sa.CheckConstraint("a > 1", name="ck")),
        one(lambda: sa.CheckConstraint("a > 1 AND b <> 'x  y'", name="ck")),
        ["check t.ck"] * 2,
    ),
    "exclude": Story(
        nothing, one(lambda: pg.ExcludeConstraint((sa.column("during"), "&&"), name="ex", using="gist")), EX[:1]
    ),
    "exclude of an expression": Story(
        nothing,
        one(lambda: pg.ExcludeConstraint((sa.func.int4range(sa.column("id"), sa.column("a")), "&&"), name="ex")),
        EX[:1],
    ),
    "exclude where": Story(
        one(lambda: pg.ExcludeConstraint((sa.column("during"), "&&"), name="ex", using="gist")),
        one(
            lambda: pg.ExcludeConstraint(
                (sa.column("during"), "&&"), name="ex", using="gist", where=sa.column("a") > 3, deferrable=True
            )
        ),
        EX,
    ),
    "computed text": Story(
        one(lambda: sa.Column("c", sa.Integer, sa.Computed("a + 1", persisted=True))),
        one(lambda: sa.Column("c", sa.Integer, sa.Computed("a + 2", persisted=True))),
        ["computed t.c"] * 2,
    ),
    "computed from a column of another type": Story(
        one(lambda: sa.Column("c", sa.Integer, sa.Computed("id + 1", persisted=True))),
        lambda: [
            sa.Column("id", sa.BigInteger, primary_key=True),
            sa.Column("c", sa.Integer, sa.Computed("id + 1", persisted=True)),
        ],
        ["computed t.c", "type t.id", "computed t.c"],
    ),
    "identity comes": Story(
        one(lambda: sa.Column("n", sa.Integer, nullable=False)),
        one(lambda: sa.Column("n", sa.Integer, sa.Identity(start=5))),
        ["identity t.n"] * 2,
    ),
    "identity changes": Story(
        one(lambda: sa.Column("n", sa.Integer, sa.Identity(always=True, increment=2, maxvalue=99))),
        one(lambda: sa.Column("n", sa.Integer, sa.Identity(increment=3, cycle=True, minvalue=-5, start=1))),
        ["identity t.n"],
    ),
    "default": Story(
        one(lambda: sa.Column("b", sa.String(50), server_default="x")),
        one(lambda: sa.Column("b", sa.String(50), server_default=sa.text("lower('X')"))),
        ["default t.b"],
    ),
    "collation": Story(
        one(lambda: sa.Column("b", sa.String(50), server_default="x")),
        one(lambda: sa.Column("b", sa.String(50, collation="C"), server_default="x")),
        ["type t.b"],
    ),
    "type with a cast": Story(
        one(lambda: sa.Column("n", sa.String(5), server_default="7")),
        one(lambda: sa.Column("n", sa.Integer, server_default="7")),
        ["type t.n", "default t.n"],
    ),
    "type of an array": Story(
        one(lambda: sa.Column("n", sa.ARRAY(sa.Integer), server_default="{}")),
        one(lambda: sa.Column("n", sa.ARRAY(sa.String(9)), server_default="{}")),
        ["type t.n"],
    ),
    "json": Story(
        one(lambda: sa.Column("n", pg.JSON, server_default="{}")),
        one(lambda: sa.Column("n", pg.JSONB, server_default="{}")),
        ["type t.n"],
    ),
    "storage": Story(nothing, nothing, ["option t.fillfactor"], {"postgresql_with": {"fillfactor": 70}}),
    "comment": Story(nothing, nothing, ["comment t"], {"comment": "it's said"}),
    "column comment": Story(nothing, one(lambda: sa.Column("a", sa.Integer, comment="it's said")), ["comment t.a"]),
}


@pytest.mark.parametrize("name", STORIES)
async def test_each_kind_of_difference(postgresql: Backend, name: str) -> None:
    story = STORIES[name]
    before, after = models(story.before()), models(story.after(), **story.options)
    async with engine_of(postgresql) as engine:
        await make(engine, before)
        found = (await compare(engine, after)).found
        subjects = [note.subject for one in found for note in one.notes]
        assert subjects == story.found
        assert not [one for one in found if one.unsure]
        await apply(engine, upgrade_of(found))
        assert told((await compare(engine, after)).found) == []
        await apply(engine, downgrade_of(found))
        assert told((await compare(engine, before)).found) == []


async def test_sequences_come_go_and_change(postgresql: Backend) -> None:
    before, after = sa.MetaData(), sa.MetaData()
    sa.Sequence("gone", start=5, metadata=before)
    sa.Sequence("kept", increment=2, metadata=before)
    sa.Sequence("kept", increment=3, minvalue=-2, cycle=True, metadata=after)
    sa.Sequence("small", metadata=before)
    sa.Sequence("small", data_type=sa.SmallInteger, metadata=after)
    sa.Sequence("new", data_type=sa.Integer, metadata=after)
    async with engine_of(postgresql) as engine:
        await make(engine, before)
        assert told((await compare(engine, before)).found) == []
        found = (await compare(engine, after)).found
        assert [note.subject for one in found for note in one.notes] == [
            "sequence kept", "sequence new", "sequence small", "sequence gone",
        ]  # fmt: skip
        await apply(engine, upgrade_of(found))
        assert told((await compare(engine, after)).found) == []
        await apply(engine, downgrade_of(found))
        assert told((await compare(engine, before)).found) == []


async def test_models_stay_as_they_are_when_their_excludes_are_copied(postgresql: Backend) -> None:
    """A constraint made of a table's own columns puts itself on that table: the models would have two."""
    made = models([pg.ExcludeConstraint(("during", "&&"), name="ex", ops={"during": "range_ops"})])
    async with engine_of(postgresql) as engine:
        found = await compare(engine, made)
        assert len(made.tables["t"].constraints) == 2
        await apply(engine, upgrade_of(found.found))
        assert told((await compare(engine, made)).found) == []


async def test_a_table_whose_columns_count_by_a_sequence(postgresql: Backend) -> None:
    """The sequence is made before the table, once, and is the default of another column too."""
    made = sa.MetaData()
    counts = sa.Sequence("counts", start=3)
    sa.Table(
        "t",
        made,
        sa.Column("id", sa.Integer, counts, server_default=counts.next_value(), primary_key=True),
        sa.Column("n", sa.Integer, server_default=counts.next_value()),
        sa.Column("m", sa.Integer, sa.Sequence("others")),
    )
    async with engine_of(postgresql) as engine:
        found = await compare(engine, made)
        assert "nextval('counts')" in render_python_code(upgrade_of(found.found))
        await apply(engine, upgrade_of(found.found))
        assert told((await compare(engine, made)).found) == []
        await apply(engine, downgrade_of(found.found))
        assert told((await compare(engine, sa.MetaData())).found) == []


async def test_a_sequence_that_stands_outside_its_new_bounds_begins_anew(postgresql: Backend) -> None:
    """The server refuses a maximum below the value that it stands at; there and back."""
    before, after = sa.MetaData(), sa.MetaData()
    sa.Sequence("counted", start=1000, increment=10, metadata=before)
    sa.Sequence("counted", maxvalue=99, cycle=True, metadata=after)
    async with engine_of(postgresql) as engine:
        await make(engine, before)
        found = (await compare(engine, after)).found
        await apply(engine, upgrade_of(found))
        assert (await compare(engine, after)).found == ()
        assert postgresql.rows("SELECT nextval('counted')") == [(1,)]
        await apply(engine, downgrade_of(found))
        assert (await compare(engine, before)).found == ()
