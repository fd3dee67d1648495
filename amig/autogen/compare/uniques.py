"""Unique constraints."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.pair import TablePair, matched
from amig.autogen.compare.words import ADDED, REMOVED, changed
from amig.autogen.found import Found, found
from amig.look.shapes import KeyShape
from amig.ops.constraint import DropConstraint


def uniques(pair: TablePair) -> Iterator[Found]:
    """Unique constraints that come, go or change."""
    for have, want, place in matched(pair.have.uniques, pair.want.uniques, _content):
        if have and want and _content(have) == _content(want) and not pair.remade.intersection(have.columns):
            continue
        reason = REMOVED if want is None else ADDED if have is None else changed(have.columns, want.columns)
        subject = f"unique {pair.path}.{_told(want or have)}"
        if have is not None:
            made = pair.past.unique(pair.have, have, pair.schema)
            dropped = pair.past.name(pair.have, have, "unique")
            drop = DropConstraint(dropped, pair.name, "unique", schema=pair.schema, created=made)
            yield found(drop, subject, reason)
        if want is not None:
            name = want.name or pair.new_name("key", want.columns)
            yield found(pair.items.create_unique_constraint(pair.model.uniques[place], name), subject, reason)


def _content(key: KeyShape) -> tuple[object, ...]:
    return key[1:]


def _told(key: KeyShape | None) -> str:
    assert key is not None  # noqa: S101 - for the type checker
    return key.name or "_".join(key.columns)
