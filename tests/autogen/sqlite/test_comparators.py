"""Each kind of difference on SQLite: found for what it is, ended by its directive, and undone again."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from amig.autogen.batches import in_batches
from amig.impl import impl_for, offline_dialect
from tests.autogen.running import apply, compare, downgrade_of, engine_of, make, upgrade_of
from tests.servers.databases import Backend

IMPL = impl_for(offline_dialect("sqlite://"))


def models(*items: Any, **options: Any) -> sa.MetaData:
    """A table of things, and one of parents."""
    made = sa.MetaData()
    sa.Table("parents", made, sa.Column("id", sa.Integer, primary_key=True))
    sa.Table("things", made, sa.Column("id", sa.Integer, primary_key=True), *items, **options)
    return made


def column(name: str = "a", type_: Any = sa.Integer, *items: Any, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, type_, *items, **options)


class Counts(sa.TypeDecorator[str]):
    """As people write them."""

    impl = sa.Enum("one", "two", name="counts", create_constraint=True)
    cache_ok = True


CASES: dict[str, tuple[sa.MetaData, sa.MetaData, list[str]]] = {
    "a column": (
        models(column()),
        models(column(), column("b", nullable=False, server_default="1")),
        ["column things.b"],
    ),
    "a type": (models(column(type_=sa.String(20))), models(column(type_=sa.String(30))), ["type things.a"]),
    "NULL": (models(column()), models(column(nullable=False)), ["nullable things.a"]),
    "a default": (
        models(column(server_default="1")),
        models(column(server_default=sa.text("(1 + 1)"))),
        ["default things.a"],
    ),
    "no default": (models(column(server_default="1")), models(column()), ["default things.a"]),
    "a collation": (
        models(column(type_=sa.String(20, collation="NOCASE"))),
        models(column(type_=sa.String(20))),
        ["type things.a"],
    ),
    "a computed column": (
        models(column(), column("c", sa.Integer, sa.Computed("a + 1"))),
        models(column(), column("c", sa.Integer, sa.Computed("a + 2"))),
        ["computed things.c", "computed things.c"],
    ),
    "one that is kept now": (
        models(column(), column("c", sa.Integer, sa.Computed("a + 1"))),
        models(column(), column("c", sa.Integer, sa.Computed("a + 1", persisted=True))),
        ["computed things.c", "computed things.c"],
    ),
    "the only other column": (models(column("old")), models(column("new")), ["column things.old", "column things.new"]),
    "a primary key": (
        models(column("b", primary_key=True)),
        models(column("b", nullable=False)),
        ["primary_key things", "primary_key things"],
    ),
    "an unnamed unique": (models(column()), models(column(unique=True)), ["unique things.a"]),
    "a unique less": (
        models(column(), column("b"), sa.UniqueConstraint("a"), sa.UniqueConstraint("a", "b")),
        models(column(), column("b"), sa.UniqueConstraint("a", "b")),
        ["unique things.a"],
    ),
    "what is done about a conflict": (
        models(column(), sa.UniqueConstraint("a", name="uq", sqlite_on_conflict="REPLACE")),
        models(column(), sa.UniqueConstraint("a", name="uq")),
        ["unique things.uq", "unique things.uq"],
    ),
    "a CHECK": (
        models(column(), sa.CheckConstraint("a > 3", name="ck")),
        models(column(), sa.CheckConstraint("a > 4", name="ck")),
        ["check things.ck", "check things.ck"],
    ),
    "one of two unnamed CHECKs of a column": (
        models(column(), sa.CheckConstraint("a > 3"), sa.CheckConstraint("a < 9")),
        models(column(), sa.CheckConstraint("a > 3"), sa.CheckConstraint("a < 7")),
        ["check things.a < 9", "check things.a < 7"],
    ),
    "values of an enum": (
        models(column(type_=sa.Enum("one", "two", name="counts", create_constraint=True))),
        models(column(type_=sa.Enum("one", "two", "three", name="counts", create_constraint=True))),
        ["check things.counts", "type things.a", "check things.counts"],
    ),
    "an enum in a type of one's own": (
        models(),
        models(column(type_=Counts())),
        ["column things.a", "check things.counts"],
    ),
    "a new enum": (
        models(),
        models(column(type_=sa.Enum("one", "two", name="counts", create_constraint=True))),
        ["column things.a", "check things.counts"],
    ),
    "a foreign key": (
        models(column("p", sa.Integer, sa.ForeignKey("parents.id"))),
        models(column("p", sa.Integer, sa.ForeignKey("parents.id", ondelete="CASCADE"))),
        ["foreign_key things.p", "foreign_key things.p"],
    ),
    "one that waits": (
        models(column("p", sa.Integer, sa.ForeignKey("parents.id"))),
        models(column("p", sa.Integer, sa.ForeignKey("parents.id", deferrable=True, initially="DEFERRED"))),
        ["foreign_key things.p", "foreign_key things.p"],
    ),
    "an index": (models(column()), models(column(index=True)), ["index things.ix_things_a"]),
    "its direction": (
        models(column("a"), sa.Index("ix", "a")),
        models(column("a"), sa.Index("ix", sa.text("a DESC"))),
        ["index things.ix", "index things.ix"],
    ),
    "its rows": (
        models(column("a"), sa.Index("ix", "a", sqlite_where=sa.text("a > 3"))),
        models(column("a"), sa.Index("ix", "a", sqlite_where=sa.text("a > 4"))),
        ["index things.ix", "index things.ix"],
    ),
    "its expression": (
        models(column("a", sa.Text), sa.Index("ix", sa.text("lower(a)"))),
        models(column("a", sa.Text), sa.Index("ix", sa.text("upper(a)"))),
        ["index things.ix", "index things.ix"],
    ),
    "an index of a column that goes": (
        models(column("a"), column("n", sa.Text, server_default="x"), sa.Index("ix", "a")),
        models(column("b"), column("n", sa.Text, server_default="y"), sa.Index("ix", "b")),
        ["column things.a", "column things.b", "default things.n", "index things.ix", "index things.ix"],
    ),
    "a table that is strict": (models(), models(sqlite_strict=True), ["strict things"]),
    "a table without row ids": (models(), models(sqlite_with_rowid=False), ["without_rowid things"]),
    "numbers that never come again": (models(), models(sqlite_autoincrement=True), ["autoincrement things"]),
}


KEEP = set(CASES) - {"NULL", "a primary key"}
"""Those in which a row with nothing but a number can stay."""


@pytest.mark.parametrize("case", CASES)
async def test_it_is_found_ended_and_undone(sqlite: Backend, case: str) -> None:
    """And nothing else is found, there, at the end, or back again; the row stays."""
    before, after, expected = CASES[case]
    async with engine_of(sqlite) as engine:
        await make(engine, before)
        sqlite.execute("INSERT INTO things (id) VALUES (7)") if case in KEEP else None
        first = await compare(engine, after)
        found = first.found
        assert sorted(note.subject for one in found for note in one.notes) == sorted(expected)
        batches = in_batches(found, IMPL)
        await apply(engine, upgrade_of(batches))
        assert (await compare(engine, after)).found == ()
        await apply(engine, downgrade_of(batches))
        last = await compare(engine, before)
        assert last.found == ()
        assert [table.options for table in last.have.tables.values()] == [
            table.options for table in first.have.tables.values()
        ]
    if case in KEEP:
        assert sqlite.rows("SELECT id FROM things") == [(7,)]
