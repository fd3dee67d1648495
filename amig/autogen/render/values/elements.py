"""What stands beside a column's type: defaults, computed values, identities, foreign keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Computed, DefaultClause, FetchedValue, ForeignKey, Identity, Sequence

from amig.autogen.render.code import Code, call
from amig.autogen.render.values.base import code
from amig.autogen.render.values.expressions import condition

if TYPE_CHECKING:
    from amig.autogen.render.rendering import Rendering

_COUNTING = ("start", "increment", "minvalue", "maxvalue", "nominvalue", "nomaxvalue", "cycle", "cache")


@code.register(FetchedValue)
def fetched(value: FetchedValue, rendering: Rendering) -> Code:
    return rendering.call("FetchedValue", for_update=value.for_update or None)


@code.register(DefaultClause)
def default(value: DefaultClause, rendering: Rendering) -> Code:
    """What the default is, as `server_default` takes it."""
    return rendering.usual(value.arg)


@code.register(Computed)
def computed(value: Computed, rendering: Rendering) -> Code:
    persisted = {} if value.persisted is None else {"persisted": rendering.code(value.persisted)}
    return call(rendering.sa("Computed"), condition(value.sqltext, rendering), **persisted)


@code.register(Identity)
def identity(value: Identity, rendering: Rendering) -> Code:
    return rendering.call("Identity", always=value.always or None, **_counting(value))


@code.register(Sequence)
def sequence(value: Sequence, rendering: Rendering) -> Code:
    optional = True if value.optional else None
    return rendering.call(
        "Sequence", [value.name], **_counting(value), schema=value.schema, data_type=value.data_type, optional=optional
    )


def _counting(value: Identity | Sequence) -> dict[str, Any]:
    """Options of counting; SQLAlchemy 2.1 keeps those of Oracle among the dialect's."""
    options = {name: getattr(value, name) for name in _COUNTING}
    dialect: dict[str, Any] = dict(getattr(value, "dialect_kwargs", {}))
    if not hasattr(type(value), "dialect_kwargs"):
        options |= {name: getattr(value, name, None) for name in ("order", "on_null")}
    return {**options, **dict(sorted(dialect.items()))}


@code.register(ForeignKey)
def foreign_key(value: ForeignKey, rendering: Rendering) -> Code:
    names = ("name", "onupdate", "ondelete", "deferrable", "initially", "match", "comment")
    said = {name: getattr(value, name, None) for name in names}
    use_alter = value.use_alter or None
    return rendering.call("ForeignKey", [value._get_colspec()], **said, use_alter=use_alter, **value.dialect_kwargs)
