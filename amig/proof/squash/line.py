"""The range that is squashed: one line of revisions, and what it hangs on. Only values; nothing is run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from amig.errors import BadTargetError, NotALineError
from amig.script.find import find
from amig.script.target import parse

if TYPE_CHECKING:
    from amig.script.graph import Graph
    from amig.script.revision import Revision


@dataclass(frozen=True, slots=True)
class Line:
    """The revisions, oldest first, and what must have run before any of them."""

    revisions: tuple[Revision, ...]
    needs: frozenset[str]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(revision.id for revision in self.revisions)

    @property
    def first(self) -> Revision:
        return self.revisions[0]

    @property
    def last(self) -> Revision:
        return self.revisions[-1]


def line(range_: str, graph: Graph) -> Line:
    """The revisions of `A..B`, both included; without `A` from the first one on, without `B` to the head.

    Raises NotALineError, and what finding a target raises.
    """
    start, end = _ends(range_)
    last = _one(range_, end or "head", graph)
    first = None if start in ("", "base") else _one(range_, start, graph)
    ids = _back(range_, graph, last, first)
    if len(ids) < 2:  # noqa: PLR2004 - one is not several
        raise NotALineError(range_, f"`{last}` alone is one revision already")
    for problem in _loose_ends(graph, ids):
        raise NotALineError(range_, problem)
    inside = set(ids)
    needs = frozenset(before for id_ in ids for before in graph.before(id_) if before not in inside)
    return Line(tuple(graph[id_] for id_ in ids), needs)


def _ends(range_: str) -> tuple[str, str]:
    start, dots, end = range_.partition(".." if ".." in range_ else ":")
    if not dots:
        raise BadTargetError(range_, "is one place, and a range `A..B` is needed", f"`{range_}..` or `..{range_}`")
    return start, end


def _one(range_: str, symbol: str, graph: Graph) -> str:
    ids = find(parse(symbol), graph, ())
    if len(ids) != 1:
        raise NotALineError(range_, f"`{symbol}` is {len(ids) or 'no'} revision{'' if len(ids) == 1 else 's'}")
    return ids[0]


def _back(range_: str, graph: Graph, last: str, first: str | None) -> tuple[str, ...]:
    """By parents, from the last one to the first."""
    ids = [last]
    while ids[-1] != first:
        parents = graph.parents(ids[-1])
        if len(parents) > 1:
            raise NotALineError(range_, f"`{ids[-1]}` joins {', '.join(f'`{one}`' for one in parents)}")
        if not parents:
            if first is None:
                break
            raise NotALineError(range_, f"`{first}` does not come before `{last}`")
        ids.append(parents[0])
    return tuple(reversed(ids))


def _loose_ends(graph: Graph, ids: tuple[str, ...]) -> Iterator[str]:
    """What follows a revision in the middle, and is not its next one."""
    for id_, following in pairwise(ids):
        for child in graph.children(id_):
            if child != following:
                yield f"`{child}` follows `{id_}`, which is in the middle"
    inside = set(ids)
    for id_ in ids[:-1]:
        for other in graph.after(id_):
            if other not in inside:
                yield f"`{other}` depends on `{id_}`, which is in the middle"
