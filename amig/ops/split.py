"""A string of SQL, taken apart into its statements."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PIECE = re.compile(
    r"(?P<comment>--[^\n]*|/\*.*?(?:\*/|\Z))"
    r"|(?P<quoted>'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`)"
    r"|(?P<dollar>\$(?P<tag>\w*)\$.*?\$(?P=tag)\$)"
    r"|(?P<end>;)"
    r"|(?P<word>\w+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_MYSQL_PIECE = re.compile(
    r"(?P<comment>--[ \t][^\n]*|--\n|\#[^\n]*|/\*.*?(?:\*/|\Z))"
    r"|(?P<quoted>'(?:[^'\\]|''|\\.)*'|\"(?:[^\"\\]|\"\"|\\.)*\"|`[^`]*`)"
    r"|(?P<end>;)"
    r"|(?P<word>\w+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_BODY = re.compile(
    r"\s*(?:CREATE|ALTER)\s+(?:OR\s+REPLACE\s+)?(?:DEFINER\s*=\s*\S+\s+)?(?:TEMP(?:ORARY)?\s+|CONSTRAINT\s+|AGGREGATE\s+)?"
    r"(?:TRIGGER|FUNCTION|PROCEDURE|EVENT|PACKAGE)\b|\s*BEGIN\s+NOT\s+ATOMIC\b",
    re.IGNORECASE,
)
_OPENS = frozenset({"BEGIN", "CASE"})
_MYSQL_CLOSES_TOO = frozenset({"IF", "LOOP", "REPEAT", "WHILE", "CASE"})


def split(sql: str, dialect: str) -> Iterator[str]:
    """The statements of a string, without their semicolons; one of a function or trigger keeps its whole body.

    A string with a single statement is given back as it is.
    """
    mysql = dialect in ("mysql", "mariadb")
    pieces = list((_MYSQL_PIECE if mysql else _PIECE).finditer(sql))
    starts_at, depth, says_something, previous = 0, 0, False, ""
    found: list[str] = []
    for piece in pieces:
        if piece["end"] and depth <= 0:
            if says_something:
                found.append(sql[starts_at : piece.start()].strip())
            starts_at, depth, says_something, previous = piece.end(), 0, False, ""
            continue
        says_something |= not piece["comment"] and not piece[0].isspace()
        if word := (piece["word"] or "").upper():
            if _BODY.match(_without_comments(sql[starts_at:])):
                depth += _nesting(word, previous)
            previous = word
    if says_something:
        found.append(sql[starts_at:].strip())
    yield from [sql] if len(found) == 1 and not sql.rstrip().endswith(";") else found


def _nesting(word: str, previous: str) -> int:
    """How a word changes the depth inside a body: END closes, unless it ends an IF, a LOOP or the like."""
    if word in _OPENS:
        return 0 if previous == "END" else 1
    if previous == "END" and word in _MYSQL_CLOSES_TOO:
        return 1
    return -1 if word == "END" else 0


def _without_comments(sql: str) -> str:
    return re.sub(r"\A(?:\s*(?:--[^\n]*\n|/\*.*?\*/|#[^\n]*\n))+", "", sql, flags=re.DOTALL)
