"""Columns that come and go, and those that have to be made anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from amig.autogen.compare.pair import TablePair
from amig.autogen.compare.words import ADDED, REMOVED, changed
from amig.autogen.found import Found, found
from amig.look.shapes import ColumnShape
from amig.ops.column import AddColumn, DropColumn


def columns(pair: TablePair) -> Iterator[Found]:
    """What is computed goes before the columns that it may be made of, and comes after them.

    Otherwise new columns are in the order of the models, dropped ones in that of the database.
    """
    have = {column.name: column for column in pair.have.columns}
    want = {column.name: column for column in pair.want.columns}
    gone = [column for column in pair.have.columns if column.name not in want or column.name in pair.remade]
    computed = [column for column in reversed(gone) if column.computed is not None]
    for column in [*computed, *(column for column in gone if column.computed is None)]:
        yield _found(pair, _drop(pair, column.name), have, want, column.name, REMOVED)
    new = [place for place, one in enumerate(pair.want.columns) if one.name not in have or one.name in pair.remade]
    for place in sorted(new, key=lambda place: pair.want.columns[place].computed is not None):
        add = pair.items.add_column(pair.model, pair.model.columns[place])
        yield _found(pair, add, have, want, pair.want.columns[place].name, ADDED)


def _found(  # noqa: PLR0917 - both sides, and what is said of one
    pair: TablePair,
    directive: AddColumn | DropColumn,
    have: Mapping[str, ColumnShape],
    want: Mapping[str, ColumnShape],
    name: str,
    usual: str,
) -> Found:
    """A difference; of a column that is made anew it is what it is computed from."""
    if name not in pair.remade:
        return found(directive, f"column {pair.path}.{name}", usual)
    reason = changed(have[name].computed, want[name].computed)
    return found(directive, f"computed {pair.path}.{name}", reason, pair.unsure)


def _drop(pair: TablePair, name: str) -> DropColumn:
    shape = next(column for column in pair.have.columns if column.name == name)
    dropped = pair.past.column(pair.have, shape)
    return DropColumn(pair.name, name, schema=pair.schema, dropped=dropped)
