"""The call that makes an object again, read from its class's `__init__` and the attributes of the same names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from inspect import Parameter, signature
from typing import Any

from sqlalchemy.types import TypeEngine

from amig.errors import UnrenderableError

_INTERNAL = frozenset({"metadata", "inherit_schema", "quote"})
_SECRET = ("key", "secret", "password", "passphrase", "token")
_MISSING: Any = object()


def arguments(value: Any, kind: type[Any]) -> tuple[list[Any], dict[str, Any]]:
    """Positional and named arguments without those that are usual; raises UnrenderableError where one is not kept."""
    args: list[Any] = []
    named: dict[str, Any] = {}
    for parameter in parameters(kind):
        found = _kept(value, parameter.name)
        if parameter.kind is Parameter.VAR_POSITIONAL:
            args += found if isinstance(found, tuple | list) else ()
        elif parameter.default is Parameter.empty:
            args.append(_needed(value, parameter.name, found))
        elif found is not _MISSING and not alike(found, parameter.default):
            named[parameter.name] = _needed(value, parameter.name, found)
    usual = _usual(kind, args)
    return args, {name: one for name, one in named.items() if not alike(one, _kept(usual, name))}


def parameters(kind: type[Any]) -> Iterator[Parameter]:
    """Those of `__init__`; where it passes `**kwargs` on, those of the next one up as well."""
    seen = set(_INTERNAL)
    for one in (base for base in kind.__mro__ if "__init__" in vars(base) and base is not object):
        mine = list(signature(vars(one)["__init__"]).parameters.values())[1:]
        for parameter in mine:
            if parameter.kind is not Parameter.VAR_KEYWORD and parameter.name not in seen:
                seen.add(parameter.name)
                if not parameter.name.startswith("_"):
                    yield parameter
        if not any(parameter.kind is Parameter.VAR_KEYWORD for parameter in mine):
            return


def _kept(value: Any, name: str) -> Any:
    """An argument that the object has kept, under its name or a private one."""
    private = {"regexp": "_reg"}.get(name, f"_{name}")
    return getattr(value, name, getattr(value, private, _MISSING))


def _needed(value: Any, name: str, found: Any) -> Any:
    if found is _MISSING:
        raise UnrenderableError(repr(value), f"its argument `{name}` is not kept as an attribute")
    if name.rpartition("_")[2] in _SECRET:
        raise UnrenderableError(f"`{name}` of {type(value).__name__}", "it looks like a secret")
    return found


def _usual(kind: type[Any], args: list[Any]) -> Any:
    """The object that comes of the same call without any options, where there is one."""
    with suppress(Exception):
        return kind(*args)
    return None


def alike(one: Any, other: Any) -> bool:
    """Whether two arguments are the same; types are when they are written alike."""
    if isinstance(one, TypeEngine) and isinstance(other, TypeEngine):
        return repr(one) == repr(other)
    if one is other:
        return True
    return type(one) is type(other) and isinstance(one, str | int | float | tuple | list) and bool(one == other)
