"""A frozen dataclass whose methods are not compiled for each class: of a large one that takes as long as a start."""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields, make_dataclass
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """What `@dataclass(frozen=True, kw_only=True)` gives: fields by name, compared by value, and none changes."""
    named: Any = dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)
    named.__init__, named.__repr__, named.__eq__ = _begin, _written, _is_equal
    named.__hash__, named.__setattr__, named.__delattr__ = _hash, _refuse, _refuse
    named.__signature__ = _Signature()
    return cls


class _Signature:
    """What may be given, for those who ask: an editor, a page of the documentation."""

    def __get__(self, _instance: object, owner: Any) -> Any:
        from copy import copy
        from inspect import signature

        made = make_dataclass(owner.__name__, [(f.name, f.type, copy(f)) for f in fields(owner)])
        return signature(made)


def _begin(self: Any, **given: Any) -> None:
    values = {f.name: _default(f) if f.name not in given else given.pop(f.name) for f in fields(self)}
    call = f"{type(self).__qualname__}.__init__()"
    if given:
        raise TypeError(f"{call} got an unexpected keyword argument {next(iter(given))!r}")
    if missing := [repr(name) for name, value in values.items() if value is MISSING]:
        raise TypeError(f"{call} misses {', '.join(missing)}")
    vars(self).update(values)
    if hasattr(self, "__post_init__"):
        self.__post_init__()


def _default(one: Any) -> Any:
    return one.default if one.default_factory is MISSING else one.default_factory()


def _written(self: Any) -> str:
    shown = (f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _is_equal(self: Any, other: Any) -> bool:
    return vars(self) == vars(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(tuple(vars(self).values()))


def _refuse(_self: Any, name: str, _value: object = None) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")
