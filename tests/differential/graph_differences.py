"""Where amig reads a history differently from Alembic on purpose, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.differential.alembic_graph import REFUSED, Outcome
from tests.script.histories import History, Parents, before, tips
from tests.script.symbols import WORDS, Asked


@dataclass(frozen=True)
class Case:
    """A question and both answers."""

    kind: str
    asked: tuple[Asked, ...]
    history: History
    rows: frozenset[str]
    ours: Outcome
    theirs: Outcome

    @property
    def same(self) -> bool:
        """The same revisions, each order one that edges allow, and the same rows; or both refuse."""
        if self.ours.refused or self.theirs.refused:
            return bool(self.ours.refused) and self.theirs.refused == REFUSED
        fits = all(
            _in_order(one.ran, self.history.edges, up=self.kind == "upgrade") for one in (self.ours, self.theirs)
        )
        return fits and sorted(self.ours.ran) == sorted(self.theirs.ran) and self.ours.rows == self.theirs.rows


def _in_order(ran: tuple[str, ...], edges: Parents, *, up: bool) -> bool:
    order = {id_: place for place, id_ in enumerate(ran if up else ran[::-1])}
    return len(order) == len(ran) and all(order[one] < order[id_] for id_ in ran for one in edges[id_] if one in order)


Fits = Callable[[Case], bool]


def crashed(case: Case) -> bool:
    return case.theirs.crashed


def current(case: Case) -> bool:
    return any(asked.symbol == "current" for asked in case.asked) and bool(case.theirs.refused)


def steps_anywhere(case: Case) -> bool:
    return case.kind in ("find", "stamp") and any(asked.offset for asked in case.asked)


def no_such_branch(case: Case) -> bool:
    return case.ours.refused is not None and any(asked.branch in ("nope", "zzzz") for asked in case.asked)


def short(case: Case) -> bool:
    names = {word for asked in case.asked for word in (asked.symbol, asked.branch) if word and word not in WORDS}
    known = {*case.history.parents, *case.history.carriers}
    return case.ours.refused is not None and any(len(word) < 4 and word not in known for word in names)


def below_base(case: Case) -> bool:
    return any(asked.symbol == "base" and asked.offset < 0 for asked in case.asked)


def several_rows(case: Case) -> bool:
    (asked, *_) = case.asked
    return case.kind == "downgrade" and asked.text.startswith("-") and len(case.rows) > 1


def down_on_a_branch(case: Case) -> bool:
    (asked, *_) = case.asked
    return case.kind == "downgrade" and bool(asked.branch)


def up_on_a_branch(case: Case) -> bool:
    counted = any(asked.branch and asked.symbol and asked.offset > 0 for asked in case.asked)
    return case.kind in ("upgrade", "range") and counted


def applied_elsewhere(case: Case) -> bool:
    (asked, *_) = case.asked
    steps = bool(asked.branch) and not asked.symbol and asked.offset > 0
    return case.kind == "upgrade" and steps and case.ours.refused is not None


def counted_range(case: Case) -> bool:
    start, end = (case.asked * 2)[:2]
    return case.kind == "range" and bool(start.offset or (end.offset and not end.symbol))


def overlapping(case: Case) -> bool:
    return case.kind == "stamp" and len(case.asked) > 1 and case.ours.refused is not None


def ends_at_base(case: Case) -> bool:
    (asked, *_) = case.asked
    return asked.offset < 0 and case.ours.refused is None and case.theirs.refused is not None and case.kind == "upgrade"


def needs_between(case: Case) -> bool:
    return case.kind == "range" and bool(case.history.depends) and set(case.theirs.ran) < set(case.ours.ran)


def odd_name(case: Case) -> bool:
    return case.theirs.refused is not None and any(
        asked.offset and set(asked.symbol) & set(".-") for asked in case.asked
    )


def one_line(case: Case) -> bool:
    (asked, *_) = case.asked
    return case.kind == "downgrade" and asked.offset < 0 and set(case.ours.ran) < set(case.theirs.ran)


def from_a_merge(case: Case) -> bool:
    answered = case.ours.refused is None and case.theirs.refused is not None
    return case.kind in ("downgrade", "range") and any(asked.offset < 0 for asked in case.asked) and answered


def base_among_others(case: Case) -> bool:
    return case.kind == "stamp" and len(case.asked) > 1 and any(asked.symbol == "base" for asked in case.asked)


def heads_that_need_each_other(case: Case) -> bool:
    (asked, *_) = case.asked
    return case.kind == "upgrade" and asked.symbol == "heads" and bool(asked.branch) and case.theirs.refused is not None


def other_rows(case: Case) -> bool:
    """Rows that no target is related to stay, and a target has a row."""
    return case.kind == "stamp" and case.ours.refused is None and case.theirs.rows < case.ours.rows


def needed_heads(case: Case) -> bool:
    heads = any(asked.symbol == "heads" and asked.branch for asked in case.asked)
    more = case.theirs.rows - case.ours.rows
    return case.kind == "stamp" and heads and bool(more) and more <= before(case.history.edges, case.ours.rows)


def nothing_after(case: Case) -> bool:
    return case.kind == "downgrade" and case.ours == Outcome(rows=case.rows) and case.theirs.refused is not None


def empty(case: Case) -> bool:
    return not case.history.parents and any(asked.offset for asked in case.asked)


def branch_of_the_start(case: Case) -> bool:
    return case.kind == "range" and bool(case.asked[0].branch)


def implied_row(case: Case) -> bool:
    same = case.ours.ran == case.theirs.ran or set(case.ours.ran) == set(case.theirs.ran)
    return (
        case.kind == "downgrade"
        and same
        and case.ours.rows == tips(case.history.edges, before(case.history.edges, case.theirs.rows))
    )


DELIBERATE: list[tuple[Fits, str]] = [
    (crashed, "Alembic stops with a bare exception"),
    (current, "`current` is a place like any other; Alembic knows it in `show` and `history` only"),
    (steps_anywhere, "steps are counted wherever a place is named"),
    (no_such_branch, "a branch that is not there is refused"),
    (short, "part of a name is four letters or more"),
    (below_base, "below base is nothing; Alembic begins anew at the heads"),
    (several_rows, "a step down from several rows is refused; Alembic takes the first"),
    (down_on_a_branch, "a place on a branch is looked for on the branch; Alembic forgets it on a downgrade"),
    (up_on_a_branch, "a place on a branch is looked for on the branch; Alembic forgets it where steps up are counted"),
    (counted_range, "steps in a range are counted from the database; Alembic counts from the other end"),
    (overlapping, "targets that imply each other are refused; Alembic leaves a row for each"),
    (ends_at_base, "so far down that it is base"),
    (needs_between, "what must run between is between, dependencies too"),
    (odd_name, "a name may hold a `.` or `-` and steps after it"),
    (one_line, "below a base is the base of that line; Alembic undoes all lines"),
    (from_a_merge, "a step down from a merge or a fork undoes what it is taken from; Alembic calls it ambiguous"),
    (base_among_others, "`base` takes rows away among other targets as well; Alembic leaves it out"),
    (heads_that_need_each_other, "heads of a branch of which one needs another are all applied; Alembic refuses them"),
    (other_rows, "a row that no target is related to stays, and so does one that is a target; Alembic loses them"),
    (needed_heads, "a head that another head needs has no row of its own"),
    (nothing_after, "what is applied, with nothing after it, is where a downgrade there ends; Alembic refuses"),
    (empty, "an empty history has no steps"),
    (
        branch_of_the_start,
        "the branch that a range starts on is the whole line; to Alembic it is what a label spreads to",
    ),
    (applied_elsewhere, "what a row on another branch needs is applied on this one too; Alembic looks at rows alone"),
    (implied_row, "a row that another row implies is not made; Alembic leaves it there"),
]
