"""Types of which SQLAlchemy's cache keys do not say everything: the user's own, and those with values."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import mysql as my
from sqlalchemy.types import TypeDecorator, TypeEngine

from tests.autogen.running import compare, engine_of, make
from tests.servers.databases import Backend


class Lower(TypeDecorator[str]):
    """Without an `__init__` of its own."""

    impl = sa.String
    cache_ok = True


class Money(sa.Numeric[Any]):
    """Whose argument is called otherwise inside."""

    def __init__(self, digits: int) -> None:
        super().__init__(digits, 2)


class Choice(TypeDecorator[str]):
    """With an argument that has no hash."""

    impl = sa.String(20)
    cache_ok = True

    def __init__(self, choices: list[str]) -> None:
        self.choices = choices
        super().__init__()


def models(**columns: TypeEngine[Any]) -> sa.MetaData:
    made = sa.MetaData()
    sa.Table("t", made, *(sa.Column(name, type_) for name, type_ in columns.items()))
    return made


@pytest.mark.parametrize("kind", [Lower, Money])
async def test_two_columns_of_one_type_that_differ_in_length(kind: Any, backend: Backend) -> None:
    before, after = models(a=kind(12), b=kind(12)), models(a=kind(12), b=kind(16))
    async with engine_of(backend) as engine:
        await make(engine, before)
        found = (await compare(engine, after)).found
        assert [note.subject for one in found for note in one.notes] == ["type t.b"]


async def test_a_type_that_was_given_a_list(backend: Backend) -> None:
    made = models(a=Choice(["x", "y"]))
    async with engine_of(backend) as engine:
        await make(engine, made)
        assert (await compare(engine, made)).found == ()


async def test_two_enums_whose_values_are_as_long(backend: Backend) -> None:
    """Each keeps its own type and values."""
    kinds = {"a": sa.Enum("m", "n", name="first"), "b": sa.Enum("2", "3", name="Second")}
    before, after = models(**kinds), models(**kinds | {"b": sa.Enum("2", "4", name="Second")})
    async with engine_of(backend) as engine:
        await make(engine, before)
        assert (await compare(engine, before)).found == ()
        found = (await compare(engine, after)).found
        told = [note.subject for one in found for note in one.notes]
        assert told == {"mysql": ["type t.b"], "postgresql": ["enum Second"], "sqlite": []}[backend.name]


async def test_two_sets_whose_values_are_as_long(mysql: Backend) -> None:
    before, after = models(a=my.SET("x", "y"), b=my.SET("x", "y")), models(a=my.SET("x", "y"), b=my.SET("p", "q"))
    async with engine_of(mysql) as engine:
        await make(engine, before)
        found = (await compare(engine, after)).found
        assert [note.subject for one in found for note in one.notes] == ["type t.b"]
