"""The revisions and who follows whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Literal

from amig import errors
from amig.script.labels import carriers, spread
from amig.script.paths import shown
from amig.script.replaced import Replaced
from amig.script.revision import Revision
from amig.script.told import Tip

Edges = dict[str, tuple[str, ...]]


class Graph:
    """Revisions in order, what comes before first; any acyclic graph of parents and dependencies.

    A branch is made of parents: heads, bases, children and lineage know nothing else. What must run before what is
    made of both: `before` and `after`, ancestors and descendants, tips. The order depends on the ids alone: a line is
    followed to its end before the next one begins, and where several can come next the smallest id does.

    Raises DuplicateRevisionError, MissingParentError, CycleError, BadLabelError, ReplacedTwiceError.
    """

    def __init__(
        self,
        revisions: Iterable[Revision],
        same: Mapping[str, str] | None = None,
        parts: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        found = sorted(revisions, key=attrgetter("id"))
        by_id = {revision.id: revision for revision in found}
        if len(by_id) < len(found):
            found = _unlike(found)
            by_id = {revision.id: revision for revision in found}
        self.files = tuple(found)
        """Every revision that was read, those that others replaced too."""
        self.replaced = Replaced(found)
        self._by_id = (
            {revision.id: revision for revision in self.replaced.rest(found)} if self.replaced.names else by_id
        )
        self.same: dict[str, str] = {**self.replaced.ends, **(same or {})}
        """Ids that version rows may hold instead of those of the files."""
        self._parts = dict(parts or {})
        self.labels = carriers(self._by_id, self.replaced.names)
        self.names: dict[str, str] = {**self.labels, **self.replaced.names, **self.same}
        """What else a revision may be called: its branch labels, and the ids that it replaced."""
        self._views: dict[str, Graph] = {}
        self._parents = self._edges("parents")
        self._before = self._and_dependencies()
        self._children = _turned(self._parents)
        self._after = self._children if self._before is self._parents else _turned(self._before)
        self._order = _sorted(self._before, self._after)
        self.revisions = self.those(self._order)

    def _edges(self, kind: Literal["parents", "depends_on"]) -> Edges:
        """For each revision those that it names, by their ids."""
        edges: Edges = dict(zip(self._by_id, map(attrgetter(kind), self._by_id.values()), strict=True))
        if not all(map(self._by_id.__contains__, chain.from_iterable(edges.values()))):
            for id_, named in edges.items():
                if not all(map(self._by_id.__contains__, named)):
                    meant = (self._meant(self._by_id[id_], name, kind) for name in named)
                    edges[id_] = tuple(dict.fromkeys(meant))
        return edges

    def _and_dependencies(self) -> Edges:
        """For each revision its parents, and then what it depends on."""
        if not any(map(attrgetter("depends_on"), self._by_id.values())):
            return self._parents
        edges = self._edges("depends_on")
        both = zip(self._parents.values(), edges.values(), strict=True)
        return dict(zip(edges, (tuple(dict.fromkeys(chain(*one))) if one[1] else one[0] for one in both), strict=True))

    def _meant(self, revision: Revision, name: str, kind: str) -> str:
        id_ = name if name in self._by_id else self.names.get(name, "")
        if id_ not in self._by_id or (kind == "parents" and name in self.labels):
            verb = "follows" if kind == "parents" else "depends on"
            key = "down_revision" if kind == "parents" else kind
            raise errors.MissingParentError(revision.id, name, shown(revision.path), verb, key)
        return id_

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._by_id

    def __getitem__(self, id_: str) -> Revision:
        return self._by_id[id_]

    def those(self, ids: Iterable[str]) -> tuple[Revision, ...]:
        """The revisions of these ids, in their order."""
        return tuple(map(self._by_id.__getitem__, ids))

    def canonical(self, rows: Iterable[str]) -> frozenset[str]:
        """Version rows by the ids of the files."""
        return frozenset(id_ if id_ in self._by_id else self.same.get(id_, id_) for id_ in rows)

    def rows_of(self, ids: Iterable[str]) -> frozenset[str]:
        """Revisions by every id that version rows may have for them."""
        named = frozenset(ids)
        return named.union(row for id_ in named for row in self._alike.get(id_, ())) if self.same else named

    @cached_property
    def _alike(self) -> dict[str, list[str]]:
        return _turned({row: (meant,) for row, meant in self.same.items()})

    def parts(self, ids: Iterable[str]) -> frozenset[str]:
        """Revisions, with the old ones in place of a squashed one where those are looked at."""
        if not self._parts:
            return frozenset(ids)
        return frozenset(_reached(self._parts, set(ids))).difference(self._parts)

    def view(self, rows: Collection[str]) -> Graph:
        """The history as a database with these rows sees it: with the old files, where it is in between them.

        Raises ReplacedRevisionError.
        """
        row = next((id_ for id_ in sorted(rows) if self.replaced.inside(id_)), None)
        if row is None:
            return self
        by = self.replaced.names[row]
        if by not in self._views:
            there = {revision.id for revision in self.files}
            if missing := tuple(id_ for id_ in self._by_id[by].replaces if id_ not in there):
                raise errors.ReplacedRevisionError(row, by, missing)
            end = self._by_id[by].replaces[-1]
            same = {id_: end if meant == by else meant for id_, meant in self.same.items() if id_ not in there}
            rest = (revision for revision in self.files if revision.id != by)
            self._views[by] = Graph(rest, {**same, by: end}, {**self._parts, by: self._by_id[by].replaces})
        return self._views[by].view(rows)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """All ids, in the order of the alphabet."""
        return tuple(self._by_id)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Everything that a revision may be called by, in the order of the alphabet."""
        return tuple(sorted({*self._by_id, *self.names})) if self.names else self.ids

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The ends of all branches: no revision has them as a parent."""
        return tuple(revision.id for revision in self.revisions if revision.id not in self._children)

    @cached_property
    def real_heads(self) -> tuple[str, ...]:
        """Heads that no other revision depends on: the version rows of a database that has everything."""
        return tuple(id_ for id_ in self.heads if id_ not in self._after)

    def tip(self, id_: str) -> Tip:
        """A head, with what the history says of it."""
        it, seen = self[id_], (self.parents(id_), self.dependencies(id_), self.labels_of(id_), bool(self.after(id_)))
        return Tip(it.id, it.message, it.doc, str(it.file), *seen)

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """What has no parent."""
        return tuple(revision.id for revision in self.revisions if not self._parents[revision.id])

    @cached_property
    def _labels_of(self) -> dict[str, tuple[str, ...]]:
        return spread(self)

    @cached_property
    def backfills(self) -> tuple[Revision, ...]:
        """The revisions that have one, what comes before first, and then those that others replaced."""
        if not any(map(attrgetter("backfill"), self.files)):
            return ()
        return tuple(dict.fromkeys(revision for revision in (*self.revisions, *self.files) if revision.backfill))

    def labels_of(self, id_: str) -> tuple[str, ...]:
        """The labels of the branches that a revision belongs to: its own, and those that spread to it."""
        return self._labels_of.get(id_, ()) if self.labels else ()

    def parents(self, id_: str) -> tuple[str, ...]:
        """What a revision follows directly."""
        return self._parents[id_]

    def before(self, id_: str) -> tuple[str, ...]:
        """What must have run directly before a revision: its parents and what it depends on."""
        return self._before[id_]

    def dependencies(self, id_: str) -> tuple[str, ...]:
        """What a revision depends on, by ids."""
        return self._before[id_][len(self._parents[id_]) :]

    def children(self, id_: str) -> tuple[str, ...]:
        """What follows a revision directly."""
        return tuple(self._children.get(id_, ()))

    def after(self, id_: str) -> tuple[str, ...]:
        """Its children, and what depends on it."""
        return tuple(self._after.get(id_, ()))

    def ancestors(self, ids: Iterable[str], beyond: Collection[str] = frozenset()) -> set[str]:
        """These and all that ran before them; `beyond` are left out, with whatever is only reached through them."""
        wanted = set(ids).difference(beyond)
        if not beyond and wanted and wanted.issuperset(self.real_heads):
            return wanted.union(self._by_id)  # what a database that has everything asks for, and an empty one
        return _reached(self._before, wanted, beyond)

    def descendants(self, ids: Iterable[str]) -> set[str]:
        """These and all that can only run after them."""
        return _reached(self._after, set(ids))

    def lineage(self, id_: str) -> set[str]:
        """The branch through a revision: all that leads to it by parents, and all that follows it."""
        return _reached(self._parents, {id_}) | _reached(self._children, {id_})

    def tips(self, ids: Collection[str]) -> tuple[str, ...]:
        """Those of the ids that no other of them comes after, in order."""
        if len(ids) <= 1:
            return tuple(ids)
        passed = self.ancestors(earlier for id_ in ids for earlier in self._before[id_])
        return self.in_order(set(ids) - passed)

    def ends(self, ids: Collection[str]) -> set[str]:
        """Of these and all that ran before them, those that none of them follows: the ends of their branches."""
        if self._before is self._parents:
            return set(ids)
        ran = self.ancestors(ids)
        return {id_ for id_ in ran if ran.isdisjoint(self._children.get(id_, ()))}

    def in_order(self, ids: Collection[str]) -> tuple[str, ...]:
        """The ids, what comes before first."""
        if 8 * len(ids) > len(self._order):
            wanted = ids if isinstance(ids, set) else set(ids)
            if len(wanted) == len(self._order):
                return tuple(self._order)
            return tuple([id_ for id_ in self._order if id_ in wanted])
        return tuple(sorted(ids, key=self._position.__getitem__))

    @cached_property
    def _position(self) -> dict[str, int]:
        return {id_: place for place, id_ in enumerate(self._order)}


def _unlike(found: list[Revision]) -> list[Revision]:
    """The revisions without files that were found twice by two ways; raises for ids that are in two files."""
    by_id: dict[str, Revision] = {}
    for revision in sorted(found, key=lambda revision: (revision.id, str(revision.path))):
        other = by_id.setdefault(revision.id, revision)
        if other.path.resolve() != revision.path.resolve():
            paths = {shown(one.path) for one in found if one.id == revision.id}
            raise errors.DuplicateRevisionError(revision.id, tuple(sorted(paths)))
    return list(by_id.values())


def _turned(edges: Edges) -> dict[str, list[str]]:
    turned: dict[str, list[str]] = {}
    for id_, named in edges.items():
        for one in named:
            if one in turned:
                turned[one].append(id_)
            else:
                turned[one] = [id_]
    return turned


def _reached(edges: Mapping[str, Iterable[str]], found: set[str], beyond: Collection[str] = frozenset()) -> set[str]:
    waiting = list(found)
    while waiting:
        for one in edges.get(waiting.pop(), ()):
            if one not in found and one not in beyond:
                found.add(one)
                waiting.append(one)
    return found


def _sorted(before: Edges, after: Mapping[str, list[str]]) -> list[str]:
    """Kahn's way, with a stack: the smallest id is on top. Only what waits for several has to be counted."""
    missing = {id_: len(named) for id_, named in before.items() if len(named) > 1}
    ready = [id_ for id_, named in before.items() if not named][::-1]
    placed: list[str] = []
    while ready:
        id_ = ready.pop()
        placed.append(id_)
        for one in reversed(after.get(id_, ())):
            if one in missing and missing[one] > 1:
                missing[one] -= 1
            else:
                ready.append(one)
    if len(placed) < len(before):
        raise errors.CycleError(_ring(before, before.keys() - set(placed)))
    return placed


def _ring(before: Edges, unplaced: Collection[str]) -> tuple[str, ...]:
    """Ids that wait for each other in a ring, from the smallest on: each that is unplaced waits for such a one."""
    way: dict[str, None] = {}
    id_ = min(unplaced)
    while id_ not in way:
        way[id_] = None
        id_ = next(one for one in before[id_] if one in unplaced)
    ring = list(way)[list(way).index(id_) :][::-1]
    first = ring.index(min(ring))
    return (*ring[first:], *ring[:first])
