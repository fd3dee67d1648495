"""Check constraints."""

from __future__ import annotations

from dataclasses import field
from functools import partial
from typing import Any, Self, Unpack

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Constraint,
    TextClause,
    text,
)

from amig.ops.base import directive
from amig.ops.constraint import AddsConstraint
from amig.ops.items import Convention, checked, plain_table
from amig.ops.options import CheckOptions
from amig.ops.verb import OnTable


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
