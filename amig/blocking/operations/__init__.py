"""The operations of plain `def` scripts, and those that plugin packages register as they do with Alembic."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from amig.blocking.migration import ScriptMigration
from amig.blocking.operations import ops as ops
from amig.blocking.operations.ops import MigrateOperation as MigrateOperation
from amig.blocking.operations.ops import as_directive
from amig.errors import BadOperationError
from amig.ops import BatchOperations as BatchOperations
from amig.ops import BlockingOperations, Directive

T = TypeVar("T", bound=type[Any])
F = TypeVar("F", bound=Callable[..., Any])
Carries = Callable[["Operations", Any], Any]


class Operations(BlockingOperations):
    """What `from amig.blocking import op` gives, and what a script's own operations are registered on."""

    _names: dict[str, Callable[..., Any]] = {}  # noqa: RUF012 - one for all, as modules register at import
    _carries: dict[type[Any], Carries] = {}  # noqa: RUF012

    @classmethod
    def register_operation(cls, name: str, sourcename: str | None = None) -> Callable[[T], T]:
        """Class decorator: `op.<name>(...)` calls the class's own classmethod of that name, or of `sourcename`."""

        def register(kind: T) -> T:
            cls._names[name] = getattr(kind, sourcename or name)
            return kind

        return register

    @classmethod
    def implementation_for(cls, kind: type[Any], replace: bool = False) -> Callable[[F], F]:
        """Function decorator: `function(operations, operation)` carries out operations of this class."""
        if kind.__name__ in ops.KNOWN:
            problem = "is carried out by amig, and cannot be replaced"
            raise BadOperationError(kind.__name__, problem, "register an operation of your own, and call that")
        if kind in cls._carries and not replace:
            raise BadOperationError(kind.__name__, "has an implementation already", "pass `replace=True`")

        def register(function: F) -> F:
            cls._carries[kind] = function
            return function

        return register

    if not TYPE_CHECKING:  # a misspelt operation is still told by type checkers

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            if (make := self._names.get(name)) is not None:
                return lambda *args, **kwargs: make(self, *args, **kwargs)
            if (theirs := getattr(alembics(), name, None)) is not None:
                return lambda *args, **kwargs: theirs(self, *args, **kwargs)
            problem = "is no operation, and no plugin has registered one of that name"
            raise BadOperationError(f"op.{name}", problem, "import the module that registers it in this revision")

    def invoke(self, directive: Any) -> Any:
        """Carry out a directive, or an operation of Alembic's shape."""
        if isinstance(directive, Directive):
            return super().invoke(directive)
        if (carries := self._carrier(type(directive))) is not None:
            return carries(self, directive)
        return super().invoke(as_directive(directive))

    def _carrier(self, kind: type[Any]) -> Carries | None:
        mine = next((self._carries[one] for one in kind.__mro__ if one in self._carries), None)
        if mine is not None or any(one.__name__ in ops.KNOWN for one in kind.__mro__):
            return mine
        theirs: Any = getattr(alembics(), "_to_impl", None)
        registered: dict[Any, Any] = getattr(theirs, "_registry", {})
        return next((registered[one, "default"] for one in kind.__mro__ if (one, "default") in registered), None)

    def get_context(self) -> Any:
        """The migration context: its dialect, its bind, its options, `autocommit_block()`."""
        return ScriptMigration(super().get_context(), self)

    @property
    def migration_context(self) -> Any:
        return self.get_context()

    @property
    def impl(self) -> Any:
        return self.get_context().impl


def alembics() -> Any:
    """Alembic's own `Operations`, where something else has imported it: plugins that need it registered there."""
    return getattr(sys.modules.get("alembic.operations.base"), "Operations", None)
