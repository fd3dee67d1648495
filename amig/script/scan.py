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

_CONSTANTS = {"None": None, "True": True, "False": False}

_STRING = r"(?:\"[^\"\\\n]*\"|'[^'\\\n]*')"
_SPACE = r"[ \t\n]*"
_ITEMS = rf"{_SPACE}(?:{_STRING}{_SPACE}(?:,{_SPACE}{_STRING}{_SPACE})*,?{_SPACE})?"
_END = r"[ \t]*(?:\#[^\n]*)?(?:\n|\Z)"

_BLANK = re.compile(r"(?:[ \t]*(?:\#[^\n]*)?\n)*")
_DOCSTRING = re.compile(
    rf"(?:\"\"\"([^\"\\]*(?:\"(?!\"\")[^\"\\]*)*)\"\"\"|'''([^'\\]*(?:'(?!'')[^'\\]*)*)'''){_END}",
)
_PLAIN = rf"""(?:
    (?: from [ \t]+ [\w.]+ [ \t]+ )? import [ \t]+ (?: [\w., \t]++ | \([\w., \t\n]*+\) ) {_END}
    | [ \t]* (?:\#[^\n]*)? \n
    )*+"""
_IMPORTS = re.compile(_PLAIN, re.VERBOSE)
_ASSIGNMENT = re.compile(
    rf"""
    {_PLAIN}
    ({"|".join(NAMES)}) [ \t]*
    (?: : [ \t]* \w [\w.,|\[\] \t]* )? = [ \t]*
    (?: (None|True|False) | ({_STRING}) | (\({_ITEMS}\)|\[{_ITEMS}\]) )
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
    position = _BLANK.match(text).end()  # type: ignore[union-attr]  # it matches nothing, too
    doc = ""
    values: dict[str, Literal] = {}
    if found := _DOCSTRING.match(text, position):
        doc, position = found[1] or found[2] or "", found.end()
    elif _QUOTE.match(text, position):
        return None
    while found := _ASSIGNMENT.match(text, position):
        name, constant, string, several = found.groups()
        values[name] = string[1:-1] if string else _several(several) if several else _CONSTANTS[constant]
        position = found.end()
    position = _IMPORTS.match(text, position).end()  # type: ignore[union-attr]  # likewise
    return None if _mentioned(text, position) else Header(values, doc, {})


def _several(several: str) -> Literal:
    items = tuple(item[1:-1] for item in _STRINGS.findall(several))
    parenthesised = several[0] == "(" and len(items) == 1 and several[1:-1].rstrip(" \t\n")[-1] != ","
    return items[0] if parenthesised else items


def _mentioned(text: str, start: int) -> bool:
    if not text.isascii():
        rest = text[start:]
        if not rest.isascii():
            import unicodedata

            rest = unicodedata.normalize("NFKC", rest)  # as Python does with names
        text, start = rest, 0
    for word in _WORDS:  # noqa: SIM110 - a generator costs as much as the search
        if text.find(word, start) >= 0:
            return True
    return False
