"""CHECKs that MariaDB keeps with a column: they have no name, and go with every change of it."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.alter import existing
from amig.autogen.compare.pair import ColumnPair, TablePair
from amig.autogen.found import Found, Note
from amig.look.shapes import CheckShape
from amig.ops.alter import AlterColumn

LOST = "its column is written down anew"


def is_lost(pair: TablePair, check: CheckShape) -> bool:
    """Whether its column goes or is written down anew, and the CHECK is no more."""
    if check.column is None:
        return False
    column = _column(pair, check)
    return column is None or column.have != column.want


def inline_dropped(pair: TablePair, check: CheckShape, note: Note, unsure: str | None) -> Iterator[Found]:
    """The column as it is, written down without its CHECK; on the way back that has a name."""
    column = _column(pair, check)
    if column is None or check.column is None:
        return
    said = existing(column, {})
    drop = AlterColumn(pair.name, check.column, nullable=column.have.nullable, **said, schema=pair.schema)
    named = check._replace(name=pair.new_name("check", [check.column]), column=None)
    yield Found(drop, (note,), undo=(pair.past.check(pair.have, named, pair.schema),), unsure=unsure)


def _column(pair: TablePair, check: CheckShape) -> ColumnPair | None:
    return next((one for one in pair.columns() if one.want.name == check.column), None)
