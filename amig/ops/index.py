"""Indexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from typing import Any, ClassVar, Self, Unpack

from sqlalchemy import Column, ColumnElement, Index, TextClause
from sqlalchemy import schema as sa_schema
from sqlalchemy.sql.visitors import iterate

from amig.errors import IrreversibleError
from amig.ops.base import Change, Statement, directive
from amig.ops.items import checked, plain_table
from amig.ops.options import IndexOptions
from amig.ops.verb import OnTable
from amig.ops.writer import Writer

IndexColumn = str | TextClause | ColumnElement[Any]


def index_of(
    operation: str,
    name: str | None,
    table_name: str,
    columns: Iterable[IndexColumn],
    *,
    schema: str | None,
    unique: bool = False,
    options: IndexOptions,
) -> Index:
    """An index on a table of which the columns' names are all that is known."""
    columns = tuple(columns)
    named = [column for column in columns if isinstance(column, str)]
    included = [*options.get("postgresql_include", ()), *options.get("mssql_include", ())]
    table = plain_table(table_name, [*named, *_mentioned(columns), *included], schema=schema)
    expressions = [table.c[column] if isinstance(column, str) else column for column in columns]
    given: dict[str, Any] = dict(options)
    return checked(
        operation, lambda: Index(name, *expressions, unique=unique, _table=table, **given), IndexOptions.__annotations__
    )


def _mentioned(columns: Iterable[Any]) -> list[str]:
    """Names of the columns that expressions are made of."""
    expressions = (column for column in columns if isinstance(column, ColumnElement))
    return [str(part.name) for whole in expressions for part in iterate(whole) if isinstance(part, Column)]


@directive
class CreateIndex(Change):
    """Create an index."""

    index_name: str | None
    table_name: str
    columns: tuple[IndexColumn, ...]
    schema: str | None
    unique: bool
    if_not_exists: bool | None
    options: IndexOptions
    built: Index = field(repr=False)

    def __init__(
        self,
        index_name: str | None,
        table_name: str,
        columns: Sequence[IndexColumn],
        *,
        schema: str | None = None,
        unique: bool = False,
        if_not_exists: bool | None = None,
        **options: Unpack[IndexOptions],
    ) -> None:
        built = index_of("create_index", index_name, table_name, columns, schema=schema, unique=unique, options=options)
        self._set(index_name=index_name, table_name=table_name, columns=tuple(columns), schema=schema, unique=unique)
        self._set(if_not_exists=if_not_exists, options=options, built=built)

    @classmethod
    def on(
        cls,
        table: OnTable,
        index_name: str | None,
        columns: Sequence[IndexColumn],
        *,
        unique: bool = False,
        if_not_exists: bool | None = None,
        **options: Unpack[IndexOptions],
    ) -> Self:
        return cls(
            index_name, table.name, columns, schema=table.schema, unique=unique, if_not_exists=if_not_exists, **options
        )

    def emit(self, sql: Writer) -> Iterator[Statement]:
        concurrently = sql.dialect.name == "postgresql" and bool(self.options.get("postgresql_concurrently"))
        element = sa_schema.CreateIndex(self.built, if_not_exists=bool(self.if_not_exists))
        yield sql.ddl(element, autocommit=concurrently)

    def reverse(self) -> DropIndex:
        kept: IndexOptions = {}
        if "postgresql_concurrently" in self.options:
            kept["postgresql_concurrently"] = self.options["postgresql_concurrently"]
        return DropIndex(self.index_name or "", self.table_name, schema=self.schema, created=self, **kept)


@directive
class DropIndex(Change):
    """Drop an index; MySQL needs the table's name as well."""

    unwritten: ClassVar[frozenset[str]] = frozenset({"created"})
    index_name: str
    table_name: str | None
    schema: str | None
    if_exists: bool | None
    created: CreateIndex | None
    options: IndexOptions
    built: Index = field(repr=False)

    def __init__(
        self,
        index_name: str,
        table_name: str | None = None,
        *,
        schema: str | None = None,
        if_exists: bool | None = None,
        created: CreateIndex | None = None,
        **options: Unpack[IndexOptions],
    ) -> None:
        built = index_of("drop_index", index_name, table_name or "no_table", ["x"], schema=schema, options=options)
        self._set(index_name=index_name, table_name=table_name, schema=schema, if_exists=if_exists)
        self._set(created=created, options=options, built=built)

    @classmethod
    def on(
        cls, table: OnTable, index_name: str, *, if_exists: bool | None = None, **options: Unpack[IndexOptions]
    ) -> Self:
        return cls(index_name, table.name, schema=table.schema, if_exists=if_exists, **options)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        concurrently = sql.dialect.name == "postgresql" and bool(self.options.get("postgresql_concurrently"))
        yield sql.ddl(sa_schema.DropIndex(self.built, if_exists=bool(self.if_exists)), autocommit=concurrently)

    def reverse(self) -> CreateIndex:
        if self.created is None:
            raise IrreversibleError(f"op.drop_index({self.index_name!r})")
        return self.created
