"""Whole tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY, field
from typing import ClassVar, Unpack

from sqlalchemy import Table
from sqlalchemy import schema as sa_schema
from sqlalchemy.schema import SchemaItem

from amig.errors import IrreversibleError
from amig.ops.base import Change, Directive, Statement, directive
from amig.ops.items import checked, plain_table, table_of
from amig.ops.options import TableOptions
from amig.ops.writer import Writer


@directive
class CreateTable(Directive[Table]):
    """Create a table, with its indexes and comments, and hand it back, ready for inserts."""

    table_name: str
    columns: tuple[SchemaItem, ...]
    if_not_exists: bool | None
    schema: str | None
    options: TableOptions
    built: Table = field(repr=False)

    def __init__(
        self,
        table_name: str,
        *columns: SchemaItem,
        if_not_exists: bool | None = None,
        schema: str | None = None,
        **options: Unpack[TableOptions],
    ) -> None:
        known = TableOptions.__annotations__
        table = checked("create_table", lambda: table_of(table_name, columns, schema=schema, **options), known)
        self._set(table_name=table_name, columns=columns, if_not_exists=if_not_exists, schema=schema, options=options)
        self._set(built=table)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        yield from sql.creating(self.built, if_not_exists=bool(self.if_not_exists))

    def result(self) -> Table:
        return self.built

    def reverse(self) -> DropTable:
        return DropTable(self.table_name, schema=self.schema, created=self)


@directive
class DropTable(Change):
    """Drop a table."""

    unwritten: ClassVar[frozenset[str]] = frozenset({"created"})
    table_name: str
    _: KW_ONLY
    schema: str | None = None
    if_exists: bool | None = None
    created: CreateTable | None = None

    def emit(self, sql: Writer) -> Iterator[Statement]:
        table = self.created.built if self.created else plain_table(self.table_name, (), schema=self.schema)
        yield sql.ddl(sa_schema.DropTable(table, if_exists=bool(self.if_exists)))

    def reverse(self) -> CreateTable:
        if self.created is None:
            raise IrreversibleError(f"op.drop_table({self.table_name!r})")
        return self.created


@directive
class RenameTable(Change):
    """Give a table another name, in the same schema."""

    old_table_name: str
    new_table_name: str
    _: KW_ONLY
    schema: str | None = None

    def emit(self, sql: Writer) -> Iterator[Statement]:
        old, new = sql.table(self.old_table_name, self.schema), sql.table(self.new_table_name, self.schema)
        yield sql.ddl(f"ALTER TABLE {old} RENAME TO {new}")

    def reverse(self) -> RenameTable:
        return RenameTable(self.new_table_name, self.old_table_name, schema=self.schema)
