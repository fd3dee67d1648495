"""Random histories with branches, merges, labels, dependencies and several bases; and the slow, obvious reading."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from amig.script.graph import Graph
from amig.script.revision import Revision

Parents = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class History:
    """What the headers say: parents, dependencies as written (ids or labels), labels."""

    parents: Parents
    depends: Parents
    labels: Parents

    @cached_property
    def carriers(self) -> dict[str, str]:
        return {label: id_ for id_, labels in self.labels.items() for label in labels}

    @cached_property
    def edges(self) -> Parents:
        """Parents and dependencies, by ids."""
        named = {id_: [self.carriers.get(one, one) for one in self.depends.get(id_, ())] for id_ in self.parents}
        return {id_: tuple(dict.fromkeys((*parents, *named[id_]))) for id_, parents in self.parents.items()}

    def revisions(self) -> list[Revision]:
        return [
            Revision(id_, parents, Path(f"{id_}.py"), "", self.labels.get(id_, ()), self.depends.get(id_, ()))
            for id_, parents in self.parents.items()
        ]

    def graph(self) -> Graph:
        return Graph(self.revisions())

    def states(self, random: Random) -> set[str]:
        """What is applied in some database: a random choice and all that it needs."""
        ids = sorted(self.parents)
        return before(self.edges, random.sample(ids, random.randint(0, min(3, len(ids)))))


def before(edges: Parents, ids: Iterable[str]) -> set[str]:
    """These and all that these edges lead to."""
    found, waiting = set[str](), list(ids)
    while waiting:
        if (id_ := waiting.pop()) not in found:
            found.add(id_)
            waiting += edges[id_]
    return found


def after(edges: Parents, ids: Iterable[str]) -> set[str]:
    """These and all that lead to them."""
    wanted = set(ids)
    return {id_ for id_ in edges if before(edges, [id_]) & wanted}


def tips(edges: Parents, applied: Collection[str]) -> frozenset[str]:
    """The version rows of what is applied, from scratch."""
    return frozenset(id_ for id_ in applied if not any(id_ in edges[other] for other in applied))


def random_history(random: Random, size: int = 14, *, redundant: bool = True) -> History:
    """Any acyclic history. Ids share beginnings and stand in no relation to the order.

    Not `redundant`: a merge joins what does not come before each other, a dependency is on what was not needed anyway.
    """
    words = ["".join(letters) for letters in itertools.product("ab", repeat=6)]
    ids = random.sample(words, random.randint(0, size))
    names = random.sample(["web", "billing", "reports", "abab", "a-label", "data.x"], 3)
    made = History({}, {}, {})
    for place, id_ in enumerate(ids):
        earlier = ids[:place]
        parents = _some(random, earlier[-5:], (1, 6, 2, 1) if place else (1,))
        if not redundant:
            parents = sorted(tips(made.parents, before(made.parents, parents)))
        made.parents[id_] = tuple(parents)
        known = before(_edges(made), [id_]) if not redundant else {id_}
        if needed := [one for one in _some(random, earlier, (5, 1, 1)) if one not in known]:
            labelled = {carrier: labels for carrier, labels in made.labels.items() if random.random() < 0.5}
            made.depends[id_] = tuple(labelled[one][0] if one in labelled else one for one in needed)
        if names and random.random() < 0.25:
            made.labels[id_] = tuple(names.pop() for _ in range(random.randint(1, len(names))))
    return History(made.parents, made.depends, made.labels)


def _edges(made: History) -> Parents:
    return History(made.parents, made.depends, made.labels).edges


def _some(random: Random, ids: list[str], weights: tuple[int, ...]) -> list[str]:
    count = random.choices(range(len(weights)), weights)[0]
    return random.sample(ids, min(count, len(ids)))


def histories(size: int = 14) -> st.SearchStrategy[History]:
    return st.builds(lambda random: random_history(random, size), st.randoms(use_true_random=False))
