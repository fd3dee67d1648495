"""Whether SQLite understands the models' words and the database's as the same: asked in memory, of nobody's file."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from amig.aside import aside
from amig.look.normal import Normal, Samples
from amig.look.normal.sqlite_same import Scratch
from amig.look.shapes import CheckShape, ColumnShape, IndexShape, Key, TableShape

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel
    from amig.look.normal import Sample


async def normal(channel: Channel, impl: Impl, samples: Samples) -> Normal:  # noqa: ARG001
    """Say what means the same in the words of the database; the database itself is not asked."""
    return await aside(_normal, impl, samples)


def _normal(impl: Impl, samples: Samples) -> Normal:
    tables: dict[Key, TableShape] = {}
    refused: dict[Key, str] = {}
    with closing(sqlite3.connect(":memory:")) as memory:
        for key, sample in samples.tables.items():
            try:
                with Scratch(memory, impl, sample.want) as scratch:
                    tables[key] = _settled(scratch, sample)
            except sqlite3.Error as error:
                refused[key] = str(error)
    return Normal(tables, refused=refused)


def _settled(scratch: Scratch, sample: Sample) -> TableShape:
    have, want = sample.have, sample.want
    columns = {column.name: column for column in have.columns}
    return want._replace(
        columns=tuple(_column(scratch, columns.get(one.name, one), one) for one in want.columns),
        checks=tuple(_check(scratch, have.checks, one) for one in want.checks),
        indexes=tuple(_index(scratch, have.indexes, one) for one in want.indexes),
    )


def _column(scratch: Scratch, have: ColumnShape, want: ColumnShape) -> ColumnShape:
    default = have.default if scratch.same_default(want.name, have.default, want.default) else want.default
    computed = have.computed if scratch.same(have.computed, want.computed) else want.computed
    return want._replace(default=default, computed=computed)


def _check(scratch: Scratch, have: Sequence[CheckShape], want: CheckShape) -> CheckShape:
    return next((want._replace(text=one.text) for one in _alike(have, want) if scratch.same(one.text, want.text)), want)


def _index(scratch: Scratch, have: Sequence[IndexShape], want: IndexShape) -> IndexShape:
    for one in _alike(have, want):
        if len(one.parts) != len(want.parts) or not scratch.same(one.where, want.where):
            continue
        if all(scratch.same_part(*parts) for parts in zip(one.parts, want.parts, strict=True)):
            return want._replace(parts=one.parts, columns=one.columns, where=one.where)
    return want


def _alike(have: Sequence[Any], want: Any) -> list[Any]:
    """Those of the same name; of all where one side has none."""
    named = [one for one in have if one.name is not None and one.name == want.name]
    return named or [one for one in have if one.name is None or want.name is None]
