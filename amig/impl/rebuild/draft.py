"""A table as it will be: its definition, changed by one operation after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import singledispatch
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sqlalchemy import Constraint, PrimaryKeyConstraint
from sqlalchemy.exc import CircularDependencyError
from sqlalchemy.util import topological

from amig.errors import BadOperationError, listed
from amig.impl.definition import ColumnPart, ConstraintPart, Definition, constraint_part
from amig.ops.base import Directive, OnTable
from amig.ops.items import plain_table

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.ops.statement import Statement


@dataclass(slots=True)
class Draft:
    """What is being made of a table. `copies` tells for each column which old one its values come from."""

    impl: Impl
    table: OnTable
    definition: Definition
    indexes: dict[str, str] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    retyped: set[str] = field(default_factory=set)
    convention: dict[str, Any] = field(default_factory=dict)
    after: list[Statement] = field(default_factory=list)
    sorting: bool = False
    placed: list[tuple[str, str]] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)
    before: Definition = field(default_factory=lambda: Definition(()))

    @property
    def dialect(self) -> str:
        return self.impl.flavour

    def refuse(self, problem: str, instead: str) -> BadOperationError:
        return BadOperationError(f"op.batch_alter_table({self.table.name!r})", problem, instead)

    def column(self, name: str) -> ColumnPart:
        if (column := self.definition.column(name)) is None:
            known = ", ".join(f"`{one.name}`" for one in self.definition.columns)
            raise self.refuse(f"has no column `{name}`", f"its columns are {known}")
        return column

    def change(self, name: str, changed: ColumnPart) -> None:
        columns = tuple(changed if one.name.lower() == name.lower() else one for one in self.definition.columns)
        self.definition = replace(self.definition, columns=columns)

    def keep_constraints(self, wanted: Callable[[ConstraintPart], bool]) -> None:
        self.definition = replace(self.definition, constraints=tuple(filter(wanted, self.definition.constraints)))

    def add_constraint(self, constraint: Constraint) -> None:
        text = str(self.impl._compiler.process(constraint)).strip()
        if text:
            part = constraint_part(text, self.dialect)
            self.definition = replace(self.definition, constraints=(*self.definition.constraints, part))

    def place(self, name: str, before: str | None, after: str | None) -> None:
        """Move a column before or after another one."""
        if before is None and after is None:
            return
        moved = self.column(name)
        other = self.column(before if before is not None else after or "")
        if self.sorting:
            self.placed.append((other.name, name) if before is None else (name, other.name))
            return
        rest = [one for one in self.definition.columns if one is not moved]
        rest.insert(rest.index(other) + (before is None), moved)
        self.definition = replace(self.definition, columns=tuple(rest))

    def reorder(self, orders: Iterable[Iterable[str]]) -> None:
        """Sort the columns so that each of these groups is in its order; otherwise they stay as they are."""
        if not (wanted := [tuple(order) for order in orders]):
            return
        names = [column.name for column in self.definition.columns]
        pairs = [pair for pair in self.placed if set(pair) <= set(names)]
        for order in wanted:
            known = [self.column(name).name for name in order if name.lower() not in self.dropped]
            pairs += list(pairwise(known))
        try:
            found = list(topological.sort(pairs, names, deterministic_order=True))
        except CircularDependencyError as error:
            around = listed(sorted(error.cycles))
            raise self.refuse(f"is to sort {around} in a circle", "correct `partial_reordering`") from error
        columns = tuple(self.column(name) for name in found)
        self.definition = replace(self.definition, columns=columns)

    @property
    def primary_key(self) -> tuple[str, ...]:
        """The columns of the primary key."""
        inline = tuple(column.name for column in self.definition.columns if column.has("primary"))
        return inline or next((c.columns for c in self.definition.constraints if c.kind == "primary"), ())

    def drop_primary_key(self) -> None:
        for column in self.definition.columns:
            self.change(column.name, column.without("primary"))
        self.keep_constraints(lambda one: one.kind != "primary")

    def set_primary_key(self, columns: tuple[str, ...], name: str | None) -> None:
        self.drop_primary_key()
        table = plain_table(self.table.name, columns)
        key = PrimaryKeyConstraint(*table.c, name=name)
        table.append_constraint(key)
        self.add_constraint(key)


@singledispatch
def apply(operation: Directive[Any], draft: Draft) -> None:
    """Do one operation to a draft; what is not part of the table itself is done afterwards."""
    draft.after += list(draft.impl.emit(operation))
