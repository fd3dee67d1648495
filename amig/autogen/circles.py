"""Tables in the order of what refers to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from amig.look.shapes import ForeignKeyShape, Key, TableShape


class Ordered(NamedTuple):
    """Tables, each after all that it refers to; the foreign keys that have to come later for that."""

    tables: tuple[TableShape, ...]
    later: Mapping[Key, tuple[ForeignKeyShape, ...]]


def ordered(tables: Iterable[TableShape]) -> Ordered:
    """The same order for the same tables, whatever order they come in."""
    waiting = {table.key: table for table in sorted(tables, key=_place)}
    done: list[TableShape] = []
    later: dict[Key, tuple[ForeignKeyShape, ...]] = {}
    while waiting:
        ready = [table for table in waiting.values() if not _needs(table, waiting)]
        if not ready:
            broken = min(waiting.values(), key=lambda table: (len(_needs(table, waiting)), _place(table)))
            later[broken.key] = _needs(broken, waiting)
            ready = [broken]
        for table in ready:
            del waiting[table.key]
        done += ready
    return Ordered(tuple(done), later)


def _needs(table: TableShape, waiting: Mapping[Key, TableShape]) -> tuple[ForeignKeyShape, ...]:
    return tuple(key for key in table.foreign_keys if key.referent != table.key and key.referent in waiting)


def _place(table: TableShape) -> tuple[str, str]:
    return table.schema or "", table.name
