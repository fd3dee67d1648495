"""What an error is: fields, a sentence, a hint, a code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform()
def error(cls: type[T]) -> type[T]:
    """Fields become the constructor, as of a dataclass; identity stays the comparison.

    It is made for the first one that is raised: for all of them that would take longer than a look at a database.
    """
    named: Any = cls

    def first(self: object, *given: Any, **values: Any) -> None:
        _complete(named)
        named.__init__(self, *given, **values)

    named.__init__, named.__dataclass_fields__ = first, _Fields(named)
    return cls


class _Fields:
    """Stands where a dataclass has its fields, until somebody wants them."""

    def __init__(self, of: Any) -> None:
        self.of = of

    def __get__(self, _instance: object, _owner: type | None = None) -> Any:
        _complete(self.of)
        return self.of.__dataclass_fields__


def _complete(cls: Any) -> None:
    """Give a class the constructor and the fields that it would have as a dataclass; twice does no harm."""
    annotations: dict[str, Any] = {}
    values: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        if "__dataclass_fields__" in vars(base):
            own = base.__annotations__
            annotations |= own
            values |= {name: vars(base)[name] for name in own if name in vars(base)}
    body = {
        "__annotations__": annotations,
        "__module__": cls.__module__,
        "__doc__": cls.__doc__ or "an error",
        **values,
    }
    made: Any = dataclass(eq=False, repr=False)(type(cls.__name__, (), body))
    cls.__dataclass_fields__, cls.__init__ = made.__dataclass_fields__, made.__init__


def listed(names: Iterable[object]) -> str:
    """`a`, `b`, `c`."""
    return ", ".join(f"`{name}`" for name in names)


class AmigError(Exception):
    """Base of all amig errors; `str()` is the sentence, `hint` tells the reader what to do next."""

    code: ClassVar[str] = "amig"
    exit_code: ClassVar[int] = 1
    says: ClassVar[str] = ""
    advice: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__.removesuffix("Error")).lower()

    @property
    def sentence(self) -> str:
        return self._filled(self.says)

    @property
    def hint(self) -> str | None:
        return self._filled(self.advice) or None

    def __str__(self) -> str:
        return self.sentence

    def fields(self) -> dict[str, Any]:
        """The values the sentence is made of, by name."""
        return {name: getattr(self, name) for name in getattr(self, "__dataclass_fields__", ())}

    def _filled(self, template: str) -> str:
        shown = {k: (listed(v) or "`base`") if isinstance(v, tuple) else v for k, v in self.fields().items()}
        return template.format_map(shown)

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self.fields())


def _again(kind: type[AmigError], values: dict[str, Any]) -> AmigError:
    return kind(**values)


class Near:
    """A hint that offers near names where there are any."""

    near: tuple[str, ...]
    otherwise: ClassVar[str] = ""

    @property
    def hint(self) -> str | None:
        return f"did you mean {listed(self.near)}?" if self.near else self.otherwise
