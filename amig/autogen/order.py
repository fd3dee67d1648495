"""In which order differences are ended: nothing goes while something needs it, nothing comes before what it needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from amig.autogen.found import Found
from amig.autogen.needs import Texts, by_mention, needed_by_tables, was_needed_by_tables
from amig.ops.alter import AlterColumn
from amig.ops.base import Directive
from amig.ops.batch import BatchAlterTable
from amig.ops.check import CreateCheckConstraint
from amig.ops.column import AddColumn, DropColumn
from amig.ops.comment import CreateTableComment, DropTableComment
from amig.ops.comment_on import CommentOn
from amig.ops.constraint import DropConstraint
from amig.ops.enum import AddEnumValue, CreateEnum, DropEnum, RenameEnumValue
from amig.ops.exclude import CreateExcludeConstraint
from amig.ops.extension import AlterExtension, CreateExtension, DropExtension
from amig.ops.foreign_key import CreateForeignKey
from amig.ops.function import CreateFunction, DropFunction, ReplaceFunction
from amig.ops.grant import Grant, Revoke
from amig.ops.index import CreateIndex, DropIndex
from amig.ops.materialized_view import CreateMaterializedView, DropMaterializedView
from amig.ops.policy import CreatePolicy, DisableRowSecurity, DropPolicy, EnableRowSecurity
from amig.ops.primary_key import CreatePrimaryKey
from amig.ops.replace_enum import ReplaceEnum
from amig.ops.sequence import AlterSequence, CreateSequence, DropSequence
from amig.ops.sql import Execute
from amig.ops.table import CreateTable, DropTable, RenameTable
from amig.ops.trigger import CreateTrigger, DropTrigger, ReplaceTrigger
from amig.ops.unique import CreateUniqueConstraint
from amig.ops.view import CreateView, DropView, ReplaceView


class EarlyFunction(Directive[Any]):
    """Where a function is made that tables need: for a default, a CHECK, an index."""


class LateFunction(Directive[Any]):
    """Where a function is dropped that tables needed until then."""


class ViewIndex(Directive[Any]):
    """Where an index is made on a materialised view that is new."""


PHASES: tuple[tuple[type[Directive[Any]], ...], ...] = (
    (CreateExtension, AlterExtension),
    (DropTrigger, DropPolicy),
    (DropMaterializedView, DropView, DropFunction),
    (RenameTable,),
    (CreateEnum, AddEnumValue, RenameEnumValue, ReplaceEnum, CreateSequence, AlterSequence),
    (EarlyFunction,),
    (DropConstraint,),
    (DropIndex,),
    (CreateTable,),
    (DropColumn,),
    (AlterColumn, BatchAlterTable),
    (AddColumn,),
    (CreatePrimaryKey, CreateUniqueConstraint, CreateCheckConstraint, CreateExcludeConstraint),
    (CreateIndex,),
    (CreateForeignKey,),
    (CreateTableComment, DropTableComment),
    (DropTable,),
    (LateFunction,),
    (DropSequence, DropEnum),
    (CreateFunction, ReplaceFunction, CreateView, ReplaceView, CreateMaterializedView),
    (Execute, ViewIndex, CommentOn),
    (CreateTrigger, ReplaceTrigger),
    (CreatePolicy, EnableRowSecurity, DisableRowSecurity),
    (Revoke, Grant),
    (DropExtension,),
)
"""Kinds of directives in the order in which they are carried out; of one phase, as they were found."""

_PHASE = {kind: number for number, kinds in enumerate(PHASES) for kind in kinds}


def due(one: Found) -> int:
    """When a difference is ended."""
    return phase(one.directive) if one.beside is None else phase_of(one.beside)


def phase(directive: Directive[Any]) -> int:
    """When a directive is carried out: a rename before all that knows the new name, the user's own last."""
    if isinstance(directive, AlterColumn) and directive.new_column_name is not None:
        return phase_of(RenameTable)
    return phase_of(type(directive))


def phase_of(kind: type[Directive[Any]]) -> int:
    """When directives of a kind are carried out."""
    return next((_PHASE[one] for one in kind.__mro__ if one in _PHASE), len(PHASES))


def in_order(found: Iterable[Found], texts: Texts | None = None) -> list[Found]:
    """Foreign keys go first of all constraints; what needs another of its phase comes after it, or goes before it.

    `texts` writes a directive down: only that tells which functions the tables need.
    """
    several = list(found)
    place = _phases(several, texts)
    ordered = sorted(several, key=lambda one: (place[id(one)], 0 if one.beside else _late(one.directive)))
    return [one for _, phase in groupby(ordered, key=lambda one: place[id(one)]) for one in by_mention(list(phase))]


def _phases(found: Sequence[Found], texts: Texts | None) -> dict[int, int]:
    """id(one) -> the number of its phase."""
    places = {id(one): due(one) for one in found}
    made = {_table(one.directive) for one in found if isinstance(one.directive, CreateMaterializedView)}
    for one in found:
        if isinstance(one.directive, CreateIndex) and _table(one.directive) in made:
            places[id(one)] = _PHASE[ViewIndex]
    if texts is not None:
        places |= {id(one): _PHASE[EarlyFunction] for one in needed_by_tables(found, texts)}
        places |= {id(one): _PHASE[LateFunction] for one in was_needed_by_tables(found, texts)}
    return places


def _table(directive: Any) -> tuple[str | None, str]:
    return directive.schema, getattr(directive, "view_name", None) or directive.table_name


def _late(directive: Directive[Any]) -> int:
    """Computed columns go before what they are computed from, and come after it."""
    if isinstance(directive, DropColumn):
        dropped = directive.dropped.column if isinstance(directive.dropped, AddColumn) else directive.dropped
        return 0 if dropped is not None and dropped.computed is not None else 1
    if isinstance(directive, AddColumn):
        return 1 if directive.column.computed is not None else 0
    kinds = ("foreignkey", "check", "unique", None, "primary")
    return kinds.index(directive.type_) if isinstance(directive, DropConstraint) else 0
