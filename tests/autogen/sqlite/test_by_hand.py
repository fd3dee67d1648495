"""Files that were written by hand, in ways that SQLAlchemy never writes them."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from amig.autogen.batches import in_batches
from amig.errors import NotAttachedError
from amig.impl import impl_for, offline_dialect
from amig.look.shapes import TableShape
from amig.look.survey.sqlite_table import table_of
from amig.look.words import words_for
from tests.autogen.running import apply, compare, context_on, engine_of, told, upgrade_of
from tests.servers.databases import Backend

IMPL = impl_for(offline_dialect("sqlite://"))

ODD = """
create table "Odd things" -- not (a) list, yet
(/* the key */ id integer primary key autoincrement,
 [a] varchar ( 20 )collate nocase not null default 'it''s, (so)', -- a, b
 `b` NUMERIC(10,2) constraint "positive" check(b>0) default -1.50,
 "the last, (one)" text default(lower('X')||'y'), 'c' default null,
 total generated always as ( b*2 ) stored, d as (id + 1),
 parent integer references PARENTS on update cascade on delete set null deferrable initially deferred,
 unique (A, `b`) on conflict replace constraint nine check ( ( id<>9 ) ) , FOREIGN KEY(id,"b")REFERENCES parents(ID, "code") match full
)"""


def read(text: str) -> TableShape:
    return table_of("Odd things", None, text, words_for(IMPL))


def test_everything_is_read_whatever_it_looks_like(sqlite: Backend) -> None:
    """Comments, quotes of four kinds, lower case, no commas between constraints; and SQLite takes it."""
    sqlite.execute(ODD)
    table = read(ODD)
    columns = {column.name: column for column in table.columns}
    assert list(columns) == ["id", "a", "b", "the last, (one)", "c", "total", "d", "parent"]
    assert columns["a"][1:4] == ("VARCHAR(20)", False, "'it''s, (so)'")
    assert (columns["a"].collation, columns["id"].nullable, columns["b"].default) == ("NOCASE", False, "-1.50")
    assert (columns["the last, (one)"].default, columns["c"].default) == ("lower('X') || 'y'", None)
    assert (columns["total"].computed, columns["total"].persisted) == ("b * 2", True)
    assert (columns["d"].computed, columns["d"].persisted) == ("id + 1", False)
    assert [(check.name, check.text) for check in table.checks] == [("nine", "id <> 9"), ("positive", "b > 0")]
    assert [(one.columns, one.on_conflict) for one in table.uniques] == [(("a", "b"), "REPLACE")]
    two, one = table.foreign_keys
    assert (one.columns, one.ondelete, one.onupdate) == (("parent",), "SET NULL", "CASCADE")
    assert (one.deferrable, one.initially) == (True, "DEFERRED")
    assert (two.columns, two.referent_columns, two.match) == (("id", "b"), ("ID", "code"), "FULL")
    assert dict(table.options) == {"autoincrement": "yes"}


def test_it_reads_as_sqlite_does(sqlite: Backend) -> None:
    """The pragmas, as far as they go, say the same."""
    sqlite.execute(ODD)
    told_by_sqlite = sqlite.rows("SELECT name, type, \"notnull\", hidden FROM pragma_table_xinfo('Odd things')")
    for column, (name, type_, notnull, hidden) in zip(read(ODD).columns, told_by_sqlite, strict=True):
        assert (column.name, column.type) == (name, type_.upper().replace(" ", "").replace(",", ", "))
        assert column.nullable is not (notnull or name == "id")
        assert {2: False, 3: True}.get(hidden) is column.persisted


SAME: dict[str, tuple[str, sa.Table]] = {
    "keywords and quotes": (
        """create table t (id integer primary key, "a" integer check ("a" is not null and ((a)>3)))""",
        sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer), sa.CheckConstraint("a IS NOT NULL AND a > 3")),
    ),
    "a number as a string": (
        "create table t (id integer primary key, a integer default 7, b text default 7)",
        sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer, server_default="7"), sa.Column("b", sa.Text, server_default="7")),
    ),
    "a function of one's own": (
        "create table t (id integer primary key, a text, check (SHOUTED ( a ) IS 'A'))",
        sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Text), sa.CheckConstraint("shouted(a) IS 'A'")),
    ),
    "a computed column and an index": (
        'create table t (id integer primary key, a integer, c integer as (A+1)); create index ix on t ("A" asc, lower( c ) desc) where A NOTNULL',
        sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer), sa.Column("c", sa.Integer, sa.Computed("a + 1")), sa.Index("ix", "a", sa.text("lower(c) DESC"), sqlite_where=sa.text("a IS NOT NULL"))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SAME)
async def test_what_means_the_same_is_no_difference(sqlite: Backend, case: str) -> None:
    """SQLite makes the same program of both, and keeps the same default."""
    made, table = SAME[case]
    with_functions = sqlite.connect()
    with_functions.create_function("shouted", 1, lambda text: text, deterministic=True)
    with_functions.executescript(made)
    with_functions.close()
    async with engine_of(sqlite) as engine:
        assert told((await compare(engine, table.metadata)).found) == []


DIFFERENT = {
    "another number": ("a > 3", "a > 4"),
    "another string": ("a = 'x'", "a = 'X'"),
    "other bytes": ("a = x'00aa'", "a = x'00bb'"),
    "strings the other way round": ("a = x'00aa' OR id = x'00bb'", "a = x'00bb' OR id = x'00aa'"),
    "spaces in a string": ("a <> 'a  b'", "a <> 'a b'"),
    "a string and a column": ('a = "id"', "a = 'id'"),
    "another comparison": ("a IS NOT 3", "a <> 3"),
    "another collation": ("a = 'x' COLLATE NOCASE", "a = 'x'"),
}  # fmt: skip


@pytest.mark.parametrize("case", DIFFERENT)
async def test_what_means_something_else_is_a_difference(sqlite: Backend, case: str) -> None:
    """However alike it looks."""
    have, want = DIFFERENT[case]
    sqlite.execute(f"CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, CONSTRAINT ck CHECK ({have}))")
    models = sa.MetaData()
    sa.Table("t", models, sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Text), sa.CheckConstraint(sa.text(want), name="ck"))  # fmt: skip
    async with engine_of(sqlite) as engine:
        found = (await compare(engine, models)).found
        assert [note.subject for one in found for note in one.notes] == ["check t.ck", "check t.ck"]
        await apply(engine, upgrade_of(in_batches(found, IMPL)))
        assert told((await compare(engine, models)).found) == []


async def test_what_sqlite_keeps_for_itself_is_left_alone(sqlite: Backend) -> None:
    """Virtual tables, those that they keep their rows in, statistics, counters; and it is two queries then."""
    sqlite.execute("CREATE VIRTUAL TABLE words USING fts5(said)")
    sqlite.execute("CREATE TABLE words_of_mine (id INTEGER PRIMARY KEY AUTOINCREMENT)")
    sqlite.execute("INSERT INTO words_of_mine DEFAULT VALUES")
    sqlite.execute("ANALYZE")
    async with engine_of(sqlite) as engine:
        models = sa.MetaData()
        sa.Table("words_of_mine", models, sa.Column("id", sa.Integer, primary_key=True), sqlite_autoincrement=True)
        assert told((await compare(engine, models)).found) == []


async def test_equal_tables_cost_one_query_whatever_their_number(sqlite: Backend) -> None:
    """And tables in another order of columns, or with a constraint that only the database names, no more."""
    models = sa.MetaData()
    for number in range(30):
        sa.Table(f"t{number}", models, sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer, unique=True))  # fmt: skip
        sqlite.execute(f"CREATE TABLE t{number} (a INTEGER CONSTRAINT uq{number} UNIQUE, id INTEGER PRIMARY KEY)")
    async with engine_of(sqlite) as engine, context_on(engine) as context:
        sent: list[str] = []
        sa.event.listen(context.channel.sync, "before_cursor_execute", lambda *args: sent.append(args[2]))
        from amig.diff import diff

        assert told((await diff(context, [models])).found) == []
        assert len(sent) == 1


async def test_attached_files_are_schemas(sqlite: Backend, tmp_path: Any) -> None:
    """A table of another file is seen there; a file that is not attached is named."""
    models = sa.MetaData()
    sa.Table("t", models, sa.Column("id", sa.Integer, primary_key=True), schema="other")
    async with engine_of(sqlite) as engine:

        @sa.event.listens_for(engine.sync_engine, "connect")
        def attach(connection: Any, _record: Any) -> None:
            connection.execute(f"ATTACH '{tmp_path}/other.db' AS other")

        found = (await compare(engine, models)).found
        assert [note.subject for one in found for note in one.notes] == ["table other.t"]
        await apply(engine, upgrade_of(found))
        assert told((await compare(engine, models)).found) == []
    async with engine_of(sqlite) as engine:
        with pytest.raises(NotAttachedError) as caught:
            await compare(engine, models)
    assert (caught.value.schema, caught.value.attached) == ("other", ("main",))
