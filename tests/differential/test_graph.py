"""Random histories and targets mean to amig what they mean to Alembic, or a difference that is written down."""

from __future__ import annotations

from collections import Counter
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
from tests.script.histories import History, random_history, tips
from tests.script.symbols import random_target

HISTORIES, TARGETS = 300, 12


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
            for direction in ("upgrade", "downgrade"):
                asked = (one.text, rows)
                found.append(Case(direction, (one,), history, rows, getattr(ours, direction)(*asked), getattr(theirs, direction)(*asked)))
            if one.symbol and random.random() < 0.9:
                one, other = replace(one, offset=0), replace(other, symbol=other.symbol or "head", offset=0)
            several = (one,) if random.random() < 0.6 else (one, other)
            texts = tuple(asked.text for asked in several)
            found.append(Case("stamp", several, history, rows, ours.stamp(texts, rows), theirs.stamp(texts, rows)))
            found.append(Case("find", (one,), history, rows, ours.found(one.text), theirs.found(one.text)))
            ends = (one.text, other.text)
            found.append(Case("range", (one, other), history, rows, ours.between(*ends), theirs.between(*ends)))
    return found


def why(case: Case) -> str | None:
    return next((reason for fits, reason in DELIBERATE if fits(case)), None)


def test_three_hundred_histories(request: pytest.FixtureRequest) -> None:
    """The same revisions in an order that fits, the same rows after; whatever differs is on the list, and all of the list is met."""
    full = request.config.option.full
    counts = Counter[str]()
    wrong: list[Case] = []
    for case in cases(request.config.option.seed if full else 4, 10 * HISTORIES if full else HISTORIES):
        if case.same:
            counts["equal"] += 1
        elif reason := why(case):
            counts[reason] += 1
        else:
            wrong.append(case)
    if wrong:
        import os
        for w in wrong[: int(os.environ.get("N", 30))]: print(w)
        print(Counter((w.kind, "+".join(a.form for a in w.asked), str(w.ours.refused), str(w.theirs.refused)) for w in wrong).most_common(60))
    print(counts, len(wrong))
    assert not wrong
