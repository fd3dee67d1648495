"""The table of operations: one line each, and every face follows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
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
from amig.ops.batch import AsyncBatch, BlockingBatch, Opens
from amig.ops.batch import BatchAlterTable as BatchAlterTable
from amig.ops.batch import BatchOperations as BatchOperations
from amig.ops.check import CreateCheckConstraint as CreateCheckConstraint
from amig.ops.column import AddColumn as AddColumn
from amig.ops.column import DropColumn as DropColumn
from amig.ops.comment import CreateTableComment as CreateTableComment
from amig.ops.comment import DropTableComment as DropTableComment
from amig.ops.comment_on import CommentOn as CommentOn
from amig.ops.constraint import DropConstraint as DropConstraint
from amig.ops.data import BulkInsert as BulkInsert
from amig.ops.enum import AddEnumValue as AddEnumValue
from amig.ops.enum import CreateEnum as CreateEnum
from amig.ops.enum import DropEnum as DropEnum
from amig.ops.enum import RenameEnumValue as RenameEnumValue
from amig.ops.exclude import CreateExcludeConstraint as CreateExcludeConstraint
from amig.ops.extension import AlterExtension as AlterExtension
from amig.ops.extension import CreateExtension as CreateExtension
from amig.ops.extension import DropExtension as DropExtension
from amig.ops.foreign_key import CreateForeignKey as CreateForeignKey
from amig.ops.function import CreateFunction as CreateFunction
from amig.ops.function import DropFunction as DropFunction
from amig.ops.function import ReplaceFunction as ReplaceFunction
from amig.ops.grant import Grant as Grant
from amig.ops.grant import Revoke as Revoke
from amig.ops.index import CreateIndex as CreateIndex
from amig.ops.index import DropIndex as DropIndex
from amig.ops.materialized_view import CreateMaterializedView as CreateMaterializedView
from amig.ops.materialized_view import DropMaterializedView as DropMaterializedView
from amig.ops.materialized_view import RefreshMaterializedView as RefreshMaterializedView
from amig.ops.policy import CreatePolicy as CreatePolicy
from amig.ops.policy import DisableRowSecurity as DisableRowSecurity
from amig.ops.policy import DropPolicy as DropPolicy
from amig.ops.policy import EnableRowSecurity as EnableRowSecurity
from amig.ops.primary_key import CreatePrimaryKey as CreatePrimaryKey
from amig.ops.procedure import CreateProcedure as CreateProcedure
from amig.ops.procedure import DropProcedure as DropProcedure
from amig.ops.procedure import ReplaceProcedure as ReplaceProcedure
from amig.ops.replace_enum import EnumColumn as EnumColumn
from amig.ops.replace_enum import ReplaceEnum as ReplaceEnum
from amig.ops.script import Irreversible as Irreversible
from amig.ops.script import RunScript as RunScript
from amig.ops.sequence import AlterSequence as AlterSequence
from amig.ops.sequence import CreateSequence as CreateSequence
from amig.ops.sequence import DropSequence as DropSequence
from amig.ops.sql import Execute as Execute
from amig.ops.sql import RawSQL as RawSQL
from amig.ops.statement import Statement as Statement
from amig.ops.table import CreateTable as CreateTable
from amig.ops.table import DropTable as DropTable
from amig.ops.table import RenameTable as RenameTable
from amig.ops.trigger import CreateTrigger as CreateTrigger
from amig.ops.trigger import DropTrigger as DropTrigger
from amig.ops.trigger import ReplaceTrigger as ReplaceTrigger
from amig.ops.unique import CreateUniqueConstraint as CreateUniqueConstraint
from amig.ops.verb import AsyncFace, BlockingFace, Verb
from amig.ops.view import CreateView as CreateView
from amig.ops.view import DropView as DropView
from amig.ops.view import ReplaceView as ReplaceView

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncConnection

P = ParamSpec("P")
R = TypeVar("R")


class Verbs:
    """Every operation, on every face."""

    add_column = Verb(AddColumn)
    add_enum_value = Verb(AddEnumValue)
    alter_column = Verb(AlterColumn)
    alter_extension = Verb(AlterExtension)
    alter_sequence = Verb(AlterSequence)
    bulk_insert = Verb(BulkInsert)
    comment_on = Verb(CommentOn)
    create_check_constraint = Verb(CreateCheckConstraint)
    create_enum = Verb(CreateEnum)
    create_exclude_constraint = Verb(CreateExcludeConstraint)
    create_extension = Verb(CreateExtension)
    create_foreign_key = Verb(CreateForeignKey)
    create_function = Verb(CreateFunction)
    create_index = Verb(CreateIndex)
    create_materialized_view = Verb(CreateMaterializedView)
    create_policy = Verb(CreatePolicy)
    create_primary_key = Verb(CreatePrimaryKey)
    create_procedure = Verb(CreateProcedure)
    create_sequence = Verb(CreateSequence)
    create_table = Verb(CreateTable)
    create_table_comment = Verb(CreateTableComment)
    create_trigger = Verb(CreateTrigger)
    create_unique_constraint = Verb(CreateUniqueConstraint)
    create_view = Verb(CreateView)
    disable_row_security = Verb(DisableRowSecurity)
    drop_column = Verb(DropColumn)
    drop_constraint = Verb(DropConstraint)
    drop_enum = Verb(DropEnum)
    drop_extension = Verb(DropExtension)
    drop_function = Verb(DropFunction)
    drop_index = Verb(DropIndex)
    drop_materialized_view = Verb(DropMaterializedView)
    drop_policy = Verb(DropPolicy)
    drop_procedure = Verb(DropProcedure)
    drop_sequence = Verb(DropSequence)
    drop_table = Verb(DropTable)
    drop_table_comment = Verb(DropTableComment)
    drop_trigger = Verb(DropTrigger)
    drop_view = Verb(DropView)
    enable_row_security = Verb(EnableRowSecurity)
    execute = Verb(Execute)
    grant = Verb(Grant)
    irreversible = Verb(Irreversible)
    refresh_materialized_view = Verb(RefreshMaterializedView)
    rename_enum_value = Verb(RenameEnumValue)
    rename_table = Verb(RenameTable)
    replace_enum = Verb(ReplaceEnum)
    replace_function = Verb(ReplaceFunction)
    replace_procedure = Verb(ReplaceProcedure)
    replace_trigger = Verb(ReplaceTrigger)
    replace_view = Verb(ReplaceView)
    revoke = Verb(Revoke)
    run_script = Verb(RunScript)

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

    batch_alter_table = Opens(AsyncBatch)

    async def run_sync(self, function: Callable[Concatenate[Connection, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call a plain function with the blocking connection, in the migration's transaction."""
        return await self.get_bind().run_sync(function, *args, **kwargs)

    async def run_async(
        self, function: Callable[Concatenate[AsyncConnection, P], Awaitable[R]], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Await a function with the connection, in the migration's transaction."""
        return await function(self.get_bind(), *args, **kwargs)


class BlockingOperations(Verbs, BlockingFace):
    """What a plain `def upgrade(op)` receives."""

    batch_alter_table = Opens(BlockingBatch)

    def run_sync(self, function: Callable[Concatenate[Connection, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call a function with the connection, as `Operations.run_sync` does."""
        return function(self.get_bind(), *args, **kwargs)

    def run_async(
        self,
        function: Callable[Concatenate[AsyncConnection, P], Coroutine[Any, Any, R]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Call an `async def` with the `AsyncConnection`, in the migration's transaction, and wait for it."""
        bind: AsyncConnection = self._invoker.get_bind(blocking=False)
        return self._invoker.wait(function(bind, *args, **kwargs))


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
