"""Calls that cannot be meant: refused while they are made, by the name of the operation, with what to write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from amig import ops
from amig.errors import BadOperationError
from amig.impl import impl_for, offline_dialect

CALLS: dict[str, tuple[Callable[[], Any], str, str]] = {
    "columns in a string": (lambda: ops.CreateUniqueConstraint("u", "t", "abc"), "'abc' as columns", "['a', 'b']"),
    "a key in a string": (lambda: ops.CreatePrimaryKey("k", "t", "id"), "'id' as columns", "['a', 'b']"),
    "an index of a string": (lambda: ops.CreateIndex("i", "t", "a"), "'a' as columns", "['a', 'b']"),
    "an index of nothing": (lambda: ops.CreateIndex("i", "t", []), "[] as columns", "['a', 'b']"),
    "a foreign key of strings": (
        lambda: ops.CreateForeignKey("f", "t", "o", "a", ["id"]),
        "'a' as columns",
        "['a', 'b']",
    ),
    "an exclusion of nothing": (lambda: ops.CreateExcludeConstraint("e", "t"), "no element", '("during", "&&")'),
    "a column's name": (lambda: ops.AddColumn("t", "age"), "'age' as a column", "sa.Column("),  # type: ignore[arg-type]
    "a column without one": (lambda: ops.AddColumn("t", sa.Column(sa.Integer())), "as a column", "sa.Column("),
    "a type's name": (lambda: ops.AlterColumn("t", "a", type_="INT"), "type_='INT'", "sa.Integer()"),  # type: ignore[arg-type]
    "a constraint without a name": (
        lambda: ops.DropConstraint(None, "t", "foreignkey"),  # type: ignore[arg-type]
        "the name None",
        "naming_convention",
    ),
    "an index without a name": (lambda: ops.DropIndex(None, "t"), "the name None", "look it up"),  # type: ignore[arg-type]
    "a kind that is none": (
        lambda: ops.DropConstraint("c", "t", "foreign"),  # type: ignore[arg-type]
        "type_='foreign'",
        "`foreignkey`, `primary`, `unique`, `check`",
    ),
    "a table's name": (lambda: ops.BulkInsert("t", [{}]), "'t' as a table", "sa.table("),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", CALLS)
def test_what_cannot_be_meant(name: str) -> None:
    """Not one letter of it reaches a database."""
    call, problem, hint = CALLS[name]
    with pytest.raises(BadOperationError) as caught:
        call()
    assert problem in str(caught.value)
    assert hint in str(caught.value.hint)


def test_an_index_that_the_convention_names_can_be_dropped() -> None:
    """Its reverse finds the name again, with the convention and without."""
    index = ops.CreateIndex(None, "t", ["a"])
    for convention, name in (({"ix": "index_%(table_name)s"}, "index_t"), (None, "ix_t_a")):
        impl = impl_for(offline_dialect("postgresql://"))
        impl.convention = convention
        assert [one.text for one in impl.emit(index)] == [f"CREATE INDEX {name} ON t (a)"]
        assert [one.text for one in impl.emit(index.reverse())] == [f"DROP INDEX {name}"]
