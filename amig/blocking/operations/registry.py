"""What plugin packages and scripts register, as they do with Alembic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from amig.blocking.operations.ops import KNOWN
from amig.errors import BadOperationError

T = TypeVar("T", bound=type[Any])
F = TypeVar("F", bound=Callable[..., Any])
Carries = Callable[[Any, Any], Any]


class Registry:
    """Operations by their names, and who carries them out by their classes: one for all, as modules register once."""

    def __init__(self) -> None:
        self._names: dict[str, Callable[..., Any]] = {}
        self._carries: dict[type[Any], Carries] = {}

    def register_operation(self, name: str, sourcename: str | None = None) -> Callable[[T], T]:
        """Class decorator: `op.<name>(...)` calls the class's own classmethod of that name, or of `sourcename`."""

        def register(kind: T) -> T:
            self._names[name] = getattr(kind, sourcename or name)
            return kind

        return register

    def implementation_for(self, kind: type[Any], replace: bool = False) -> Callable[[F], F]:
        """Function decorator: `function(operations, operation)` carries out operations of this class."""
        if kind.__name__ in KNOWN:
            problem = "is carried out by amig, and cannot be replaced"
            raise BadOperationError(kind.__name__, problem, "register an operation of your own, and call that")
        if kind in self._carries and not replace:
            raise BadOperationError(kind.__name__, "has an implementation already", "pass `replace=True`")

        def register(function: F) -> F:
            self._carries[kind] = function
            return function

        return register

    def named(self, name: str) -> Callable[..., Any] | None:
        """What is registered under a name."""
        return self._names.get(name)

    def carrier(self, kind: type[Any]) -> Carries | None:
        """Who carries out operations of a class, or of the nearest that it derives from."""
        return next((self._carries[one] for one in kind.__mro__ if one in self._carries), None)
