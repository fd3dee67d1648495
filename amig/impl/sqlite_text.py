"""A text of SQLite taken apart and put together again in one spelling: fast, for a thousand tables at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BETWEEN = r"(?:\s++|--[^\n]*+|/\*(?>.*?(?:\*/|\Z)))*+"
_TOKEN = re.compile(
    _BETWEEN + r"""("(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[xX]?'(?:[^']|'')*'"""
    r"""|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\w*|[^\W\d][\w$]*"""
    r"""|->>?|\|\||<<|>>|<=|>=|<>|!=|==|[^\s]|\Z)""",
    re.DOTALL,
)
_WORD = re.compile(r"[^\W\d][\w$]*")
_APART = frozenset({
    "ALL", "AND", "AS", "BETWEEN", "BY", "CASE", "COLLATE", "DISTINCT", "ELSE", "ESCAPE", "EXISTS", "FROM", "GLOB",
    "IN", "IS", "ISNULL", "LIKE", "MATCH", "NOT", "NOTNULL", "ON", "OR", "REGEXP", "SELECT", "THEN", "WHEN", "WHERE",
})  # fmt: skip
"""Words before a parenthesis that are no functions."""
_OPERATORS = frozenset(["", "(", ",", "||", "<<", ">>", "<=", ">=", "<>", "!=", "==", "->", "->>", *"+-*/%&|<>=~"])


def words_of(text: str) -> list[str]:
    """Every word, name, string, number and sign, as it is written; comments are left out."""
    found: list[str] = _TOKEN.findall(text)
    while found and not found[-1]:
        found.pop()
    return found


def is_word(token: str) -> bool:
    """Whether it is an unquoted word."""
    return _WORD.fullmatch(token) is not None


def bare(token: str) -> str:
    """The name that a token stands for."""
    first = token[:1]
    if first == "[":
        return token[1:-1]
    return token[1:-1].replace(first * 2, first) if first in ('"', "`", "'") else token


def closing(tokens: Sequence[str], opens: int) -> int:
    """The place of the parenthesis that closes the one at `opens`, or the end."""
    depth = 0
    for index in range(opens, len(tokens)):
        token = tokens[index]
        if token == "(":  # noqa: S105
            depth += 1
        elif token == ")":  # noqa: S105
            depth -= 1
            if depth == 0:
                return index
    return len(tokens)


def unwrapped(tokens: Sequence[str]) -> Sequence[str]:
    """Without the parentheses around all of it."""
    while len(tokens) > 2 and tokens[0] == "(" and closing(tokens, 0) == len(tokens) - 1:  # noqa: PLR2004
        tokens = tokens[1:-1]
    return tokens


def spelled(tokens: Sequence[str]) -> str:
    """The same words with one space where there may be some, and none where there need not be."""
    if len(tokens) == 1:
        return tokens[0]
    text, before, unary = "", "", False
    for token in tokens:
        text += token if unary or _joined(before, token) else f" {token}"
        unary = token in ("+", "-", "~") and (before in _OPERATORS or before.upper() in _APART)
        before = token
    return text


def _joined(before: str, token: str) -> bool:
    if before in ("", "(", ".") or token in (")", ",", "."):
        return True
    return token == "(" and before.upper() not in _APART and before not in _OPERATORS and before != ")"  # noqa: S105
