"""The quick way to read a header: certain, or no answer at all.

The text is understood from its start, statement by statement, as far as a few plain forms reach: comments, a
docstring, imports, assignments of plain literals to header names. What follows may be anything, provided that it
nowhere mentions a header name: then it cannot assign one. In every other case `ast` has to say.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

Literal: TypeAlias = "str | bool | float | tuple[str, ...] | None"

NAMES = (
    "revision",
    "down_revision",
    "branch_labels",
    "depends_on",
    "transactional",
    "foreign_keys",
    "replaces",
    "lock_timeout",
    "statement_timeout",
    "destructive",
    "compatible",
    "backfill_batch",
    "backfill_rate",
    "backfill_pause",
    "backfill_when",
    "requires_backfill",
    "requires_shared",
    "replay",
)
"""The header names that are read."""

_WORDS = (
    *("revision", "branch_labels", "depends_on", "transactional", "foreign_keys", "replaces", "_timeout"),
    "destructive",
    "compatible",
    "backfill",
    "requires_shared",
    "replay",
)
"""A part of every name."""

_BOM = "\ufeff"
_KNOWN = frozenset(NAMES)
_CONSTANTS = {"None": None, "True": True, "False": False}

_WORD = "A-Za-z0-9_"  # spelled out: a set with `\w` in it is slow; what has other letters is left to Python
_STRING = r"\"[^\"\\\n]*+\" | '[^'\\\n]*+'"
_END = r"(?: \n++ | \#.*+ (?:\n|\Z) | \Z )"

_START = re.compile(
    rf"""
    (?: [ \t]*+ (?:\#.*+)? \n )*+
    (?: (?: \"\"\" ([^"]*+ (?: "(?!"") [^"]*+ )*+) \"\"\" | \'\'\' ([^']*+ (?: '(?!'') [^']*+ )*+) \'\'\' )
        [ \t]*+ {_END} )?
    """,
    re.VERBOSE,
)
_STATEMENTS = re.compile(
    rf"""
    (?: \n++
      | \#.*+ (?:\n|\Z)
      | from [ \t]++ [{_WORD}.]++ [ \t]++ import [ \t]++ (?: [{_WORD}., \t]++ | \([{_WORD}., \t\n]*+\) [ \t]*+ ) {_END}
      | import [ \t]++ [{_WORD}., \t]++ {_END}
      | [ \t]++ {_END}
      )*+
    (?: ([A-Za-z_][{_WORD}]*+) [ \t]*+ (?: : [{_WORD}.,|\[\] \t]++ )? = [ \t]*+
        ( None | True | False | {_STRING} | [(\[][^()\[\]\#\\]*+[)\]] ) [ \t]*+ {_END}
      | ((?s:.*+))
      )
    """,
    re.VERBOSE,
)
"""Plain ones, and after them an assignment to a name, or all that follows."""

_QUOTE = re.compile(r"[(\s]*[A-Za-z]{0,2}[\"']")


class Header(NamedTuple):
    """What a file's text says at module level. `lines` are where, as far as they were counted."""

    values: dict[str, Literal]
    doc: str
    lines: dict[str, int]


class _UnsureError(Exception):
    """Python has to say."""


def scan(data: bytes) -> Header | None:
    """The header, where it is certain to be what Python would make of it."""
    try:
        return _scanned(data.decode())
    except (UnicodeDecodeError, _UnsureError):
        return None


def _scanned(text: str) -> Header:
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if "\r" in text or text[:1] == _BOM or (text[:1] in "# \t\f\n" and "coding" in text):
        raise _UnsureError
    start = _START.match(text)
    doc, position = start[1] or start[2] or "", start.end()  # type: ignore[index, union-attr]  # it matches nothing, too
    if "\\" in doc or (not start.lastindex and _QUOTE.match(text, position)):  # type: ignore[union-attr]  # likewise
        raise _UnsureError
    values: dict[str, Literal] = {}
    for name, written, rest in _STATEMENTS.findall(text, position):
        if name:
            value = written[1:-1] if written[0] in "\"'" else _value(written)  # whose ever it is, it must be certain
            if name in _KNOWN:
                values[name] = value
        elif rest and _mentioned(rest):
            raise _UnsureError
    return Header._make((values, doc, {}))


def _value(written: str) -> Literal:
    """A constant, or several strings; what is no such thing is left to Python."""
    if written in _CONSTANTS:
        return _CONSTANTS[written]
    parts = [part.strip(" \t\n") for part in written[1:-1].split(",")]
    strings = parts if parts[-1] else parts[:-1]
    if not all(one[:1] in ("'", '"') and one[-1] == one[0] and one.count(one[0]) == 2 for one in strings):  # noqa: PLR2004 - its quotes
        raise _UnsureError
    items = tuple(one[1:-1] for one in strings)
    return items[0] if written[0] == "(" and items and len(parts) == 1 else items


def _mentioned(rest: str) -> bool:
    if not rest.isascii():
        import unicodedata

        rest = unicodedata.normalize("NFKC", rest)  # as Python does with names
    for word in _WORDS:  # noqa: SIM110 - a generator costs as much as the search
        if word in rest:
            return True
    return False
