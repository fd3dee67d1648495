"""Which tables' rows a directive may change: after it the rows that are there now tell less."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Insert, Table, Update

from amig.ops.base import Directive
from amig.ops.data import BulkInsert
from amig.ops.enum import RenameEnumValue
from amig.ops.script import RunScript
from amig.ops.split import split
from amig.ops.sql import Execute
from amig.ops.tokens import tokens

EVERY = frozenset({"*"})
"""Any table at all."""

_NAMES_THEM = frozenset({"UPDATE", "INSERT", "REPLACE"})
_TOUCHES_NONE = frozenset({"SELECT", "COMMENT", "GRANT", "REVOKE", "ANALYZE"})


def touched_by(directive: Directive[Any], flavour: str) -> frozenset[str]:
    """Names of tables, in lower case; EVERY where it cannot be told. What triggers do is not seen."""
    if isinstance(directive, BulkInsert):
        return frozenset({str(directive.table.name).lower()})
    if isinstance(directive, RunScript):
        return _by_text(directive.script, flavour)
    if isinstance(directive, Execute):
        if isinstance(directive.sqltext, str):
            return _by_text(directive.sqltext, flavour)
        return _by_construct(directive.sqltext)
    if isinstance(directive, RenameEnumValue) or not type(directive).__module__.startswith("amig.ops"):
        return EVERY
    return frozenset()


def _by_construct(construct: Any) -> frozenset[str]:
    if isinstance(construct, Insert | Update) and isinstance(construct.table, Table | type(construct.table)):
        return frozenset({str(getattr(construct.table, "name", "*")).lower()})
    return EVERY


def _by_text(text: str, flavour: str) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for part in split(text, flavour):
        try:
            seen = tokens(part.text, flavour)
        except ValueError:
            return EVERY
        if not seen or (seen[0].value in _TOUCHES_NONE and not _calls(seen)):
            continue
        if seen[0].value not in _NAMES_THEM:
            return EVERY
        found |= {token.value.lower() for token in seen if token.kind in ("word", "name")}
    return found


def _calls(seen: list[Any]) -> bool:
    """Whether a function may be called: `SELECT repair()` changes rows."""
    return any(token.text == "(" for token in seen)
