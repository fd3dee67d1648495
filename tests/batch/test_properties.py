"""Random tables, random batches, and nothing is lost that was not to be."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amig.errors import BadOperationError
from amig.impl.definition import mentions
from amig.ops import (
    AddColumn,
    AlterColumn,
    CreateCheckConstraint,
    CreateForeignKey,
    CreateIndex,
    CreatePrimaryKey,
    CreateUniqueConstraint,
    DropColumn,
    DropConstraint,
    DropIndex,
)
from tests.batch.by_hand import ByHand

NAMES = ["a", "b", "Odd Name", "select", "ünï", 'qu"ote', "key", "x2"]
TYPES = {"INTEGER": [None, 1, -5, 10**12], "TEXT": [None, "", "it's", "Ünï"], "REAL": [None, 1.5, -0.25]}


def q(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@dataclass
class Col:
    name: str
    type: str
    clauses: list[str] = field(default_factory=list)


@dataclass
class Model:
    """A table as it was made, with what hangs on it, and which columns each of those things is about."""

    columns: list[Col]
    constraints: list[tuple[str, str | None, str, tuple[str, ...]]]
    indexes: dict[str, tuple[str, tuple[str, ...]]]
    trigger_on: str
    view_of: str
    options: str
    autoincrement: bool
    rows: list[tuple[Any, ...]]

    def script(self) -> list[str]:
        key = "INTEGER PRIMARY KEY AUTOINCREMENT" if self.autoincrement else "INTEGER PRIMARY KEY"
        items = [f"id {key}", *(" ".join([q(c.name), c.type, *c.clauses]) for c in self.columns)]
        items += [f"CONSTRAINT {q(name)} {text}" if name else text for _, name, text, _ in self.constraints]
        names = ", ".join(["id", *(q(c.name) for c in self.columns)])
        return [
            "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
            "INSERT INTO parent VALUES (1), (2)",
            f"CREATE TABLE t ({', '.join(items)}) {self.options}",
            "CREATE TABLE child (id INTEGER PRIMARY KEY, t_id INTEGER REFERENCES t (id) ON DELETE CASCADE)",
            "CREATE TABLE log (said TEXT)",
            *(text for text, _ in self.indexes.values()),
            f"CREATE TRIGGER tr AFTER UPDATE OF {q(self.trigger_on)} ON t BEGIN INSERT INTO log VALUES (new.id); END",
            f"CREATE VIEW v AS SELECT id, {q(self.view_of)} AS shown FROM t",
            "CREATE VIEW w AS SELECT count(*) AS many, max(shown) AS most FROM v",
            "CREATE TRIGGER far AFTER DELETE ON child BEGIN INSERT INTO log SELECT id FROM t WHERE id = old.t_id; END",
            *(f"INSERT INTO t ({names}) VALUES ({', '.join(map(literal, row))})" for row in self.rows),
            "INSERT INTO child SELECT id + 100, id FROM t",
        ]


def literal(value: Any) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int | float) else "'" + value.replace("'", "''") + "'"


@st.composite
def models(draw: st.DrawFn) -> Model:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=5, unique=True))
    columns = [Col(name, draw(st.sampled_from(list(TYPES)))) for name in names]
    for column in columns:
        clause = draw(st.sampled_from(["", "", "COLLATE NOCASE", "DEFAULT 7", "CHECK (length({0}) < 90)", "UNIQUE"]))
        column.clauses = [clause.format(q(column.name))] if clause else []
    constraints: list[tuple[str, str | None, str, tuple[str, ...]]] = []
    for number in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(["check", "unique", "foreignkey", "self"]))
        one = draw(st.sampled_from(names))
        name = draw(st.sampled_from([None, f"named {number}"]))
        if kind == "check":
            constraints.append(("check", name, f"CHECK ({q(one)} IS NULL OR {q(one)} <> 'never')", (one,)))
        elif kind == "unique":
            constraints.append(("unique", name, f"UNIQUE ({q(one)}, id)", (one,)))
        elif kind == "self":
            constraints.append(("foreignkey", name, f"FOREIGN KEY ({q(one)}) REFERENCES t (id)", (one,)))
        else:
            constraints.append(("foreignkey", name, f"FOREIGN KEY ({q(one)}) REFERENCES parent (id)", (one,)))
    indexes: dict[str, tuple[str, tuple[str, ...]]] = {}
    for number in range(draw(st.integers(0, 3))):
        one, name = draw(st.sampled_from(names)), f"ix {number}"
        tail = draw(st.sampled_from(["({0})", "({0} DESC, id)", "(lower({0}))", "(id) WHERE {0} > 3"]))
        indexes[name] = (f"CREATE INDEX {q(name)} ON t {tail.format(q(one))}", (one,))
    auto = draw(st.booleans())
    options = "" if auto else draw(st.sampled_from(["", "", "WITHOUT ROWID", "STRICT"]))
    count = draw(st.integers(0, 4))
    rows = []
    unique = {c.name for c in columns if "UNIQUE" in c.clauses}
    for number in range(count):
        values = [None if c.name in unique else draw(st.sampled_from(TYPES[c.type])) for c in columns]
        rows.append((number * 3 + 1, *values))
    return Model(columns, constraints, indexes, names[0], names[1], options, auto, rows)


OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "add",
                "add_unique",
                "add_fk",
                "drop",
                "type",
                "nullable",
                "default",
                "rename",
                "check",
                "unique",
                "index",
                "drop_index",
                "drop_named",
                "fk",
                "move",
                "key",
            ]
        ),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=5,
)


@dataclass
class Expected:
    """What must be there afterwards, followed one operation at a time."""

    names: dict[str, str]
    """Column as it was made -> its name now."""
    constraints: Counter[tuple[str, str | None]]
    indexes: set[str]
    added: int = 0


def planned(model: Model, wanted: list[tuple[str, int]]) -> tuple[list[Any], Expected]:
    """The directives, and what they should leave."""
    expected = Expected({c.name: c.name for c in model.columns}, Counter(), set(model.indexes))
    inline: dict[str, list[str]] = {c.name: [] for c in model.columns}
    for column in model.columns:
        for clause in column.clauses:
            kind = {"CHECK": "check", "UNIQUE": "unique"}.get(clause.split(" ", maxsplit=1)[0])
            if kind:
                expected.constraints[kind, None] += 1
                inline[column.name].append(kind)
    table = list(model.constraints)
    for kind, name, _, _ in table:
        expected.constraints[kind, name] += 1
    expected.constraints["primary", None] += 1
    about_index = {name: columns for name, (_, columns) in model.indexes.items()}
    done: list[Any] = []
    for number, (what, choice) in enumerate(wanted):
        kept = [c for c in model.columns if c.name in expected.names]
        column = kept[choice % len(kept)]
        now = expected.names[column.name]
        fixed = column.name in (model.trigger_on, model.view_of)
        new = f"new {number}"
        if what == "add":
            done.append(
                AddColumn("t", sa.Column(new, sa.Integer(), nullable=False, server_default="3"), insert_after=now)
            )
            expected.added += 1
        elif what == "add_unique":
            done.append(AddColumn("t", sa.Column(new, sa.Integer(), sa.CheckConstraint("1 = 1"), unique=True)))
            expected.constraints["unique", None] += 1
            expected.constraints["check", None] += 1
            expected.added += 1
        elif what == "add_fk":
            done.append(AddColumn("t", sa.Column(new, sa.Integer(), sa.ForeignKey("parent.id"), server_default="1")))
            expected.constraints["foreignkey", None] += 1
            expected.added += 1
        elif what == "drop" and not fixed and len(kept) > 2:
            done.append(DropColumn("t", now))
            del expected.names[column.name]
            for kind in inline[column.name]:
                expected.constraints[kind, None] -= 1
            for one in [one for one in table if column.name in one[3]]:
                table.remove(one)
                expected.constraints[one[0], one[1]] -= 1
            for name in [name for name, columns in about_index.items() if column.name in columns]:
                about_index.pop(name)
                expected.indexes.discard(name)
        elif what == "type" and model.options != "STRICT":
            done.append(AlterColumn("t", now, type_=sa.Text(), existing_type=sa.Integer()))
        elif what == "nullable":
            done.append(AlterColumn("t", now, nullable=True))
        elif what == "default":
            done.append(AlterColumn("t", now, server_default="11"))
        elif what == "rename":
            done.append(AlterColumn("t", now, new_column_name=f"Renamed {number}"))
            expected.names[column.name] = f"Renamed {number}"
        elif what == "check":
            done.append(CreateCheckConstraint(f"ck {number}", "t", "id > 0"))
            expected.constraints["check", f"ck {number}"] += 1
        elif what == "unique":
            done.append(CreateUniqueConstraint(f"uq {number}", "t", ["id"]))
            expected.constraints["unique", f"uq {number}"] += 1
        elif what == "fk":
            done.append(CreateForeignKey(f"fk {number}", "t", "parent", [now], ["id"], ondelete="CASCADE"))
            expected.constraints["foreignkey", f"fk {number}"] += 1
            table.append(("foreignkey", f"fk {number}", "", (column.name,)))
        elif what == "move":
            done.append(AlterColumn("t", now, insert_before="id"))
        elif what == "key" and not (model.autoincrement or model.options == "WITHOUT ROWID"):
            done.append(CreatePrimaryKey(f"pk {number}", "t", ["id"]))
            expected.constraints = Counter({k: n for k, n in expected.constraints.items() if k[0] != "primary"})
            expected.constraints["primary", f"pk {number}"] += 1
        elif what == "index":
            done.append(CreateIndex(f"nx {number}", "t", [now]))
            expected.indexes.add(f"nx {number}")
            about_index[f"nx {number}"] = (column.name,)
        elif what == "drop_index" and expected.indexes:
            name = sorted(expected.indexes)[choice % len(expected.indexes)]
            done.append(DropIndex(name, "t"))
            expected.indexes.discard(name)
            about_index.pop(name, None)
        elif what == "drop_named":
            named = [one for one in table if one[1]]
            if named:
                one = named[choice % len(named)]
                table.remove(one)
                done.append(DropConstraint(one[1] or "", "t", "check"))
                expected.constraints[one[0], one[1]] -= 1
    return done, expected


def check(model: Model, wanted: list[tuple[str, int]], **options: Any) -> None:
    connection = sqlite3.connect(":memory:")
    hand = ByHand(connection)
    for statement in model.script():
        connection.execute(statement)
    before = {row[0]: row for row in connection.execute("SELECT * FROM t")}
    columns = [row[1] for row in connection.execute("PRAGMA table_xinfo('t')")]
    highest = connection.execute("SELECT seq FROM sqlite_sequence").fetchall() if model.autoincrement else []
    done, expected = planned(model, wanted)
    hand.batch("t", done, **options)
    table = hand.look("t").table("t")
    assert table is not None
    # every row and every value is where it was
    for was, now in {"id": "id", **expected.names}.items():
        place = columns.index(was)
        values = {row[0]: row[1] for row in connection.execute(f"SELECT id, {q(now)} FROM t")}
        assert {key: str(value) for key, value in values.items()} == {k: str(row[place]) for k, row in before.items()}
    assert len(table.columns) == 1 + len(expected.names) + expected.added
    # so is everything that hangs on the table
    assert Counter((c.kind, c.name) for c in table.constraints) == +expected.constraints
    assert {index.name for index in table.indexes} == expected.indexes
    assert [trigger.name for trigger in table.triggers] == ["tr"]
    assert connection.execute("SELECT count(*) FROM child").fetchone()[0] == len(before)
    assert connection.execute("SELECT count(*) FROM v").fetchone()[0] == len(before)
    assert connection.execute("SELECT many FROM w").fetchone()[0] == len(before)
    assert table.text is not None
    assert model.options in table.text
    assert {c.name for c in table.columns if c.collation == "NOCASE"} == {
        expected.names[c.name] for c in model.columns if "COLLATE NOCASE" in c.clauses and c.name in expected.names
    }
    if model.autoincrement:
        seq = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 't'").fetchall()
        assert (seq or [(0,)]) == (highest or [(0,)])
    # the trigger still fires, under whatever name its column has now
    connection.execute(f"UPDATE t SET {q(expected.names[model.trigger_on])} = {q(expected.names[model.trigger_on])}")
    assert connection.execute("SELECT count(*) FROM log").fetchone()[0] == len(before)
    # and so does that of another table
    connection.execute("DELETE FROM child")
    assert connection.execute("SELECT count(*) FROM log").fetchone()[0] == 2 * len(before)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    leftover = "SELECT count(*) FROM sqlite_master WHERE name LIKE '_amig_new%'"
    assert connection.execute(leftover).fetchone()[0] == 0
    connection.close()


MANY = settings(max_examples=max(500, 3 * settings().max_examples), suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(models(), OPERATIONS, st.sampled_from(["auto", "always"]))
def test_nothing_is_lost(model: Model, wanted: list[tuple[str, int]], recreate: str) -> None:
    """500 tables (4500 with --full) with data, keys, checks, indexes, triggers, views and a child that cascades."""
    check(model, wanted, recreate=recreate)


@given(models(), st.integers(0, 4))
def test_a_view_or_a_trigger_that_would_break_stops_it(model: Model, choice: int) -> None:
    """Dropping the column that one of them needs leaves everything as it was."""
    connection = sqlite3.connect(":memory:")
    hand = ByHand(connection)
    for statement in model.script():
        connection.execute(statement)
    before = connection.execute("SELECT name, sql FROM sqlite_master").fetchall()
    needed = model.view_of if choice % 2 else model.trigger_on
    with pytest.raises((sa.exc.DBAPIError, BadOperationError)):
        hand.batch("t", [DropColumn("t", needed)])
    assert connection.execute("SELECT name, sql FROM sqlite_master").fetchall() == before
    connection.close()


def test_mentions_reads_names_and_not_strings() -> None:
    """A function, a string or a longer name is not the column."""
    assert mentions("CHECK (a > 1)", "a", "sqlite")
    assert mentions('CHECK ("Odd" > 1)', "odd", "sqlite")
    assert not mentions("CHECK (length(b) > 'a')", "a", "sqlite")
    assert not mentions("CHECK (length(b) > 1)", "length", "sqlite")
