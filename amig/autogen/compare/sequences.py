"""Sequences that belong to no column."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from sqlalchemy import BigInteger, Integer, SmallInteger

from amig.autogen.compare.pair import Both, key_text
from amig.autogen.compare.words import ADDED, REMOVED, changed
from amig.autogen.found import Found, Note, found
from amig.look.shapes import SequenceShape
from amig.ops.sequence import AlterSequence, CreateSequence, DropSequence

_TYPES = {"smallint": SmallInteger, "integer": Integer, "bigint": BigInteger}


def sequences(both: Both) -> Iterator[Found]:
    """Sequences that come, go or change; a server without them is left alone."""
    if not both.impl.dialect.supports_sequences:
        return
    have, want = both.have.sequences, both.want.sequences
    for key in sorted({*have, *want}, key=key_text):
        subject, schema = f"sequence {key_text(key)}", both.schema(key[0])
        if key not in have:
            yield found(_create(both, want[key], schema), subject, ADDED)
        elif key not in want:
            yield found(DropSequence(key[1], schema=schema, created=_create(both, have[key], schema)), subject, REMOVED)
        elif (reason := _reason(have[key], want[key])) is not None:
            forth = _altered(have[key], want[key], schema)
            yield Found(forth, (Note(subject, reason),), undo=(_altered(want[key], have[key], schema),))


def _altered(before: SequenceShape, after: SequenceShape, schema: str | None) -> AlterSequence:
    """The change of a sequence; one that stands where it may not stand any more begins anew."""
    now, then = _changes(before, after), _changes(after, before)
    return AlterSequence(after.name, schema=schema, restart=_restart(before, after), previous=then, **now)


def _restart(before: SequenceShape, after: SequenceShape) -> int | None:
    """Where it has to begin again: the server refuses bounds that leave out the value it stands at."""
    was, said = _said(before), _said(after)
    up = said["increment"] > 0
    low, high = said.get("minvalue", 1 if up else -math.inf), said.get("maxvalue", math.inf if up else -1)
    start: int = said["start"]
    return None if low <= was["start"] <= high else start


def _reason(have: SequenceShape, want: SequenceShape) -> str | None:
    if have.type != want.type:
        return changed(have.type or "bigint", want.type or "bigint")
    return None if have.options == want.options else changed(have.options, want.options)


def _create(both: Both, shape: SequenceShape, schema: str | None) -> CreateSequence:
    given = both.past.options(shape.options)
    given |= {"data_type": _TYPES[shape.type]()} if shape.type in _TYPES else {}
    return CreateSequence(shape.name, schema=schema, **given)


def _changes(before: SequenceShape, after: SequenceShape) -> Any:
    """The keywords for what is different; what the server would choose must be said too."""
    was = _said(before)
    changes = {name: value for name, value in _said(after).items() if value != was.get(name)}
    other = {"data_type": _TYPES[after.type or "bigint"]()} if before.type != after.type else {}
    return changes | other


def _said(shape: SequenceShape) -> dict[str, Any]:
    """Every option, the server's own choices included."""
    options = shape.options
    up = (options.increment or 1) > 0
    first = (options.minvalue if up else options.maxvalue) or (1 if up else -1)
    low = {"nominvalue": True} if options.minvalue is None else {"minvalue": options.minvalue}
    high = {"nomaxvalue": True} if options.maxvalue is None else {"maxvalue": options.maxvalue}
    return {
        "start": first if options.start is None else options.start,
        "increment": options.increment or 1,
        **low,
        **high,
        "cycle": options.cycle,
        "cache": options.cache or 1,
    }
