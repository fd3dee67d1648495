"""A plan as people read it: at any width, without colour, nothing that matters left out."""

from __future__ import annotations

import textwrap

import pytest

from amig.cli import run
from amig.preview import Plan, PlannedStatement, PlannedStep
from amig.preview.text import text
from tests.projects import new_project

STATEMENTS = (
    PlannedStatement("create_table", "CREATE TABLE t (\n\tid INTEGER\n)", None, "nothing", rewrites=False),
    PlannedStatement(
        "alter_column",
        "ALTER TABLE t ALTER COLUMN a TYPE VARCHAR(5)",
        "ACCESS EXCLUSIVE",
        "reads and writes",
        rewrites=True,
        destroys="what is longer than 5 in `a` of `t`",
    ),
    PlannedStatement("execute", "DO $$ x $$", None, None, None, autocommit=True),
    PlannedStatement(None, "SELECT 1", "ACCESS SHARE", "nothing", rewrites=False, reads=True, old_state=True),
    PlannedStatement("batch_alter_table", "DROP TABLE t", "X", "writes", rewrites=False, old_state=True),
)
PLAN = Plan(
    *("upgrade", "head", "postgresql", ("aaa1", "bbb1"), ("ccc3",)),
    steps=(
        PlannedStep("ccc1", "upgrade", "a message", "0" * 64, STATEMENTS, consent="archived"),
        PlannedStep("ccc2", "upgrade", "", "0" * 64, closed=True),
        PlannedStep("ccc3", "upgrade", "m", "0" * 64, ends="depends on data: op.get_bind()"),
    ),
    name="main",
)
WIDE = """
main: upgrade from aaa1, bbb1 to ccc3

upgrade ccc1  a message
  may destroy: archived
  1. CREATE TABLE t (
         id INTEGER
     )
  2. ALTER TABLE t ALTER COLUMN a TYPE VARCHAR(5)
     - DESTRUCTIVE: what is longer than 5 in `a` of `t`
     - lock: ACCESS EXCLUSIVE, blocks reads and writes
     - rewrites the table
  3. DO $$ x $$
     - lock: cannot be told
     - may rewrite a table
     - outside any transaction
  4. SELECT 1
     - read by the script, as the database is before what is above
  5. DROP TABLE t
     - lock: X, blocks writes
     - written, as the database is before what is above

upgrade ccc2
  no statements

upgrade ccc3  m
  ... depends on data: op.get_bind()

3 steps, 5 statements, 1 destructive, 1 not shown whole
"""


@pytest.mark.parametrize("width", [80, 120])
def test_everything_is_there(width: int) -> None:
    """The gravest first."""
    assert text([PLAN], width) == WIDE.strip()


@pytest.mark.parametrize("width", [60, 40])
def test_notes_are_as_wide_as_the_terminal(width: int) -> None:
    """SQL stays as it is."""
    lines = text([PLAN], width).splitlines()
    assert max(len(line) for line in lines if "ALTER TABLE" not in line) <= width
    assert " ".join(" ".join(lines).split()) == " ".join(WIDE.split())


def test_of_many_rows_a_few_are_shown() -> None:
    """And how many more there are."""
    rows = [
        PlannedStatement("bulk_insert", f"INSERT INTO t VALUES ({n})", rewrites=False, blocks="nothing")
        for n in range(9)
    ]
    other = PlannedStatement("execute", "SELECT 1", rewrites=False, blocks="nothing")
    step = PlannedStep("aaa1", "upgrade", "m", "0" * 64, (*rows[:5], other, *rows))
    lines = text([Plan("upgrade", "head", "sqlite", (), ("aaa1",), (step,))], 80).splitlines()
    assert lines[2:-2] == [
        "upgrade aaa1  m",
        *(f"  {n + 1}. INSERT INTO t VALUES ({n})" for n in range(3)),
        "     ... and 2 rows more",
        "  6. SELECT 1",
        *(f"  {n + 7}. INSERT INTO t VALUES ({n})" for n in range(3)),
        "     ... and 6 rows more",
    ]


def test_nothing_to_do() -> None:
    """Says where each database is."""
    here = Plan("upgrade", "head", "sqlite", ("aaa1",), ("aaa1",), name="one")
    there = Plan("upgrade", "head", "sqlite", (), ())
    assert text([here, there], 80) == "one: nothing to do: at aaa1\n\nnothing to do: at base"


def test_as_wide_as_columns_says(tmp_path, monkeypatch, capsys) -> None:
    """And nothing but the plan on stdout."""
    project = new_project(tmp_path / "p", f"sqlite:///{tmp_path}/x.db")
    project.up("rows = await op.get_bind().execute(sa.text('SELECT 1'))")
    monkeypatch.chdir(project.folder)
    monkeypatch.setenv("COLUMNS", "30")
    assert run(["plan"]) == 0
    expected = """
        upgrade from base to rev00001

        upgrade rev00001  number 1
          ... depends on data:
          op.get_bind()

        1 step, 0 statements, 1 not
        shown whole
        """
    said = capsys.readouterr()
    assert said.out == textwrap.dedent(expected).lstrip()
    assert "--execute-scripts" in said.err
