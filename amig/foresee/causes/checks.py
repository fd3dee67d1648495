"""Rows that a check constraint refuses, that of a type included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint

from amig.foresee.demands import demands

if TYPE_CHECKING:
    from amig.foresee.question import Asked
    from amig.foresee.seeing import Seeing
    from amig.ops.base import Directive


def checks(seeing: Seeing, directive: Directive[Any]) -> Iterator[Asked]:
    """A condition that is neither true nor false lets a row pass."""
    for item in demands(seeing.impl, directive):
        if not isinstance(item, CheckConstraint):
            continue
        later = item.dialect_options["postgresql"].get("not_valid")
        if later and seeing.impl.dialect_name == "postgresql":
            continue
        table: Any = item.table
        condition = seeing.impl.expression(item.sqltext)
        named = [column.name for column in item.columns]
        what = f"rows in {{}} that CHECK ({condition}) refuses".replace("{", "{{").replace("}", "}}")
        what = what.replace("{{}}", "{}", 1)
        key = (table.schema, table.name)
        yield from seeing.ask("checks", key, named, what, f"NOT ({condition})", any_column=True)
