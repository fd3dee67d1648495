"""What has to run to get from the version rows to a target, and the rows in between; all as values."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from amig.script.graph import Graph
from amig.script.revision import Revision

Direction: TypeAlias = Literal["upgrade", "downgrade"]
Heads: TypeAlias = frozenset[str]


@dataclass(frozen=True, slots=True)
class Goal:
    """Where to go. `target` is as asked, `revisions` what it meant, resolved once; none of them means base.

    An upgrade is there when the revisions are applied, a downgrade when nothing that follows them is.
    """

    direction: Direction
    target: str
    revisions: Heads


@dataclass(frozen=True, slots=True)
class Moves:
    """How the version rows of one step change, in order. Deletes first, then updates (old, new), then inserts."""

    deletes: tuple[str, ...]
    updates: tuple[tuple[str, str], ...]
    inserts: tuple[str, ...]


def moves(expects: Collection[str], leaves: Collection[str]) -> Moves:
    """The least that makes one set of rows of another: rows are updated in pairs, the rest is deleted or inserted."""
    gone, new = sorted(set(expects).difference(leaves)), sorted(set(leaves).difference(expects))
    pairs = tuple(zip(gone, new, strict=False))
    return Moves(tuple(gone[len(pairs) :]), pairs, tuple(new[len(pairs) :]))


@dataclass(frozen=True, slots=True)
class Step:
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
        behind, ahead = (before, now) if direction == "upgrade" else (now, before)
        return behind <= ahead or behind <= self.graph.ancestors(ahead)

    def _plan(self, goal: Goal, rows: Heads, following: dict[Heads, Step | None]) -> None:
        walk = self._upgrades if goal.direction == "upgrade" else self._downgrades
        for step in walk(goal, rows):
            if step.expects in following:
                return
            following[step.expects] = step
            rows = step.leaves
        following.setdefault(rows, None)

    def _upgrades(self, goal: Goal, rows: Heads) -> Iterator[Step]:
        if goal.revisions <= rows:
            return
        due = self.graph.ancestors(goal.revisions, self.graph.ancestors(rows))
        for id_ in self.graph.in_order(due):
            revision = self.graph[id_]
            leaves = rows.difference(revision.parents).union((id_,))
            yield Step(revision, "upgrade", rows, leaves)
            rows = leaves

    def _downgrades(self, goal: Goal, rows: Heads) -> Iterator[Step]:
        applied = self.graph.ancestors(rows)
        kept = goal.revisions
        due = (self.graph.descendants(kept) - self.graph.ancestors(kept) if kept else applied) & applied
        for id_ in reversed(self.graph.in_order(due)):
            revision = self.graph[id_]
            applied.discard(id_)
            bare = (parent for parent in revision.parents if applied.isdisjoint(self.graph.children(parent)))
            leaves = rows.difference((id_,)).union(bare)
            yield Step(revision, "downgrade", rows, leaves)
            rows = leaves
