"""How entities are declared, and what cannot be meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from amig.autogen.model import described
from amig.entities import (
    Entity,
    Extension,
    Function,
    Grant,
    MaterializedView,
    Policy,
    Procedure,
    Trigger,
    View,
    entities_of,
    register,
)
from amig.errors import BadEntityError, DuplicateEntityError
from amig.impl import impl_for, offline_dialect


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


ACTIVE = View("active", sa.select(User.id, User.name), metadata=Base.metadata)


MAPPED = {"__table__": ACTIVE.table, "__mapper_args__": {"primary_key": [ACTIVE.c.id]}}
Active: Any = type("Active", (Base,), MAPPED)


def test_a_view_belongs_to_a_declarative_base_and_can_be_mapped() -> None:
    """Its columns are those of the select; no table is made of it."""
    assert entities_of(Base.metadata) == (ACTIVE,)
    assert str(sa.select(Active.name)) == "SELECT active.name \nFROM active"
    assert [column.name for column in ACTIVE.c] == ["id", "name"]
    assert "active" not in Base.metadata.tables


def test_a_table_that_stands_for_a_view_is_no_table() -> None:
    """Who has mapped the view by a Table of the same metadata is not told to create it."""
    metadata = sa.MetaData()
    sa.Table("v", metadata, sa.Column("id", sa.Integer()))
    View("v", "SELECT 1 AS id", metadata=metadata)
    assert described([metadata], impl_for(offline_dialect("postgresql://"))).tables == {}


def test_the_schema_is_that_of_the_metadata() -> None:
    """Where none is said, as for tables."""
    metadata = sa.MetaData(schema="app")
    register(metadata, View("a", "SELECT 1"), View("b", "SELECT 1", schema="other"), Extension("citext"))
    assert [one.subject for one in entities_of(metadata)] == [("app", "a"), ("other", "b"), (None, "citext")]


def test_an_index_of_a_materialised_view_stays_what_it_was() -> None:
    """It is copied to the view's table: the same declaration can be used twice."""
    index = sa.Index("ix", "name", unique=True)
    views = [MaterializedView(name, sa.select(User.name), indexes=[index]) for name in "ab"]
    assert [[one.name for one in view.table.indexes] for view in views] == [["ix"], ["ix"]]
    assert index.table is None


def test_registering_again_is_no_mistake() -> None:
    """The same object, as when a module is reached by two ways."""
    metadata, view = sa.MetaData(), View("v", "SELECT 1")
    register(metadata, view)
    register(metadata, view)
    assert entities_of(metadata) == (view,)


@pytest.mark.parametrize(
    ("make", "kind", "name"),
    [
        (lambda: View("v", "SELECT 1", schema="s"), "view", "s.v"),
        (lambda: Function("f(a int)", "RETURNS int"), "function", "f(a int)"),
        (lambda: Trigger("t", "users", "BEFORE INSERT", "x"), "trigger", "users.t"),
        (lambda: Policy("p", "users"), "policy", "users.p"),
        (lambda: Extension("citext"), "extension", "citext"),
        (lambda: Grant("reader", ["SELECT"], "users"), "grant", "reader TABLE users"),
    ],
)
def test_two_of_one_name(make: Callable[[], Entity], kind: str, name: str) -> None:
    """Refused where the second is declared."""
    metadata = sa.MetaData()
    register(metadata, make())
    with pytest.raises(DuplicateEntityError) as caught:
        register(metadata, make())
    assert caught.value.fields() == {"kind": kind, "name": name}


def test_two_metadata_with_one_entity() -> None:
    """Refused when they are compared together."""
    both = [sa.MetaData(), sa.MetaData()]
    for metadata in both:
        View("v", "SELECT 1", metadata=metadata)
    with pytest.raises(DuplicateEntityError) as caught:
        described(both, impl_for(offline_dialect("postgresql://")))
    assert caught.value.fields() == {"kind": "view", "name": "v"}


WRONG: dict[str, tuple[Callable[[], Any], str, str]] = {
    "no name": (lambda: View("", "SELECT 1"), "view `` has no name", 'View("active_users"'),
    "no query": (lambda: View("v", 3), "was given 3 as its query", "select()"),  # type: ignore[arg-type]
    "columns of a text": (lambda: View("v", "SELECT 1").table, "columns are not known", "columns=[Column(...)]"),
    "no arguments": (lambda: Function("f", "RETURNS int"), "a signature without arguments", "area(width integer)"),
    "no body": (lambda: Procedure("f()", " "), "procedure `f()` has no definition", "CREATE FUNCTION"),
    "no moment": (lambda: Trigger("t", "users", "INSERT", "x"), "comes 'INSERT'", "BEFORE INSERT OR UPDATE"),
    "no command": (lambda: Policy("p", "users", command="READ"), "is for 'READ'", "SELECT"),
    "roles in a string": (lambda: Policy("p", "users", roles="app"), "'app' as roles", "roles=['app']"),
    "privileges in a string": (lambda: Grant("app", "SELECT", "users"), "'SELECT' as privileges", "['SELECT']"),
    "no entity": (lambda: register(sa.MetaData(), "v"), "is none", "amig.entities"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_meant(case: str) -> None:
    """Said where it is declared, with what to write."""
    call, problem, hint = WRONG[case]
    with pytest.raises(BadEntityError) as caught:
        call()
    assert problem in str(caught.value)
    assert hint in str(caught.value.hint)
