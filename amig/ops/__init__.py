"""The table of operations: one line each, and every face follows."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from types import CodeType
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import BindParameter, literal
from sqlalchemy.sql.elements import conv
from sqlalchemy.types import TypeEngine

from amig.errors import OutsideMigrationError
from amig.ops.alter import AlterColumn as AlterColumn
from amig.ops.base import Change as Change
from amig.ops.base import Directive as Directive
from amig.ops.base import Invoker as Invoker
from amig.ops.base import directive as directive
from amig.ops.column import AddColumn as AddColumn
from amig.ops.column import DropColumn as DropColumn
from amig.ops.comment import CreateTableComment as CreateTableComment
from amig.ops.comment import DropTableComment as DropTableComment
from amig.ops.constraint import CreateCheckConstraint as CreateCheckConstraint
from amig.ops.constraint import CreateForeignKey as CreateForeignKey
from amig.ops.constraint import CreatePrimaryKey as CreatePrimaryKey
from amig.ops.constraint import CreateUniqueConstraint as CreateUniqueConstraint
from amig.ops.constraint import DropConstraint as DropConstraint
from amig.ops.data import BulkInsert as BulkInsert
from amig.ops.index import CreateIndex as CreateIndex
from amig.ops.index import DropIndex as DropIndex
from amig.ops.sql import Execute as Execute
from amig.ops.sql import RawSQL as RawSQL
from amig.ops.statement import Statement as Statement
from amig.ops.table import CreateTable as CreateTable
from amig.ops.table import DropTable as DropTable
from amig.ops.table import RenameTable as RenameTable
from amig.ops.verb import AsyncFace, BatchFace, BatchVerb, BlockingFace, Verb

if TYPE_CHECKING:
    from sqlalchemy import Connection

P = ParamSpec("P")
R = TypeVar("R")


class Verbs:
    """Every operation, on every face."""

    add_column = Verb(AddColumn)
    alter_column = Verb(AlterColumn)
    bulk_insert = Verb(BulkInsert)
    create_check_constraint = Verb(CreateCheckConstraint)
    create_foreign_key = Verb(CreateForeignKey)
    create_index = Verb(CreateIndex)
    create_primary_key = Verb(CreatePrimaryKey)
    create_table = Verb(CreateTable)
    create_table_comment = Verb(CreateTableComment)
    create_unique_constraint = Verb(CreateUniqueConstraint)
    drop_column = Verb(DropColumn)
    drop_constraint = Verb(DropConstraint)
    drop_index = Verb(DropIndex)
    drop_table = Verb(DropTable)
    drop_table_comment = Verb(DropTableComment)
    execute = Verb(Execute)
    rename_table = Verb(RenameTable)

    @staticmethod
    def f(name: str) -> conv:
        """Mark a constraint's name as final: no naming convention is applied to it."""
        return conv(name)

    @staticmethod
    def inline_literal(value: Any, type_: TypeEngine[Any] | None = None) -> BindParameter[Any]:
        """A value that is written into the SQL text, offline too."""
        return literal(value, type_, literal_execute=True)


class Operations(Verbs, AsyncFace):
    """What `async def upgrade(op)` receives."""

    async def run_sync(self, function: Callable[Concatenate[Connection, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call a plain function with the blocking connection, in the migration's transaction."""
        return await self.get_bind().run_sync(function, *args, **kwargs)


class BlockingOperations(Verbs, BlockingFace):
    """What a plain `def upgrade(op)` receives."""

    def run_sync(self, function: Callable[Concatenate[Connection, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call a function with the connection, as `Operations.run_sync` does."""
        return function(self.get_bind(), *args, **kwargs)


class BatchOperations(BatchFace):
    """What a batch on one table offers: the same operations without the table's name, queued until its end."""

    add_column = BatchVerb(AddColumn.on)
    alter_column = BatchVerb(AlterColumn.on)
    create_check_constraint = BatchVerb(CreateCheckConstraint.on)
    create_foreign_key = BatchVerb(CreateForeignKey.on)
    create_index = BatchVerb(CreateIndex.on)
    create_primary_key = BatchVerb(CreatePrimaryKey.on)
    create_table_comment = BatchVerb(CreateTableComment.on)
    create_unique_constraint = BatchVerb(CreateUniqueConstraint.on)
    drop_column = BatchVerb(DropColumn.on)
    drop_constraint = BatchVerb(DropConstraint.on)
    drop_index = BatchVerb(DropIndex.on)
    drop_table_comment = BatchVerb(DropTableComment.on)


current: ContextVar[Invoker] = ContextVar("amig.ops.current")
"""The invoker of the migration that runs in this task."""


class Running:
    """Whichever migration is running: looked up at each call, never kept."""

    def _invoker(self, operation: str) -> Invoker:
        if (invoker := current.get(None)) is None:
            raise OutsideMigrationError(operation)
        return invoker

    def invoke(self, directive: Directive[R]) -> Coroutine[Any, Any, R]:
        from amig.ops.verb import verb_name

        return self._invoker(verb_name(type(directive))).invoke(directive)

    def called(self, name: str, begun: Coroutine[Any, Any, Any], code: CodeType, line: int) -> None:
        self._invoker(name).called(name, begun, code, line)

    def wait(self, work: Coroutine[Any, Any, R]) -> R:
        return self._invoker("wait").wait(work)

    def get_bind(self, *, blocking: bool) -> Any:
        return self._invoker("get_bind()").get_bind(blocking=blocking)

    def get_context(self) -> Any:
        return self._invoker("get_context()").get_context()


running = Running()
op = Operations(running)
"""`from amig import op`: the operations of whichever migration is running."""
