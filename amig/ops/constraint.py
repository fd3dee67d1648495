"""What constraints of every kind have in common, and dropping them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import KW_ONLY
from typing import ClassVar, Literal, Self, get_args

from sqlalchemy import (
    CheckConstraint,
    Constraint,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    UniqueConstraint,
)
from sqlalchemy.schema import AddConstraint

from amig.errors import BadOperationError, IrreversibleError, listed
from amig.ops.base import Change, Statement, directive
from amig.ops.items import Convention, named_as, plain_table
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

    def __post_init__(self) -> None:
        named_as("drop_constraint", self.constraint_name)
        if self.type_ is not None and self.type_ not in get_args(Kind):
            problem, instead = f"was given type_={self.type_!r}", f"say {listed(get_args(Kind))}, or leave it out"
            raise BadOperationError("op.drop_constraint", problem, instead)

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
