"""The graph of revisions: one linear pass, kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from amig.errors import CycleError, DuplicateRevisionError, MissingParentError
from amig.script.revision import Revision, shown


class Graph:
    """Revisions in an order that puts parents first: by file name where nothing else decides."""

    def __init__(self, revisions: Iterable[Revision]) -> None:
        self.by_id = _unique(sorted(revisions, key=lambda revision: revision.path.name))
        self.children = _children(self.by_id)
        self.revisions = _sorted(self.by_id, self.children)
        self.place = {revision.id: place for place, revision in enumerate(self.revisions)}

    @property
    def heads(self) -> tuple[str, ...]:
        """Ids that nothing follows."""
        return tuple(revision.id for revision in self.revisions if not self.children.get(revision.id))

    @property
    def bases(self) -> tuple[str, ...]:
        """Ids that follow nothing."""
        return tuple(revision.id for revision in self.revisions if not revision.parents)

    def ancestors(self, ids: Iterable[str]) -> set[str]:
        """The ids and everything before them."""
        return _reached(ids, {id_: revision.parents for id_, revision in self.by_id.items()})

    def descendants(self, ids: Iterable[str]) -> set[str]:
        """The ids and everything after them."""
        return _reached(ids, self.children)

    def heads_of(self, applied: Collection[str]) -> frozenset[str]:
        """The version rows of a set of applied revisions."""
        followed = {parent for id_ in applied for parent in self.by_id[id_].parents}
        return frozenset(applied) - followed

    def in_order(self, ids: Collection[str]) -> list[Revision]:
        """The revisions of these ids, parents first."""
        return [self.by_id[id_] for id_ in sorted(ids, key=self.place.__getitem__)]


def _unique(revisions: Iterable[Revision]) -> dict[str, Revision]:
    found: dict[str, Revision] = {}
    for revision in revisions:
        if (other := found.setdefault(revision.id, revision)) is not revision:
            raise DuplicateRevisionError(revision.id, (shown(other.path), shown(revision.path)))
    return found


def _children(by_id: Mapping[str, Revision]) -> dict[str, list[str]]:
    children: dict[str, list[str]] = defaultdict(list)
    for revision in by_id.values():
        for parent in revision.parents:
            if parent not in by_id:
                raise MissingParentError(revision.id, parent, shown(revision.path))
            children[parent].append(revision.id)
    return dict(children)


def _sorted(by_id: Mapping[str, Revision], children: Mapping[str, list[str]]) -> list[Revision]:
    """Kahn's order; depth first among those that are ready, so that a branch stays together."""
    waiting = {id_: len(revision.parents) for id_, revision in by_id.items()}
    ready = [id_ for id_ in reversed(list(by_id)) if not waiting[id_]]
    order: list[Revision] = []
    while ready:
        id_ = ready.pop()
        order.append(by_id[id_])
        for child in reversed(children.get(id_, ())):
            waiting[child] -= 1
            if not waiting[child]:
                ready.append(child)
    if len(order) < len(by_id):
        raise CycleError(_ring(by_id, {id_ for id_, left in waiting.items() if left}))
    return order


def _ring(by_id: Mapping[str, Revision], stuck: set[str]) -> tuple[str, ...]:
    """One ring among the revisions that could not be ordered, in the order of its edges."""
    path = [min(stuck)]
    while (parent := min(p for p in by_id[path[-1]].parents if p in stuck)) not in path:
        path.append(parent)
    return tuple(reversed(path[path.index(parent) :]))


def _reached(ids: Iterable[str], edges: Mapping[str, Iterable[str]]) -> set[str]:
    todo, seen = list(ids), set[str]()
    while todo:
        if (id_ := todo.pop()) not in seen:
            seen.add(id_)
            todo.extend(edges.get(id_, ()))
    return seen
