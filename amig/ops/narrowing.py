"""Whether another type holds less than the one before it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Enum,
    Float,
    Integer,
    Interval,
    LargeBinary,
    Numeric,
    SmallInteger,
    String,
    Time,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.types import TypeEngine, to_instance

_INTEGERS: tuple[tuple[type[TypeEngine[Any]], int], ...] = ((SmallInteger, 5), (BigInteger, 19), (Integer, 10))
_KINDS: tuple[type[TypeEngine[Any]], ...] = (
    *(Boolean, Enum, String, Integer, Float, Numeric, DateTime, Date, Time, Interval, Uuid, LargeBinary),
)
_HOLDS_ALL: frozenset[tuple[type[Any], type[Any]]] = frozenset(
    {(Boolean, Integer), (Boolean, Numeric), (Boolean, Float), (Integer, Float), (Numeric, Float), (Date, DateTime)}
)
"""Kinds that another kind holds: (the old one, the new one)."""


def narrows(old: TypeEngine[Any] | type[TypeEngine[Any]], new: TypeEngine[Any] | type[TypeEngine[Any]]) -> str | None:
    """What a change of type may lose, in words; None where nothing, or where it cannot be told."""
    before, after = _plain(old), _plain(new)
    one, other = _kind(before), _kind(after)
    if one is None or other is None:
        return None
    if isinstance(before, Enum) and isinstance(after, Enum):
        gone = [value for value in before.enums if value not in after.enums]
        return f"the values {', '.join(map(repr, gone))}" if gone else None
    if isinstance(after, Integer | Numeric | Float) and isinstance(before, Integer | Numeric | Float):
        return _of_numbers(before, after)
    if isinstance(after, String) and not isinstance(after, Enum):
        return _of_length(before, after)
    if one is other:
        return _of_length(before, after)
    return None if (one, other) in _HOLDS_ALL else f"values that are no {_named(after)}"


def _plain(type_: TypeEngine[Any] | type[TypeEngine[Any]]) -> TypeEngine[Any]:
    made: Any = to_instance(type_)
    return _plain(made.impl_instance) if isinstance(made, TypeDecorator) else made


def _kind(type_: TypeEngine[Any]) -> type[Any] | None:
    return next((kind for kind in _KINDS if isinstance(type_, kind)), None)


def _of_length(before: TypeEngine[Any], after: TypeEngine[Any]) -> str | None:
    """Texts and bytes: what is longer than the new length."""
    longest = getattr(before, "length", None)
    if isinstance(before, String | LargeBinary) is False or (allowed := getattr(after, "length", None)) is None:
        return None
    return f"what is longer than {allowed}" if longest is None or allowed < longest else None


def _digits(type_: TypeEngine[Any]) -> tuple[float, float]:
    """(digits before the point, digits after it); as many as one likes where nothing is said."""
    if isinstance(type_, Integer):
        return next(digits for kind, digits in _INTEGERS if isinstance(type_, kind)), 0
    if isinstance(type_, Float) or not isinstance(type_, Numeric) or type_.precision is None:
        return float("inf"), float("inf")
    return type_.precision - (type_.scale or 0), type_.scale or 0


def _of_numbers(before: TypeEngine[Any], after: TypeEngine[Any]) -> str | None:
    (large, fine), (largest, finest) = _digits(before), _digits(after)
    if largest < large:
        return f"numbers too large for {_named(after)}"
    return "digits after the point" if finest < fine else None


def _named(type_: TypeEngine[Any]) -> str:
    return type(type_).__name__
