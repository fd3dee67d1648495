"""Columns that come and go, and those that have to be made anew."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.pair import TablePair
from amig.autogen.compare.words import ADDED, REMOVED, changed
from amig.autogen.found import Found, found
from amig.ops.column import DropColumn


def columns(pair: TablePair) -> Iterator[Found]:
    """New columns in the order of the models, dropped ones in that of the database."""
    have = {column.name: column for column in pair.have.columns}
    want = {column.name: column for column in pair.want.columns}
    for shape, column in zip(pair.want.columns, pair.model.columns, strict=True):
        subject = f"column {pair.path}.{shape.name}"
        if shape.name not in have:
            yield found(pair.items.add_column(pair.model, column), subject, ADDED)
        elif shape.name in pair.remade:
            reason = changed(have[shape.name].computed, shape.computed)
            yield found(_drop(pair, shape.name), f"computed {pair.path}.{shape.name}", reason, pair.unsure)
            yield found(
                pair.items.add_column(pair.model, column), f"computed {pair.path}.{shape.name}", reason, pair.unsure
            )
    for name in have:
        if name not in want:
            yield found(_drop(pair, name), f"column {pair.path}.{name}", REMOVED)


def _drop(pair: TablePair, name: str) -> DropColumn:
    shape = next(column for column in pair.have.columns if column.name == name)
    dropped = pair.past.column(pair.have, shape)
    return DropColumn(pair.name, name, schema=pair.schema, dropped=dropped)
