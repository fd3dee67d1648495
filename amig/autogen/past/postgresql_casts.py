"""How values become those of another type, where PostgreSQL does not do it by itself, or leaves the default behind."""

from __future__ import annotations

_NUMBERS = frozenset({"smallint", "integer", "bigint", "numeric", "real", "double precision"})
_STRINGS = frozenset({"character", "character varying", "text", "bpchar"})
_CAST = (frozenset({"json", "jsonb"}), frozenset({"date", "timestamp without time zone", "timestamp with time zone"}))
"""Those that have a cast between them: nothing is gained on the way through a text."""


def using(old: str, new: str, column: str) -> str | None:
    """What stands after USING; None where nothing must.

    The server could cast some of them without it; it would not write the default anew then.
    """
    before, after = _family(old), _family(new)
    if before == after or {before, after} <= _NUMBERS or {before, after} <= _STRINGS:
        return None
    if before == "boolean" and after in _NUMBERS:
        return f"{column}::integer::{new}"
    if before in _NUMBERS and after == "boolean":
        return f"{column} <> 0"
    between = "[]" if old.endswith("[]") and new.endswith("[]") else ""
    direct = before in _STRINGS or after in _STRINGS or any({before, after} <= some for some in _CAST)
    return f"{column}::{new}" if direct else f"{column}::text{between}::{new}"


def _family(type_: str) -> str:
    head, _, rest = type_.partition("(")
    return head + rest.partition(")")[2]
