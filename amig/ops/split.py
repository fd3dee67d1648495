"""A string of SQL, taken apart into its statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from amig.ops.tokens import Token, tokens

_WITH_BODY = frozenset({"TRIGGER", "FUNCTION", "PROCEDURE", "EVENT", "PACKAGE"})
_WITHOUT_BODY = frozenset({"TABLE", "VIEW", "INDEX", "TYPE", "SEQUENCE", "DATABASE", "SCHEMA", "EXTENSION", "("})
_OPENS = frozenset({"BEGIN", "CASE"})
_CLOSES_TOO = frozenset({"IF", "LOOP", "REPEAT", "WHILE", "CASE"})
_DELIMITER = re.compile(r"^[ \t]*DELIMITER[ \t]+(\S+)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_EXECUTED_COMMENT = re.compile(r"/\*M?!")


class Part(NamedTuple):
    """One statement, without its terminator; `line` is where it begins, from 1."""

    text: str
    line: int


def split(sql: str, dialect: str) -> list[Part]:
    """The statements of a string; one of a function or trigger keeps its whole body.

    A string with a single statement is given back as it is. `DELIMITER` lines are obeyed on MySQL. What has an open
    quote is not taken apart: the server says what is wrong with it.
    """
    if dialect in ("mysql", "mariadb") and _DELIMITER.search(sql):
        return [part for text, at, end in _sections(sql) for part in _parts(text, dialect, end, sql, at)]
    if ";" not in sql:
        return [Part(sql, 1)] if sql.strip() else []
    found = _parts(sql, dialect, ";", sql, 0)
    return [Part(sql, found[0].line)] if len(found) == 1 and not sql.rstrip().endswith(";") else found


def _sections(sql: str) -> Iterator[tuple[str, int, str]]:
    """Stretches of one delimiter: (text, its place, the delimiter)."""
    at, end = 0, ";"
    for line in _DELIMITER.finditer(sql):
        yield sql[at : line.start()], at, end
        at, end = line.end(), line[1]
    yield sql[at:], at, end


def _parts(text: str, dialect: str, delimiter: str, whole: str, at: int) -> list[Part]:
    try:
        seen = tokens(text, dialect)
    except ValueError:
        return [Part(text, whole.count("\n", 0, at) + 1)]
    pairs = _by_semicolon(seen, text) if delimiter == ";" else _by_delimiter(seen, text, delimiter)
    found = []
    for start, end in pairs:
        if said := text[start:end].strip():
            first = next((token.start for token in seen if token.start >= start), start)
            found.append(Part(said, whole.count("\n", 0, at + first) + 1))
    return found


def _by_semicolon(seen: Sequence[Token], text: str) -> Iterator[tuple[int, int]]:
    first, start, depth, inside, previous = 0, 0, 0, 0, ""
    for index, token in enumerate(seen):
        inside += (token.text == "(") - (token.text == ")")
        if token.text == ";" and depth <= 0 and inside <= 0:
            if index > first or _EXECUTED_COMMENT.search(text[start : token.start]):
                yield start, token.start
            first, start, depth, inside, previous = index + 1, token.end, 0, 0, ""
        elif token.kind == "word":
            depth += _nesting(token.value, previous) if _has_body(seen[first : first + 12]) else 0
            previous = token.value
    if first < len(seen) or _EXECUTED_COMMENT.search(text[start:]):
        yield start, len(text)


def _by_delimiter(seen: Sequence[Token], text: str, delimiter: str) -> Iterator[tuple[int, int]]:
    quoted = [(token.start, token.end) for token in seen if token.kind in ("string", "name")]
    start = 0
    for mark in re.finditer(re.escape(delimiter), text):
        if not any(begins <= mark.start() < ends for begins, ends in quoted):
            yield start, mark.start()
            start = mark.end()
    if any(token.start >= start for token in seen):
        yield start, len(text)


def _has_body(beginning: Sequence[Token]) -> bool:
    """Whether a statement begins as one whose body has statements of its own."""
    words = [token.value for token in beginning if token.kind != "string"]
    if words[:3] == ["BEGIN", "NOT", "ATOMIC"]:
        return True
    if not words or words[0] not in ("CREATE", "ALTER"):
        return False
    kind = next((word for word in words if word in _WITH_BODY or word in _WITHOUT_BODY), "")
    return kind in _WITH_BODY


def _nesting(word: str, previous: str) -> int:
    """How a word changes the depth inside a body: END closes, unless it ends an IF, a LOOP or the like."""
    if word in _OPENS:
        return 0 if previous == "END" else 1
    if previous == "END" and word in _CLOSES_TOO:
        return 1
    return -1 if word == "END" else 0
