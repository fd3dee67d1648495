"""Everything in which a column differs, as one `alter_column`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from amig.autogen.compare.column_comments import column_comments
from amig.autogen.compare.defaults import defaults
from amig.autogen.compare.nullable import nullable
from amig.autogen.compare.pair import Aspect, ColumnPair, TablePair
from amig.autogen.compare.types import types
from amig.autogen.found import Found
from amig.ops.alter import AlterColumn

ASPECTS: dict[str, Callable[[ColumnPair], Iterator[Aspect]]] = {
    "types": types,
    "nullable": nullable,
    "defaults": defaults,
    "column_comments": column_comments,
}
"""What is compared of each column that both sides have."""


def altered(pair: TablePair) -> Iterator[Found]:
    """One change for each column that differs; what is unsure is apart from what is sure."""
    for column in pair.columns():
        if column.have == column.want and not pair.told:
            continue
        wanted = (of_column for name, of_column in ASPECTS.items() if column.told(name) is not False)
        found = (aspect for of_column in wanted for aspect in of_column(column))
        aspects = [aspect for aspect in found if not pair.ignores(aspect.note.subject)]
        for unsure in dict.fromkeys(aspect.unsure for aspect in aspects):
            yield _alter(column, [aspect for aspect in aspects if aspect.unsure == unsure], unsure)


def _alter(column: ColumnPair, aspects: list[Aspect], unsure: str | None) -> Found:
    changes: dict[str, Any] = {}
    for aspect in aspects:
        changes |= aspect.changes
    said, undo = existing(column, changes), None
    forth, back = _using(column, changes)
    directive = AlterColumn(column.table.name, column.want.name, **changes, **said, **forth, schema=column.table.schema)
    if back:
        undo = (directive.reverse().__replace__(options=back),)
    return Found(directive, tuple(aspect.note for aspect in aspects), undo, unsure)


def _using(column: ColumnPair, changes: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """How values become those of the other type, there and back, where the server must be told."""
    if "type_" not in changes:
        return {}, {}
    using, name = column.table.past.using, column.want.name
    have, want = column.have.type, column.want.type
    both = (using(have, want, name), using(want, have, name))
    forth, back = ({} if words is None else {"postgresql_using": words} for words in both)
    return forth, back


def existing(column: ColumnPair, changes: dict[str, Any]) -> dict[str, Any]:
    """What the column is now: for the way back, and for servers that write a column down as a whole."""
    past, have = column.table.past, column.have
    said: dict[str, Any] = {"existing_type": past.type(column.table.have, have)}
    said["existing_nullable"] = have.nullable
    default = past.default(have)
    if "server_default" in changes or default is not None:
        said["existing_server_default"] = default
    if "comment" in changes or have.comment is not None:
        said["existing_comment"] = have.comment
    return said | past.existing(column.table.have, column.table.want, have)
