"""The steps to a goal, and the version rows on the way."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amig.script.plan import Direction, Goal, Moves, Planner, Step, moves
from tests.script.files import DIAMOND, FORK, LINE, Parents, before, graph, histories, tips

NOTHING: frozenset[str] = frozenset()


def up(*ids: str) -> Goal:
    return Goal("upgrade", "x", frozenset(ids))


def down(*undone: str) -> Goal:
    return Goal("downgrade", "x", frozenset(undone))


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
def test_up_then_down_visits_each_revision_once_and_in_order(parents: Parents) -> None:
    """The rows after each step equal the rows computed from scratch; down is the way up, backwards."""
    plan = Planner(graph(parents))
    heads = frozenset(plan.graph.heads)
    ups = plan.steps(Goal("upgrade", "heads", heads), NOTHING)
    assert check(parents, ups, set()) == set(parents)
    assert len(ups) == len(parents)
    downs = plan.steps(down(), heads)
    assert check(parents, downs, set(parents)) == set()
    assert names(downs) == names(ups)[::-1]


@given(histories(), st.data())
def test_from_anywhere_to_anywhere(parents: Parents, data: st.DataObject) -> None:
    """An upgrade adds what lies before the goal, a downgrade takes what follows it, and nothing else."""
    plan = Planner(graph(parents))
    some = st.sets(st.sampled_from(sorted(parents))) if parents else st.just(set())
    applied, goal = before(parents, data.draw(some)), frozenset(data.draw(some))
    rows = tips(parents, applied)
    steps = plan.steps(Goal("upgrade", "x", goal), rows)
    assert check(parents, steps, set(applied)) == applied | before(parents, goal)
    kept = before(parents, goal)
    follows = {id_ for id_ in parents if id_ not in kept and before(parents, {id_}) & goal} if goal else set(parents)
    steps = plan.steps(Goal("downgrade", "x", goal), rows)
    assert check(parents, steps, set(applied)) == applied - follows


@given(histories(), st.data())
def test_next_again_and_again_equals_the_steps(parents: Parents, data: st.DataObject) -> None:
    """With the rows re-read after each step, by a planner that has seen other runs and by a fresh one."""
    plan = Planner(graph(parents))
    some = st.sets(st.sampled_from(sorted(parents))) if parents else st.just(set())
    direction: Direction = data.draw(st.sampled_from(["upgrade", "downgrade"]))
    goal = Goal(direction, "x", frozenset(data.draw(some)))
    rows = tips(parents, before(parents, data.draw(some)))
    plan.steps(goal, tips(parents, before(parents, data.draw(some))))
    steps, found = plan.steps(goal, rows), list[Step]()
    while step := Planner(plan.graph).next(goal, rows):
        assert plan.next(goal, rows) == step
        found.append(step)
        rows = step.leaves
    assert found == steps
    assert plan.next(goal, rows) is None


@given(histories(), st.data())
def test_progress_is_a_larger_or_smaller_set_of_what_is_applied(parents: Parents, data: st.DataObject) -> None:
    """Up: nothing has gone; down: nothing has come."""
    plan = Planner(graph(parents))
    some = st.sets(st.sampled_from(sorted(parents))) if parents else st.just(set())
    one, other = before(parents, data.draw(some)), before(parents, data.draw(some))
    rows, now = tips(parents, one), tips(parents, other)
    assert plan.progressed(rows, now, "upgrade") is (one <= other)
    assert plan.progressed(rows, now, "downgrade") is (one >= other)


def test_a_line() -> None:
    """Step by step."""
    plan = Planner(graph(LINE))
    assert names(plan.steps(up("cccc3"), frozenset({"aaaa1"}))) == ["bbbb2", "cccc3"]
    assert names(plan.steps(down("aaaa1"), frozenset({"cccc3"}))) == ["cccc3", "bbbb2"]
    assert names(plan.steps(down(), frozenset({"bbbb2"}))) == ["bbbb2", "aaaa1"]


@pytest.mark.parametrize(
    ("goal", "rows"),
    [
        (up("bbbb2"), {"bbbb2"}),
        (up("bbbb2"), {"dddd4"}),
        (up(), set()),
        (down("bbbb2"), {"bbbb2"}),
        (down("bbbb2"), {"aaaa1"}),
        (down(), set()),
    ],
)
def test_a_goal_that_is_reached_or_passed_needs_nothing(goal: Goal, rows: set[str]) -> None:
    """Somebody else may have gone further in the same direction."""
    assert Planner(graph(LINE)).next(goal, frozenset(rows)) is None


def test_a_downgrade_leaves_other_branches_alone() -> None:
    """Only what follows the target is undone."""
    steps = Planner(graph({**FORK, "left2": ("left",)})).steps(down("left"), frozenset({"left2", "right"}))
    assert [(step.revision.id, step.leaves) for step in steps] == [("left2", frozenset({"left", "right"}))]


def test_rows_that_others_imply_do_no_harm() -> None:
    """Rows that another tool left too many of are carried along, and gone at base."""
    plan = Planner(graph(LINE))
    rows = frozenset({"aaaa1", "bbbb2"})
    assert plan.steps(up("cccc3"), rows)[-1].leaves == {"aaaa1", "cccc3"}
    assert plan.steps(down(), rows)[-1].leaves == NOTHING


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


def counted(size: int) -> int:
    """How often `next` looks at a parent or a child on the way up and down a line of this size."""
    looked = 0

    class Counting(dict[str, object]):
        def __getitem__(self, key: str) -> object:
            nonlocal looked
            looked += 1
            return super().__getitem__(key)

    line = {f"r{number:05d}": (f"r{number - 1:05d}",) if number else () for number in range(size)}
    plan = Planner(graph(line))
    plan.graph._by_id = Counting(plan.graph._by_id)  # type: ignore[assignment]
    rows, head = NOTHING, plan.graph.heads[0]
    for goal in (up(head), down()):
        while step := plan.next(goal, rows):
            rows = step.leaves
    return looked


def test_stepwise_runs_cost_in_proportion_to_their_length() -> None:
    """Asking again after every step does not plan again."""
    assert counted(2000) <= 10.5 * counted(200)


def test_two_thousand_steps_are_planned_in_no_time() -> None:
    """A generous limit, which planning anew at each step would miss by far."""
    line = {f"r{number:05d}": (f"r{number - 1:05d}",) if number else () for number in range(2000)}
    plan, began = Planner(graph(line)), time.process_time()
    rows, goal = NOTHING, up("r01999")
    while step := plan.next(goal, rows):
        rows = step.leaves
    assert time.process_time() - began < 1
