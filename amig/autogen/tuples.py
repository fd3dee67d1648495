"""Differences as the tuples that Alembic's `compare_metadata` gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from amig.ops.alter import AlterColumn
from amig.ops.column import AddColumn, DropColumn
from amig.ops.comment import CreateTableComment, DropTableComment
from amig.ops.constraint import AddsConstraint, DropConstraint
from amig.ops.foreign_key import CreateForeignKey
from amig.ops.index import CreateIndex, DropIndex
from amig.ops.items import plain_table
from amig.ops.table import CreateTable, DropTable
from amig.ops.verb import verb_name

if TYPE_CHECKING:
    from amig.ops.base import Directive

_ASPECTS = (
    ("modify_nullable", "nullable", "existing_nullable", None),
    ("modify_type", "type_", "existing_type", None),
    ("modify_default", "server_default", "existing_server_default", False),
    ("modify_comment", "comment", "existing_comment", False),
)
_EXISTING = ("existing_type", "existing_nullable", "existing_server_default", "existing_comment")


def diffs_of(directive: Directive[Any]) -> Iterator[Any]:
    """A directive as a tuple, a change of a column as a list; what Alembic has none for is (verb, directive)."""
    if isinstance(directive, AlterColumn) and directive.new_column_name is None:
        if changes := list(_changes(directive)):
            yield changes
    else:
        yield _tuple(directive)


def _tuple(one: Directive[Any]) -> tuple[Any, ...]:
    for kind, made in _MADE:
        if isinstance(one, kind):
            found: tuple[Any, ...] = made(one)
            return found
    return (verb_name(type(one)), one)


def _was(one: DropTable | DropIndex) -> Any:
    return one.created.built if one.created else one.built


def _dropped_constraint(one: DropConstraint) -> tuple[Any, ...]:
    if one.created is None:
        return ("remove_constraint", one)
    return ("remove_fk" if isinstance(one.created, CreateForeignKey) else "remove_constraint", one.created.built)


def _dropped(one: DropColumn) -> Any:
    return one.dropped.column if isinstance(one.dropped, AddColumn) else one.dropped


def _commented(one: CreateTableComment | DropTableComment, comment: str | None) -> Any:
    table = plain_table(one.table_name, (), schema=one.schema)
    table.comment = comment
    return table


def _changes(one: AlterColumn) -> Iterator[tuple[Any, ...]]:
    for name, new, old, untouched in _ASPECTS:
        if (value := getattr(one, new)) is not untouched:
            kept = {existing: getattr(one, existing) for existing in _EXISTING if existing != old}
            yield (name, one.schema, one.table_name, one.column_name, kept, getattr(one, old), value)


_MADE: tuple[tuple[type[Any], Callable[[Any], tuple[Any, ...]]], ...] = (
    (CreateTable, lambda one: ("add_table", one.built)),
    (DropTable, lambda one: ("remove_table", _was(one))),
    (AddColumn, lambda one: ("add_column", one.schema, one.table_name, one.column)),
    (DropColumn, lambda one: ("remove_column", one.schema, one.table_name, _dropped(one))),
    (CreateIndex, lambda one: ("add_index", one.built)),
    (DropIndex, lambda one: ("remove_index", _was(one))),
    (CreateTableComment, lambda one: ("add_table_comment", _commented(one, one.comment), one.existing_comment)),
    (DropTableComment, lambda one: ("remove_table_comment", _commented(one, None))),
    (CreateForeignKey, lambda one: ("add_fk", one.built)),
    (AddsConstraint, lambda one: ("add_constraint", one.built)),
    (DropConstraint, _dropped_constraint),
)
