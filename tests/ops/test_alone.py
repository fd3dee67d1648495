"""A column that comes with nothing else is written without a table: the same text as with one."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql

from amig.impl import impl_for, offline_dialect
from amig.impl import sqlite as sqlite_impl
from amig.ops import AddColumn
from amig.ops import column as column_module
from amig.ops.items import is_alone

PLAIN: list[tuple[Any, dict[str, Any]]] = [
    (sa.Integer(), {}),
    (sa.Integer(), {"nullable": False, "server_default": "5"}),
    (sa.Numeric(5, 2), {"server_default": sa.text("(1 + 2)")}),
    (sa.String(50), {"key": "other", "server_default": "it's"}),
    (sa.String(5).with_variant(sa.Text(), "sqlite"), {}),
    (sa.DateTime(timezone=True), {"server_default": sa.func.now()}),
    (sa.TIMESTAMP(), {}),
    (sa.Text(), {"quote": True, "info": {"a": 1}}),
    (postgresql.JSONB(), {}),
    (mysql.MEDIUMTEXT(collation="utf8mb4_bin"), {}),
]


class _Own(sa.types.UserDefinedType[str]):
    def get_col_spec(self) -> str:
        return "OWN"


@pytest.mark.parametrize("dialect", ["postgresql", "mysql", "sqlite"])
@pytest.mark.parametrize("given", PLAIN, ids=lambda one: repr(one[0])[:30])
def test_the_text_is_the_same(dialect: str, given: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """On every backend, or the same refusal of a type that it does not have."""
    type_, more = given
    change = AddColumn("Some table", sa.Column("Order", type_, **more), schema="S")

    def told() -> list[str] | str:
        try:
            return [one.text for one in impl_for(offline_dialect(dialect)).emit(change)]
        except Exception as error:  # noqa: BLE001 - compared
            return repr(error)

    alone = told()
    for module in (column_module, sqlite_impl):
        monkeypatch.setattr(module, "is_alone", lambda _: False)
    assert alone == told()


def test_only_what_comes_with_nothing_is_alone() -> None:
    """A key, an index, a comment, a type with something of its own, and what listens for tables."""
    assert is_alone(sa.Column("a", sa.Integer(), server_default="5"))
    listened = sa.Column("a", sa.Integer())
    sa.event.listen(listened, "after_parent_attach", lambda *_: None)
    sa.Table("t", sa.MetaData(), bound := sa.Column("a", sa.Integer()))
    more: list[dict[str, Any]] = [{name: True} for name in ("primary_key", "index", "unique")]
    assert not any(is_alone(sa.Column("a", sa.Integer(), **one)) for one in (*more, {"comment": "x"}, {"default": 5}))
    items = sa.Identity(), sa.Computed("1"), sa.ForeignKey("b.c"), sa.CheckConstraint("a > 1"), sa.Sequence("s")
    assert not any(is_alone(sa.Column("a", sa.Integer(), one)) for one in items)
    types = sa.Boolean(), sa.Enum("x", name="e"), sa.ARRAY(sa.Integer()), sa.Interval(), _Own()
    assert not any(is_alone(sa.Column("a", one)) for one in types)
    assert not is_alone(sa.Column("a", sa.String(5).with_variant(sa.Enum("x", name="e"), "postgresql")))
    assert not is_alone(listened)
    assert not is_alone(bound)
