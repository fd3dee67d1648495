"""What a text of SQL destroys, as far as its words tell."""

from __future__ import annotations

from collections.abc import Sequence

from amig.ops.split import split
from amig.ops.tokens import Token, tokens

_HOLDERS = frozenset({"TABLE", "DATABASE", "SCHEMA", "TYPE", "TABLESPACE", "OWNED"})
"""What is lost when it is dropped; an index or a view can be made again."""

_KEEPS_ROWS = frozenset(
    {"CONSTRAINT", "INDEX", "KEY", "FOREIGN", "PRIMARY", "CHECK", "DEFAULT", "NOT", "IDENTITY"} | {"EXPRESSION"}
)
_BEFORE_NAME = frozenset({"IF", "EXISTS", "ONLY", "FROM", "COLUMN", "TABLE", "TEMPORARY", "LOW_PRIORITY", "QUICK"})


def destroyed_by(sql: str, dialect: str) -> str | None:
    """What a text of SQL destroys as far as its words tell: DROP, TRUNCATE, and DELETE without WHERE."""
    for part in split(sql, dialect):
        try:
            found = _by_words(tokens(part.text, dialect))
        except ValueError:
            continue
        if found is not None:
            return found
    return None


def _by_words(seen: Sequence[Token]) -> str | None:
    first = seen[0].value if seen else ""
    if first == "TRUNCATE":
        return f"every row of {_name_after(seen, 1)}"
    if first == "DROP" and len(seen) > 1 and any(token.value in _HOLDERS for token in seen[1:3]):
        kind = next(token for token in seen[1:3] if token.value in _HOLDERS)
        return f"{kind.value.lower()} {_name_after(seen, seen.index(kind) + 1)}"
    if first == "ALTER" and [token.value for token in seen[1:2]] == ["TABLE"]:
        return _dropped_from(seen)
    if first in ("DELETE", "WITH"):
        return _deleted(seen)
    return None


def _dropped_from(seen: Sequence[Token]) -> str | None:
    """ALTER TABLE ... DROP: a column or a partition, unless another word follows."""
    for index, token in enumerate(seen[:-1]):
        following = seen[index + 1].value
        if token.value in ("DROP", "TRUNCATE") and token.kind == "word" and following == "PARTITION":
            return f"partition {_name_after(seen, index + 2)} of {_name_after(seen, 2)}"
        if token.value == "DROP" and token.kind == "word" and following not in _KEEPS_ROWS:
            return f"column {_name_after(seen, index + 1)} of {_name_after(seen, 2)}"
    return None


def _deleted(seen: Sequence[Token]) -> str | None:
    """The first DELETE, in a WITH too, that has no WHERE of its own."""
    for index, token in enumerate(seen):
        if token.kind == "word" and token.value == "DELETE" and not _has_condition(seen[index:]):
            return f"every row of {_name_after(seen, index + 1)}"
    return None


def _has_condition(rest: Sequence[Token]) -> bool:
    depth = 0
    for token in rest:
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if depth < 0:
            return False
        if depth == 0 and token.kind == "word" and token.value == "WHERE":
            return True
    return False


def _name_after(seen: Sequence[Token], index: int) -> str:
    """The name that stands there, its schema included."""
    while index < len(seen) and seen[index].value in _BEFORE_NAME and seen[index].kind == "word":
        index += 1
    name = ""
    while index < len(seen) and (seen[index].text == "." or not name or name.endswith(".")):
        name += seen[index].text
        index += 1
    return f"`{name.strip('`')}`"
