"""SQLite keeps views and triggers as they were written: their words are compared, not their spaces and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amig.look.normal.entities import Said
from amig.look.shapes import Snapshot
from amig.ops.tokens import Token, tokens

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel

_EACH_ROW = ["FOR", "EACH", "ROW"]


async def said(channel: Channel, impl: Impl, want: Snapshot, have: Snapshot) -> Said:  # noqa: ARG001 - as the others
    """The database's texts for what says the same; nothing for what does not."""
    shapes: dict[tuple[str, Any], Any] = {}
    keywords = impl.dialect.identifier_preparer.reserved_words
    for key, view in want.views.items():
        other = have.views.get(key)
        if other is not None and _same(view.text, other.text, keywords):
            shapes["view", key] = view._replace(text=other.text)
    for place, trigger in want.triggers.items():
        there = have.triggers.get(place)
        if there is not None and _same(trigger.text, there.text, keywords) and _same_moment(trigger.when, there.when):
            shapes["trigger", place] = there
    return Said(shapes)


def _same(one: str, other: str, keywords: set[str]) -> bool:
    try:
        return _words(one, keywords) == _words(other, keywords)
    except ValueError:
        return one == other


def _words(text: str, keywords: set[str]) -> list[tuple[str, str]]:
    """Keywords whatever their case, names whatever their quotes; FOR EACH ROW is what every trigger is."""
    seen = tokens(text.rstrip().rstrip(";"), "sqlite")
    if [token.value for token in seen[:3]] == _EACH_ROW:
        seen = seen[3:]
    return [_word(token, keywords) for token in seen]


def _word(token: Token, keywords: set[str]) -> tuple[str, str]:
    if token.kind == "word" and token.text.lower() in keywords:
        return "word", token.text.lower()
    if token.kind in ("word", "name"):
        return "name", token.text if token.kind == "word" else token.value
    return token.kind, token.text


def _same_moment(one: str, other: str) -> bool:
    """BEFORE is what a trigger is that does not say when."""
    return _moment(one) == _moment(other)


def _moment(when: str) -> list[str]:
    words = when.upper().split()
    return words if words[0] in ("BEFORE", "AFTER", "INSTEAD") else ["BEFORE", *words]
