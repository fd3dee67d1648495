"""How values become those of another type, where PostgreSQL does not do it by itself."""

from __future__ import annotations

_NUMBERS = frozenset({"smallint", "integer", "bigint", "numeric", "real", "double precision"})
_STRINGS = frozenset({"character", "character varying", "text", "bpchar"})
_TIMES = frozenset({"timestamp without time zone", "timestamp with time zone"})
_BY_ITSELF = (
    (_NUMBERS, _NUMBERS),
    (frozenset({"date"}), _TIMES),
    (_TIMES, _TIMES | {"date", "time without time zone"}),
    (frozenset({"json", "jsonb"}), frozenset({"json", "jsonb"})),
)


def using(old: str, new: str, column: str) -> str | None:
    """What stands after USING; None where nothing must."""
    before, after = _family(old), _family(new)
    if before == after or after in _STRINGS:
        return None
    if any(before in some and after in others for some, others in _BY_ITSELF):
        return None
    if before == "boolean" and after in _NUMBERS:
        return f"{column}::integer::{new}"
    if before in _NUMBERS and after == "boolean":
        return f"{column} <> 0"
    between = "[]" if old.endswith("[]") and new.endswith("[]") else ""
    return f"{column}::{new}" if before in _STRINGS else f"{column}::text{between}::{new}"


def _family(type_: str) -> str:
    head, _, rest = type_.partition("(")
    return head + rest.partition(")")[2]
