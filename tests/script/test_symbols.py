"""Every form of a target on random histories, against a brute-force reading."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given

from amig.errors import OverlapError, TargetError
from amig.script.find import find
from amig.script.graph import Graph
from amig.script.plan import Direction, Planner
from amig.script.resolve import resolve, stamped
from amig.script.target import parse
from tests.script.histories import History, after, before, histories, random_history, tips
from tests.script.symbols import Asked, Reading, WrongError, random_target

FORMS = {
    "head", "heads", "base", "current", "NAME", "+N", "-N", "NAME+N", "NAME-N", "head-N", "base+N", "current+N", "current-N",
    "BRANCH@head", "BRANCH@heads", "BRANCH@base", "BRANCH@current", "BRANCH@NAME", "BRANCH@+N", "BRANCH@-N", "BRANCH@NAME+N",
    "BRANCH@NAME-N", "BRANCH@head-N", "BRANCH@base+N",
}  # fmt: skip


def found(graph: Graph, rows: frozenset[str], asked: Asked) -> object:
    try:
        return set(find(parse(asked.text), graph, rows))
    except TargetError as error:
        return type(error)


def expected(history: History, applied: set[str], asked: Asked) -> object:
    try:
        return Reading(history, applied, asked).walked()[0]
    except WrongError as wrong:
        return wrong.kind


def reached(graph: Graph, rows: frozenset[str], asked: Asked, direction: Direction) -> object:
    try:
        goal = resolve(asked.text, graph, rows, direction)
    except TargetError as error:
        return type(error)
    steps = Planner(graph).steps(goal, rows)
    return steps[-1].leaves if steps else rows


def should_reach(history: History, applied: set[str], asked: Asked, direction: Direction) -> object:
    try:
        return tips(history.edges, Reading(history, applied, asked).applied_after(direction))
    except WrongError as wrong:
        return wrong.kind


@pytest.fixture
def count(request: pytest.FixtureRequest) -> int:
    """How many histories."""
    return 1500 if request.config.option.full else 250


def test_every_form_means_what_the_slow_reading_says(seed: int, count: int) -> None:
    """Ids or the kind of error; every form is met with an answer and with an error."""
    answers, errors = Counter[str](), Counter[str]()
    for number in range(count):
        random = Random(f"{seed} {number}")
        history = random_history(random)
        graph, applied = history.graph(), history.states(random)
        rows = tips(history.edges, applied)
        for _ in range(20):
            asked = random_target(random, history)
            means = found(graph, rows, asked)
            assert means == expected(history, applied, asked), (seed, number, asked.text, history, rows)
            (answers if isinstance(means, set) else errors)[asked.form] += 1
    assert set(answers) >= FORMS
    assert len(errors) > 15


@pytest.mark.parametrize("direction", ["upgrade", "downgrade"])
def test_a_run_ends_where_the_slow_reading_says(seed: int, count: int, direction: Direction) -> None:
    """Rows at the end, or the kind of error."""
    ends = Counter[str]()
    for number in range(count):
        random = Random(f"{seed} {number} {direction}")
        history = random_history(random)
        graph, applied = history.graph(), history.states(random)
        rows = tips(history.edges, applied)
        for _ in range(12):
            asked = random_target(random, history)
            there = reached(graph, rows, asked, direction)
            assert there == should_reach(history, applied, asked, direction), (seed, number, asked.text, history, rows)
            ends["error" if isinstance(there, type) else "stays" if there == rows else "moves"] += 1
    assert min(ends["error"], ends["stays"], ends["moves"]) > count / 2


def test_stamping_changes_what_is_related_and_nothing_else(seed: int, count: int) -> None:
    """The targets have rows, what leads to them or follows them has none, other rows stay; no row implies another."""
    outcomes = Counter[str]()
    for number in range(count):
        random = Random(f"{seed} {number} stamp")
        history = random_history(random)
        graph, edges = history.graph(), history.edges
        rows = tips(edges, history.states(random))
        ids = random.sample(sorted(edges), min(len(edges), random.randint(1, 3)))
        overlap = any(one in before(edges, edges[other]) for one in ids for other in ids)
        try:
            left = stamped(ids, graph, rows)
        except OverlapError as error:
            assert overlap
            assert error.earlier in before(edges, edges[error.later])
            outcomes["overlap"] += 1
            continue
        assert not overlap
        related = before(edges, ids) | after(edges, ids)
        assert left == (rows - related) | set(ids)
        assert left == tips(edges, before(edges, left))
        assert stamped(ids, graph, left) == left
        outcomes["moved" if left != rows else "stayed"] += 1
    assert len(outcomes) == 3


@given(histories())
def test_labels_spread_up_to_the_heads_and_down_to_the_next_fork(history: History) -> None:
    """To all that follows, and back as long as nothing parts or meets."""
    graph, parents = history.graph(), history.parents
    for id_ in parents:
        expected = set[str]()
        for label, carrier in history.carriers.items():
            behind, here = set[str](), carrier
            while len(parents[here]) <= 1 and sum(here in named for named in history.edges.values()) <= 1:
                behind.add(here)
                if not parents[here]:
                    break
                (here,) = parents[here]
            if id_ in after(parents, [carrier]) | behind:
                expected.add(label)
        assert graph.labels_of(id_) == tuple(sorted(expected))
