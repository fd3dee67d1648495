"""Two heads after a git merge: which revisions go after which. Nothing is read or written here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from amig.errors import (
    AllOursError,
    BadTargetError,
    NoneOursError,
    PublishedMoveError,
    StrandedError,
    UnclearHeadsError,
)
from amig.script.graph import Graph

Parents = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Ours:
    """The revisions that may still be moved; `where` is what has all the others."""

    ids: frozenset[str]
    where: str


@dataclass(frozen=True, slots=True)
class Rebased:
    """The history afterwards, and the new parents of what moved, in order."""

    graph: Graph
    parents: Parents


def rebase(graph: Graph, ours: Ours, head: str | None = None, onto: str | None = None) -> Rebased:
    """Put lines of our revisions after the other heads of their branches; `head` and `onto` choose one pair.

    Raises UnclearHeadsError, NoneOursError, AllOursError, PublishedMoveError, StrandedError, BadTargetError.
    """
    after, moved = graph, Parents()
    for pair in _chosen(graph, ours, head, onto):
        parents = move(after, ours, *pair)
        after = with_parents(after, parents)
        moved |= parents
    return Rebased(after, {id_: moved[id_] for id_ in graph.in_order(moved)})


def with_parents(graph: Graph, parents: Mapping[str, tuple[str, ...]]) -> Graph:
    """The same files with other parents."""
    return Graph(one._replace(parents=parents.get(one.id, one.parents)) for one in graph.files)


def branches(graph: Graph, ours: Collection[str]) -> list[tuple[str, ...]]:
    """The heads, together those of one branch.

    Two are of one branch when they have the same labels, no dependency between them, and a beginning in common;
    a first revision of ours is taken for another beginning of theirs.
    """
    found: list[tuple[str, ...]] = []
    leading = {head: _leading(graph, head) for head in graph.heads}
    for head in graph.heads:
        near = [group for group in found if any(_together(graph, ours, head, one, leading) for one in group)]
        found = [group for group in found if group not in near]
        found.append((*(one for group in near for one in group), head))
    return found


def _together(graph: Graph, ours: Collection[str], one: str, other: str, leading: Mapping[str, set[str]]) -> bool:
    if graph.labels_of(one) != graph.labels_of(other):
        return False
    for early, late in ((one, other), (other, one)):
        if graph.after(early) and early in graph.ancestors([late]):
            return False
    if not leading[one].isdisjoint(leading[other]):
        return True
    return any(id_ in ours and not graph.parents(id_) for id_ in leading[one] | leading[other])


def _chosen(graph: Graph, ours: Ours, head: str | None, onto: str | None) -> list[tuple[str, str]]:
    """Pairs of a head and the one that it goes after."""
    for one in (head, onto):
        if one is not None and one not in graph.heads:
            raise BadTargetError(one, "is no head, and only heads can be joined")
    if head is not None and onto is not None:
        return [(head, onto)] if head != onto else []
    groups = [group for group in branches(graph, ours.ids) if len(group) > 1]
    if (named := head or onto) is None:
        return [_pair(ours, group) for group in groups]
    mates = next((group for group in groups if named in group), graph.heads)
    rest = [one for one in mates if one != named]
    others = [one for one in rest if (one in ours.ids) == (head is None)] or rest
    if len(others) > 1:
        raise UnclearHeadsError(tuple(others))
    return [(named, one) if head else (one, named) for one in others]


def _pair(ours: Ours, group: tuple[str, ...]) -> tuple[str, str]:
    mine = [head for head in group if head in ours.ids]
    theirs = [head for head in group if head not in ours.ids]
    if not mine:
        raise NoneOursError(group, ours.where)
    if len(group) > 2:  # noqa: PLR2004 - a pair
        raise UnclearHeadsError(group)
    if not theirs:
        raise AllOursError(group, ours.where)
    return mine[0], theirs[0]


def move(graph: Graph, ours: Ours, head: str, onto: str) -> Parents:
    """The new parents that put the line of one head after another head.

    The line is what leads to `head` and is not before `onto`, as far as it is ours: what followed something before
    `onto` follows `onto` itself now; merges within the line stay merges.
    """
    beyond = graph.ancestors([onto])
    if head in beyond:
        raise BadTargetError(onto, f"depends on `{head}`, and cannot come before it")
    line = graph.in_order(_leading(graph, head) & ours.ids - beyond)
    parents = _placed(graph, line, onto, bases=False) or _placed(graph, line, onto, bases=True)
    if touched := graph.in_order(graph.descendants(parents or [head]) - ours.ids):
        raise PublishedMoveError(touched, ours.where)
    if not parents:
        raise StrandedError(line[0], graph.parents(line[0]), onto)
    return parents


def _placed(graph: Graph, line: Iterable[str], onto: str, *, bases: bool) -> Parents:
    """The new parents along a line; empty when nothing of it stands on what leads to `onto`."""
    leading, moved, after = _leading(graph, onto), Parents(), set[str]()
    for id_ in line:
        known = {graph.names.get(name, name): name for name in graph[id_].parents}
        placed = not after.isdisjoint(known)
        names = [name for one, name in known.items() if one not in leading]
        if not placed and len(names) < len(known):
            names.insert(next(place for place, one in enumerate(known) if one in leading), onto)
        elif not placed and bases and not known:
            names = [onto]
        if tuple(names) != graph[id_].parents:
            moved[id_] = tuple(names)
        if placed or onto in names:
            after.add(id_)
    return moved


def _leading(graph: Graph, id_: str) -> set[str]:
    """A revision and all that leads to it by parents."""
    found, waiting = {id_}, [id_]
    while waiting:
        new = set(graph.parents(waiting.pop())) - found
        found |= new
        waiting += new
    return found
