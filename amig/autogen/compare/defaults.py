"""Server defaults and identities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from amig.autogen.compare.pair import Aspect, ColumnPair
from amig.autogen.compare.words import changed
from amig.autogen.found import Note


def defaults(pair: ColumnPair) -> Iterator[Aspect]:
    """Another default, or none; what the models leave to the server is not compared."""
    if pair.want.name in pair.table.model.untold or pair.want.computed is not None:
        return
    if pair.have.identity != pair.want.identity:
        note = Note(f"identity {pair.path}", changed(pair.have.identity, pair.want.identity))
        yield Aspect({"server_default": pair.column.identity or _default(pair)}, note)
    elif pair.told("defaults") or pair.have.default != pair.want.default:
        note = Note(f"default {pair.path}", changed(pair.have.default, pair.want.default))
        unsure = pair.table.unsure if pair.have.default is not None and pair.want.default is not None else None
        yield Aspect({"server_default": _default(pair)}, note, unsure)


def _default(pair: ColumnPair) -> Any:
    default: Any = pair.column.server_default
    return None if default is None else default.arg
