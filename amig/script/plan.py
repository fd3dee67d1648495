"""What has to run to get from the version rows to a target, and the rows in between; all as values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from amig.script.graph import Graph
from amig.script.revision import Revision

Direction: TypeAlias = Literal["upgrade", "downgrade"]
Heads: TypeAlias = frozenset[str]


@dataclass(frozen=True, slots=True)
class Goal:
    """Where to go. `target` is as asked, `revisions` what it meant, resolved once.

    An upgrade is there when these are applied; a downgrade when none of them is, nor what comes after them.
    """

    direction: Direction
    target: str
    revisions: Heads


class Moves(NamedTuple):
    """How the version rows of one step change, in order. Deletes first, then updates (old, new), then inserts."""

    deletes: tuple[str, ...]
    updates: tuple[tuple[str, str], ...]
    inserts: tuple[str, ...]


def moves(expects: Collection[str], leaves: Collection[str]) -> Moves:
    """The least that makes one set of rows of another: rows are updated in pairs, the rest is deleted or inserted."""
    gone, new = sorted(set(expects).difference(leaves)), sorted(set(leaves).difference(expects))
    pairs = tuple(zip(gone, new, strict=False))
    return Moves(tuple(gone[len(pairs) :]), pairs, tuple(new[len(pairs) :]))


class Step(NamedTuple):
    """One revision to run: the version rows it expects, and those it leaves."""

    revision: Revision
    direction: Direction
    expects: Heads
    leaves: Heads

    @property
    def moves(self) -> Moves:
        """How the version rows change."""
        return moves(self.expects, self.leaves)


class Planner:
    """Plans on one graph. What comes next is a function of goal and rows: found once, it is kept."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._next: dict[tuple[Direction, Heads], dict[Heads, Step | None]] = {}

    def due(self, goal: Goal, rows: Collection[str]) -> tuple[Revision, ...]:
        """The revisions that have to run, in order: what others wait for first, on a downgrade last."""
        graph = self.graph.view(rows)
        return graph.those(_due(graph, goal, graph.canonical(rows)))

    def next(self, goal: Goal, rows: Heads) -> Step | None:
        """The first step due; None when the goal is reached, or lies behind."""
        following = self._next.setdefault((goal.direction, goal.revisions), {})
        if rows not in following:
            self._plan(goal, rows, following)
        return following[rows]

    def steps(self, goal: Goal, rows: Heads) -> list[Step]:
        """All steps due, in order."""
        steps: list[Step] = []
        while step := self.next(goal, rows):
            steps.append(step)
            rows = step.leaves
        return steps

    def progressed(self, before: Heads, now: Heads, direction: Direction) -> bool:
        """Whether `now` lies at or beyond `before` in that direction."""
        graph = self.graph.view(before | now)
        behind, ahead = (before, now) if direction == "upgrade" else (now, before)
        return behind <= ahead or graph.canonical(behind) <= graph.ancestors(graph.canonical(ahead))

    def _plan(self, goal: Goal, rows: Heads, following: dict[Heads, Step | None]) -> None:
        graph = self.graph.view(rows)
        walk = _upgrades if goal.direction == "upgrade" else _downgrades
        for step in walk(graph, _due(graph, goal, graph.canonical(rows)), rows):
            if step.expects in following:
                return
            following[step.expects] = step
            rows = step.leaves
        following.setdefault(rows, None)


def _due(graph: Graph, goal: Goal, rows: Heads) -> tuple[str, ...]:
    if goal.direction == "upgrade":
        if (wanted := graph.canonical(goal.revisions)) <= rows:
            return ()
        return graph.in_order(graph.ancestors(wanted, graph.ancestors(rows)))
    roots, due = graph.parts(goal.revisions), graph.ancestors(rows)
    if not roots.issuperset(graph.bases):  # everything comes after the bases
        due &= graph.descendants(roots)
    return graph.in_order(due)[::-1]


def _upgrades(graph: Graph, due: Iterable[str], rows: Heads) -> Iterator[Step]:
    """Rows that have another name for a revision stay as they are until they are moved."""
    for id_ in due:
        leaves = rows.difference(graph.rows_of(graph.before(id_))).union((id_,))
        yield Step(graph[id_], "upgrade", rows, leaves)
        rows = leaves


def _downgrades(graph: Graph, due: Iterable[str], rows: Heads) -> Iterator[Step]:
    applied = graph.ancestors(graph.canonical(rows))
    above: dict[str, int] = {}
    for id_ in due:
        bare: list[str] = []
        for one in graph.before(id_):
            above[one] = (above[one] if one in above else len(applied.intersection(graph.after(one)))) - 1
            if not above[one]:
                bare.append(one)
        leaves = rows.difference(graph.rows_of((id_,))).union(bare)
        yield Step(graph[id_], "downgrade", rows, leaves)
        rows = leaves
