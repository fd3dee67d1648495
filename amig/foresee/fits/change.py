"""A column's change of type, and values that do not go along with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from sqlalchemy import BigInteger, Enum, Float, Integer, Numeric, SmallInteger, String, TypeDecorator
from sqlalchemy.types import TypeEngine, to_instance

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.ops.alter import AlterColumn

Type = TypeEngine[Any]


class Misfit(NamedTuple):
    """Values in words, and the condition that finds them; None where none can be written, with the reason."""

    what: str
    where: str | None
    is_certain: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """`value` is the column in SQL, `old` its type where it is known, `using` an expression of the author's."""

    impl: Impl
    value: str
    name: str
    old: Type | None
    new: Type
    using: str | None = None

    @classmethod
    def of(cls, impl: Impl, directive: AlterColumn, value: str) -> Self:
        """The change that an operation asks for."""
        old = None if directive.existing_type is None else plain(directive.existing_type)
        using = directive.options.get("postgresql_using")
        return cls(impl, value, directive.column_name, old, plain(directive.type_), using)

    @property
    def from_text(self) -> bool:
        return isinstance(self.old, String) and not isinstance(self.old, Enum)

    @property
    def from_number(self) -> bool:
        return isinstance(self.old, Integer | Numeric | Float)

    @property
    def grows(self) -> bool:
        """Whether the new type holds all that the old one does, as far as their sizes tell."""
        if isinstance(self.old, String) and isinstance(self.new, String) and not isinstance(self.new, Enum):
            room, needed = self.new.length, self.old.length
            return room is None or (needed is not None and needed <= room)
        before, after = bounds(self.old), bounds(self.new)
        return before is not None and after is not None and after[0] <= before[0] and before[1] <= after[1]


def plain(type_: Any) -> Type:
    """An instance, without what only Python sees of it."""
    made: Any = to_instance(type_)
    return plain(made.impl_instance) if isinstance(made, TypeDecorator) else made


def bounds(type_: Type | None) -> tuple[int, int] | None:
    """The least and the greatest number of an integer type."""
    if not isinstance(type_, Integer):
        return None
    bits = 16 if isinstance(type_, SmallInteger) else 64 if isinstance(type_, BigInteger) else 32
    return -(2 ** (bits - 1)), 2 ** (bits - 1) - 1


def digits(type_: Type) -> tuple[int, int] | None:
    """Digits before the point and after it, of a numeric type that says how many."""
    if isinstance(type_, Float) or not isinstance(type_, Numeric) or type_.precision is None:
        return None
    return type_.precision - (type_.scale or 0), type_.scale or 0


def out_of_range(number: str, type_: Type) -> str | None:
    """That a number is too large for a type, as a condition; None for a type that holds any."""
    if (limits := bounds(type_)) is not None:
        return f"round({number}) NOT BETWEEN {limits[0]} AND {limits[1]}"
    if (places := digits(type_)) is not None:
        return f"abs(round({number}, {places[1]})) >= 1{'0' * places[0]}"
    return None
