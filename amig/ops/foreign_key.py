"""Foreign keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from functools import partial
from typing import Any, Self, Unpack

from sqlalchemy import (
    Constraint,
    ForeignKeyConstraint,
)

from amig.ops.base import directive
from amig.ops.constraint import AddsConstraint
from amig.ops.items import Convention, checked, plain_table, several
from amig.ops.options import ForeignKeyOptions
from amig.ops.verb import OnTable


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
        self._set(local_cols=several("create_foreign_key", local_cols))
        self._set(remote_cols=several("create_foreign_key", remote_cols), onupdate=onupdate, ondelete=ondelete)
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
