"""Where each revision and each line of a picture goes. Lines run in lanes, from a revision down to what came before.

All that lead to the same revision share one lane, which keeps the lanes few: twenty branches from one point are two
lanes wide. A lane stays where it is; only the one that the rest of a branch is in moves left when that has become free.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Literal, NamedTuple, get_args

from amig.script.graph import Graph

Kind = Literal["parent", "dependency"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Point = tuple[int, int]


class Wire(NamedTuple):
    """A piece of line from one lane to another."""

    source: int
    target: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Row:
    """A revision, its lane, the wires that come together in it from above, and those that leave below it.

    Among `below` are lanes that only move. A lane that neither names passes by.
    """

    id: str
    lane: int
    above: tuple[Wire, ...]
    below: tuple[Wire, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two revisions; `points` are (row, lane) wherever it begins, turns or ends."""

    revision: str
    before: str
    kind: Kind
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows from the newest on, edges in the order of their revisions, and how many lanes there are."""

    rows: tuple[Row, ...]
    edges: tuple[Edge, ...]
    width: int


@dataclass(slots=True)
class _Strand:
    """The lane that leads to one revision: `turns` are (row, lane from there on), `users` whose lines are in it."""

    kind: Kind
    turns: list[Point]
    users: list[tuple[str, Point]] = field(default_factory=list)

    @property
    def lane(self) -> int:
        return self.turns[-1][1]

    def points(self, start: Point, end: Point) -> tuple[Point, ...]:
        """The way of one user from its own row on."""
        row, lane = start
        first = bisect_right(self.turns, row + 1, key=itemgetter(0)) - 1
        turns = [(max(at, row + 1), to) for at, to in self.turns[first:] if max(at, row + 1) < end[0]]
        points = [start]
        for at, to in (*turns, end):
            if to != lane:
                points += [(at - 1, lane), (at, to)]
                lane = to
        return tuple(dict.fromkeys((*points, end)))


def lay_out(graph: Graph, ids: Iterable[str]) -> Layout:
    """Lay out some revisions of a graph, newest first; lines to others are left out. One pass."""
    order = list(ids)
    weaver = _Weaver(graph, frozenset(order))
    rows = tuple(weaver.row(number, id_) for number, id_ in enumerate(order))
    edges = sorted(weaver.edges, key=lambda edge: (edge.points[0], edge.points[-1]))
    return Layout(rows, tuple(edges), weaver.width)


class _Weaver:
    """The lanes as they are between two rows."""

    def __init__(self, graph: Graph, shown: frozenset[str]) -> None:
        self.graph, self.shown = graph, shown
        self.edges: list[Edge] = []
        self.width = 0
        self._free: set[int] = set()
        self._waiting: dict[tuple[str, Kind], _Strand] = {}

    def row(self, number: int, id_: str) -> Row:
        ending = (self._waiting.pop((id_, kind), None) for kind in KINDS)
        strands = [strand for strand in ending if strand]
        lane = strands[0].lane if strands else self._leftmost()
        for strand in strands:
            self._free.add(strand.lane)
            ways = ((user, strand.points(start, (number, lane))) for user, start in strand.users)
            self.edges += (Edge(user, id_, strand.kind, points) for user, points in ways)
        above = tuple(Wire(strand.lane, lane, strand.kind) for strand in strands)
        self._free.add(lane)
        below = tuple(self._below(number, id_, lane))
        self._free.update(wire.source for wire in below if wire.source != lane)
        return Row(id_, lane, above, below)

    def _below(self, number: int, id_: str, lane: int) -> Iterator[Wire]:
        """The first parent keeps the lane, or the lane that leads to it already moves here if that is to the left."""
        for place, parent in enumerate(one for one in self.graph.parents(id_) if one in self.shown):
            strand = self._waiting.get((parent, "parent"))
            if not place and strand and strand.lane > lane:
                yield self._moved(number, strand, lane)
            elif not place and not strand:
                self._begun(number, (parent, "parent"), lane)
            yield self._joined(number, id_, lane, (parent, "parent"))
        for other in self.graph.dependencies(id_):
            if other in self.shown:
                yield self._joined(number, id_, lane, (other, "dependency"))

    def _moved(self, number: int, strand: _Strand, lane: int) -> Wire:
        wire = Wire(strand.lane, lane, strand.kind)
        self._free.remove(lane)
        strand.turns.append((number + 1, lane))
        return wire

    def _begun(self, number: int, key: tuple[str, Kind], lane: int) -> _Strand:
        self._free.discard(lane)
        strand = self._waiting[key] = _Strand(key[1], [(number + 1, lane)])
        return strand

    def _joined(self, number: int, id_: str, lane: int, key: tuple[str, Kind]) -> Wire:
        """Into the lane that leads there already, or into the leftmost that is free."""
        strand = self._waiting.get(key) or self._begun(number, key, self._leftmost())
        strand.users.append((id_, (number, lane)))
        return Wire(lane, strand.lane, key[1])

    def _leftmost(self) -> int:
        if self._free:
            lane = min(self._free)
            self._free.remove(lane)
            return lane
        self.width += 1
        return self.width - 1
