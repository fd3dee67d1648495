"""What sequences and identities of PostgreSQL count by, without what is so anyhow."""

from __future__ import annotations

from amig.look.shapes import IdentityShape

_HIGHEST = {"smallint": 2**15 - 1, "integer": 2**31 - 1, "bigint": 2**63 - 1}


def usual(said: IdentityShape, type_: str) -> IdentityShape:
    """The options of a counter of this type; None for each that the server would choose itself."""
    up = said.increment is None or said.increment > 0
    highest = _HIGHEST.get(type_, _HIGHEST["bigint"])
    least, most = (1, highest) if up else (-highest - 1, -1)
    low = least if said.minvalue is None else said.minvalue
    high = most if said.maxvalue is None else said.maxvalue
    return IdentityShape(
        said.always,
        None if said.start == (low if up else high) else said.start,
        None if said.increment == 1 else said.increment,
        None if low == least else low,
        None if high == most else high,
        said.cycle,
        None if said.cache == 1 else said.cache,
    )
