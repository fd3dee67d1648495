"""Which tables of the models the server has to be asked about, and what is made of its answer."""

from __future__ import annotations

from typing import Any

from amig.autogen.compare.pair import matched
from amig.autogen.model.base import Described, Model
from amig.autogen.same import same
from amig.look.normal import Sample, Samples
from amig.look.shapes import ColumnShape, Snapshot, TableShape


def doubtful(have: Snapshot, model: Model) -> Samples:
    """The tables of both sides in which only texts of the same thing differ, as far as can be told."""
    pairs = ((key, one, have.tables[key]) for key, one in model.tables.items() if key in have.tables)
    different = ((key, one, other) for key, one, other in pairs if not same(other, one.shape))
    return Samples({key: _sample(one, other) for key, one, other in different if _differs(other, one.shape)})


def _sample(one: Described, have: TableShape) -> Sample:
    return Sample(one.table, have, one.shape, one.checks, one.excludes, one.indexes)


def _differs(have: TableShape, want: TableShape) -> bool:
    columns = {column.name: column for column in have.columns}
    if any(_texts(columns[one.name]) != _texts(one) for one in want.columns if one.name in columns):
        return True
    kinds: tuple[tuple[Any, Any, Any], ...] = (
        (have.checks, want.checks, lambda one: one.text),
        (have.excludes, want.excludes, lambda one: one.text),
        (have.indexes, want.indexes, lambda one: (one.parts, one.where)),
    )
    return any(_any_text(*kind) for kind in kinds)


def _any_text(have: Any, want: Any, content: Any) -> bool:
    """Whether one of the same name says something else, or one without a name finds none that says the same."""
    pairs = matched(have, want, content)
    some_left = any(other is None for _, other, _ in pairs)
    return any(
        (one is not None and other is not None and content(one) != content(other))
        or (one is None and other is not None and other.name is None and some_left)
        for one, other, _ in pairs
    )


def _texts(column: ColumnShape) -> tuple[object, ...]:
    return column.type, column.default, column.computed, column.identity


def settled(want: TableShape, said: TableShape) -> TableShape:
    """The shape of the models' table, its texts replaced by the server's."""
    words = {column.name: column for column in said.columns}
    columns = tuple(_settled(one, words[one.name]) for one in want.columns)
    return want._replace(
        columns=columns,
        checks=tuple(a._replace(text=b.text) for a, b in zip(want.checks, said.checks, strict=True)),
        excludes=tuple(a._replace(text=b.text) for a, b in zip(want.excludes, said.excludes, strict=True)),
        indexes=tuple(
            a._replace(parts=b.parts, columns=b.columns, where=b.where, options=b.options)
            for a, b in zip(want.indexes, said.indexes, strict=True)
        ),
    )


def _settled(want: ColumnShape, said: ColumnShape) -> ColumnShape:
    return want._replace(
        type=said.type,
        default=said.default,
        computed=said.computed,
        persisted=said.persisted if want.computed is not None else None,
        identity=said.identity,
    )
