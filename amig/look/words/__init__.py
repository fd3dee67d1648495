"""How a server writes what it was given: types, defaults and expressions, brought to one spelling on both sides."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amig.impl.base import Impl

_SPACES = re.compile(r"\s+")


class Words:
    """One spelling for what a server says and for what the models say.

    Cheap and never wrong: two texts that come out equal mean the same. Where they do not, the server is asked.
    """

    def __init__(self, impl: Impl) -> None:
        self.impl = impl

    def type(self, text: str) -> str:
        """A type as the server's catalogue has it."""
        return text.lower()

    def default(self, text: str, type_: str) -> str | None:  # noqa: ARG002
        """A column's default, of a column of this type; None where it says what is so without one."""
        return text

    def expression(self, text: str) -> str:
        """A CHECK, a computed column, a predicate or what an index is made of."""
        return _SPACES.sub(" ", text).strip()


WORDS = {
    "mariadb": "amig.look.words.mysql",
    "mysql": "amig.look.words.mysql",
    "postgresql": "amig.look.words.postgresql",
    "sqlite": "amig.look.words.sqlite",
}
"""Dialect -> the module with its `words(impl)`."""


def words_for(impl: Impl) -> Words:
    """The spelling of one server."""
    found: Words = import_module(WORDS[impl.dialect.name]).words(impl)
    return found
