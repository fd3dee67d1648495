"""NULL and NOT NULL."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.pair import Aspect, ColumnPair
from amig.autogen.found import Note


def nullable(pair: ColumnPair) -> Iterator[Aspect]:
    """Whether a column takes NULL; of an identity, and of a computed one that says nothing, the server decides."""
    if pair.have.nullable == pair.want.nullable or pair.want.identity is not None:
        return
    if pair.want.computed is not None and pair.want.nullable:
        return
    words = {True: "NULL", False: "NOT NULL"}
    reason = f"it is {words[pair.have.nullable]} in the database, {words[pair.want.nullable]} in the models"
    yield Aspect({"nullable": pair.want.nullable}, Note(f"nullable {pair.path}", reason))
