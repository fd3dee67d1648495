"""Types of columns."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.pair import Aspect, ColumnPair
from amig.autogen.compare.words import changed
from amig.autogen.found import Note


def types(pair: ColumnPair) -> Iterator[Aspect]:
    """Another type, or another collation where the models say one."""
    said = pair.want.collation is not None or pair.table.impl.dialect_name == "postgresql"
    collation = said and pair.want.collation != pair.have.collation
    if pair.have.type == pair.want.type and not collation and not pair.told("types"):
        return
    reason = changed(_told(pair.have.type, pair.have.collation), _told(pair.want.type, pair.want.collation))
    note = Note(f"type {pair.path}", reason)
    yield Aspect({"type_": pair.table.items.type(pair.column.type)}, note, pair.table.unsure)


def _told(type_: str, collation: str | None) -> str:
    return f"{type_} COLLATE {collation}" if collation else type_
