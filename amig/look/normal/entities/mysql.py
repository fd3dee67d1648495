"""What MySQL makes of views, functions and triggers; it has no temporary ones of these, and none is made.

A function and a trigger are kept as they were written: their texts are taken apart and compared. A view is not: the
query of the models and that of the database are both explained, which writes them down in the same words.
"""

from __future__ import annotations

import warnings
from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from amig.look.normal.entities import Refusal, Said
from amig.look.shapes import FunctionShape, Snapshot, TriggerShape, ViewShape
from amig.look.survey.entities.mysql import without_schema
from amig.look.survey.entities.mysql_routine import arguments, routine
from amig.look.words import words_for
from amig.ops.statement import Statement
from amig.ops.tokens import tokens

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel

_NO_TEXT = "the server does not show the text of the view: it takes the privilege SHOW VIEW"
_OPTIMISED = "the server sees no difference, but it has left parts of the query out as they stand now"
_DENIED = frozenset({1044, 1045, 1142, 1143, 1205, 1227, 1290, 1345, 1792})
"""Errors of the server that say nothing about the text: rights, locks, a read-only server."""


async def said(channel: Channel, impl: Impl, want: Snapshot, have: Snapshot) -> Said:
    """The database's texts for what says the same; nothing for what does not."""
    shapes: dict[tuple[str, Any], Any] = {
        ("function", key): _function(impl, one) for key, one in want.functions.items()
    }
    for place, trigger in want.triggers.items():
        shapes["trigger", place] = _trigger(trigger)
    refused: dict[tuple[str, Any], Refusal] = {}
    for key, view in want.views.items():
        if (other := have.views.get(key)) is not None:
            answer = await _view(channel, impl, view, other)
            if isinstance(answer, Refusal):
                refused["view", key] = answer
            else:
                shapes["view", key] = answer
    return Said(shapes, refused)


def _function(impl: Impl, function: FunctionShape) -> FunctionShape:
    words = words_for(impl)
    try:
        text = routine(function.text, words).text(impl)
        return function._replace(text=text, signature=arguments(function.signature, words, function.kind))
    except ValueError:
        return function


def _trigger(trigger: TriggerShape) -> TriggerShape:
    """FOR EACH ROW and the order of triggers are no part of what the catalogue keeps."""
    seen = tokens(trigger.text, "mysql")
    at = 3 if [token.value for token in seen[:3]] == ["FOR", "EACH", "ROW"] else 0
    at += 2 if at < len(seen) and seen[at].value in ("FOLLOWS", "PRECEDES") else 0
    body = trigger.text[seen[at].start :] if at < len(seen) else ""
    return trigger._replace(when=trigger.when.upper(), text=f"FOR EACH ROW {body}")


async def _view(channel: Channel, impl: Impl, want: ViewShape, have: ViewShape) -> ViewShape | Refusal:
    if not have.text:
        return Refusal(_NO_TEXT, sure=False)
    try:
        wanted = await _explained(channel, impl, want.text)
        there = await _explained(channel, impl, have.text)
    except DBAPIError as error:
        code = getattr(error.orig, "args", (0,))[0]
        return Refusal(str(getattr(error.orig, "args", ("", error))[-1]), sure=code not in _DENIED)
    if wanted != there:
        return want
    if _parts(there) == _parts(have.text) or _names_the_same(want.text, have.text):
        return want._replace(text=have.text)
    return Refusal(_OPTIMISED, sure=False)


async def _explained(channel: Channel, impl: Impl, query: str) -> str:
    """A query as the server reads it; a driver that tells of every note must not tell of this one."""
    warnings.filterwarnings("ignore", r"(/\* select#\d+ \*/ )?(with|select) ")
    word = "EXPLAIN EXTENDED" if impl.flavour == "mariadb" else "EXPLAIN"
    await channel.fetch(Statement(f"{word} {query}", result=True))
    notes = await channel.fetch(Statement("SHOW WARNINGS", result=True))
    return without_schema(str(notes[-1][2]), impl.dialect.default_schema_name)


def _parts(text: str) -> Counter[str]:
    """Names and values: what is lost when a part of a query is worked out before it is written down."""
    seen = tokens(text, "mysql")
    return Counter(token.value for token in seen if token.kind in ("name", "string") or token.text[0].isdigit())


def _names_the_same(want: str, have: str) -> bool:
    """Whether two texts have the same values, and the names of the one are in the other."""
    ours, theirs = tokens(want.replace("(*)", "(0)"), "mysql"), tokens(have, "mysql")
    values = [
        Counter(token.value for token in side if token.kind == "string" or token.text[0].isdigit())
        for side in (ours, theirs)
    ]
    words = {token.value.lower() for token in ours}
    return values[0] == values[1] and all(token.value.lower() in words for token in theirs if token.kind == "name")
