"""Columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import KW_ONLY
from typing import Any, ClassVar, Self, Unpack

from sqlalchemy import (
    Column,
    Computed,
    Constraint,
    FetchedValue,
    ForeignKeyConstraint,
    Identity,
    PrimaryKeyConstraint,
    Table,
    TextClause,
)
from sqlalchemy.schema import AddConstraint, CreateIndex, SetColumnComment
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import TypeEngine

from amig.errors import BadOperationError, IrreversibleError, UnsupportedError
from amig.ops.base import Change, Statement, directive
from amig.ops.items import Convention, is_alone, table_of
from amig.ops.options import DropColumnOptions
from amig.ops.verb import OnTable
from amig.ops.writer import Writer

Default = str | bool | Identity | Computed | TextClause | ColumnElement[Any] | FetchedValue | None
AnyType = TypeEngine[Any] | type[TypeEngine[Any]]


def refuse_place(sql: Writer, operation: str, before: str | None, after: str | None) -> None:
    """A column's place among the others can be chosen by a rebuild only."""
    if before is not None or after is not None:
        keyword = "insert_before" if before is not None else "insert_after"
        instead = 'use `op.batch_alter_table(..., recreate="always")`'
        problem = f"`{keyword}` needs the table to be rebuilt"
        raise UnsupportedError(f"op.{operation}", sql.dialect.name, problem, instead)


@directive
class AddColumn(Change):
    """Add a column to an existing table, with its constraints, indexes and comment."""

    table_name: str
    column: Column[Any]
    _: KW_ONLY
    schema: str | None = None
    if_not_exists: bool | None = None
    inline_references: bool | None = None
    inline_primary_key: bool | None = None
    insert_before: str | None = None
    insert_after: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.column, Column) or not self.column.name:
            problem = f"was given {self.column!r} as a column"
            raise BadOperationError("op.add_column", problem, 'write `sa.Column("name", sa.Integer())`')

    @classmethod
    def on(
        cls,
        table: OnTable,
        column: Column[Any],
        *,
        insert_before: str | None = None,
        insert_after: str | None = None,
        if_not_exists: bool | None = None,
        inline_references: bool | None = None,
        inline_primary_key: bool | None = None,
    ) -> Self:
        return cls(
            table.name,
            column,
            schema=table.schema,
            if_not_exists=if_not_exists,
            inline_references=inline_references,
            inline_primary_key=inline_primary_key,
            insert_before=insert_before,
            insert_after=insert_after,
        )

    def table(self, convention: Convention = None) -> tuple[Table, Column[Any]]:
        """The column, on a table made for it."""
        table = table_of(self.table_name, [self.column], schema=self.schema, convention=convention)
        return table, table.c[self.column.key]

    def inlined(self, table: Table) -> ForeignKeyConstraint | None:
        """The foreign key that is written with the column itself."""
        keys = list(table.foreign_key_constraints)
        return keys[0] if self.inline_references and len(keys) == 1 and len(keys[0].columns) == 1 else None

    def emit(self, sql: Writer) -> Iterator[Statement]:
        guard = "IF NOT EXISTS " if self.if_not_exists else ""
        if is_alone(self.column):
            refuse_place(sql, "add_column", self.insert_before, self.insert_after)
            yield self.alone(sql, guard)
            return
        table, column = self.table(sql.convention)
        inlined = self.inlined(table)
        yield from sql.types(table)
        refuse_place(sql, "add_column", self.insert_before, self.insert_after)
        spec = sql.column_spec(
            column, primary_key=bool(self.inline_primary_key and column.primary_key), references=inlined
        )
        yield sql.ddl(f"ALTER TABLE {sql.table(self.table_name, self.schema)} ADD COLUMN {guard}{spec}")
        yield from self.accompanying(sql, table, column, {inlined} if inlined is not None else set())

    def alone(self, sql: Writer, guard: str = "") -> Statement:
        """A column that comes with nothing else: no table has to be made for it, which takes ten times as long."""
        table = sql.table(self.table_name, self.schema)
        return sql.ddl(f"ALTER TABLE {table} ADD COLUMN {guard}{sql.column_spec(self.column)}")

    def accompanying(
        self, sql: Writer, table: Table, column: Column[Any], inlined: Collection[Constraint]
    ) -> Iterator[Statement]:
        """Constraints, indexes and the comment that come after the column."""
        for constraint in sorted(table.constraints, key=lambda c: str(c.name or "")):
            if isinstance(constraint, PrimaryKeyConstraint) or constraint in inlined:
                continue
            if sql.applies(constraint):
                yield sql.ddl(AddConstraint(constraint, isolate_from_table=False))
        for index in sorted(table.indexes, key=lambda i: str(i.name or "")):
            yield sql.ddl(CreateIndex(index))
        if column.comment is not None and sql.dialect.supports_comments and not sql.dialect.inline_comments:
            yield sql.ddl(SetColumnComment(column))

    def reverse(self) -> DropColumn:
        return DropColumn(self.table_name, self.column.name, schema=self.schema, dropped=self)


@directive
class DropColumn(Change):
    """Drop a column from a table."""

    unwritten: ClassVar[frozenset[str]] = frozenset({"dropped"})
    table_name: str
    column_name: str
    schema: str | None
    if_exists: bool | None
    dropped: Column[Any] | AddColumn | None
    options: DropColumnOptions

    def __init__(
        self,
        table_name: str,
        column_name: str,
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        dropped: Column[Any] | AddColumn | None = None,
        **options: Unpack[DropColumnOptions],
    ) -> None:
        if unknown := set(options) - set(DropColumnOptions.__annotations__):
            raise BadOperationError("op.drop_column", f"has no keyword `{min(unknown)}`", "correct the call")
        self._set(table_name=table_name, column_name=column_name, schema=schema, if_exists=if_exists)
        self._set(dropped=dropped, options=options)

    @classmethod
    def on(
        cls,
        table: OnTable,
        column_name: str,
        *,
        if_exists: bool | None = None,
        existing_type: AnyType | None = None,
        **options: Unpack[DropColumnOptions],
    ) -> Self:
        dropped = None if existing_type is None else Column(column_name, existing_type)
        return cls(table.name, column_name, schema=table.schema, if_exists=if_exists, dropped=dropped, **options)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        guard = "IF EXISTS " if self.if_exists else ""
        table = sql.table(self.table_name, self.schema)
        yield sql.ddl(f"ALTER TABLE {table} DROP COLUMN {guard}{sql.name(self.column_name)}")

    @property
    def destructive(self) -> str:
        return f"column `{self.column_name}` of `{self.table_name}`"

    def reverse(self) -> AddColumn:
        if self.dropped is None:
            raise IrreversibleError(f"op.drop_column({self.table_name!r}, {self.column_name!r})")
        if isinstance(self.dropped, AddColumn):
            return self.dropped
        return AddColumn(self.table_name, self.dropped, schema=self.schema)
