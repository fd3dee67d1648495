"""What an error is: fields, a sentence, a hint, a code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform()
def error(cls: type[T]) -> type[T]:
    """Fields become the constructor; identity stays the comparison."""
    return dataclass(eq=False, repr=False)(cls)


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
