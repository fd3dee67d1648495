"""How MySQL writes an expression: names bare where they can be, words in lower case, one space where one belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy.dialects.mysql.reserved_words import RESERVED_WORDS_MARIADB, RESERVED_WORDS_MYSQL

_RESERVED = RESERVED_WORDS_MARIADB | RESERVED_WORDS_MYSQL
_STRING = r"'(?:[^'\\]|''|\\.)*'"
_TOKEN = re.compile(
    rf"(?P<string>[xXbB]?{_STRING})|(?P<name>`(?:[^`]|``)+`)|(?P<word>[^\W\d][\w$]*)|(?P<number>\.?\d[\w.]*)"
    r"|(?P<sign><=>|->>|->|<=|>=|<>|!=|<<|>>|:=|\|\||&&|[^\s])",
    re.DOTALL,
)
_PLAIN = re.compile(r"[a-z_][a-z0-9_]*", re.IGNORECASE)
_WHOLE_STRING = re.compile(_STRING, re.DOTALL)
_KEYWORDS = """
and or xor not in between like rlike regexp is div mod case when then else end interval as using binary collate from
exists all any some escape separator distinct
"""
_NO_FUNCTIONS = frozenset(_KEYWORDS.split())
"""Words before a parenthesis that call nothing."""


def expression(text: str) -> str:
    """The same expression in one spelling; its own parentheses inside stay."""
    return bare("".join(_joined(text)))


def _joined(text: str) -> Iterator[str]:
    before = ""
    for match in _TOKEN.finditer(text):
        part = _spelled(match)
        if not part:
            continue
        if before and _apart(before, part, spaced=text[match.start() - 1].isspace()):
            yield " "
        yield part
        before = part


def _spelled(match: re.Match[str]) -> str:
    kind, text = match.lastgroup, match[0]
    if kind == "word":
        word = text.lower()
        following = match.string[match.end() : match.end() + 1]
        return "" if word == "_utf8mb4" and following == "'" else word
    if kind == "name":
        name = text[1:-1].replace("``", "`")
        return name.lower() if _PLAIN.fullmatch(name) and name.lower() not in _RESERVED else text
    return "<>" if text == "!=" else text


def _apart(before: str, part: str, *, spaced: bool) -> bool:
    """Whether a space stands between two parts."""
    if part in ",)" or before == "(" or "." in (before, part):
        return False
    if part == "(":
        return before in _NO_FUNCTIONS or not (before[0].isalpha() or before[0] in "_`(")
    return spaced if before in ("-", "+", "~", "!") else True


def bare(text: str) -> str:
    """Without the parentheses that hold all of it."""
    text = text.strip()
    while text.startswith("(") and _closes_last(text):
        text = text[1:-1].strip()
    return text


def _closes_last(text: str) -> bool:
    depth = 0
    for match in _TOKEN.finditer(text):
        depth += (match[0] == "(") - (match[0] == ")")
        if depth == 0:
            return match.end() == len(text)
    return False


def is_string(text: str) -> bool:
    """Whether this is one string and nothing else."""
    return _WHOLE_STRING.fullmatch(text) is not None


def unescaped(text: str) -> str:
    """What MySQL keeps of an expression in its information schema is escaped once more than it was written."""
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}.get(match[1], match[1]), text)
