"""Unique constraints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from functools import partial
from typing import Any, Self, Unpack

from sqlalchemy import (
    Constraint,
    UniqueConstraint,
)

from amig.ops.base import directive
from amig.ops.constraint import AddsConstraint
from amig.ops.items import Convention, checked, plain_table, several
from amig.ops.options import UniqueOptions
from amig.ops.verb import OnTable


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
        self._set(constraint_name=constraint_name, table_name=table_name, schema=schema, options=options)
        self._set(columns=several("create_unique_constraint", columns))
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
