"""Columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Computed, Identity, Sequence
from sqlalchemy.sql.schema import SchemaConst
from sqlalchemy.types import NullType

from amig.autogen.render.code import Code, Group
from amig.autogen.render.values.base import code

if TYPE_CHECKING:
    from amig.autogen.render.rendering import Rendering


@code.register(Column)
def column(value: Column[Any], rendering: Rendering) -> Code:
    """A column as the database has it: what Python does with its values is left out.

    Where nothing is said of `nullable`, a primary key or an identity decides; the comparison always says it.
    """
    if isinstance(value.type, NullType):
        rendering.note(f"the type of column `{value.name}` is not known")
    args = rendering.items([value.name, value.type, *_placed(value)])
    return Group(rendering.sa("Column"), (*args, *rendering.named(_said(value))))


def _placed(value: Column[Any]) -> Iterator[Any]:
    """What stands after the type: the default in its own construct, and the constraints that came with the column."""
    if isinstance(value.server_default, Computed | Identity):
        yield value.server_default
    if isinstance(value.default, Sequence):
        yield value.default
    yield from sorted((one for one in value.constraints if not one._type_bound), key=lambda one: str(one.name or ""))
    yield from sorted((key for key in value.foreign_keys if key.constraint is None), key=lambda k: k._get_colspec())


def _said(value: Column[Any]) -> Iterator[tuple[str, Any]]:
    if value.key != value.name:
        yield "key", value.key
    if value.server_default is not None and not isinstance(value.server_default, Computed | Identity):
        yield "server_default", value.server_default
    if value.autoincrement != "auto":
        yield "autoincrement", value.autoincrement
    yield from ((flag, True) for flag in ("primary_key", "unique", "index") if getattr(value, flag))
    if value._user_defined_nullable is not SchemaConst.NULL_UNSPECIFIED:
        yield "nullable", value.nullable
    if value.system:
        yield "system", True
    if value.comment is not None:
        yield "comment", value.comment
    yield from sorted(value.dialect_kwargs.items())
