"""Targets: `head`, `base`, `+1`, an id or the start of one; parsed once into values."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amig.errors import AmbiguousTargetError, BadTargetError, MultipleHeadsError, TooFarError, UnknownTargetError

if TYPE_CHECKING:
    from amig.script.graph import Graph

SHORTEST_PREFIX = 4
"""Characters of an id that may stand for all of it."""

_FORM = re.compile(r"(?P<symbol>[\w.]+)?(?P<steps>[+-]\d+)?\Z")


@dataclass(frozen=True, slots=True)
class Target:
    """What was asked for: a symbol, steps from it, or steps from where the database is (`symbol` None)."""

    written: str
    symbol: str | None
    steps: int = 0


def parse(written: str) -> Target:
    """Read a target; raises BadTargetError."""
    form = _FORM.match(written)
    if not written or form is None:
        raise BadTargetError(written, "cannot be read")
    return Target(written, form["symbol"], int(form["steps"] or 0))


def resolve(graph: Graph, target: Target, current: Collection[str]) -> frozenset[str]:
    """The ids that a target means; none is base. `current` are the version rows that relative targets count from."""
    if target.symbol is None:
        start = frozenset(current)
        return walk(graph, target, start)
    start = named(graph, target.symbol, current)
    return walk(graph, target, start) if target.steps else start


def named(graph: Graph, symbol: str, current: Collection[str]) -> frozenset[str]:
    """The ids that a symbol without steps means."""
    if symbol == "base":
        return frozenset()
    if symbol == "heads":
        return frozenset(graph.heads)
    if symbol == "current":
        return frozenset(current)
    if symbol == "head":
        if len(graph.heads) > 1:
            raise MultipleHeadsError(graph.heads)
        return frozenset(graph.heads)
    return frozenset({identify(graph, symbol)})


def identify(graph: Graph, symbol: str) -> str:
    """The one id that starts with a symbol; raises UnknownTargetError, AmbiguousTargetError."""
    if symbol in graph.by_id:
        return symbol
    found = sorted(id_ for id_ in graph.by_id if id_.startswith(symbol))
    if not found or len(symbol) < SHORTEST_PREFIX:
        from difflib import get_close_matches

        near = found[:3] or get_close_matches(symbol, list(graph.by_id), 3, 0.5)
        raise UnknownTargetError(symbol, tuple(near))
    if len(found) > 1:
        raise AmbiguousTargetError(symbol, tuple(found))
    return found[0]


def walk(graph: Graph, target: Target, start: frozenset[str]) -> frozenset[str]:
    """Go `steps` revisions up or down from a place."""
    if len(start) > 1:
        raise MultipleHeadsError(tuple(sorted(start)))
    place = next(iter(start), None)
    for step in range(abs(target.steps)):
        if (place is None and target.steps < 0) or not (ways := _ways(graph, place, up=target.steps > 0)):
            raise TooFarError(target.written, step)
        if len(ways) > 1:
            raise AmbiguousTargetError(target.written, tuple(sorted(way or "base" for way in ways)))
        place = ways[0]
    return frozenset() if place is None else frozenset({place})


def _ways(graph: Graph, place: str | None, *, up: bool) -> list[str | None]:
    if place is None:
        return list(graph.bases)
    if up:
        return list(graph.children.get(place, ()))
    return list(graph.by_id[place].parents) or [None]
