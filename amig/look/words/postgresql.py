"""How PostgreSQL writes types, defaults and expressions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from amig.look.words import Words
from amig.look.words.postgresql_defaults import default_words
from amig.look.words.postgresql_types import type_words

if TYPE_CHECKING:
    from amig.impl.base import Impl

_PIECES = re.compile(r"""('(?:[^']|'')*'|"(?:[^"]|"")*")|(\s+)""")
_CALL = re.compile(r'(?:[\w.]|"(?:[^"]|"")*")+\(')

_STRING = r"'(?:[^']|'')*'::character varying"
_STRINGS = re.compile(rf"\(ARRAY\[({_STRING}(?:, {_STRING})*)\]\)::text\[\]")
"""What `IN` of strings becomes; read again, the server casts each of them."""
_ONE_STRING = re.compile(_STRING)


class PostgreSQLWords(Words):
    """What PostgreSQL spells in another way."""

    def type(self, text: str) -> str:
        return type_words(text)

    def default(self, text: str, type_: str) -> str | None:
        return default_words(text, type_)

    def expression(self, text: str) -> str:
        """Without parentheses around the whole of it; what is quoted stays as it is."""
        text = _PIECES.sub(lambda piece: piece[1] or " ", text).strip()
        text = _STRINGS.sub(lambda several: f"ARRAY[{_ONE_STRING.sub(_cast, several[1])}]", text)
        while text.startswith("(") and closing(text, 0) == len(text) - 1:
            text = text[1:-1].strip()
        return text

    def part(self, text: str) -> str:
        """What is indexed: in parentheses, unless it is the call of a function."""
        text = self.expression(text)
        call = _CALL.match(text)
        is_call = call is not None and closing(text, call.end() - 1) == len(text) - 1
        return text if is_call else f"({text})"


def _cast(string: re.Match[str]) -> str:
    return f"({string[0]})::text"


def closing(text: str, opening: int) -> int:
    """Where the parenthesis that opens there is closed; -1 where it is not."""
    depth, place = 0, opening
    while place < len(text):
        if text[place] in "'\"":
            place = text.find(text[place], place + 1)
            if place < 0:
                return -1
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place
        place += 1
    return -1


def words(impl: Impl) -> Words:
    """The spelling of PostgreSQL."""
    return PostgreSQLWords(impl)
