"""Several changes of one table as one: a rebuild where the backend cannot alter, plain ALTERs where it can."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from inspect import signature
from types import TracebackType
from typing import TYPE_CHECKING, Any, Concatenate, Generic, Literal, ParamSpec, TypeVar, overload

from sqlalchemy import BindParameter, Table, literal
from sqlalchemy.schema import SchemaItem
from sqlalchemy.sql.elements import conv
from sqlalchemy.types import TypeEngine

from amig.errors import BadOperationError
from amig.ops.alter import AlterColumn
from amig.ops.base import Change, Directive, OnTable, directive
from amig.ops.check import CreateCheckConstraint
from amig.ops.column import AddColumn, DropColumn
from amig.ops.comment import CreateTableComment, DropTableComment
from amig.ops.constraint import DropConstraint
from amig.ops.exclude import CreateExcludeConstraint
from amig.ops.foreign_key import CreateForeignKey
from amig.ops.index import CreateIndex, DropIndex
from amig.ops.primary_key import CreatePrimaryKey
from amig.ops.sql import Execute
from amig.ops.unique import CreateUniqueConstraint
from amig.ops.verb import BatchFace, BatchVerb, misused

if TYPE_CHECKING:
    from amig.ops.verb import AsyncFace, BlockingFace
    from amig.ops.writer import Writer

P = ParamSpec("P")
B = TypeVar("B")
Recreate = Literal["auto", "always", "never"]


def destroyed_together(operations: Sequence[Directive[Any]]) -> str | None:
    """What several changes destroy."""
    lost = [one.destructive for one in operations if one.destructive is not None]
    return ", ".join(lost) or None


@directive
class BatchAlterTable(Change):
    """Change a table in several ways at once, as `op.batch_alter_table` collects them."""

    table_name: str
    operations: tuple[Directive[Any], ...]
    schema: str | None
    recreate: Recreate
    partial_reordering: tuple[tuple[str, ...], ...]
    copy_from: Table | None
    table_args: tuple[SchemaItem, ...]
    table_kwargs: Mapping[str, Any]
    reflect_args: tuple[Any, ...]
    reflect_kwargs: Mapping[str, Any]
    naming_convention: Mapping[str, Any] | None

    def __init__(
        self,
        table_name: str,
        operations: Sequence[Directive[Any]] = (),
        *,
        schema: str | None = None,
        recreate: Recreate = "auto",
        partial_reordering: Sequence[Sequence[str]] | None = None,
        copy_from: Table | None = None,
        table_args: Sequence[SchemaItem] = (),
        table_kwargs: Mapping[str, Any] | None = None,
        reflect_args: Sequence[Any] = (),
        reflect_kwargs: Mapping[str, Any] | None = None,
        naming_convention: Mapping[str, Any] | None = None,
    ) -> None:
        if recreate not in ("auto", "always", "never"):
            problem = f"was given recreate={recreate!r}"
            raise BadOperationError("op.batch_alter_table", problem, 'say "auto", "always" or "never"')
        if partial_reordering and recreate != "always":
            problem = "has `partial_reordering`, which needs the table to be rebuilt"
            raise BadOperationError("op.batch_alter_table", problem, 'add `recreate="always"`')
        order = tuple(tuple(names) for names in partial_reordering or ())
        self._set(table_name=table_name, operations=tuple(operations), schema=schema, recreate=recreate)
        self._set(partial_reordering=order, copy_from=copy_from, table_args=tuple(table_args))
        self._set(table_kwargs=dict(table_kwargs or {}), reflect_args=tuple(reflect_args))
        self._set(reflect_kwargs=dict(reflect_kwargs or {}), naming_convention=naming_convention)

    @property
    def destructive(self) -> str | None:
        return destroyed_together(self.operations)

    def reverse(self) -> BatchAlterTable:
        """Each change undone, the last one first."""
        undone = [operation.reverse() for operation in reversed(self.operations)]
        return self.__replace__(operations=tuple(undone), copy_from=None)


@directive
class Rebuild(Change):
    """The part of a batch that is done on a copy of the table, which then takes its place."""

    batch: BatchAlterTable
    operations: tuple[Directive[Any], ...]

    @property
    def destructive(self) -> str | None:
        return destroyed_together(self.operations)

    def looks(self, sql: Writer) -> tuple[OnTable, ...]:  # noqa: ARG002
        return (OnTable(self.batch.table_name, self.batch.schema),)


class BatchOperations(BatchFace):
    """What a batch on one table offers: the same operations without the table's name, queued until its end."""

    add_column = BatchVerb(AddColumn.on)
    alter_column = BatchVerb(AlterColumn.on)
    create_check_constraint = BatchVerb(CreateCheckConstraint.on)
    create_exclude_constraint = BatchVerb(CreateExcludeConstraint.on)
    create_foreign_key = BatchVerb(CreateForeignKey.on)
    create_index = BatchVerb(CreateIndex.on)
    create_primary_key = BatchVerb(CreatePrimaryKey.on)
    create_table_comment = BatchVerb(CreateTableComment.on)
    create_unique_constraint = BatchVerb(CreateUniqueConstraint.on)
    drop_column = BatchVerb(DropColumn.on)
    drop_constraint = BatchVerb(DropConstraint.on)
    drop_index = BatchVerb(DropIndex.on)
    drop_table_comment = BatchVerb(DropTableComment.on)
    execute = BatchVerb(Execute.on)

    def invoke(self, directive: Directive[Any]) -> None:
        """Queue any directive, your own included."""
        self.queued.append(directive)

    @staticmethod
    def f(name: str) -> conv:
        """Mark a constraint's name as final: no naming convention is applied to it."""
        return conv(name)

    @staticmethod
    def inline_literal(value: Any, type_: TypeEngine[Any] | None = None) -> BindParameter[Any]:
        """A value that is written into the SQL text, offline too."""
        return literal(value, type_, literal_execute=True)

    def get_bind(self) -> Any:
        """The connection that the migration runs on."""
        return self.face.get_bind()

    def run_async(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call an `async def` with the connection, at once: what is queued has not happened yet."""
        return self.face.run_async(function, *args, **kwargs)

    def get_context(self) -> Any:
        """The migration context."""
        return self.face.get_context()


class Batch:
    """`async with op.batch_alter_table(...) as batch` (in a plain `def`: `with`): carried out when the block ends.

    Nothing runs when the block raises.
    """

    def __init__(  # noqa: PLR0917 - in the order of Alembic's call
        self,
        face: AsyncFace | BlockingFace,
        table_name: str,
        schema: str | None = None,
        recreate: Recreate = "auto",
        partial_reordering: Sequence[Sequence[str]] | None = None,
        copy_from: Table | None = None,
        table_args: Sequence[SchemaItem] = (),
        table_kwargs: Mapping[str, Any] | None = None,
        reflect_args: Sequence[Any] = (),
        reflect_kwargs: Mapping[str, Any] | None = None,
        naming_convention: Mapping[str, Any] | None = None,
    ) -> None:
        self.face: Any = face
        self.operations = BatchOperations(OnTable(table_name, schema), face)
        self.empty = BatchAlterTable(
            table_name,
            schema=schema,
            recreate=recreate,
            partial_reordering=partial_reordering,
            copy_from=copy_from,
            table_args=table_args,
            table_kwargs=table_kwargs,
            reflect_args=reflect_args,
            reflect_kwargs=reflect_kwargs,
            naming_convention=naming_convention,
        )

    def made(self) -> BatchAlterTable:
        """The batch as a directive."""
        return self.empty.__replace__(operations=tuple(self.operations.queued))


class Opens(Generic[P, B]):
    """`op.batch_alter_table(...)` on one face: the batch that belongs to it."""

    def __init__(self, batch: Callable[Concatenate[Any, P], B]) -> None:
        self.batch = batch
        self.__doc__ = batch.__doc__

    @overload
    def __get__(self, face: None, owner: type[Any]) -> Opens[P, B]: ...
    @overload
    def __get__(self, face: AsyncFace | BlockingFace, owner: type[Any]) -> Callable[P, B]: ...
    def __get__(self, face: AsyncFace | BlockingFace | None, owner: type[Any]) -> Any:
        if face is None:
            return self

        def batch_alter_table(*args: P.args, **kwargs: P.kwargs) -> B:
            try:
                signature(self.batch).bind(face, *args, **kwargs)
            except TypeError as error:
                known = list(signature(self.batch).parameters)[1:]
                raise misused("batch_alter_table", str(error), known) from error
            return self.batch(face, *args, **kwargs)

        return batch_alter_table


class AsyncBatch(Batch):
    """A batch of an `async def` script."""

    async def __aenter__(self) -> BatchOperations:
        return self.operations

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            await self.face.invoke(self.made())

    def __enter__(self) -> BatchOperations:
        problem = "is used with a plain `with` in an `async def` script"
        raise BadOperationError("op.batch_alter_table", problem, "write `async with op.batch_alter_table(...)`")

    def __exit__(self, *_: object) -> None:
        """Never reached; Python looks for it before it enters."""


class BlockingBatch(Batch):
    """A batch of a plain `def` script."""

    def __enter__(self) -> BatchOperations:
        return self.operations

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.face.invoke(self.made())
