"""The plan: which revisions run, in which order, and how the version rows move with each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from amig.script.revision import Revision

if TYPE_CHECKING:
    from amig.script.graph import Graph

Direction = Literal["upgrade", "downgrade"]


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a run wants to be: everything up to `revisions` applied, or nothing after them."""

    direction: Direction
    target: str
    revisions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Moves:
    """How the version rows change: each tuple sorted, so that the same plan gives the same text."""

    deletes: tuple[str, ...] = ()
    updates: tuple[tuple[str, str], ...] = ()
    inserts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One revision to run, the rows it expects and the rows it leaves."""

    revision: Revision
    direction: Direction
    expects: frozenset[str]
    leaves: frozenset[str]

    @property
    def moves(self) -> Moves:
        return moves(self.expects, self.leaves)


def moves(expects: Collection[str], leaves: Collection[str]) -> Moves:
    """The rows to delete, update and insert between two sets of heads."""
    gone, new = sorted(set(expects) - set(leaves)), sorted(set(leaves) - set(expects))
    both = min(len(gone), len(new))
    return Moves(tuple(gone[both:]), tuple(zip(gone, new, strict=False)), tuple(new[both:]))


def steps(graph: Graph, goal: Goal, heads: Collection[str]) -> list[Step]:
    """Every step from the version rows to the goal; none when it is reached or passed."""
    applied = graph.ancestors(heads)
    rows = frozenset(heads)
    if goal.direction == "upgrade":
        due = graph.in_order(graph.ancestors(goal.revisions) - applied)
    else:
        due = graph.in_order(applied & _after(graph, goal.revisions))[::-1]
    planned: list[Step] = []
    for revision in due:
        after = _upgraded(rows, revision) if goal.direction == "upgrade" else _downgraded(graph, rows, revision, applied)
        planned.append(Step(revision, goal.direction, rows, after))
        rows = after
    return planned


def _after(graph: Graph, revisions: Collection[str]) -> set[str]:
    """What a downgrade to these revisions takes away."""
    if not revisions:
        return set(graph.by_id)
    return graph.descendants(child for id_ in revisions for child in graph.children.get(id_, ()))


def _upgraded(rows: frozenset[str], revision: Revision) -> frozenset[str]:
    return (rows - set(revision.parents)) | {revision.id}


def _downgraded(graph: Graph, rows: frozenset[str], revision: Revision, applied: set[str]) -> frozenset[str]:
    """A parent becomes a head again unless another applied revision still follows it."""
    applied.discard(revision.id)
    free = {parent for parent in revision.parents if not applied.intersection(graph.children[parent])}
    return (rows - {revision.id}) | free
