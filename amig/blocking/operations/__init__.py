"""The operations of plain `def` scripts, and those that plugin packages register as they do with Alembic."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, ClassVar

from amig.blocking.migration import ScriptMigration
from amig.blocking.operations import ops as ops
from amig.blocking.operations.batch import Batch
from amig.blocking.operations.batch import BatchOperations as BatchOperations
from amig.blocking.operations.ops import MigrateOperation as MigrateOperation
from amig.blocking.operations.ops import as_directive
from amig.blocking.operations.registry import Carries, Registry
from amig.errors import BadOperationError
from amig.ops import BlockingOperations, Directive
from amig.ops.batch import Opens


class Operations(BlockingOperations):
    """What `from amig.blocking import op` gives, and what a script's own operations are registered on."""

    registry: ClassVar[Registry] = Registry()
    register_operation = registry.register_operation
    implementation_for = registry.implementation_for
    batch_alter_table = Opens(Batch)

    if not TYPE_CHECKING:  # a misspelt operation is still told by type checkers

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            make = self.registry.named(name) or getattr(alembics(), name, None)
            if make is None:
                problem = "is no operation, and no plugin has registered one of that name"
                raise BadOperationError(f"op.{name}", problem, "import the module that registers it in this revision")
            return lambda *args, **kwargs: make(self, *args, **kwargs)

    def invoke(self, directive: Any) -> Any:
        """Carry out a directive, or an operation of Alembic's shape."""
        if isinstance(directive, Directive):
            return super().invoke(directive)
        if (carries := self.carrier(type(directive))) is not None:
            return carries(self, directive)
        return super().invoke(as_directive(directive))

    def carrier(self, kind: type[Any]) -> Carries | None:
        """Who carries out operations of a class, where that is not amig."""
        mine = self.registry.carrier(kind)
        if mine is not None or any(one.__name__ in ops.KNOWN for one in kind.__mro__):
            return mine
        registered: dict[Any, Any] = getattr(getattr(alembics(), "_to_impl", None), "_registry", {})
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
