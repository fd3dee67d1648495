"""What a batch's `table_args` and `table_kwargs` add to a draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, Constraint, ForeignKeyConstraint, Integer, MetaData, PrimaryKeyConstraint, Table
from sqlalchemy.schema import CreateTable
from sqlalchemy.types import NULLTYPE

from amig.impl.definition import parsed
from amig.impl.rebuild.draft import Draft, apply
from amig.ops.column import AddColumn
from amig.ops.items import table_of


def with_arguments(draft: Draft, table_args: Iterable[Any], table_kwargs: dict[str, Any]) -> None:
    """Add what the batch's `table_args` and `table_kwargs` say to the new table."""
    for item in table_args:
        if isinstance(item, Column):
            apply(AddColumn(draft.table.name, item), draft)
        elif isinstance(item, Constraint):
            table = table_of(draft.table.name, [*(Column(name, NULLTYPE) for name in _columns_of(item)), item])
            for constraint in table.constraints:
                if not isinstance(constraint, PrimaryKeyConstraint) or constraint.columns:
                    draft.add_constraint(constraint)
        else:
            raise draft.refuse(f"was given {item!r} in `table_args`", "give it columns and constraints")
    if table_kwargs:
        _with_options(draft, table_kwargs)


def _columns_of(constraint: Constraint) -> list[str]:
    """The columns that a constraint names and that are on no table yet."""
    if isinstance(constraint, ForeignKeyConstraint):
        return list(constraint.column_keys)
    pending = getattr(constraint, "_pending_colargs", ())
    return [column if isinstance(column, str) else column.name for column in pending]


def _with_options(draft: Draft, table_kwargs: dict[str, Any]) -> None:
    made = Table("t", MetaData(), Column("x", Integer(), primary_key=True), **table_kwargs)
    said = parsed(str(CreateTable(made).compile(dialect=draft.impl.dialect)), draft.dialect)
    if draft.dialect == "sqlite":
        _without_options(draft, table_kwargs)
        if table_kwargs.get("sqlite_autoincrement"):
            _autoincrement(draft)
    new = [word for word in said.options.split(", ") if word and word.upper() not in draft.definition.options.upper()]
    joined = (", " if draft.dialect == "sqlite" else " ").join([*filter(None, [draft.definition.options]), *new])
    draft.definition = replace(draft.definition, options=joined)


_NOT_SO = {"sqlite_strict": (False, "STRICT"), "sqlite_with_rowid": (True, "WITHOUT ROWID")}
"""Keyword -> the value that means it is not so, and the word that goes then."""


def _without_options(draft: Draft, table_kwargs: dict[str, Any]) -> None:
    """What is said to be not so any more."""
    gone = {word for keyword, (value, word) in _NOT_SO.items() if table_kwargs.get(keyword, not value) is value}
    said = (" ".join(one.upper().split()) for one in draft.definition.options.split(","))
    draft.definition = replace(draft.definition, options=", ".join(one for one in said if one and one not in gone))
    if table_kwargs.get("sqlite_autoincrement", True) is False and draft.primary_key:
        draft.set_primary_key(draft.primary_key, None)


def _autoincrement(draft: Draft) -> None:
    key = draft.primary_key
    if len(key) != 1 or draft.column(key[0]).type.upper() != "INTEGER":
        raise draft.refuse("has no single INTEGER primary key", "leave `sqlite_autoincrement` out")
    draft.keep_constraints(lambda one: one.kind != "primary")
    column = draft.column(key[0]).without("primary")
    draft.change(key[0], column.with_clause("primary", "PRIMARY KEY AUTOINCREMENT"))
