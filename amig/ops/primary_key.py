"""Primary keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Self

from sqlalchemy import (
    Constraint,
    PrimaryKeyConstraint,
)

from amig.ops.base import directive
from amig.ops.constraint import AddsConstraint
from amig.ops.items import Convention, plain_table, several
from amig.ops.verb import OnTable


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
        self._set(constraint_name=constraint_name, table_name=table_name, schema=schema)
        self._set(columns=several("create_primary_key", columns))
        self._set(built=self.build())

    def build(self, convention: Convention = None) -> Constraint:
        table = plain_table(self.table_name, self.columns, schema=self.schema, convention=convention)
        built = PrimaryKeyConstraint(*(table.c[column] for column in self.columns), name=self.constraint_name)
        table.append_constraint(built)
        return built

    @classmethod
    def on(cls, table: OnTable, constraint_name: str | None, columns: Sequence[str]) -> Self:
        return cls(constraint_name, table.name, columns, schema=table.schema)
