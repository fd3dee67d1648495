"""An EXCLUDE constraint, read from what the server says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import text

from amig.autogen.past.base import escaped
from amig.look.words.postgresql import closing

_HEAD = re.compile(r"EXCLUDE USING (\w+) (?=\()")
_NAME = re.compile(r'(?:[a-z_][a-z0-9_$]*|"(?:[^"]|"")*")')
_DEFERRED = "INITIALLY DEFERRED"


def elements_of(words: str) -> tuple[list[tuple[Any, str]], dict[str, Any]]:
    """The pairs of what is compared and how, and the keywords."""
    head = _HEAD.match(words)
    assert head is not None, words  # noqa: S101 - the server always writes it so
    end = closing(words, head.end())
    elements = [_element(part) for part in _apart(words[head.end() + 1 : end])]
    rest, options = words[end + 1 :].strip(), {"using": head[1]}
    options |= _options(rest)
    return elements, options


def _options(rest: str) -> dict[str, Any]:
    options: dict[str, Any] = {}
    if rest.startswith("WHERE "):
        end = closing(rest, rest.index("("))
        options["where"] = text(escaped(rest[rest.index("(") + 1 : end]))
        rest = rest[end + 1 :]
    if "DEFERRABLE" in rest:
        options["deferrable"] = True
    if _DEFERRED in rest:
        options["initially"] = "DEFERRED"
    return options


def _element(part: str) -> tuple[Any, str]:
    what, _, operator = part.rpartition(" WITH ")
    if _NAME.fullmatch(what) is not None:
        return what.strip('"').replace('""', '"'), operator
    return text(escaped(what)), operator


def _apart(words: str) -> Iterator[str]:
    """What the commas part that stand in no parentheses."""
    start = place = 0
    while place < len(words):
        if words[place] == "(":
            place = closing(words, place)
        elif words[place] in "'\"":
            place = words.index(words[place], place + 1)
        elif words[place] == ",":
            yield words[start:place].strip()
            start = place + 1
        place += 1
    yield words[start:].strip()
