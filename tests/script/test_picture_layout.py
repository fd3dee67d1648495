"""Where revisions and lines of a picture go: lanes that never touch, whatever the history."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amig.script.graph import Graph
from amig.script.picture.layout import Layout, lay_out
from amig.script.picture.picture import picture
from amig.script.revision import Revision
from tests.looks.histories import large
from tests.script.files import DIAMOND, FORK, graph


@st.composite
def graphs(draw: st.DrawFn, size: int = 14) -> Graph:
    """Any acyclic history with parents and dependencies."""
    ids = [f"rev{number:02d}" for number in draw(st.permutations(range(draw(st.integers(0, size)))))]
    found = []
    for place, id_ in enumerate(ids):
        before = draw(st.lists(st.sampled_from(ids[:place]), unique=True, max_size=4)) if place else []
        cut = draw(st.integers(0, len(before)))
        found.append(Revision(id_, tuple(before[:cut]), Path(f"{id_}.py"), id_, depends_on=tuple(before[cut:])))
    return Graph(found)


def laid_out(found: Graph) -> Layout:
    return picture(found).layout


def expected(found: Graph) -> list[tuple[str, str, str]]:
    """Every edge, the slow and obvious way."""
    parents = [(id_, one, "parent") for id_ in found.ids for one in found.parents(id_)]
    return sorted([*parents, *((id_, one, "dependency") for id_ in found.ids for one in found.dependencies(id_))])


@given(graphs())
def test_every_edge_runs_from_its_revision_to_the_other(found: Graph) -> None:
    """Once, downwards, a lane at a time, and newest first."""
    layout = laid_out(found)
    assert [row.id for row in layout.rows] == [revision.id for revision in reversed(found.revisions)]
    place = {row.id: (number, row.lane) for number, row in enumerate(layout.rows)}
    assert sorted((edge.revision, edge.before, edge.kind) for edge in layout.edges) == expected(found)
    for edge in layout.edges:
        assert (edge.points[0], edge.points[-1]) == (place[edge.revision], place[edge.before])
        for (row, lane), (next_row, next_lane) in zip(edge.points, edge.points[1:], strict=False):
            assert next_row == row + 1 or (next_row > row and next_lane == lane)
            assert 0 <= next_lane < layout.width


@given(graphs())
def test_lines_to_different_revisions_never_share_a_lane(found: Graph) -> None:
    """Nor does a line run through a revision that it has nothing to do with."""
    layout = laid_out(found)
    taken = {(number, row.lane): row.id for number, row in enumerate(layout.rows)}
    users: dict[tuple[int, int], tuple[str, str]] = {}
    for edge in layout.edges:
        for (row, lane), (next_row, next_lane) in zip(edge.points, edge.points[1:], strict=False):
            for passed in range(row + 1, next_row + (next_lane != lane)):
                if (passed, next_lane) != edge.points[-1]:
                    assert (passed, next_lane) not in taken
                    assert users.setdefault((passed, next_lane), (edge.before, edge.kind)) == (edge.before, edge.kind)


@given(graphs())
def test_the_wires_between_rows_say_the_same_as_the_edges(found: Graph) -> None:
    """Who follows them from row to row comes to the same ends."""
    lanes: dict[int, set[str]] = {}
    arrived: list[tuple[str, str, str]] = []
    for row in laid_out(found).rows:
        for wire in row.above:
            assert wire.target == row.lane
            arrived += [(user, row.id, wire.kind) for user in lanes.pop(wire.source)]
        own = [wire for wire in row.below if wire.source == row.lane]
        for wire in own:
            lanes.setdefault(wire.target, set()).add(row.id)
        for wire in row.below:
            if wire not in own:
                lanes[wire.target] = lanes.get(wire.target, set()) | lanes.pop(wire.source)
    assert lanes == {}
    assert sorted(arrived) == expected(found)


@given(graphs(), st.randoms(use_true_random=False))
def test_the_same_history_is_drawn_the_same(found: Graph, order: random.Random) -> None:
    """However its files are listed."""
    files = list(found.files)
    order.shuffle(files)
    assert laid_out(Graph(files)) == laid_out(found)


@given(graphs(), st.randoms(use_true_random=False))
def test_a_part_of_a_history(found: Graph, choice: random.Random) -> None:
    """Has the edges between its revisions and no others; what lies outside is named."""
    some = {id_ for id_ in found.ids if choice.random() < 0.6}
    part = picture(found, some)
    assert {node.id for node in part.revisions} == some
    inside = [edge for edge in expected(found) if some.issuperset(edge[:2])]
    assert sorted((edge.revision, edge.before, edge.kind) for edge in part.layout.edges) == inside
    for node in part.revisions:
        assert set(node.outside) == set(found.before(node.id)) - some


def test_lanes_stay_few() -> None:
    """A line is one lane wide, a merge two, and so are a hundred branches from one point."""
    assert laid_out(graph({})).width == 0
    assert laid_out(graph({f"r{n:04d}": (f"r{n - 1:04d}",) if n else () for n in range(100)})).width == 1
    assert laid_out(graph(DIAMOND)).width == laid_out(graph(FORK)).width == 2
    assert laid_out(graph({"root": (), **{f"b{n:04d}": ("root",) for n in range(100)}})).width == 2
    assert laid_out(large(1000)).width <= 9


def test_a_branch_moves_left_when_it_can() -> None:
    """The trunk is where it was before the branch."""
    layout = laid_out(graph(DIAMOND))
    assert [(row.id, row.lane) for row in layout.rows] == [("join", 0), ("right", 1), ("left", 0), ("root", 0)]
    way = next(edge.points for edge in layout.edges if edge.revision == "right")
    assert way == ((1, 1), (2, 1), (3, 0))


def calls(work: Callable[[], object]) -> int:
    """How many functions were called."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event.endswith("call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", ["line", "team", "comb"])
def test_ten_times_the_history_is_ten_times_the_work(shape: str) -> None:
    """Counted in calls: at most fifteen times."""

    def made(count: int) -> Graph:
        if shape == "team":
            return large(count)
        ids = [f"r{n:05d}" for n in range(count)]
        after = {"line": lambda n: ids[n - 1], "comb": lambda n: ids[max(0, n - 1 - n % 5)]}[shape]
        return graph({id_: (after(n),) if n else () for n, id_ in enumerate(ids)})

    few, many = (made(count) for count in (400, 4000))
    orders = [[revision.id for revision in reversed(one.revisions)] for one in (few, many)]
    costs = [
        calls(lambda one=one, order=order: lay_out(one, order)) for one, order in zip((few, many), orders, strict=True)
    ]
    assert costs[1] <= 15 * costs[0]
