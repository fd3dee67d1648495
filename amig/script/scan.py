"""The quick way to read a header: certain, or no answer at all.

The text is understood from its start, statement by statement, as far as a few plain forms reach: comments, a
docstring, imports, assignments of plain literals to header names. What follows may be anything, provided that it
nowhere mentions a header name: then it cannot assign one. In every other case `ast` has to say.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from dataclasses import dataclass
from typing import TypeAlias

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
)
"""The header names that are read."""

_WORDS = tuple(name for name in NAMES if name != "down_revision")  # "revision" is part of that one
_CONSTANTS = {"None": None, "True": True, "False": False}

_STRING = r"(?:\"[^\"\\\n]*\"|'[^'\\\n]*')"
_SPACE = r"[ \t\n]*"
_ITEMS = rf"{_SPACE}(?:{_STRING}{_SPACE}(?:,{_SPACE}{_STRING}{_SPACE})*,?{_SPACE})?"
_END = r"[ \t]*(?:\#[^\n]*)?(?:\n|\Z)"

_BLANK = re.compile(r"(?:[ \t]*(?:\#[^\n]*)?\n)*")
_DOCSTRING = re.compile(
    rf"(?:\"\"\"([^\"\\]*(?:\"(?!\"\")[^\"\\]*)*)\"\"\"|'''([^'\\]*(?:'(?!'')[^'\\]*)*)'''){_END}",
)
_STATEMENT = re.compile(
    rf"""
    (?P<name>{"|".join(NAMES)}) [ \t]*
    (?: : [ \t]* \w [\w.,|\[\] \t]* )? = [ \t]*
    (?: (?P<constant>None|True|False) | (?P<string>{_STRING}) | (?P<several>\({_ITEMS}\)|\[{_ITEMS}\]) )
    {_END}
    | (?: from [ \t]+ [\w.]+ [ \t]+ )? import [ \t]+ (?: [\w., \t]++ | \([\w., \t\n]*+\) ) {_END}
    | (?: [ \t]* (?:\#[^\n]*)? \n )+
    """,
    re.VERBOSE,
)
_STRINGS = re.compile(_STRING)
_QUOTE = re.compile(r"[(\s]*[A-Za-z]{0,2}[\"']")


@dataclass(frozen=True, slots=True)
class Header:
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
    doc, values = "", dict[str, Literal]()
    if found := _DOCSTRING.match(text, position):
        doc, position = found[1] or found[2] or "", found.end()
    elif _QUOTE.match(text, position):
        return None
    while (found := _STATEMENT.match(text, position)) and found.end() > position:
        position = found.end()
        if name := found["name"]:
            values[name] = _value(found)
    return None if _mentioned(text, position) else Header(values, doc, {})


def _value(found: re.Match[str]) -> Literal:
    if string := found["string"]:
        return string[1:-1]
    if not (several := found["several"]):
        return _CONSTANTS[found["constant"]]
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
    return any(text.find(word, start) >= 0 for word in _WORDS)
