"""A text of SQL as the words that its dialect sees in it, with their places."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal, NamedTuple

Kind = Literal["word", "name", "string", "sign"]

_LANGUAGES = {"postgresql": "postgres", "mariadb": "mysql", "mssql": "tsql"}
_STRINGS = frozenset(
    {"STRING", "HEREDOC_STRING", "RAW_STRING", "NATIONAL_STRING", "UNICODE_STRING", "BYTE_STRING", "HEX_STRING"}
    | {"BIT_STRING"}
)


class Token(NamedTuple):
    """`text` as it is written, `start` and `end` its place; `value` an unquoted name, or a word in upper case."""

    kind: Kind
    text: str
    value: str
    start: int
    end: int


def tokens(sql: str, dialect: str) -> list[Token]:
    """Every word, quoted name, string and sign of a text, comments left out; raises ValueError for an open quote."""
    from sqlglot.errors import TokenError

    try:
        found: list[Any] = _language(dialect).tokenize(sql)
    except TokenError as error:
        raise ValueError(str(error)) from error
    return [token for one in found for token in _taken_apart(one, sql)]


@cache
def _language(dialect: str) -> Any:
    from sqlglot import Dialect

    return Dialect.get_or_raise(_LANGUAGES.get(dialect, dialect))


def _taken_apart(one: Any, sql: str) -> list[Token]:
    start, end = one.start, one.end + 1
    raw, kind = sql[start:end], one.token_type.name
    if kind == "IDENTIFIER":
        return [Token("name", raw, one.text, start, end)]
    if kind in _STRINGS:
        return [Token("string", raw, one.text, start, end)]
    parts = ((part[0], start + part.start()) for part in re.finditer(r"\S+", raw))
    return [Token("word" if _is_word(text) else "sign", text, text.upper(), at, at + len(text)) for text, at in parts]


def _is_word(text: str) -> bool:
    return text[0].isalpha() or text[0] in "_$@#"
