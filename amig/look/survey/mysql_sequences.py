"""Sequences of MariaDB."""

from __future__ import annotations

from collections.abc import Sequence

from amig.look.shapes import IdentityShape, Key, SequenceShape
from amig.look.survey.mysql_queries import Place, Rows

SEQUENCE = "SEQUENCE"
"""The type of table that a sequence is."""

_MOST = 2**63 - 2
_CACHE = 1000


def sequences(places: Sequence[Place], rows: Rows, default: str | None) -> dict[Key, SequenceShape]:
    """Each with the options that are not the server's own choice."""
    found: dict[Key, SequenceShape] = {}
    for number, *options in rows:
        schema, name = places[number]
        key = (None if schema == default else schema, name)
        found[key] = SequenceShape(name, key[0], None, _options(options))
    return found


def _options(row: Sequence[int]) -> IdentityShape:
    """What a sequence counts down from and to is the other way round."""
    start, increment, least, most, cycle, cache = row
    down = increment < 0
    usual_least, usual_most = (-_MOST - 1, -1) if down else (1, _MOST)
    return IdentityShape(
        start=None if start == (most if down else least) else start,
        increment=None if increment == 1 else increment,
        minvalue=None if least == usual_least else least,
        maxvalue=None if most == usual_most else most,
        cycle=bool(cycle),
        cache=None if cache == _CACHE else cache,
    )
