"""Both sides as far as they speak of the same: names that the server has given, and what it makes by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from amig.autogen.compare.pair import matched
from amig.autogen.model.base import Described, Model
from amig.autogen.past.mysql_keys import keys, serves
from amig.look.shapes import ColumnShape, IndexShape, Key, Snapshot, TableShape
from amig.look.words.mysql_charsets import charset_of

T = TypeVar("T", bound=Any)


def met(have: Snapshot, model: Model) -> tuple[Snapshot, Model]:
    """The database without what the models leave to it, and the models with the names that it has given."""
    tables: dict[Key, TableShape] = dict(have.tables)
    wanted: dict[Key, Described] = dict(model.tables)
    for key, described in model.tables.items():
        if key in tables:
            tables[key], shape = _met(tables[key], described.shape)
            if shape is not described.shape:
                wanted[key] = replace(described, shape=shape)
    return replace(have, tables=tables), replace(model, tables=wanted)


def _met(have: TableShape, want: TableShape) -> tuple[TableShape, TableShape]:
    have = _split(have, want)
    uniques, wanted_uniques = aligned(have.uniques, want.uniques, lambda one: one.columns)
    checks, wanted_checks = aligned(have.checks, want.checks, lambda one: one.text)
    foreign, wanted_keys = aligned(have.foreign_keys, want.foreign_keys, lambda one: one[1:], names=False)
    indexes, _ = aligned(_not_implied(have, want), want.indexes, lambda one: one.parts)
    said = {name for name, _ in want.options}
    have = have._replace(
        columns=_collated(have.columns, want.columns),
        uniques=uniques,
        checks=checks,
        foreign_keys=foreign,
        indexes=indexes,
        options=tuple([one for one in have.options if one[0] in said]) if said else (),
    )
    if (wanted_uniques, wanted_checks, wanted_keys) != (want.uniques, want.checks, want.foreign_keys):
        want = want._replace(uniques=wanted_uniques, checks=wanted_checks, foreign_keys=wanted_keys)
    return have, want


def aligned(
    have: Sequence[T], want: Sequence[T], content: Callable[[T], object], *, names: bool = True
) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """Those of the database in the order of the models, and the models' with the names of those that say the same.

    Where `names` do not count, another name gives way as well.
    """
    if have == want:
        return tuple(have), tuple(want)
    asked = want if names else [one._replace(name=None) for one in want]
    pairs = matched(have, asked, content)
    found = {place: other for other, _, place in pairs if place >= 0}
    there = [other for place in range(len(want)) if (other := found[place]) is not None]
    wanted = [
        one if (other := found[place]) is None or (names and one.name is not None) else one._replace(name=other.name)
        for place, one in enumerate(want)
    ]
    return (*there, *(other for other, _, place in pairs if place < 0 and other is not None)), tuple(wanted)


def _collated(have: tuple[ColumnShape, ...], want: tuple[ColumnShape, ...]) -> tuple[ColumnShape, ...]:
    """Collations only where the models say one, and only as much as they say: a charset has none of its own."""
    said = {column.name: column.collation for column in want}
    return tuple(
        [
            column if column.collation is None else column._replace(collation=_as_said(column, said.get(column.name)))
            for column in have
        ]
    )


def _as_said(column: ColumnShape, said: str | None) -> str | None:
    if said is None or column.collation is None:
        return None
    return charset_of(column.collation) if "_" not in said and said != "binary" else column.collation


def _split(have: TableShape, want: TableShape) -> TableShape:
    """A unique constraint is a unique index: which of the two it is called is for the models to say."""
    indexes = {one.name for one in want.indexes if one.unique}
    moved = [one for one in have.uniques if one.name in indexes]
    if not moved:
        return have
    kept = tuple(one for one in have.uniques if one.name not in indexes)
    made = tuple(IndexShape(one.name, one.columns, one.columns, unique=True) for one in moved)
    return have._replace(uniques=kept, indexes=(*have.indexes, *made))


def _not_implied(have: TableShape, want: TableShape) -> tuple[IndexShape, ...]:
    """Indexes without those that the server makes for foreign keys, and keeps as long as nothing else serves them."""
    if not want.foreign_keys:
        return have.indexes
    names = {one.name for one in want.indexes}
    needed = {key.columns for key in want.foreign_keys if not any(serves(on, key.columns) for _, on in keys(want))}
    return tuple(
        [
            one
            for one in have.indexes
            if one.name in names or one.unique or one.parts not in needed or one.method is not None
        ]
    )
