"""The quick way to read a header: certain, or no answer at all.

The text is understood from its start, statement by statement, as far as a few plain forms reach: comments, a
docstring, imports, assignments of plain literals to header names. What follows may be anything, provided that it
nowhere mentions a header name: then it cannot assign one. In every other case `ast` has to say.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
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

_KNOWN = frozenset(NAMES)
_CONSTANTS = {"None": None, "True": True, "False": False}

_STRING = r"(?:\"[^\"\\\n]*+\"|'[^'\\\n]*+')"
_SPACE = r"[ \t\n]*+"
_ITEMS = rf"{_SPACE}(?:{_STRING}{_SPACE}(?:,{_SPACE}{_STRING}{_SPACE})*+,?{_SPACE})?"
_END = r"[ \t]*+(?:\#.*+)?(?:\n|\Z)"
_WORD = "A-Za-z0-9_"  # spelled out: a `\w` in a set makes a set slow; other letters are left to Python

_START = re.compile(
    rf"(?:[ \t]*+(?:\#.*+)?\n)*+"
    rf"(?:\"\"\"([^\"]*+(?:\"(?!\"\")[^\"]*+)*+)\"\"\"{_END}|'''([^']*+(?:'(?!'')[^']*+)*+)'''{_END})?",
)
_PLAIN = rf"""(?:
    \n++
    | (?: from [ \t]++ [{_WORD}.]++ [ \t]++ )? import [ \t]++ (?: [{_WORD}., \t]++ | \([{_WORD}., \t\n]*+\) ) {_END}
    | [ \t]*+ (?:\#.*+)? \n
    )*+"""
_IMPORTS = re.compile(_PLAIN, re.VERBOSE)
_ASSIGNMENT = re.compile(
    rf"""
    {_PLAIN}
    ([A-Za-z_][{_WORD}]*+) [ \t]*+
    (?: : [ \t]*+ [{_WORD}][{_WORD}.,|\[\] \t]*+ )? = [ \t]*+
    ( None | True | False | {_STRING} | \({_ITEMS}\) | \[{_ITEMS}\] )
    {_END}
    """,
    re.VERBOSE,
)
_STRINGS = re.compile(_STRING)
_QUOTE = re.compile(r"[(\s]*[A-Za-z]{0,2}[\"']")


class Header(NamedTuple):
    """What a file's text says at module level. `lines` are where, as far as they were counted."""

    values: dict[str, Literal]
    doc: str
    lines: dict[str, int]


def scan(data: bytes) -> Header | None:
    """The header, where it is certain to be what Python would make of it."""
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    if b"\r" in data or data.startswith(BOM_UTF8) or (data[:1] in b"# \t\f\n" and b"coding" in data):
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return _scanned(text)


def _scanned(text: str) -> Header | None:
    start = _START.match(text)
    doc, position = start[1] or start[2] or "", start.end()  # type: ignore[index, union-attr]  # it matches nothing, too
    if "\\" in doc or (not start.lastindex and _QUOTE.match(text, position)):  # type: ignore[union-attr]  # likewise
        return None
    values: dict[str, Literal] = {}
    while found := _ASSIGNMENT.match(text, position):
        name, value = found.groups()
        if name in _KNOWN:
            values[name] = _value(value)
        position = found.end()
    position = _IMPORTS.match(text, position).end()  # type: ignore[union-attr]  # likewise
    return None if _mentioned(text[position:]) else Header(values, doc, {})


def _value(written: str) -> Literal:
    if written in _CONSTANTS:
        return _CONSTANTS[written]
    if written[0] in "\"'":
        return written[1:-1]
    items = tuple(item[1:-1] for item in _STRINGS.findall(written))
    parenthesised = written[0] == "(" and len(items) == 1 and written[1:-1].rstrip(" \t\n")[-1] != ","
    return items[0] if parenthesised else items


def _mentioned(rest: str) -> bool:
    if not rest.isascii():
        import unicodedata

        rest = unicodedata.normalize("NFKC", rest)  # as Python does with names
    for word in _WORDS:  # noqa: SIM110 - a generator costs as much as the search
        if word in rest:
            return True
    return False
