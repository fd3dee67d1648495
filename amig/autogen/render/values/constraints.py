"""Constraints inside a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CheckConstraint,
    Constraint,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint

from amig.autogen.render.code import Code, Group, Item
from amig.autogen.render.values.base import code
from amig.autogen.render.values.expressions import condition
from amig.ops.exclude import plain_name

if TYPE_CHECKING:
    from amig.autogen.render.rendering import Rendering


def name_of(value: Any) -> str | None:
    """The name of a constraint or an index; SQLAlchemy has a sentinel for one that is to have none."""
    return value.name if isinstance(value.name, str) else None


@code.register(PrimaryKeyConstraint)
@code.register(UniqueConstraint)
def key(value: PrimaryKeyConstraint | UniqueConstraint, rendering: Rendering) -> Code:
    return rendering.call(type(value).__name__, _columns(value), **_common(value))


def _columns(value: Any) -> list[str]:
    """Columns by their keys, before the constraint has met its table and after."""
    waiting = value._pending_colargs
    return [one if isinstance(one, str) else one.key for one in waiting] if waiting else value.columns.keys()


def _common(value: Constraint) -> dict[str, Any]:
    said = {"name": name_of(value), "deferrable": value.deferrable, "initially": value.initially}
    return {**said, "comment": getattr(value, "comment", None), **dict(sorted(value.dialect_kwargs.items()))}


@code.register(ForeignKeyConstraint)
def foreign_key(value: ForeignKeyConstraint, rendering: Rendering) -> Code:
    local, remote = list(value.column_keys), [element._get_colspec() for element in value.elements]
    rules = {"onupdate": value.onupdate, "ondelete": value.ondelete, "match": value.match}
    common = _common(value)
    said = {"name": common.pop("name"), **rules, **common, "use_alter": value.use_alter or None}
    return rendering.call("ForeignKeyConstraint", [local, remote], **said)


@code.register(CheckConstraint)
def check(value: CheckConstraint, rendering: Rendering) -> Code:
    named = ((name, one) for name, one in _common(value).items() if one is not None)
    items = (Item(condition(value.sqltext, rendering)), *rendering.named(named))
    return Group(rendering.sa("CheckConstraint"), items)


@code.register(ExcludeConstraint)
def exclude(value: ExcludeConstraint, rendering: Rendering) -> Code:
    rendering.imports.add("from sqlalchemy.dialects import postgresql")
    pairs = [(plain_name(part) or part, operator) for part, _, operator in value._render_exprs]
    said = {"where": value.where, "using": value.using, "ops": value.ops or None, **_common(value)}
    named = ((name, one) for name, one in said.items() if one is not None)
    return Group("postgresql.ExcludeConstraint", (*rendering.items(pairs), *rendering.named(named)))
