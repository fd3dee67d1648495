"""Constraints: primary key, unique, check, foreign key, and dropping any of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, field
from typing import Any, ClassVar, Literal, Self, Unpack

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Constraint,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    TextClause,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import AddConstraint

from amig.errors import IrreversibleError
from amig.ops.base import Change, Statement, directive
from amig.ops.items import checked, plain_table
from amig.ops.options import CheckOptions, ForeignKeyOptions, UniqueOptions
from amig.ops.verb import OnTable
from amig.ops.writer import Writer

Kind = Literal["foreignkey", "primary", "unique", "check"]


class AddsConstraint(Change):
    """What creating a constraint of any kind has in common."""

    __slots__ = ()
    kind: ClassVar[Kind]
    constraint_name: str | None
    built: Constraint

    def emit(self, sql: Writer) -> Iterator[Statement]:
        yield sql.ddl(AddConstraint(self.built, isolate_from_table=False))

    def reverse(self) -> DropConstraint:
        table = self.built.table
        return DropConstraint(self.constraint_name or "", table.name, self.kind, schema=table.schema, created=self)


@directive
class CreatePrimaryKey(AddsConstraint):
    """Create a primary key on an existing table."""

    kind = "primary"
    constraint_name: str | None
    table_name: str
    columns: tuple[str, ...]
    schema: str | None
    built: Constraint = field(repr=False)

    def __init__(
        self, constraint_name: str | None, table_name: str, columns: Sequence[str], *, schema: str | None = None
    ) -> None:
        table = plain_table(table_name, columns, schema=schema)
        built = PrimaryKeyConstraint(*(table.c[column] for column in columns), name=constraint_name)
        table.append_constraint(built)
        self._set(constraint_name=constraint_name, table_name=table_name, columns=tuple(columns), schema=schema)
        self._set(built=built)

    @classmethod
    def on(cls, table: OnTable, constraint_name: str | None, columns: Sequence[str]) -> Self:
        return cls(constraint_name, table.name, columns, schema=table.schema)


@directive
class CreateUniqueConstraint(AddsConstraint):
    """Create a unique constraint on an existing table."""

    kind = "unique"
    constraint_name: str | None
    table_name: str
    columns: tuple[str, ...]
    schema: str | None
    options: UniqueOptions
    built: Constraint = field(repr=False)

    def __init__(
        self,
        constraint_name: str | None,
        table_name: str,
        columns: Sequence[str],
        *,
        schema: str | None = None,
        **options: Unpack[UniqueOptions],
    ) -> None:
        given: dict[str, Any] = dict(options)
        table = plain_table(table_name, [*columns, *options.get("postgresql_include", ())], schema=schema)
        mine = [table.c[column] for column in columns]
        built = checked(
            "create_unique_constraint",
            lambda: UniqueConstraint(*mine, name=constraint_name, **given),
            UniqueOptions.__annotations__,
        )
        table.append_constraint(built)
        self._set(constraint_name=constraint_name, table_name=table_name, columns=tuple(columns), schema=schema)
        self._set(options=options, built=built)

    @classmethod
    def on(
        cls, table: OnTable, constraint_name: str | None, columns: Sequence[str], **options: Unpack[UniqueOptions]
    ) -> Self:
        return cls(constraint_name, table.name, columns, schema=table.schema, **options)


@directive
class CreateCheckConstraint(AddsConstraint):
    """Create a check constraint on an existing table."""

    kind = "check"
    constraint_name: str | None
    table_name: str
    condition: str | TextClause | ColumnElement[bool]
    schema: str | None
    options: CheckOptions
    built: Constraint = field(repr=False)

    def __init__(
        self,
        constraint_name: str | None,
        table_name: str,
        condition: str | TextClause | ColumnElement[bool],
        *,
        schema: str | None = None,
        **options: Unpack[CheckOptions],
    ) -> None:
        given: dict[str, Any] = dict(options)
        said = text(condition.replace(":", "\\:")) if isinstance(condition, str) else condition
        built = checked(
            "create_check_constraint",
            lambda: CheckConstraint(said, name=constraint_name, **given),
            CheckOptions.__annotations__,
        )
        plain_table(table_name, (), schema=schema).append_constraint(built)
        self._set(constraint_name=constraint_name, table_name=table_name, condition=condition, schema=schema)
        self._set(options=options, built=built)

    @classmethod
    def on(
        cls,
        table: OnTable,
        constraint_name: str | None,
        condition: str | TextClause | ColumnElement[bool],
        **options: Unpack[CheckOptions],
    ) -> Self:
        return cls(constraint_name, table.name, condition, schema=table.schema, **options)


@directive
class CreateForeignKey(AddsConstraint):
    """Create a foreign key on an existing table."""

    kind = "foreignkey"
    constraint_name: str | None
    source_table: str
    referent_table: str
    local_cols: tuple[str, ...]
    remote_cols: tuple[str, ...]
    onupdate: str | None
    ondelete: str | None
    deferrable: bool | None
    initially: str | None
    match: str | None
    source_schema: str | None
    referent_schema: str | None
    options: ForeignKeyOptions
    built: Constraint = field(repr=False)

    def __init__(
        self,
        constraint_name: str | None,
        source_table: str,
        referent_table: str,
        local_cols: Sequence[str],
        remote_cols: Sequence[str],
        *,
        onupdate: str | None = None,
        ondelete: str | None = None,
        deferrable: bool | None = None,
        initially: str | None = None,
        match: str | None = None,
        source_schema: str | None = None,
        referent_schema: str | None = None,
        **options: Unpack[ForeignKeyOptions],
    ) -> None:
        self._set(constraint_name=constraint_name, source_table=source_table, referent_table=referent_table)
        self._set(local_cols=tuple(local_cols), remote_cols=tuple(remote_cols), onupdate=onupdate, ondelete=ondelete)
        self._set(deferrable=deferrable, initially=initially, match=match, source_schema=source_schema)
        self._set(referent_schema=referent_schema, options=options)
        self._set(built=checked("create_foreign_key", self._build, ForeignKeyOptions.__annotations__))

    def _build(self) -> Constraint:
        remote = plain_table(self.referent_table, self.remote_cols, schema=self.referent_schema)
        local = plain_table(self.source_table, self.local_cols, schema=self.source_schema)
        options: dict[str, Any] = dict(self.options)
        key = ForeignKeyConstraint(
            list(self.local_cols),
            [remote.c[column] for column in self.remote_cols],
            name=self.constraint_name,
            onupdate=self.onupdate,
            ondelete=self.ondelete,
            deferrable=self.deferrable,
            initially=self.initially,
            match=self.match,
            **options,
        )
        local.append_constraint(key)
        return key

    @classmethod
    def on(
        cls,
        table: OnTable,
        constraint_name: str | None,
        referent_table: str,
        local_cols: Sequence[str],
        remote_cols: Sequence[str],
        *,
        referent_schema: str | None = None,
        onupdate: str | None = None,
        ondelete: str | None = None,
        deferrable: bool | None = None,
        initially: str | None = None,
        match: str | None = None,
        **options: Unpack[ForeignKeyOptions],
    ) -> Self:
        return cls(
            constraint_name,
            table.name,
            referent_table,
            local_cols,
            remote_cols,
            onupdate=onupdate,
            ondelete=ondelete,
            deferrable=deferrable,
            initially=initially,
            match=match,
            source_schema=table.schema,
            referent_schema=referent_schema,
            **options,
        )


@directive
class DropConstraint(Change):
    """Drop a constraint; MySQL needs to know its `type_`."""

    unwritten: ClassVar[frozenset[str]] = frozenset({"created"})
    constraint_name: str
    table_name: str
    type_: Kind | None = None
    _: KW_ONLY
    schema: str | None = None
    if_exists: bool | None = None
    created: AddsConstraint | None = None

    @classmethod
    def on(cls, table: OnTable, constraint_name: str, type_: Kind | None = None) -> Self:
        return cls(constraint_name, table.name, type_, schema=table.schema)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        guard = "IF EXISTS " if self.if_exists else ""
        table = sql.table(self.table_name, self.schema)
        yield sql.ddl(f"ALTER TABLE {table} DROP CONSTRAINT {guard}{sql.name(self.constraint_name)}")

    def reverse(self) -> AddsConstraint:
        if self.created is None:
            raise IrreversibleError(f"op.drop_constraint({self.constraint_name!r})")
        return self.created
