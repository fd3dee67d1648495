"""Batches of plain scripts, with what plugin packages register on them."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace, TracebackType
from typing import TYPE_CHECKING, Any, ClassVar

from amig.blocking.operations.ops import as_directive
from amig.blocking.operations.registry import Registry
from amig.errors import BadOperationError
from amig.ops import BatchOperations as OwnBatchOperations
from amig.ops import Directive
from amig.ops.batch import BlockingBatch


class BatchOperations(OwnBatchOperations):
    """What a batch offers; operations of a plugin are carried out when it ends, after its own."""

    registry: ClassVar[Registry] = Registry()
    register_operation = registry.register_operation
    implementation_for = registry.implementation_for

    def __init__(self, own: OwnBatchOperations) -> None:
        super().__init__(own.table, own.face)
        self.after: list[Callable[[], Any]] = []

    if not TYPE_CHECKING:  # a misspelt operation is still told by type checkers

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__") or name == "after":
                raise AttributeError(name)
            if (make := self.registry.named(name)) is not None:
                return lambda *args, **kwargs: make(self, *args, **kwargs)
            problem = "is no operation of a batch, and no plugin has registered one of that name"
            raise BadOperationError(f"batch.{name}", problem, "call it on `op`, with the name of the table")

    def invoke(self, directive: Any) -> None:
        """Queue a directive, or an operation of Alembic's shape."""
        if isinstance(directive, Directive):
            super().invoke(directive)
        elif (carries := self.registry.carrier(type(directive))) is not None:
            self.after.append(lambda: carries(self, directive))
        elif (on_op := self.face.carrier(type(directive))) is not None:
            self.after.append(lambda: on_op(self.face, directive))
        else:
            super().invoke(as_directive(directive))

    @property
    def impl(self) -> SimpleNamespace:
        """What Alembic's batch is made of: the table's name, its schema, the dialect."""
        return SimpleNamespace(table_name=self.table.name, schema=self.table.schema, dialect=self.face.impl.dialect)


class Batch(BlockingBatch):
    """`with op.batch_alter_table(...)` of `amig.blocking`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.operations = BatchOperations(self.operations)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        if error is None and isinstance(self.operations, BatchOperations):
            for work in self.operations.after:
                work()
