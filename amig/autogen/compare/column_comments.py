"""Comments of columns."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.pair import Aspect, ColumnPair
from amig.autogen.compare.words import changed
from amig.autogen.found import Note


def column_comments(pair: ColumnPair) -> Iterator[Aspect]:
    """Another comment, or none."""
    if pair.have.comment != pair.want.comment:
        note = Note(f"comment {pair.path}", changed(pair.have.comment, pair.want.comment))
        yield Aspect({"comment": pair.want.comment}, note)
