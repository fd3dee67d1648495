"""Whether values stay as they are on disk when their type changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeGuard

from sqlalchemy import CHAR, Enum, Float, Numeric, String, Text
from sqlalchemy.types import TypeEngine, to_instance

if TYPE_CHECKING:
    from amig.impl.base import Impl

_BYTES_OF_A_LETTER, _ONE_BYTE = 4, 255
AnyType = TypeEngine[Any] | type[TypeEngine[Any]]


def keeps_values(old: AnyType, new: AnyType, impl: Impl) -> bool:
    """Whether PostgreSQL leaves the rows alone: the same type, a longer text, more digits before the point."""
    before, after = to_instance(old), to_instance(new)
    if impl.type_spec(before) == impl.type_spec(after):
        return True
    if _is_text(before) and _is_text(after):
        return _at_least(after.length, before.length)
    if _is_number(before) and _is_number(after):
        return after.precision is None or (before.scale == after.scale and _at_least(after.precision, before.precision))
    return False


def lengthens(old: AnyType, new: AnyType) -> bool:
    """Whether MySQL can leave the rows alone: a longer VARCHAR whose length in bytes is kept in one byte as before."""
    before, after = to_instance(old), to_instance(new)
    if not (_is_text(before) and _is_text(after)) or before.length is None or after.length is None:
        return False
    texts = isinstance(before, Text) or isinstance(after, Text)
    return not texts and before.length <= after.length and after.length * _BYTES_OF_A_LETTER <= _ONE_BYTE


def _is_text(type_: TypeEngine[Any]) -> TypeGuard[String]:
    return isinstance(type_, String) and not isinstance(type_, CHAR | Enum)


def _is_number(type_: TypeEngine[Any]) -> TypeGuard[Numeric[Any]]:
    return isinstance(type_, Numeric) and not isinstance(type_, Float)


def _at_least(new: int | None, old: int | None) -> bool:
    return new is None or (old is not None and new >= old)
