"""Random histories and targets mean to amig what they mean to Alembic, or a difference that is written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from amig.errors import TargetError
from amig.script.find import find
from amig.script.plan import Direction, Planner
from amig.script.resolve import between, resolve, stamped
from amig.script.target import parse, parse_range
from tests.differential.alembic_graph import REFUSED, Outcome, Theirs
from tests.differential.graph_differences import DELIBERATE, Case
from tests.script.histories import History, after, random_history, tips
from tests.script.symbols import Asked, random_target

HISTORIES, TARGETS, SEED = 300, 12, 4


RARE = [
    (
        "a row that another row implies is not made; Alembic leaves it there",
        "downgrade",
        History(
            {"rr": (), "t1": ("rr",), "t2": ("t1",), "yy": ("rr",), "cc": (), "mm": ("t2", "yy", "cc"), "zz": ()},
            {"cc": ("yy",)},
            {},
        ),
        (Asked("", "t1", 0),),
        {"mm", "zz"},
        {"t1", "cc", "zz"},
        {"t1", "cc", "yy", "zz"},
    ),
    (
        "what a row on another branch needs is applied on this one too; Alembic looks at rows alone",
        "upgrade",
        History({"aa": (), "b1": ("aa",), "b2": ("b1",), "c1": ("aa",), "dd": ()}, {"dd": ("c1",)}, {"aa": ("web",)}),
        (Asked("web", "", 1),),
        {"b1", "dd"},
        set(),
        {"b2", "dd"},
    ),
    (
        "the branch that a range starts on is the whole line; to Alembic it is what a label spreads to",
        "range",
        History({"aa": (), "bb": ("aa",), "cc": ("aa",)}, {}, {"bb": ("web",)}),
        (Asked("web", "base", 0), Asked("", "aa", 0)),
        set(),
        {"aa"},
        set(),
    ),
]


class Ours:
    """The same questions to amig."""

    def __init__(self, history: History) -> None:
        self.graph = history.graph()

    def upgrade(self, target: str, rows: frozenset[str]) -> Outcome:
        return self._run(target, rows, "upgrade")

    def downgrade(self, target: str, rows: frozenset[str]) -> Outcome:
        return self._run(target, rows, "downgrade")

    def _run(self, target: str, rows: frozenset[str], direction: Direction) -> Outcome:
        try:
            steps = Planner(self.graph).steps(resolve(target, self.graph, rows, direction), rows)
        except TargetError:
            return Outcome(refused=REFUSED)
        return Outcome(tuple(step.revision.id for step in steps), steps[-1].leaves if steps else rows)

    def stamp(self, targets: tuple[str, ...], rows: frozenset[str]) -> Outcome:
        try:
            return Outcome(rows=stamped(targets, self.graph, rows))
        except TargetError:
            return Outcome(refused=REFUSED)

    def found(self, symbol: str) -> Outcome:
        try:
            return Outcome(rows=frozenset(find(parse(symbol), self.graph, ())))
        except TargetError:
            return Outcome(refused=REFUSED)

    def between(self, start: str, end: str) -> Outcome:
        try:
            return Outcome(tuple(reversed(between(parse_range(f"{start}:{end}"), self.graph, ()))))
        except TargetError:
            return Outcome(refused=REFUSED)


def both(
    ours: Ours, theirs: Theirs, kind: str, asked: tuple[Asked, ...], rows: frozenset[str]
) -> tuple[Outcome, Outcome]:
    """What both answer."""
    texts = tuple(one.text for one in asked)
    match kind:
        case "stamp":
            return ours.stamp(texts, rows), theirs.stamp(texts, rows)
        case "find":
            return ours.found(*texts), theirs.found(*texts)
        case "range":
            return ours.between(*texts), theirs.between(*texts)
        case _:
            return getattr(ours, kind)(*texts, rows), getattr(theirs, kind)(*texts, rows)


def cases(seed: int, histories: int) -> list[Case]:
    """Every question with both answers."""
    found: list[Case] = []
    for number in range(histories):
        random = Random(f"{seed} {number}")
        history = random_history(random, redundant=False)
        ours, theirs = Ours(history), Theirs(history)
        for _ in range(TARGETS):
            rows = tips(history.edges, history.states(random))
            one, other = random_target(random, history), random_target(random, history)
            pair = (one, other)
            if one.symbol and random.random() < 0.9:
                pair = (replace(one, offset=0), replace(other, symbol=other.symbol or "head", offset=0))
            several = pair if random.random() < 0.4 else pair[:1]
            for kind in ("upgrade", "downgrade", "stamp", "find", "range"):
                asked = {"stamp": several, "find": pair[:1], "range": pair}.get(kind, (one,))
                found.append(Case(kind, asked, history, rows, *both(ours, theirs, kind, asked, rows)))
    return found


def why(case: Case) -> str | None:
    return next((reason for fits, reason in DELIBERATE if fits(case)), None)


@pytest.fixture(scope="module")
def answers(request: pytest.FixtureRequest) -> list[Case]:
    """Always the same histories; five times as many of the run's own seed with --full."""
    full = request.config.option.full
    return cases(request.config.option.seed if full else SEED, 5 * HISTORIES if full else HISTORIES)


def test_both_read_three_hundred_histories_alike(
    answers: list[Case], record_property: Callable[[str, object], None]
) -> None:
    """The same revisions in an order that fits and the same rows after, or both refuse; else it is on the list."""
    counts = Counter("equal" if case.same else why(case) or "wrong" for case in answers)
    record_property("cases", len(answers))
    for reason, count in counts.most_common():
        record_property(reason, count)
        print(f"{count:7} of {len(answers)}  {reason}")  # noqa: T201 - shown with -s
    assert [case for case in answers if not case.same and not why(case)][:3] == []
    expected = {"equal", *(reason for _, reason in DELIBERATE)} - {reason for reason, *_ in RARE}
    assert expected <= set(counts), "no difference any more: take it off the list"
    assert counts["equal"] > 0.75 * len(answers)


@pytest.mark.parametrize(("reason", "kind", "history", "asked", "rows", "ours", "theirs"), RARE)
def test_what_is_met_once_in_a_thousand_histories(
    reason: str,
    kind: str,
    history: History,
    asked: tuple[Asked, ...],
    rows: set[str],
    ours: set[str],
    theirs: set[str],
) -> None:
    """By an example each: the version rows that are left, or the revisions in a range; none where it is refused."""
    case = Case(
        kind, asked, history, frozenset(rows), *both(Ours(history), Theirs(history), kind, asked, frozenset(rows))
    )
    assert not case.same
    assert why(case) == reason
    assert [one.rows or set(one.ran) for one in (case.ours, case.theirs)] == [ours, theirs]


@pytest.mark.parametrize("kind", ["upgrade", "downgrade", "stamp", "find", "range"])
def test_what_both_answer_is_nearly_always_the_same(answers: list[Case], kind: str) -> None:
    """Where neither refuses, few differ: the list is no net with holes as wide as the subject."""
    both = [case for case in answers if case.kind == kind and not case.ours.refused and not case.theirs.refused]
    assert len(both) > 300
    assert sum(case.same for case in both) > 0.94 * len(both)


def test_labels_spread_as_far() -> None:
    """To the same revisions; where ways part or meet after the label, Alembic starts back from somewhere there."""
    compared = 0
    for number in range(HISTORIES):
        history = random_history(Random(f"{SEED} {number} labels"), redundant=False)
        spread = {id_: set(labels) for id_, labels in Theirs(history).labels().items()}
        forked = {id_ for id_ in history.parents if sum(id_ in parents for parents in history.edges.values()) > 1}
        forked |= {id_ for id_, parents in history.parents.items() if len(parents) > 1}
        for label, carrier in history.carriers.items():
            if forked & after(history.parents, [carrier]):
                continue
            compared += 1
            ours = {id_ for id_ in history.parents if label in history.graph().labels_of(id_)}
            assert ours == {id_ for id_, labels in spread.items() if label in labels}
    assert compared > 100
