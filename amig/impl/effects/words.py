"""A statement in a form that patterns can be held against."""

from __future__ import annotations

import re
from collections.abc import Iterator

from amig.ops.tokens import Token, tokens

_ALTERED = re.compile(r"ALTER (?:ONLINE )?(?:IGNORE )?TABLE (?:IF EXISTS )?(?:ONLY )?\S+(?: \*)? (?=\S)")

_QUOTES = ("'", '"', "$")
"""What a string ends with; one without is the rest of a statement whose grammar the tokeniser does not know."""


def normal(sql: str, dialect: str) -> str:
    """Words in upper case, one space between them; `"n"` for a quoted name, `'s'` for a string."""
    try:
        seen = tokens(sql, dialect)
    except ValueError:
        return ""
    return re.sub(r" ?\. ?", ".", " ".join(_shown(token, dialect) for token in seen))


def _shown(token: Token, dialect: str) -> str:
    if token.kind == "string":
        return "'s'" if token.text[-1:] in _QUOTES else normal(token.value, dialect)
    return {"name": '"n"', "word": token.value}.get(token.kind, token.text)


def actions(words: str) -> list[str]:
    """What an ALTER TABLE does, action by action; nothing where it is another statement."""
    found = _ALTERED.match(words)
    return list(split(words[found.end() :])) if found else []


def split(text: str) -> Iterator[str]:
    """The parts between commas, those inside parentheses left together."""
    depth, action = 0, list[str]()
    for word in text.split(" "):
        depth += word.count("(") - word.count(")")
        if word == "," and depth == 0:
            yield " ".join(action)
            action = []
        else:
            action.append(word)
    yield " ".join(action)
