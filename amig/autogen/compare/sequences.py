"""Sequences that belong to no column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from amig.autogen.compare.pair import Both, key_text
from amig.autogen.compare.words import ADDED, REMOVED, changed
from amig.autogen.found import Found, found
from amig.look.shapes import IdentityShape
from amig.ops.sequence import AlterSequence, CreateSequence, DropSequence


def sequences(both: Both) -> Iterator[Found]:
    """Sequences that come, go or change; a server without them is left alone."""
    if not both.impl.dialect.supports_sequences:
        return
    have, want = both.have.sequences, both.want.sequences
    for key in sorted({*have, *want}, key=key_text):
        subject, schema = f"sequence {key_text(key)}", both.schema(key[0])
        if key not in have:
            yield found(_create(both, want[key].options, key[1], schema), subject, ADDED)
        elif key not in want:
            made = _create(both, have[key].options, key[1], schema)
            yield found(DropSequence(key[1], schema=schema, created=made), subject, REMOVED)
        elif have[key].options != want[key].options:
            now: Any = both.past.options(want[key].options)
            then: Any = both.past.options(have[key].options)
            reason = changed(have[key].options, want[key].options)
            yield found(AlterSequence(key[1], schema=schema, previous=then, **now), subject, reason)


def _create(both: Both, options: IdentityShape, name: str, schema: str | None) -> CreateSequence:
    given = both.past.options(options)
    return CreateSequence(name, schema=schema, **given)
