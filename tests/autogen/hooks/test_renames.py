"""Renames: hinted by the models, asked about, detected, or left open and said loudly."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from amig.autogen.renamed import with_columns_renamed
from amig.autogen.renames import Suspicion, suspected_columns, suspected_tables, unambiguous, with_other_columns
from amig.diff import Diff, diff
from amig.look.shapes import ColumnShape, TableShape
from amig.ops.alter import AlterColumn
from amig.ops.column import AddColumn, DropColumn
from amig.ops.table import CreateTable, DropTable, RenameTable
from tests.autogen.hooks.models import subjects
from tests.autogen.running import apply, compare, context_on, downgrade_of, engine_of, make, told, upgrade_of
from tests.servers.databases import Backend


def people(name: str = "people", column: str = "name", *, hint: bool = False, **more: Any) -> sa.MetaData:
    metadata = sa.MetaData()
    said = {"renamed_from": "name"} if hint and column != "name" else {}
    sa.Table(
        name,
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(column, more.get("type_", sa.String(40)), nullable=False, info=said),
        sa.Column("born", sa.Integer),
        sa.Column("height", sa.Integer),
        sa.Index("ix_people_name", column),
        sa.CheckConstraint(f"{column} <> ''", name="ck_people_name"),
        info={"renamed_from": "people"} if hint and name != "people" else {},
    )
    sa.Table(
        "pets",
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("owner_id", sa.Integer),
        sa.ForeignKeyConstraint(["owner_id"], [f"{name}.id"], name="fk_pets_owner"),
        sa.Index("ix_pets_owner", "owner_id"),
    )
    return metadata


async def renamed(backend: Backend, metadata: sa.MetaData, **how: Any) -> Diff:
    async with engine_of(backend) as engine, context_on(engine) as context:
        return await diff(context, [metadata], **how)


async def made(backend: Backend, metadata: sa.MetaData) -> None:
    async with engine_of(backend) as engine:
        await make(engine, metadata)
    backend.execute("INSERT INTO people (id, name) VALUES (1, 'Ada')")


def kinds(found: Diff) -> list[str]:
    return [type(one.directive).__name__ for one in found.found]


async def test_a_hint_of_a_column_answers_for_good(backend: Backend) -> None:
    """The index and the CHECK go along, the value stays; on the way back too. Afterwards the hint means nothing."""
    await made(backend, people())
    wanted = people(column="full_name", hint=True)
    found = await renamed(backend, wanted, renames="never")
    assert kinds(found) == ["AlterColumn"], told(found.found)
    async with engine_of(backend) as engine:
        await apply(engine, upgrade_of(found.found))
        assert backend.rows("SELECT full_name FROM people") == [("Ada",)]
        assert told((await compare(engine, wanted)).found) == []
        await apply(engine, downgrade_of(found.found))
        assert backend.rows("SELECT name FROM people") == [("Ada",)]
        assert told((await compare(engine, people())).found) == []


async def test_a_hint_of_a_table_answers_for_good(backend: Backend) -> None:
    """What refers to it goes along; whatever else differs is compared under the new name."""
    await made(backend, people())
    wanted = people("persons", hint=True)
    wanted.tables["persons"].append_column(sa.Column("extra", sa.Integer))
    found = await renamed(backend, wanted)
    assert kinds(found) == ["RenameTable", "AddColumn"], told(found.found)
    async with engine_of(backend) as engine:
        await apply(engine, upgrade_of(found.found))
        assert backend.rows("SELECT name FROM persons") == [("Ada",)]
        assert told((await compare(engine, wanted)).found) == []
        await apply(engine, downgrade_of(found.found))
        assert told((await compare(engine, people())).found) == []


async def test_a_renamed_column_can_differ_in_more(backend: Backend) -> None:
    """The rename first, the rest under the new name."""
    await made(backend, people())
    found = await renamed(backend, people(column="full_name", hint=True, type_=sa.String(90)))
    changed = [one.directive for one in found.found if isinstance(one.directive, AlterColumn)]
    assert [(one.column_name, one.new_column_name) for one in changed] == [("name", "full_name"), ("full_name", None)]
    assert changed[1].type_.length == 90  # type: ignore[union-attr]


async def test_somebody_is_asked_one_to_one(backend: Backend) -> None:
    """First the likeliest; what is refused is dropped and added. Plain or async."""
    await made(backend, people())
    asked: list[str] = []

    async def yes(one: Suspicion) -> bool:
        asked.append(one.question)
        return True

    found = await renamed(backend, people("persons", "full_name"), renames="ask", answer=yes)
    assert asked == ["was table people renamed to `persons`?", "was column persons.name renamed to `full_name`?"]
    assert [type(one.directive) for one in found.found] == [RenameTable, AlterColumn], told(found.found)
    assert found.renames.open == ()

    found = await renamed(backend, people(column="full_name"), renames="ask", answer=lambda one: False)
    assert {AddColumn, DropColumn} <= {type(one.directive) for one in found.found}
    assert found.renames.open == ()


async def test_without_an_answer_it_stays_open(backend: Backend) -> None:
    """Dropped and added, and said."""
    await made(backend, people())
    found = await renamed(backend, people(column="full_name"), renames="ask")
    assert {"column people.name", "column people.full_name"} <= set(subjects(found.found))
    assert [one.subject for one in found.renames.open] == ["column people.name"]


async def test_the_unambiguous_is_detected(backend: Backend) -> None:
    """And `never` is never."""
    await made(backend, people())
    found = await renamed(backend, people("persons"), renames="detect")
    assert kinds(found) == ["RenameTable"], told(found.found)
    found = await renamed(backend, people("persons"), renames="never")
    assert {CreateTable, DropTable} <= {type(one.directive) for one in found.found}


def table(*columns: tuple[str, str], name: str = "t") -> TableShape:
    return TableShape(name, None, tuple(ColumnShape(column, type_) for column, type_ in columns))


def test_columns_that_could_be_each_other_are_ordered_by_likeness() -> None:
    """Another type is another column; of several the nearest name comes first."""
    there = table(("title", "text"), ("amount", "integer"))
    wanted = table(("titel", "text"), ("body", "text"), ("sum", "date"))
    assert [(one.old, one.new) for one in suspected_columns(there, wanted)] == [("title", "titel"), ("title", "body")]


def test_where_no_column_is_new_nothing_is_looked_at_again() -> None:
    """A thousand tables are not copied for each of them."""
    from amig.autogen.model.base import Described, Model
    from amig.look.shapes import Snapshot

    have = {
        ("", name): table(("name", "text"), ("born", kind), name=name) for name, kind in (("a", "int"), ("b", "text"))
    }
    want = {key: table(("born", "int"), (new, "text")) for key, new in zip(have, ("name", "title"), strict=True)}
    model = Model({key: Described(sa.Table("x", sa.MetaData()), shape) for key, shape in want.items()})
    snapshot = Snapshot(tables=have)  # type: ignore[arg-type]
    assert with_other_columns(snapshot, model) == [("", "b")]  # type: ignore[arg-type]
    assert with_columns_renamed(snapshot, []) is snapshot


def test_what_has_an_equal_rival_is_ambiguous() -> None:
    """Two new columns that are equally near."""
    found = suspected_columns(table(("name", "text")), table(("name1", "text"), ("name2", "text")))
    assert list(unambiguous(found)) == []
    found = suspected_columns(table(("name", "text")), table(("name1", "text"), ("else", "text")))
    assert [one.new for one in unambiguous(found)] == ["name1"]


@pytest.mark.parametrize(("wanted", "expected"), [("abcdx", ["b"]), ("axyz", [])])
def test_tables_look_alike_by_their_columns(wanted: str, expected: list[str]) -> None:
    """Three of five, not one of seven."""
    from amig.autogen.model.base import Described, Model
    from amig.look.shapes import Snapshot

    old, new = table(*((one, "text") for one in "abcd"), name="a"), table(*((one, "text") for one in wanted), name="b")
    have = Snapshot(tables={old.key: old})
    model = Model({new.key: Described(sa.Table("b", sa.MetaData()), new)})
    assert [one.new for one in suspected_tables(have, model)] == expected
