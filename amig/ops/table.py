"""Whole tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY, field
from functools import partial
from typing import Any, ClassVar, Unpack

from sqlalchemy import Table
from sqlalchemy import schema as sa_schema
from sqlalchemy.schema import SchemaItem

from amig.errors import IrreversibleError
from amig.ops.base import Change, Directive, Statement, directive
from amig.ops.items import Convention, checked, table_of
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
        self._set(table_name=table_name, columns=columns, if_not_exists=if_not_exists, schema=schema, options=options)
        self._set(built=self.build())

    def build(self, convention: Convention = None) -> Table:
        """The table, its constraints named as the convention has it."""
        given: dict[str, Any] = dict(self.options)
        make = partial(table_of, self.table_name, self.columns, schema=self.schema, convention=convention, **given)
        return checked("create_table", make, TableOptions.__annotations__)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        table = self.build(sql.convention) if sql.convention else self.built
        yield from sql.creating(table, if_not_exists=bool(self.if_not_exists))

    def result(self) -> Table:
        return self.built

    def reverse(self) -> DropTable:
        return DropTable(self.table_name, schema=self.schema, created=self)


@directive
class DropTable(Change):
    """Drop a table."""

    unwritten: ClassVar[frozenset[str]] = frozenset({"created"})
    table_name: str
    schema: str | None
    if_exists: bool | None
    created: CreateTable | None
    options: TableOptions
    built: Table = field(repr=False)

    def __init__(
        self,
        table_name: str,
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        created: CreateTable | None = None,
        **options: Unpack[TableOptions],
    ) -> None:
        given: dict[str, Any] = dict(options)
        built = checked(
            "drop_table", lambda: table_of(table_name, schema=schema, **given), TableOptions.__annotations__
        )
        self._set(table_name=table_name, schema=schema, if_exists=if_exists, created=created, options=options)
        self._set(built=built)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        yield sql.ddl(sa_schema.DropTable(self.built, if_exists=bool(self.if_exists)))

    @property
    def destructive(self) -> str:
        return f"table `{self.table_name}`"

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
