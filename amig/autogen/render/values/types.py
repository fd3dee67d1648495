"""Types of columns, the users' own among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import TypeDecorator
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.types import TypeEngine

from amig.autogen.render.code import Chain, Code, Group, Word, call
from amig.autogen.render.reference import reference
from amig.autogen.render.signature import arguments
from amig.autogen.render.trial import makes
from amig.autogen.render.values.base import code
from amig.autogen.render.values.enums import ENUMS, enum
from amig.errors import UnrenderableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from amig.autogen.render.rendering import Rendering


@code.register(TypeEngine)
def column_type(value: TypeEngine[Any], rendering: Rendering) -> Code:
    """A type, with what it is on other backends."""
    made = _alone(value, rendering)
    variants = getattr(value, "_variant_mapping", {})
    links = [call(".with_variant", rendering.code(variants[name]), rendering.code(name)) for name in sorted(variants)]
    return Chain(made, tuple(links)) if links and not isinstance(made, Chain) else made


def _alone(value: TypeEngine[Any], rendering: Rendering) -> Code:
    if type(value) in ENUMS:
        return enum(value, rendering)
    if type(value).__module__.startswith("sqlalchemy."):
        return by_signature(value, rendering)
    return of_user(value, rendering)


def by_signature(value: TypeEngine[Any], rendering: Rendering) -> Group:
    """The class, which may be the public one of a driver's own, called as its `__init__` says."""
    for kind in type(value).__mro__:
        if not kind.__name__.startswith("_") and (name := reference(kind, rendering)):
            return _called(name, kind, value, rendering)
    raise UnrenderableError(repr(value), "no import leads to its class")


def _called(name: str, kind: type[Any], value: Any, rendering: Rendering) -> Group:
    args, named = arguments(value, kind)
    return Group(name, (*rendering.items(args), *rendering.named(named.items())))


def of_user(value: TypeEngine[Any], rendering: Rendering) -> Code:
    """The first way to write a type that makes an equal one; else the type that it is in the database."""
    ways: tuple[Callable[[Any, Rendering], Code | None], ...] = (_by_repr, _by_own_signature, _by_impl)
    for way in ways:
        if makes(way, value, rendering) and (made := way(value, rendering)) is not None:
            return made
    kind = type(value)
    rendering.note(f"{kind.__module__}.{kind.__qualname__} cannot be written here: this is its type in the database")
    return _in_database(value, rendering)


def _by_repr(value: TypeEngine[Any], rendering: Rendering) -> Code | None:
    """What the class itself says that it is written as."""
    said = type(value).__repr__
    if said.__module__.startswith("sqlalchemy.") or (name := reference(type(value), rendering)) is None:
        return None
    inner = repr(value).partition("(")
    return Word(f"{name}({inner[2]}") if inner[1] and inner[2].endswith(")") else None


def _by_own_signature(value: TypeEngine[Any], rendering: Rendering) -> Code | None:
    name = reference(type(value), rendering)
    return None if name is None else _called(name, type(value), value, rendering)


def _by_impl(value: TypeEngine[Any], rendering: Rendering) -> Code | None:
    """A decorator without an `__init__` of its own hands its arguments to the type that it decorates."""
    name = reference(type(value), rendering)
    if name is None or not isinstance(value, TypeDecorator):
        return None
    inner: Any = value.impl_instance if hasattr(type(value), "impl_instance") else value.impl
    args, named = arguments(inner, type(inner))
    return Group(name, (*rendering.items(args), *rendering.named(named.items())))


def _in_database(value: TypeEngine[Any], rendering: Rendering) -> Code:
    """SQLAlchemy's own type that gives the same column, else the server's words."""
    from amig.ops.raw_type import RawType

    try:
        spec = rendering.impl.type_spec(value)
        if isinstance(value, TypeDecorator):
            plain: TypeEngine[Any] = value.load_dialect_impl(rendering.dialect)
            if type(plain).__module__.startswith("sqlalchemy.") and rendering.impl.type_spec(plain) == spec:
                return column_type(plain, rendering)
    except SQLAlchemyError as error:
        raise UnrenderableError(f"the type {value!r}", str(error).splitlines()[0]) from error
    return column_type(RawType(spec), rendering)
