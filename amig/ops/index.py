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
from amig.ops.items import Convention, checked, named_as, plain_table, several
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
    convention: Convention = None,
) -> Index:
    """An index on a table of which the columns' names are all that is known."""
    columns = tuple(columns)
    named = [column for column in columns if isinstance(column, str)]
    included = [*options.get("postgresql_include", ()), *options.get("mssql_include", ())]
    table = plain_table(table_name, [*named, *_mentioned(columns), *included], schema=schema, convention=convention)
    expressions = [table.c[column] if isinstance(column, str) else column for column in columns]
    given: dict[str, Any] = dict(options)
    return checked(
        operation, lambda: Index(name, *expressions, unique=unique, _table=table, **given), IndexOptions.__annotations__
    )


def _mentioned(columns: Iterable[Any]) -> list[str]:
    """Names of the columns that expressions are made of."""
    expressions = (column for column in columns if isinstance(column, ColumnElement))
    return [str(part.name) for whole in expressions for part in iterate(whole) if isinstance(part, Column)]


def _concurrently(options: IndexOptions, sql: Writer) -> bool:
    return sql.dialect.name == "postgresql" and bool(options.get("postgresql_concurrently"))


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
        self._set(index_name=index_name, table_name=table_name, schema=schema, unique=unique)
        self._set(columns=several("create_index", columns))
        self._set(if_not_exists=if_not_exists, options=options)
        self._set(built=self.build())

    def build(self, convention: Convention = None) -> Index:
        """The index on a table made for it, named as the convention has it."""
        return index_of(
            "create_index",
            self.index_name,
            self.table_name,
            self.columns,
            schema=self.schema,
            unique=self.unique,
            options=self.options,
            convention=convention,
        )

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

    def looks(self, sql: Writer) -> tuple[OnTable, ...]:
        """A concurrent build that failed has left an invalid index of the same name."""
        return (OnTable(self.table_name, self.schema),) if _concurrently(self.options, sql) else ()

    def emit(self, sql: Writer) -> Iterator[Statement]:
        concurrently, index = _concurrently(self.options, sql), self.named(sql)
        if concurrently and sql.seen and (table := sql.seen.table(self.table_name, self.schema)):
            left = table.index(str(index.name))
            if left is not None and not left.valid:
                yield sql.ddl(sa_schema.DropIndex(index), autocommit=True)
        element = sa_schema.CreateIndex(index, if_not_exists=bool(self.if_not_exists))
        left_behind = "an invalid index may be left; run again, and it is dropped first"
        yield sql.ddl(element, autocommit=concurrently, note=left_behind if concurrently else None)

    def named(self, sql: Writer) -> Index:
        """The index, with the name that it has in this project."""
        return self.build(sql.convention) if sql.convention else self.built

    def reverse(self) -> DropIndex:
        kept: IndexOptions = {}
        if "postgresql_concurrently" in self.options:
            kept["postgresql_concurrently"] = self.options["postgresql_concurrently"]
        return DropIndex(str(self.built.name), self.table_name, schema=self.schema, created=self, **kept)


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
        name = named_as("drop_index", index_name)
        built = index_of("drop_index", name, table_name or "no_table", ["x"], schema=schema, options=options)
        self._set(index_name=index_name, table_name=table_name, schema=schema, if_exists=if_exists)
        self._set(created=created, options=options, built=built)

    @classmethod
    def on(
        cls, table: OnTable, index_name: str, *, if_exists: bool | None = None, **options: Unpack[IndexOptions]
    ) -> Self:
        return cls(index_name, table.name, schema=table.schema, if_exists=if_exists, **options)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        by_convention = self.created is not None and self.created.index_name is None
        index = self.created.named(sql) if self.created and by_convention else self.built
        element = sa_schema.DropIndex(index, if_exists=bool(self.if_exists))
        yield sql.ddl(element, autocommit=_concurrently(self.options, sql))

    def reverse(self) -> CreateIndex:
        if self.created is None:
            raise IrreversibleError(f"op.drop_index({self.index_name!r})")
        return self.created
