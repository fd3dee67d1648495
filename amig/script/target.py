"""What a person calls a place in the history, and which revisions that means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice

from amig.errors import (
    AmbiguousTargetError,
    BadTargetError,
    MultipleHeadsError,
    TooFarError,
    UnknownTargetError,
)
from amig.script.graph import Graph
from amig.script.revision import RESERVED

PREFIX_LENGTH = 4
"""Characters from which on part of an id will do."""

_SHOWN = 3
_FORM = re.compile(r"(?P<symbol>[^\s@:+'\"-]+)?(?P<offset>[+-][0-9]{1,9})?")


@dataclass(frozen=True, slots=True)
class Target:
    """A target, read: a symbol (`current` where only steps were given) and steps from there. `text` is as asked."""

    text: str
    symbol: str
    offset: int = 0

    @property
    def relative(self) -> bool:
        """Whether it counts steps from where the database is."""
        return self.symbol == "current" and self.offset != 0


def parse(text: str) -> Target:
    """Read `head`, `heads`, `base`, `current`, an id, part of one, each with `+N` or `-N`, or `+N` or `-N` alone.

    Raises BadTargetError.
    """
    if ":" in text:
        raise BadTargetError(text, "is a range, and one place is needed")
    found = _FORM.fullmatch(text)
    if not found or not text:
        raise BadTargetError(text, "cannot be read" if text else "is empty")
    offset = int(found["offset"] or 0)
    if found["offset"] and not offset:
        raise BadTargetError(text, "counts no steps")
    return Target(text, found["symbol"] or "current", offset)


def find(target: Target, graph: Graph, current: Collection[str]) -> tuple[str, ...]:
    """The ids that a target means, parents first; none means base. `current` are the version rows, known ones.

    Raises MultipleHeadsError, UnknownTargetError, AmbiguousTargetError, TooFarError, BadTargetError.
    """
    ids = _named(target, graph, current)
    return graph.in_order(_walked(target, graph, ids) if target.offset else ids)


def _named(target: Target, graph: Graph, current: Collection[str]) -> tuple[str, ...]:
    match target.symbol:
        case "base":
            return ()
        case "current":
            return graph.tips(current) if target.offset else tuple(current)
        case "heads":
            return graph.heads
        case "head":
            if len(graph.heads) > 1:
                raise MultipleHeadsError(graph.heads)
            return graph.heads
        case symbol:
            return (symbol if symbol in graph else _completed(symbol, graph),)


def _completed(part: str, graph: Graph) -> str:
    start = bisect_left(graph.ids, part)
    candidates = tuple(id_ for id_ in islice(graph.ids, start, start + _SHOWN + 1) if id_.startswith(part))
    if len(part) < PREFIX_LENGTH or not candidates:
        raise UnknownTargetError(part, candidates[:_SHOWN] or _near(part, graph))
    first, *others = candidates
    if others:
        raise AmbiguousTargetError(part, candidates)
    return first


def _near(part: str, graph: Graph) -> tuple[str, ...]:
    from difflib import get_close_matches

    return tuple(get_close_matches(part, (*RESERVED, *graph.ids), n=_SHOWN))


def _walked(target: Target, graph: Graph, place: tuple[str, ...]) -> tuple[str, ...]:
    for done in range(abs(target.offset)):
        if len(place) > 1:
            raise MultipleHeadsError(place)
        place = _above(target, graph, place, done) if target.offset > 0 else _below(target, graph, place, done)
    return place


def _above(target: Target, graph: Graph, place: tuple[str, ...], done: int) -> tuple[str, ...]:
    following = graph.children(place[0]) if place else graph.bases
    if not following:
        raise TooFarError(target.text, done)
    if len(following) > 1:
        ways = ", ".join(f"`{id_}`" for id_ in following)
        raise BadTargetError(target.text, f"could lead to {ways}: name one of them")
    return following


def _below(target: Target, graph: Graph, place: tuple[str, ...], done: int) -> tuple[str, ...]:
    if not place:
        raise TooFarError(target.text, done)
    parents = graph[place[0]].parents
    if not parents and target.symbol != "current" and len(graph.bases) > 1:
        raise BadTargetError(target.text, f"goes below `{place[0]}`, and `base` would undo other lines as well")
    return graph.tips(parents)
