"""Indexes inside a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, Index

from amig.autogen.render.code import Code, Group
from amig.autogen.render.values.base import code
from amig.autogen.render.values.constraints import name_of

if TYPE_CHECKING:
    from amig.autogen.render.rendering import Rendering


@code.register(Index)
def index(value: Index, rendering: Rendering) -> Code:
    parts = [part.key if isinstance(part, Column) else part for part in value.expressions]
    named = {**({"unique": True} if value.unique else {}), **dict(sorted(value.dialect_kwargs.items()))}
    items = (*rendering.items([name_of(value), *parts]), *rendering.named(named.items()))
    return Group(rendering.sa("Index"), items)
