"""What is put together in a batch, and what keeps its place."""

from __future__ import annotations

import sqlite3

import pytest
import sqlalchemy as sa

from amig.autogen.batches import in_batches
from amig.autogen.found import Found, found
from amig.autogen.order import in_order
from amig.errors import BadOperationError
from amig.impl import impl_for, offline_dialect
from amig.impl.unnamed import Unnamed
from amig.ops import (
    AddColumn,
    AlterColumn,
    BatchAlterTable,
    CreateForeignKey,
    CreateIndex,
    CreateTable,
    DropColumn,
    DropConstraint,
    DropIndex,
    DropTable,
)
from amig.ops.base import Directive
from tests.batch.by_hand import ByHand

SQLITE = impl_for(offline_dialect("sqlite://"))
POSTGRESQL = impl_for(offline_dialect("postgresql://"))


def differences(*directives: Directive[object]) -> list[Found]:
    return in_order([found(one, f"thing {number}", "said") for number, one in enumerate(directives)])


def kinds(several: list[Found]) -> list[object]:
    """The kinds of directives, those of a batch in a list with its table before them."""
    return [
        [one.directive.table_name, *(type(part).__name__ for part in one.directive.operations)]
        if isinstance(one.directive, BatchAlterTable)
        else type(one.directive).__name__
        for one in several
    ]


def everything() -> list[Found]:
    created = CreateIndex("ix", "users", ["old"])
    return differences(
        CreateTable("orders", sa.Column("id", sa.Integer)),
        AddColumn("users", sa.Column("order_id", sa.Integer)),
        DropColumn("users", "old", dropped=sa.Column("old", sa.Integer)),
        AlterColumn("users", "name", nullable=False, existing_nullable=True),
        DropIndex("ix", "users", created=created),
        CreateIndex("ix", "orders", ["id"]),
        CreateForeignKey("fk", "users", "orders", ["order_id"], ["id"]),
        DropConstraint("fk_c", "users", "foreignkey", created=CreateForeignKey("fk_c", "users", "carts", ["c"], ["id"])),
        AddColumn("carts", sa.Column("note", sa.Text)),
        DropTable("baskets", created=CreateTable("baskets", sa.Column("id", sa.Integer))),
    )  # fmt: skip


def test_sqlite_rebuilds_a_table_once() -> None:
    """Its indexes are apart: names of indexes are those of the whole file, and this one goes to another table."""
    assert kinds(in_batches(everything(), SQLITE)) == [
        "DropIndex",
        "CreateTable",
        ["users", "DropConstraint", "DropColumn", "AlterColumn", "AddColumn", "CreateForeignKey"],
        "AddColumn",
        "CreateIndex",
        "DropTable",
    ]


def test_a_server_alters_each_by_itself() -> None:
    """In the order in which they were; as on SQLite when no batches are wanted."""
    assert in_batches(everything(), POSTGRESQL)[0].directive.__class__ is DropConstraint
    assert kinds(in_batches(everything(), POSTGRESQL)) == kinds(everything())
    assert kinds(in_batches(everything(), SQLITE, batches=False)) == kinds(everything())


def test_batches_for_everything_keep_what_depends_on_other_tables_in_its_place() -> None:
    """Foreign keys go before what they refer to, and come after it."""
    assert kinds(in_batches(everything(), POSTGRESQL, batches=True)) == [
        ["users", "DropConstraint"],
        ["users", "DropIndex"],
        "CreateTable",
        ["users", "DropColumn", "AlterColumn", "AddColumn"],
        ["carts", "AddColumn"],
        ["orders", "CreateIndex"],
        ["users", "CreateForeignKey"],
        "DropTable",
    ]


def test_the_way_back_is_a_batch_too_with_every_reason_kept() -> None:
    """In the opposite order; what has an undo of its own is undone by that."""
    several = everything()
    own = Found(several[0].directive, several[0].notes, undo=(AlterColumn("users", "x", nullable=True),))
    batch = next(one for one in in_batches([own, *several[1:]], SQLITE) if isinstance(one.directive, BatchAlterTable))
    assert len(batch.notes) == 5
    (back,) = batch.undone()
    assert isinstance(back, BatchAlterTable)
    assert [type(one).__name__ for one in back.operations] == [
        "DropConstraint",
        "DropColumn",
        "AlterColumn",
        "AddColumn",
        "AlterColumn",
    ]


def test_what_is_unsure_stays_apart() -> None:
    """It may be left out, and the rest must not go with it."""
    sure = AlterColumn("users", "a", nullable=False, existing_nullable=True)
    unsure = Found(AlterColumn("users", "b", server_default="1", existing_server_default=None), (), unsure="read only")
    batches = in_batches([*differences(sure), unsure], SQLITE)
    assert [(one.unsure, len(one.directive.operations)) for one in batches] == [(None, 1), ("read only", 1)]  # type: ignore[attr-defined]


def test_what_has_no_name_is_dropped_by_the_one_that_postgresql_would_give_it() -> None:
    """Of two that would have the same, a hash of what they say tells which is which."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE p (id INTEGER PRIMARY KEY)")
    checks = "CHECK (b > 3), CHECK ( b<9 ), CHECK (a IS NOT b)"
    connection.execute(f"CREATE TABLE t (a INT UNIQUE REFERENCES p (id), b INT, UNIQUE (a, b), {checks})")
    hand = ByHand(connection)
    twin = Unnamed.check(["a", "b"], "b < 9").hashed.called("t")
    names = [("t_a_key", "unique"), ("t_a_b_check", "check"), ("t_a_fkey", "foreignkey"), (twin, "check")]
    hand.batch("t", [DropConstraint(name, "t", kind) for name, kind in names])  # type: ignore[arg-type]
    ((text,),) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 't'").fetchall()
    assert " ".join(text.split()) == 'CREATE TABLE "t" ( a INT, b INT, UNIQUE (a, b), CHECK (b > 3) )'
    with pytest.raises(BadOperationError, match="has no constraint `t_a_key`"):
        hand.batch("t", [DropConstraint("t_a_key", "t", "unique")])
    connection.close()
