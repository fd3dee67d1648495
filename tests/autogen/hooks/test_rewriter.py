"""Scripts that are changed before they are written: by hand, and by rewriters."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from amig.autogen.rewriter import Rewriter
from amig.autogen.script import DowngradeOps, MigrationScript, ModifyTableOps, UpgradeOps, grouped
from amig.ops.base import Directive
from amig.ops.column import AddColumn, DropColumn
from amig.ops.index import CreateIndex
from amig.ops.script import Irreversible
from amig.ops.sql import Execute
from amig.ops.table import CreateTable, DropTable


def add(table: str, name: str) -> AddColumn:
    return AddColumn(table, sa.Column(name, sa.Integer))


def script(*directives: Directive[Any]) -> MigrationScript:
    up = UpgradeOps(grouped(directives))
    return MigrationScript("abc", up, up.reverse())


def names(ops: Any) -> list[str]:
    return [type(one).__name__ for one in ops]


def test_neighbours_on_one_table_stand_together() -> None:
    """In the order in which they were; a table that comes or goes stands for itself."""
    one = script(CreateTable("a"), add("b", "x"), add("b", "y"), add("c", "x"), add("b", "z"), DropTable("d"))
    assert names(one.upgrade_ops.ops) == ["CreateTable", *["ModifyTableOps"] * 3, "DropTable"]
    assert [(m.table_name, len(m.ops)) for m in one.upgrade_ops.ops[1:4]] == [("b", 2), ("c", 1), ("b", 1)]
    assert [type(op) for op in one.downgrade_ops.flat()] == [Irreversible, *[DropColumn] * 4, DropTable]
    assert not one.is_empty()
    assert script().is_empty()
    assert UpgradeOps([ModifyTableOps("a")]).is_empty()


def test_differences_are_alembics_tuples() -> None:
    """What Alembic has no tuple for is the verb with its directive."""
    column, execute = add("b", "x"), Execute("SELECT 1")
    diffs = UpgradeOps([CreateTable("a"), ModifyTableOps("b", [column]), execute]).as_diffs()
    assert diffs[0][0] == "add_table"
    assert diffs[0][1].name == "a"
    assert diffs[1] == ("add_column", None, "b", column.column)
    assert diffs[2] == ("execute", execute)


def test_a_script_for_several_databases_has_no_single_upgrade() -> None:
    """Alembic's shape: `upgrade_ops` is for one."""
    one = script(CreateTable("a"))
    one.upgrade_ops = UpgradeOps()
    assert one.is_empty()
    one.upgrade_ops_list.append(UpgradeOps())
    with pytest.raises(ValueError, match="2 databases"):
        _ = one.upgrade_ops


def test_a_rewriter_changes_replaces_and_drops() -> None:
    """By the class of the op; a subclass is rewritten too, what is not registered stays."""
    writer = Rewriter()

    @writer.rewrites(AddColumn)
    def _(context: Any, revision: Any, op: AddColumn) -> Any:
        return [op, CreateIndex(None, op.table_name, [op.column.name])]

    @writer.rewrites(DropColumn, DropTable)
    def _(context: Any, revision: Any, op: Any) -> None:
        return None

    one = script(add("b", "x"), DropTable("d"))
    writer(None, None, [one])
    assert names(one.upgrade_ops.flat()) == ["AddColumn", "CreateIndex"]
    assert names(one.downgrade_ops.flat()) == ["Irreversible"]


def test_each_op_is_given_once() -> None:
    """Though the rewriter is called for each of several databases, with all that is there."""
    writer = Rewriter()
    writer.rewrites(AddColumn)(lambda context, revision, op: [op, add(op.table_name, op.column.name + "2")])
    one = script(add("b", "x"))
    writer(None, None, [one])
    one.upgrade_ops_list.append(UpgradeOps([add("c", "y")]))
    writer(None, None, [one])
    found = [[op.column.name for op in ops.flat() if isinstance(op, AddColumn)] for ops in one.upgrade_ops_list]
    assert found == [["x", "x2"], ["y", "y2"]]


def test_rewriters_are_chained_in_order() -> None:
    """Also with a plain hook; the first keeps to itself what it was without the chain."""
    first, second = Rewriter(), Rewriter()
    first.rewrites(AddColumn)(lambda context, revision, op: [op, Execute("1")])
    second.rewrites(Execute)(lambda context, revision, op: Execute(op.sqltext + "2"))
    seen: list[Any] = []
    both = first.chain(second).chain(lambda context, revision, directives: seen.append(directives))
    one = script(add("b", "x"))
    both(None, None, [one])
    assert [op.sqltext for op in one.upgrade_ops.flat() if isinstance(op, Execute)] == ["12"]
    assert seen == [[one]]
    two = script(add("b", "x"))
    first(None, None, [two])
    assert [op.sqltext for op in two.upgrade_ops.flat() if isinstance(op, Execute)] == ["1"]


def test_containers_and_scripts_can_be_rewritten() -> None:
    """A script may be dropped; the ops of a database must stay one."""
    writer = Rewriter()
    writer.rewrites(ModifyTableOps)(lambda context, revision, op: None if op.table_name == "b" else op)
    one = script(add("b", "x"), add("c", "x"))
    writer(None, None, [one])
    assert [op.table_name for op in one.upgrade_ops.flat() if isinstance(op, AddColumn)] == ["c"]

    dropping = Rewriter()
    dropping.rewrites(MigrationScript)(lambda context, revision, op: None)
    scripts = [one]
    dropping(None, None, scripts)
    assert scripts == []

    splitting = Rewriter()
    splitting.rewrites(UpgradeOps)(lambda context, revision, op: [op, op])
    with pytest.raises(TypeError, match="one UpgradeOps"):
        splitting(None, None, [script()])


def test_ops_reverse_themselves() -> None:
    """Up and down again; `reverse_into` fills what is there."""
    up = UpgradeOps(grouped([CreateTable("a"), add("b", "x")]))
    assert names(up.reverse().flat()) == ["DropColumn", "DropTable"]
    assert names(up.reverse().reverse().flat()) == ["CreateTable", "AddColumn"]
    there = DowngradeOps([Execute("old")])
    assert up.reverse_into(there) is there
    assert names(there.flat()) == ["DropColumn", "DropTable"]
