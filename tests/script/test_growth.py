"""What a long history costs, counted: every look at an edge, a revision or a place in the order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from amig.script.graph import Graph, _sorted
from amig.script.labels import spread
from amig.script.plan import Goal, Planner
from amig.script.resolve import between, resolve, stamped
from amig.script.revision import Revision
from amig.script.target import parse_range
from tests.script.shapes import SHAPES, line

NOTHING: frozenset[str] = frozenset()


class Counting(dict[str, Any]):
    """A dictionary that counts how often it is looked at."""

    looked = 0

    def __getitem__(self, key: str) -> Any:
        Counting.looked += 1
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        found = super().get(key, default)
        Counting.looked += 1 + (len(found) if isinstance(found, list | tuple) else 0)
        return found

    def __contains__(self, key: object) -> bool:
        Counting.looked += 1
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        for key in super().__iter__():
            Counting.looked += 1
            yield key


@cache
def revisions(shape: str, size: int) -> list[Revision]:
    return SHAPES[shape](size).revisions()


def watched(shape: str, size: int) -> Graph:
    graph = Graph(revisions(shape, size))
    for name in ("_by_id", "_parents", "_before", "_children", "_after", "_position"):
        setattr(graph, name, Counting(getattr(graph, name)))
    return graph


def counted(work: Callable[[], object]) -> int:
    Counting.looked = 0
    work()
    return Counting.looked


def all_up(graph: Graph) -> int:
    goal = resolve("heads", graph, (), "upgrade")
    return len(Planner(graph).due(goal, ()))


def all_down(graph: Graph) -> int:
    goal = resolve("base", graph, graph.real_heads, "downgrade")
    return len(Planner(graph).due(goal, graph.real_heads))


WORK: dict[str, Callable[[Graph], object]] = {
    "plan up": all_up,
    "plan down": all_down,
    "heads": lambda graph: (graph.heads, graph.real_heads, graph.bases),
    "history": lambda graph: between(parse_range("base+1:heads"), graph, ()),
    "current": lambda graph: graph.tips(graph.ancestors(graph.real_heads)),
    "stamp": lambda graph: stamped(["heads"], graph, graph.bases),
    "labels": spread,
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("work", WORK)
def test_ten_times_the_history_costs_ten_times_as_much(work: str, shape: str) -> None:
    """Whatever its shape: nothing is looked at again and again."""
    small, large = (watched(shape, size) for size in (1000, 10000))
    cost = counted(lambda: WORK[work](large))
    assert cost <= 15 * counted(lambda: WORK[work](small))
    assert cost <= 100 * len(large)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_plan_holds_everything_once(shape: str) -> None:
    """Up and down."""
    graph = Graph(revisions(shape, 1000))
    assert all_up(graph) == all_down(graph) == len(graph) == 1000


@pytest.mark.parametrize("shape", SHAPES)
def test_making_the_graph_looks_at_each_edge_a_few_times(shape: str) -> None:
    """Sorting included."""
    costs = []
    for size in (1000, 10000):
        made = Graph(revisions(shape, size))
        before, after = Counting(made._before), Counting(made._after)
        costs.append(counted(lambda before=before, after=after: _sorted(before, after)))
    assert costs[1] <= 15 * costs[0]


@pytest.mark.parametrize("shape", ["line", "branchy", "needy"])
def test_stepwise_runs_cost_in_proportion_to_their_length(shape: str) -> None:
    """Asking again after every step does not plan again, up or down."""

    def run(graph: Graph) -> None:
        plan, rows = Planner(graph), NOTHING
        for goal in (Goal("upgrade", "x", frozenset(graph.heads)), Goal("downgrade", "x", frozenset(graph.bases))):
            while step := plan.next(goal, rows):
                rows = step.leaves
        assert rows == NOTHING

    small, large = (watched(shape, size) for size in (200, 2000))
    assert counted(lambda: run(large)) <= 10.5 * counted(lambda: run(small))


def test_a_part_of_an_id_is_looked_up_without_a_walk() -> None:
    """However long the history is."""
    graph = watched("line", 10000)
    id_ = line(10000).revisions()[5000].id
    assert graph.words  # sorted once
    cost = counted(lambda: resolve(f"{id_[:9]}", graph, (), "upgrade"))
    assert cost <= 100
