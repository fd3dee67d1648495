"""The constraints and indexes that a directive puts on a table that exists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Constraint, Index, PrimaryKeyConstraint

from amig.ops.alter import AlterColumn
from amig.ops.column import AddColumn
from amig.ops.constraint import AddsConstraint
from amig.ops.index import CreateIndex
from amig.ops.items import table_of

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.ops.base import Directive


def demands(impl: Impl, directive: Directive[Any]) -> Iterator[Constraint | Index]:
    """What the rows will have to fit: built on a table made for it, as the backend applies it."""
    if isinstance(directive, AddsConstraint | CreateIndex):
        yield directive.built
    elif isinstance(directive, AddColumn):
        table, _ = directive.table()
        yield from sorted(table.indexes, key=lambda index: str(index.name))
        inline = bool(directive.inline_primary_key)
        for constraint in table.constraints:
            if (inline or not isinstance(constraint, PrimaryKeyConstraint)) and impl.applies(constraint):
                yield constraint
    elif isinstance(directive, AlterColumn) and directive.type_ is not None:
        column: Column[Any] = Column(directive.column_name, directive.type_)
        table = table_of(directive.table_name, [column], schema=directive.schema)
        own = (one for one in table.constraints if not isinstance(one, PrimaryKeyConstraint))
        yield from (one for one in own if impl.applies(one))
