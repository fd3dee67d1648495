"""In which order differences are ended: nothing goes while something needs it, nothing comes before what it needs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from amig.autogen.found import Found
from amig.ops.alter import AlterColumn
from amig.ops.base import Directive
from amig.ops.check import CreateCheckConstraint
from amig.ops.column import AddColumn, DropColumn
from amig.ops.comment import CreateTableComment, DropTableComment
from amig.ops.constraint import DropConstraint
from amig.ops.enum import AddEnumValue, CreateEnum, DropEnum, RenameEnumValue
from amig.ops.exclude import CreateExcludeConstraint
from amig.ops.extension import CreateExtension, DropExtension
from amig.ops.foreign_key import CreateForeignKey
from amig.ops.function import CreateFunction, DropFunction, ReplaceFunction
from amig.ops.index import CreateIndex, DropIndex
from amig.ops.materialized_view import CreateMaterializedView, DropMaterializedView
from amig.ops.primary_key import CreatePrimaryKey
from amig.ops.replace_enum import ReplaceEnum
from amig.ops.sequence import AlterSequence, CreateSequence, DropSequence
from amig.ops.table import CreateTable, DropTable, RenameTable
from amig.ops.trigger import CreateTrigger, DropTrigger, ReplaceTrigger
from amig.ops.unique import CreateUniqueConstraint
from amig.ops.view import CreateView, DropView, ReplaceView

PHASES: tuple[tuple[type[Directive[Any]], ...], ...] = (
    (CreateExtension,),
    (DropTrigger,),
    (DropMaterializedView, DropView),
    (DropFunction,),
    (RenameTable,),
    (CreateEnum, AddEnumValue, RenameEnumValue, ReplaceEnum, CreateSequence, AlterSequence),
    (DropConstraint,),
    (DropIndex,),
    (CreateTable,),
    (DropColumn,),
    (AlterColumn,),
    (AddColumn,),
    (CreatePrimaryKey, CreateUniqueConstraint, CreateCheckConstraint, CreateExcludeConstraint),
    (CreateIndex,),
    (CreateForeignKey,),
    (CreateTableComment, DropTableComment),
    (DropTable,),
    (DropSequence, DropEnum),
    (CreateFunction, ReplaceFunction),
    (CreateView, ReplaceView, CreateMaterializedView),
    (CreateTrigger, ReplaceTrigger),
    (DropExtension,),
)
"""Kinds of directives in the order in which they are carried out; of one phase, as they were found."""

_PHASE = {kind: number for number, kinds in enumerate(PHASES) for kind in kinds}


def phase(directive: Directive[Any]) -> int:
    """When a directive is carried out; one of the user's own comes last."""
    return next((_PHASE[kind] for kind in type(directive).__mro__ if kind in _PHASE), len(PHASES))


def in_order(found: Iterable[Found]) -> list[Found]:
    """Foreign keys go first of all constraints; the rest of a phase stays as it was found."""
    return sorted(found, key=lambda one: (phase(one.directive), _late(one.directive)))


def _late(directive: Directive[Any]) -> int:
    """Computed columns go before what they are computed from, and come after it."""
    if isinstance(directive, DropColumn):
        dropped = directive.dropped.column if isinstance(directive.dropped, AddColumn) else directive.dropped
        return 0 if dropped is not None and dropped.computed is not None else 1
    if isinstance(directive, AddColumn):
        return 1 if directive.column.computed is not None else 0
    kinds = ("foreignkey", "check", "unique", None, "primary")
    return kinds.index(directive.type_) if isinstance(directive, DropConstraint) else 0
