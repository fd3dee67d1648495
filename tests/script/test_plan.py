"""The steps to a goal, and the version rows on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amig.script.plan import Direction, Goal, Moves, Planner, Step, moves
from tests.script.files import DIAMOND, FORK, LINE, Parents, graph
from tests.script.histories import History, after, before, histories, tips

NOTHING: frozenset[str] = frozenset()


def up(*ids: str) -> Goal:
    return Goal("upgrade", "x", frozenset(ids))


def down(*undone: str) -> Goal:
    return Goal("downgrade", "x", frozenset(undone))


def some(edges: Parents) -> st.SearchStrategy[set[str]]:
    return st.sets(st.sampled_from(sorted(edges))) if edges else st.just(set())


def names(steps: list[Step]) -> list[str]:
    return [step.revision.id for step in steps]


def check(parents: Parents, steps: list[Step], applied: set[str]) -> set[str]:
    """Walk the steps: each expects the rows from scratch, runs when it may, and leaves the rows from scratch."""
    for step in steps:
        id_ = step.revision.id
        assert step.expects == tips(parents, applied)
        if step.direction == "upgrade":
            assert id_ not in applied
            assert set(parents[id_]) <= applied
            applied |= {id_}
        else:
            assert id_ in applied
            assert not any(id_ in parents[other] for other in applied)
            applied -= {id_}
        assert step.leaves == tips(parents, applied)
    return applied


@given(histories())
def test_up_then_down_visits_each_revision_once_and_in_order(history: History) -> None:
    """The rows after each step equal the rows computed from scratch; down is the way up, backwards."""
    plan, edges = Planner(history.graph()), history.edges
    ups = plan.steps(up(*plan.graph.heads), NOTHING)
    assert check(edges, ups, set()) == set(edges)
    assert len(ups) == len(edges)
    heads = frozenset(plan.graph.real_heads)
    assert heads == tips(edges, set(edges))
    downs = plan.steps(down(*plan.graph.bases), heads)
    assert check(edges, downs, set(edges)) == set()
    assert names(downs) == names(ups)[::-1] == [revision.id for revision in plan.graph.revisions[::-1]]


@given(histories(), st.data())
def test_from_anywhere_to_anywhere(history: History, data: st.DataObject) -> None:
    """An upgrade adds the goal and what it needs, a downgrade takes the goal and what needs it, and nothing else."""
    plan, edges = Planner(history.graph()), history.edges
    applied, goal = before(edges, data.draw(some(edges))), data.draw(some(edges))
    rows = tips(edges, applied)
    steps = plan.steps(up(*goal), rows)
    assert check(edges, steps, set(applied)) == applied | before(edges, goal)
    assert [revision.id for revision in plan.due(up(*goal), rows)] == names(steps)
    steps = plan.steps(down(*goal), rows)
    assert check(edges, steps, set(applied)) == applied - after(edges, goal)
    assert [revision.id for revision in plan.due(down(*goal), rows)] == names(steps)


@given(histories(), st.data())
def test_next_again_and_again_equals_the_steps(history: History, data: st.DataObject) -> None:
    """With the rows re-read after each step, by a planner that has seen other runs and by a fresh one."""
    plan, edges = Planner(history.graph()), history.edges
    direction: Direction = data.draw(st.sampled_from(["upgrade", "downgrade"]))
    goal = Goal(direction, "x", frozenset(data.draw(some(edges))))
    rows = tips(edges, before(edges, data.draw(some(edges))))
    plan.steps(goal, tips(edges, before(edges, data.draw(some(edges)))))
    steps, found = plan.steps(goal, rows), list[Step]()
    while step := Planner(plan.graph).next(goal, rows):
        assert plan.next(goal, rows) == step
        found.append(step)
        rows = step.leaves
    assert found == steps
    assert plan.next(goal, rows) is None


@given(histories(), st.data())
def test_progress_is_a_larger_or_smaller_set_of_what_is_applied(history: History, data: st.DataObject) -> None:
    """Up: nothing has gone; down: nothing has come."""
    plan, edges = Planner(history.graph()), history.edges
    one, other = before(edges, data.draw(some(edges))), before(edges, data.draw(some(edges)))
    rows, now = tips(edges, one), tips(edges, other)
    assert plan.progressed(rows, now, "upgrade") is (one <= other)
    assert plan.progressed(rows, now, "downgrade") is (one >= other)


def test_a_line() -> None:
    """Step by step."""
    plan = Planner(graph(LINE))
    assert names(plan.steps(up("cccc3"), frozenset({"aaaa1"}))) == ["bbbb2", "cccc3"]
    assert names(plan.steps(down("bbbb2"), frozenset({"cccc3"}))) == ["cccc3", "bbbb2"]
    assert names(plan.steps(down("aaaa1"), frozenset({"bbbb2"}))) == ["bbbb2", "aaaa1"]


@pytest.mark.parametrize(
    ("goal", "rows"),
    [
        (up("bbbb2"), {"bbbb2"}),
        (up("bbbb2"), {"dddd4"}),
        (up(), set()),
        (down("cccc3"), {"bbbb2"}),
        (down("cccc3"), {"aaaa1"}),
        (down("aaaa1"), set()),
        (down(), {"dddd4"}),
    ],
)
def test_a_goal_that_is_reached_or_passed_needs_nothing(goal: Goal, rows: set[str]) -> None:
    """Somebody else may have gone further in the same direction."""
    assert Planner(graph(LINE)).next(goal, frozenset(rows)) is None


def test_a_downgrade_leaves_other_branches_alone() -> None:
    """Only what is named is undone, and what follows it."""
    steps = Planner(graph({**FORK, "left2": ("left",)})).steps(down("left2"), frozenset({"left2", "right"}))
    assert [(step.revision.id, step.leaves) for step in steps] == [("left2", frozenset({"left", "right"}))]


def test_rows_that_others_imply_do_no_harm() -> None:
    """Rows that another tool left too many of are carried along, and gone at base."""
    plan = Planner(graph(LINE))
    rows = frozenset({"aaaa1", "bbbb2"})
    assert plan.steps(up("cccc3"), rows)[-1].leaves == {"aaaa1", "cccc3"}
    assert plan.steps(down("aaaa1"), rows)[-1].leaves == NOTHING


@pytest.mark.parametrize(
    ("expects", "leaves", "found"),
    [
        ("", "", Moves((), (), ())),
        ("", "a", Moves((), (), ("a",))),
        ("a", "", Moves(("a",), (), ())),
        ("a", "b", Moves((), (("a", "b"),), ())),
        ("abx", "mx", Moves(("b",), (("a", "m"),), ())),
        ("m", "ba", Moves((), (("m", "a"),), ("b",))),
    ],
)
def test_rows_move_in_an_order_that_never_changes(expects: str, leaves: str, found: Moves) -> None:
    """One row swapped is an update, the rest is deleted or inserted."""
    assert moves(frozenset(expects), frozenset(leaves)) == found


@given(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_moves_lead_from_one_set_to_the_other(expects: set[str], leaves: set[str]) -> None:
    """Applied one after the other, no row is ever there twice or missing."""
    found, rows = moves(expects, leaves), set(expects)
    for gone in found.deletes:
        rows.remove(gone)
    for old, new in found.updates:
        assert new not in rows
        rows.remove(old)
        rows.add(new)
    for new in found.inserts:
        assert new not in rows
        rows.add(new)
    assert rows == leaves


def test_a_merge_moves_its_rows_together() -> None:
    """A step says how its rows move."""
    merge = Planner(graph(DIAMOND)).next(up("join"), frozenset({"left", "right"}))
    assert merge is not None
    assert merge.moves == Moves(("right",), (("left", "join"),), ())
