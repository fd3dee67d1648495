"""Which revisions a target means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection
from itertools import islice
from typing import NamedTuple

from amig.errors import (
    AmbiguousTargetError,
    BadTargetError,
    MultipleHeadsError,
    NoSuchBranchError,
    NotInBranchError,
    TooFarError,
    UnknownTargetError,
    listed,
)
from amig.script.graph import Graph
from amig.script.revision import RESERVED
from amig.script.target import Target

PREFIX_LENGTH = 4
"""Characters from which on part of an id, or of a label, will do."""

_SHOWN = 3


class Place(NamedTuple):
    """Ids, parents first; none means base. `left`: the revision that the last step down went from."""

    ids: tuple[str, ...]
    left: tuple[str, ...] = ()


def find(target: Target, graph: Graph, rows: Collection[str]) -> tuple[str, ...]:
    """The ids that a target means, parents first; none means base. `rows` are the version rows, known ones.

    Raises MultipleHeadsError, UnknownTargetError, AmbiguousTargetError, TooFarError, BadTargetError, NoSuchBranchError,
    NotInBranchError.
    """
    return place(target, graph, rows).ids


def place(target: Target, graph: Graph, rows: Collection[str]) -> Place:
    """The same, with the way that led there."""
    return _Finder(target, graph, rows).place()


def nearest(target: Target, graph: Graph, rows: Collection[str]) -> tuple[str, ...]:
    """The same as `find`, but as far as the history goes where more steps are asked for."""
    return _Finder(target, graph, rows).place(as_far=True).ids


def branch_of(target: Target, graph: Graph) -> str | None:
    """The revision that stands for the branch of a target; None where it names none."""
    if target.branch is None:
        return None
    try:
        return _completed(target.branch, graph, lambda _: True)
    except UnknownTargetError as error:
        raise NoSuchBranchError(target.text, target.branch, error.near) from None


def _completed(part: str, graph: Graph, fits: Callable[[str], bool]) -> str:
    """The id of what is called by a whole name, or by the beginning of one that nothing else has."""
    if part in graph:
        return part
    if part in graph.names:
        return graph.names[part]
    start = bisect_left(graph.words, part)
    found: dict[str, str] = {}
    for word in islice(graph.words, start, None):
        if not word.startswith(part) or len(found) > _SHOWN:
            break
        id_ = graph.names.get(word, word)
        if fits(id_):
            found.setdefault(id_, word)
    candidates = tuple(found.values())
    if len(part) < PREFIX_LENGTH or not candidates:
        raise UnknownTargetError(part, candidates[:_SHOWN] or _near(part, graph))
    if len(candidates) > 1:
        raise AmbiguousTargetError(part, candidates)
    return next(iter(found))


def _near(part: str, graph: Graph) -> tuple[str, ...]:
    from difflib import get_close_matches

    return tuple(get_close_matches(part, (*RESERVED, *graph.words), n=_SHOWN))


class _Finder:
    """One target, looked for."""

    def __init__(self, target: Target, graph: Graph, rows: Collection[str]) -> None:
        self.target, self.graph, self.rows = target, graph, graph.canonical(rows)
        branch = branch_of(target, graph)
        self.line = None if branch is None else graph.lineage(branch)

    def place(self, *, as_far: bool = False) -> Place:
        here = Place(self.graph.in_order(self._named()))
        steps = self.target.offset
        while steps:
            if len(here.ids) > 1:
                raise MultipleHeadsError(here.ids, f"count from one of them: {self._counted(here.ids, steps)}")
            there = self._above(here) if steps > 0 else self._below(here)
            if there is None:
                if as_far:
                    break
                raise TooFarError(self.target.text, abs(self.target.offset - steps))
            here, steps = there, steps - (1 if steps > 0 else -1)
        return Place(self.graph.in_order(here.ids), here.left)

    def _counted(self, ids: Collection[str], steps: int) -> str:
        """The same steps from each of several places; from where the database is, on one branch alone."""
        here = self.target.symbol == "current" and steps == self.target.offset
        return listed(f"{id_}@{steps:+}" if here else f"{id_}{steps:+}" for id_ in ids)

    def _on_line(self, ids: Collection[str]) -> tuple[str, ...]:
        return tuple(ids) if self.line is None else tuple(id_ for id_ in ids if id_ in self.line)

    def _named(self) -> tuple[str, ...]:
        match self.target.symbol:
            case "base":
                return ()
            case "current":
                return self._current()
            case "heads":
                return self.graph.real_heads if self.line is None else self._on_line(self.graph.heads)
            case "head":
                heads = self._on_line(self.graph.heads)
                if len(heads) > 1:
                    raise MultipleHeadsError(heads)
                return heads
            case symbol:
                return (self._called(symbol),)

    def _called(self, symbol: str) -> str:
        """An id, a label, or part of one; on the branch, where one is named."""
        if symbol in self.graph or symbol in self.graph.names:
            id_ = self.graph.names.get(symbol, symbol)
        else:
            id_ = self._completed(symbol)
        if self.line is not None and id_ not in self.line:
            raise NotInBranchError(self.target.text, symbol, self.target.branch or "")
        return id_

    def _completed(self, part: str) -> str:
        """Part of a name; elsewhere than on the branch it is at least known."""
        try:
            return _completed(part, self.graph, lambda id_: self.line is None or id_ in self.line)
        except UnknownTargetError:
            if self.line is None:
                raise
            return _completed(part, self.graph, lambda _: True)

    def _current(self) -> tuple[str, ...]:
        """The version rows; where steps are counted, or on a branch, the newest of what they imply."""
        if self.line is not None:
            applied = self.graph.ancestors(self.rows) & self.line
            return tuple(id_ for id_ in applied if applied.isdisjoint(self.graph.after(id_)))
        return self.graph.tips(self.rows) if self.target.offset else tuple(self.rows)

    def _above(self, here: Place) -> Place | None:
        following = self._on_line(self.graph.children(here.ids[0]) if here.ids else self.graph.bases)
        if len(following) > 1:
            raise BadTargetError(self.target.text, f"could lead to {listed(following)}", "one of them")
        return Place(following) if following else None

    def _below(self, here: Place) -> Place | None:
        if not here.ids:
            return None
        parents = self.graph.parents(here.ids[0])
        return Place(self.graph.tips((self._on_line(parents) or parents) if len(parents) > 1 else parents), here.ids)
