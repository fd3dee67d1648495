"""Constraints: primary key, unique, check, foreign key, and dropping any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import KW_ONLY, field
from functools import partial
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
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.schema import AddConstraint

from amig.errors import IrreversibleError, UnsupportedError
from amig.ops.base import Change, Statement, directive
from amig.ops.items import Convention, checked, plain_table
from amig.ops.options import CheckOptions, ExcludeOptions, ForeignKeyOptions, UniqueOptions
from amig.ops.verb import OnTable, verb_name
from amig.ops.writer import Writer

Kind = Literal["foreignkey", "primary", "unique", "check"]


class AddsConstraint(Change):
    """What creating a constraint of any kind has in common."""

    __slots__ = ()
    kind: ClassVar[Literal["foreignkey", "primary", "unique", "check", "exclude"]]
    constraint_name: str | None
    built: Constraint

    def build(self, convention: Convention = None) -> Constraint:
        """The constraint on a table made for it, named as the convention has it."""
        raise NotImplementedError(type(self).__name__)

    def named(self, sql: Writer) -> Constraint:
        """The constraint, with the name that it has in this project."""
        return self.build(sql.convention) if sql.convention else self.built

    def emit(self, sql: Writer) -> Iterator[Statement]:
        yield sql.ddl(AddConstraint(self.named(sql), isolate_from_table=False))

    def reverse(self) -> DropConstraint:
        if self.constraint_name is None:
            raise IrreversibleError(f"op.{verb_name(type(self))}(None, ...)")
        table, kind = self.built.table, None if self.kind == "exclude" else self.kind
        return DropConstraint(self.constraint_name, table.name, kind, schema=table.schema, created=self)


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
        self._set(constraint_name=constraint_name, table_name=table_name, columns=tuple(columns), schema=schema)
        self._set(built=self.build())

    def build(self, convention: Convention = None) -> Constraint:
        table = plain_table(self.table_name, self.columns, schema=self.schema, convention=convention)
        built = PrimaryKeyConstraint(*(table.c[column] for column in self.columns), name=self.constraint_name)
        table.append_constraint(built)
        return built

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
        self._set(constraint_name=constraint_name, table_name=table_name, columns=tuple(columns), schema=schema)
        self._set(options=options)
        self._set(built=self.build())

    def build(self, convention: Convention = None) -> Constraint:
        given: dict[str, Any] = dict(self.options)
        known = [*self.columns, *self.options.get("postgresql_include", ())]
        table = plain_table(self.table_name, known, schema=self.schema, convention=convention)
        mine = [table.c[column] for column in self.columns]
        make = partial(UniqueConstraint, *mine, name=self.constraint_name, **given)
        built = checked("create_unique_constraint", make, UniqueOptions.__annotations__)
        table.append_constraint(built)
        return built

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
        self._set(constraint_name=constraint_name, table_name=table_name, condition=condition, schema=schema)
        self._set(options=options)
        self._set(built=self.build())

    def build(self, convention: Convention = None) -> Constraint:
        given: dict[str, Any] = dict(self.options)
        said = text(self.condition.replace(":", "\\:")) if isinstance(self.condition, str) else self.condition
        make = partial(CheckConstraint, said, name=self.constraint_name, **given)
        built = checked("create_check_constraint", make, CheckOptions.__annotations__)
        plain_table(self.table_name, (), schema=self.schema, convention=convention).append_constraint(built)
        return built

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
        self._set(built=self.build())

    def build(self, convention: Convention = None) -> Constraint:
        return checked("create_foreign_key", partial(self._build, convention), ForeignKeyOptions.__annotations__)

    def _build(self, convention: Convention) -> Constraint:
        remote = plain_table(self.referent_table, self.remote_cols, schema=self.referent_schema)
        local = plain_table(self.source_table, self.local_cols, schema=self.source_schema, convention=convention)
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
class CreateExcludeConstraint(AddsConstraint):
    """Create an exclusion constraint (PostgreSQL): `elements` are pairs of a column or expression and an operator."""

    kind = "exclude"
    constraint_name: str | None
    table_name: str
    elements: tuple[tuple[Any, str], ...]
    schema: str | None
    options: ExcludeOptions
    built: Constraint = field(repr=False)

    def __init__(
        self,
        constraint_name: str | None,
        table_name: str,
        *elements: tuple[Any, str],
        schema: str | None = None,
        **options: Unpack[ExcludeOptions],
    ) -> None:
        self._set(constraint_name=constraint_name, table_name=table_name, elements=elements, schema=schema)
        self._set(options=options)
        self._set(built=self.build())

    def build(self, convention: Convention = None) -> Constraint:
        given: dict[str, Any] = dict(self.options)
        make = partial(ExcludeConstraint, *self.elements, name=self.constraint_name, **given)
        built: Constraint = checked("create_exclude_constraint", make, ExcludeOptions.__annotations__)
        named = [element for element, _ in self.elements if isinstance(element, str)]
        plain_table(self.table_name, named, schema=self.schema, convention=convention).append_constraint(built)
        return built

    @classmethod
    def on(
        cls, table: OnTable, constraint_name: str | None, *elements: tuple[Any, str], **options: Unpack[ExcludeOptions]
    ) -> Self:
        return cls(constraint_name, table.name, *elements, schema=table.schema, **options)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        if sql.dialect.name != "postgresql":
            problem = "only PostgreSQL has exclusion constraints"
            raise UnsupportedError("op.create_exclude_constraint", sql.dialect.name, problem, "use a trigger there")
        yield sql.ddl(AddConstraint(self.named(sql), isolate_from_table=False))


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
    def on(
        cls, table: OnTable, constraint_name: str, type_: Kind | None = None, *, if_exists: bool | None = None
    ) -> Self:
        return cls(constraint_name, table.name, type_, schema=table.schema, if_exists=if_exists)

    def named(self, sql: Writer) -> str:
        """The constraint's name, as the convention makes it from the one given."""
        if not sql.convention or self.type_ is None:
            return self.constraint_name
        table = plain_table(self.table_name, ["x"], schema=self.schema, convention=sql.convention)
        same_kind: dict[str, Callable[[], Constraint]] = {
            "foreignkey": lambda: ForeignKeyConstraint(["x"], ["other.x"], name=self.constraint_name),
            "primary": lambda: PrimaryKeyConstraint("x", name=self.constraint_name),
            "unique": lambda: UniqueConstraint("x", name=self.constraint_name),
            "check": lambda: CheckConstraint("x", name=self.constraint_name),
        }
        constraint = same_kind[self.type_]()
        table.append_constraint(constraint)
        return str(constraint.name)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        guard = "IF EXISTS " if self.if_exists else ""
        table = sql.table(self.table_name, self.schema)
        yield sql.ddl(f"ALTER TABLE {table} DROP CONSTRAINT {guard}{sql.name(self.named(sql))}")

    def reverse(self) -> AddsConstraint:
        if self.created is None:
            raise IrreversibleError(f"op.drop_constraint({self.constraint_name!r})")
        return self.created
