"""How SQLite writes types, defaults and expressions: as they were given, so only the spelling is made one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.impl.sqlite_text import is_word, spelled, unwrapped, words_of
from amig.look.words import Words

if TYPE_CHECKING:
    from amig.impl.base import Impl


class SQLiteWords(Words):
    """Comments, spaces and the parentheses around a whole text say nothing."""

    def type(self, text: str) -> str:
        """Upper case; the words of a type with one space between them. A collation is told apart."""
        return spelled(words_of(text.partition(" COLLATE ")[0])).upper()

    def default(self, text: str, type_: str) -> str | None:  # noqa: ARG002
        """Without the parentheses that an expression needs; NULL is what is so without one."""
        tokens = unwrapped(words_of(text))
        if len(tokens) == 1 and is_word(tokens[0]):
            word = tokens[0].upper()
            return None if word == "NULL" else word
        return spelled(tokens)

    def expression(self, text: str) -> str:
        """One space between words, no parentheses around the whole."""
        return spelled(unwrapped(words_of(text)))


def words(impl: Impl) -> Words:
    """The spelling of SQLite."""
    return SQLiteWords(impl)
