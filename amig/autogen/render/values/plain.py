"""What Python has literals for, and names."""

from __future__ import annotations

import enum
import math
from collections.abc import Mapping
from decimal import Decimal
from re import Pattern
from types import NoneType
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import quoted_name
from sqlalchemy.sql.elements import conv

from amig.autogen.render.code import Code, Group, Item, Word, call, in_quotes, quoted, string
from amig.autogen.render.reference import reference
from amig.autogen.render.values.base import code
from amig.errors import UnrenderableError
from amig.ops.sql import RawSQL

if TYPE_CHECKING:
    from amig.autogen.render.rendering import Rendering


@code.register(NoneType)
@code.register(bool)
def constant(value: object, rendering: Rendering) -> Code:  # noqa: ARG001
    return Word(repr(value))


@code.register(int)
def integer(value: int, rendering: Rendering) -> Code:
    return member(value, rendering) if isinstance(value, enum.Enum) else Word(int.__repr__(value))


@code.register(float)
def floating(value: float, rendering: Rendering) -> Code:
    if isinstance(value, enum.Enum):
        return member(value, rendering)
    digits = float.__repr__(value).replace("e+", "e")
    return Word(digits) if math.isfinite(value) else Word(f'float("{digits}")')


@code.register(str)
def text(value: str, rendering: Rendering) -> Code:
    return member(value, rendering) if isinstance(value, enum.Enum) else string(str(value))


@code.register(bytes)
def octets(value: bytes, rendering: Rendering) -> Code:  # noqa: ARG001
    body = repr(b'"' + value)[3:-1]
    return Word("b" + in_quotes(body, single=value.count(b'"') > value.count(b"'")))


@code.register(enum.Enum)
def member(value: enum.Enum, rendering: Rendering) -> Code:
    """A member by its name, where an import leads to its class; else what it stands for."""
    known = value.name in type(value).__members__ and reference(type(value), rendering)
    return Word(f"{known}.{value.name}") if known else rendering.code(value.value)


@code.register(conv)
def final_name(value: conv, rendering: Rendering) -> Code:
    """A name to which no naming convention is applied."""
    return Word(f"{rendering.op}f({quoted(str(value))})")


@code.register(quoted_name)
def quoted_or_not(value: quoted_name, rendering: Rendering) -> Code:
    """A name that is quoted, or not, whatever it looks like."""
    if value.quote is None:
        return Word(quoted(str(value)))
    return call(rendering.sa("quoted_name"), Word(quoted(str(value))), quote=Word(repr(value.quote)))


@code.register(RawSQL)
def raw_sql(value: RawSQL, rendering: Rendering) -> Code:
    rendering.imports.add("from amig import RawSQL")
    return call("RawSQL", string(str(value)))


@code.register(Decimal)
def decimal(value: Decimal, rendering: Rendering) -> Code:
    rendering.imports.add("import decimal")
    return call("decimal.Decimal", Word(quoted(str(value))))


@code.register(UUID)
def uuid(value: UUID, rendering: Rendering) -> Code:
    rendering.imports.add("import uuid")
    return call("uuid.UUID", Word(quoted(str(value))))


@code.register(Pattern)
def pattern(value: Pattern[str], rendering: Rendering) -> Code:
    rendering.imports.add("import re")
    return call("re.compile", rendering.code(value.pattern))


@code.register(list)
def listing(value: list[Any], rendering: Rendering) -> Code:
    return Group("", tuple(rendering.items(value)), "[]")


@code.register(tuple)
def several(value: tuple[Any, ...], rendering: Rendering) -> Code:
    return Group("", tuple(rendering.items(value)))


@code.register(frozenset)
@code.register(set)
def unordered(value: set[Any] | frozenset[Any], rendering: Rendering) -> Code:
    """Sorted by what is written: the order of a set is that of hashes."""
    head = "frozenset" if isinstance(value, frozenset) else "set"
    if not value:
        return call(head)
    inner = Group("", tuple(sorted(rendering.items(value), key=lambda item: item.flat or "")), "{}")
    return call(head, inner) if head == "frozenset" else inner


@code.register(Mapping)
def mapping(value: Mapping[Any, Any], rendering: Rendering) -> Code:
    return Group("", tuple(_pair(key, value[key], rendering) for key in value), "{}")


def _pair(key: Any, value: Any, rendering: Rendering) -> Item:
    before = rendering.code(key).flat
    if before is None:
        raise UnrenderableError(repr(key), "it is a key of a dict, and takes several lines")
    return Item(rendering.code(value), f"{before}: ")
