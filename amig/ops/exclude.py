"""Exclusion constraints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from functools import partial
from typing import Any, Self, Unpack

from sqlalchemy import Constraint
from sqlalchemy.schema import AddConstraint
from sqlalchemy.sql.elements import ColumnClause

from amig.errors import BadOperationError, UnsupportedError
from amig.ops.base import Statement, directive
from amig.ops.constraint import AddsConstraint
from amig.ops.items import Convention, checked, plain_table
from amig.ops.options import ExcludeOptions
from amig.ops.verb import OnTable
from amig.ops.writer import Writer


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
        if not elements:
            instead = 'write `("room", "="), ("during", "&&")`'
            raise BadOperationError("op.create_exclude_constraint", "was given no element", instead)
        self._set(constraint_name=constraint_name, table_name=table_name, elements=elements, schema=schema)
        self._set(options=options)
        self._set(built=self.build())

    def build(self, convention: Convention = None) -> Constraint:
        from sqlalchemy.dialects.postgresql import ExcludeConstraint

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


def plain_name(element: Any) -> str | None:
    """The name of the column that an element is; None for an expression, whatever columns are in it."""
    if isinstance(element, str):
        return element
    return element.name if isinstance(element, ColumnClause) and not element.is_literal else None
