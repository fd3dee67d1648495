"""Indexes."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.pair import TablePair, matched
from amig.autogen.compare.words import ADDED, REMOVED, changed
from amig.autogen.found import Found, found
from amig.look.shapes import IndexShape


def indexes(pair: TablePair) -> Iterator[Found]:
    """Indexes that come, go or change in what they hold, how, and of which rows."""
    for have, want, place in matched(pair.have.indexes, pair.want.indexes, _content):
        if have and want and _content(have) == _content(want) and not _remade(pair, have, want):
            continue
        reason = REMOVED if want is None else ADDED if have is None else changed(_told(have), _told(want))
        subject = f"index {pair.path}.{_name(want or have)}"
        unsure = pair.unsure if have and want else None
        if have is not None:
            yield found(pair.past.drop_index(pair.have, have, pair.schema), subject, reason, unsure)
        if want is not None:
            yield found(pair.items.create_index(pair.model.indexes[place]), subject, reason, unsure)


def _name(index: IndexShape | None) -> str:
    assert index is not None  # noqa: S101 - for the type checker
    return index.name or "_".join(index.parts)


def _content(index: IndexShape) -> tuple[object, ...]:
    return (index.parts, *index[3:])


def _remade(pair: TablePair, have: IndexShape, want: IndexShape) -> bool:
    named = {*have.columns, *want.columns, *have.include}
    return any(name in named or any(name in part for part in have.parts) for name in pair.remade)


def _told(index: IndexShape) -> str:
    text = f"{'UNIQUE ' if index.unique else ''}({', '.join(index.parts)})"
    text = f"USING {index.method} {text}" if index.method else text
    text += f" INCLUDE ({', '.join(index.include)})" if index.include else ""
    text += " NULLS NOT DISTINCT" if index.nulls_not_distinct else ""
    text += f" WITH ({', '.join(f'{name}={value}' for name, value in index.options)})" if index.options else ""
    return text + (f" WHERE {index.where}" if index.where else "")
