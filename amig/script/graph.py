"""The revisions and who follows whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from itertools import pairwise

from amig.errors import CycleError, DuplicateRevisionError, MissingParentError
from amig.script.paths import shown
from amig.script.revision import Revision


class Graph:
    """Revisions in order, parents first; any acyclic graph of parents.

    The order depends on the ids alone: a line is followed to its end before the next one begins, and where several
    can come next the smallest id does. Raises DuplicateRevisionError, MissingParentError, CycleError.
    """

    def __init__(self, revisions: Iterable[Revision]) -> None:
        ordered = sorted(revisions, key=lambda revision: revision.id)
        self._by_id = {revision.id: revision for revision in ordered}
        if len(self._by_id) < len(ordered):
            raise _duplicate(ordered)
        self._children = _children(self._by_id)
        self.revisions = _sorted(self._by_id, self._children)
        self._position = {revision.id: place for place, revision in enumerate(self.revisions)}

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._by_id

    def __getitem__(self, id_: str) -> Revision:
        return self._by_id[id_]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """All ids, in the order of the alphabet."""
        return tuple(self._by_id)

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """What nothing follows."""
        return tuple(revision.id for revision in self.revisions if revision.id not in self._children)

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """What follows nothing."""
        return tuple(revision.id for revision in self.revisions if not revision.parents)

    def children(self, id_: str) -> tuple[str, ...]:
        """What follows a revision directly."""
        return tuple(self._children.get(id_, ()))

    def ancestors(self, ids: Iterable[str], beyond: Collection[str] = frozenset()) -> set[str]:
        """These and all that came before them; `beyond` are left out, with whatever is only reached through them."""
        found = set(ids).difference(beyond)
        waiting = list(found)
        while waiting:
            for parent in self._by_id[waiting.pop()].parents:
                if parent not in found and parent not in beyond:
                    found.add(parent)
                    waiting.append(parent)
        return found

    def descendants(self, ids: Iterable[str]) -> set[str]:
        """These and all that comes after them."""
        found = set(ids)
        waiting = list(found)
        while waiting:
            for child in self._children.get(waiting.pop(), ()):
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return found

    def tips(self, ids: Collection[str]) -> tuple[str, ...]:
        """Those of the ids that no other of them follows, in order."""
        if len(ids) <= 1:
            return tuple(ids)
        before = self.ancestors(parent for id_ in ids for parent in self._by_id[id_].parents)
        return self.in_order(set(ids) - before)

    def in_order(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The ids, parents first."""
        return tuple(sorted(ids, key=self._position.__getitem__))


def _duplicate(ordered: list[Revision]) -> DuplicateRevisionError:
    id_ = next(one.id for one, other in pairwise(ordered) if one.id == other.id)
    return DuplicateRevisionError(id_, tuple(sorted(shown(found.path) for found in ordered if found.id == id_)))


def _children(by_id: Mapping[str, Revision]) -> dict[str, list[str]]:
    children: dict[str, list[str]] = {}
    for revision in by_id.values():
        for parent in revision.parents:
            if parent not in by_id:
                raise MissingParentError(revision.id, parent, shown(revision.path))
            children.setdefault(parent, []).append(revision.id)
    return children


def _sorted(by_id: Mapping[str, Revision], children: Mapping[str, list[str]]) -> tuple[Revision, ...]:
    """Kahn's way, with a stack: the smallest id is on top."""
    missing = {id_: len(revision.parents) for id_, revision in by_id.items() if revision.parents}
    ready = [id_ for id_ in reversed(list(by_id)) if id_ not in missing]
    placed: list[Revision] = []
    while ready:
        id_ = ready.pop()
        placed.append(by_id[id_])
        for child in reversed(children.get(id_, ())):
            missing[child] -= 1
            if not missing[child]:
                ready.append(child)
    if len(placed) < len(by_id):
        raise CycleError(_ring(by_id, {id_ for id_, count in missing.items() if count}))
    return tuple(placed)


def _ring(by_id: Mapping[str, Revision], unplaced: Collection[str]) -> tuple[str, ...]:
    """Ids that follow each other in a ring, from the smallest on: each unplaced revision has an unplaced parent."""
    way: dict[str, None] = {}
    id_ = min(unplaced)
    while id_ not in way:
        way[id_] = None
        id_ = next(parent for parent in by_id[id_].parents if parent in unplaced)
    ring = list(way)[list(way).index(id_) :][::-1]
    first = ring.index(min(ring))
    return (*ring[first:], *ring[:first])
