"""Changes of one table put together in a batch, where the database has to rebuild the table for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from amig.autogen.found import Found
from amig.autogen.order import due, phase
from amig.errors import IrreversibleError
from amig.ops.alter import AlterColumn
from amig.ops.base import Directive
from amig.ops.batch import BatchAlterTable
from amig.ops.column import AddColumn, DropColumn
from amig.ops.comment import CreateTableComment, DropTableComment
from amig.ops.constraint import AddsConstraint, DropConstraint
from amig.ops.foreign_key import CreateForeignKey
from amig.ops.index import CreateIndex, DropIndex

if TYPE_CHECKING:
    from amig.impl.base import Impl

Batches = Literal["auto"] | bool
"""`auto`: where the database needs it; True: each change of a table; False: none."""
Group = tuple[str, str | None, int, str | None]

OF_A_TABLE = (
    AddColumn,
    AlterColumn,
    DropColumn,
    AddsConstraint,
    DropConstraint,
    CreateIndex,
    DropIndex,
    CreateTableComment,
    DropTableComment,
)
_MIDDLE = phase(AlterColumn("t", "c"))


def in_batches(found: Iterable[Found], impl: Impl, batches: Batches = "auto") -> list[Found]:
    """The same differences, what belongs together as one batch, in an order in which nothing misses what it needs."""
    numbered = list(enumerate(found))
    if batches is False or (batches == "auto" and not any(impl.needs_rebuild(one.directive) for _, one in numbered)):
        return [one for _, one in numbered]
    groups: dict[Group | None, list[tuple[int, Found]]] = defaultdict(list)
    for number, one in numbered:
        groups[_group(one, impl)].append((number, one))
    units: list[tuple[int, int, Found]] = []
    for key, several in groups.items():
        if key and (batches is True or any(impl.needs_rebuild(one.directive) for _, one in several)):
            units.append((key[2], several[0][0], _batch(key, [one for _, one in several])))
        else:
            units += [(due(one), number, one) for number, one in several]
    return [one for *_, one in sorted(units, key=lambda unit: unit[:2])]


def _group(one: Found, impl: Impl) -> Group | None:
    """The table that a change is of, and when its batch is due; what is unsure, or has another place, stays apart."""
    directive = one.directive
    if one.beside is not None or not isinstance(directive, OF_A_TABLE):
        return None
    it: Any = directive
    if isinstance(directive, CreateForeignKey):
        table, schema = directive.source_table, directive.source_schema
    else:
        table, schema = it.table_name, it.schema
    return table, schema, _due(directive, rebuilds=impl.needs_rebuild(_A_REBUILD)), one.unsure


_A_REBUILD = AlterColumn("t", "c", nullable=False)


def _due(directive: Directive[Any], *, rebuilds: bool) -> int:
    """In which phase the batch of a change is carried out.

    Indexes of a rebuilt table come before and after: their names are those of the whole file. Elsewhere what refers to
    other tables, or is referred to, keeps its place: a key is dropped when nothing refers to it any more. A rename
    comes before all that knows the new name, a dropped index too.
    """
    if isinstance(directive, AlterColumn) and directive.new_column_name is not None:
        return phase(directive)
    if rebuilds:
        return phase(directive) if isinstance(directive, CreateIndex | DropIndex) else _MIDDLE
    if isinstance(directive, DropConstraint):
        return phase(directive) if directive.type_ == "foreignkey" else phase(DropIndex("i", "t"))
    return phase(directive) if isinstance(directive, DropIndex | CreateForeignKey) else _MIDDLE


def _batch(key: Group, several: Sequence[Found]) -> Found:
    table, schema, _, unsure = key
    directive = BatchAlterTable(table, [one.directive for one in several], schema=schema)
    notes = tuple(note for one in several for note in one.notes)
    return Found(directive, notes, _undo(directive, several), unsure)


def _undo(batch: BatchAlterTable, several: Sequence[Found]) -> tuple[Directive[Any], ...] | None:
    """The way back as a batch; None where the batch's own is right, or says itself that there is none."""
    if all(one.undo is None for one in several):
        return None
    try:
        undone = [directive for one in reversed(several) for directive in one.undone()]
    except IrreversibleError:
        return None
    return (batch.__replace__(operations=tuple(undone)),)
