"""What every form of a target means, read the slow and obvious way; and random targets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from amig.errors import (
    AmbiguousTargetError,
    BadTargetError,
    MultipleHeadsError,
    NoSuchBranchError,
    NotInBranchError,
    NotOnTheWayError,
    TargetError,
    TooFarError,
    UnknownTargetError,
)
from tests.script.histories import History, after, before, tips

WORDS = ("head", "heads", "base", "current")


class WrongError(Exception):
    """The kind of error that is expected."""

    def __init__(self, kind: type[TargetError]) -> None:
        self.kind = kind


@dataclass(frozen=True)
class Asked:
    """A target in its parts."""

    branch: str
    symbol: str
    offset: int

    @property
    def text(self) -> str:
        return (f"{self.branch}@" if self.branch else "") + self.symbol + (f"{self.offset:+d}" if self.offset else "")

    @property
    def form(self) -> str:
        """Like `BRANCH@head-N`."""
        symbol = self.symbol if self.symbol in WORDS else "NAME" if self.symbol else ""
        steps = "" if not self.offset else "+N" if self.offset > 0 else "-N"
        return ("BRANCH@" if self.branch else "") + symbol + steps


def random_target(random: Random, history: History) -> Asked:
    names = [*history.parents, *history.carriers] or ["zzzz"]
    parts = [name[: random.randint(3, 5)] for name in names]
    branch = random.choice(["", "", "", random.choice(names), random.choice([*history.carriers, "nope"])])
    offset = random.choice([0, 0, 1, 1, 2, 3, -1, -1, -2, -3])
    symbols = [
        *WORDS,
        random.choice(names),
        random.choice(names),
        random.choice(parts),
        "zzzz",
        *[""] * 4 * bool(offset),
    ]
    return Asked(branch, random.choice(symbols), offset)


class Reading:
    """One history, one database, one target."""

    def __init__(self, history: History, applied: set[str], asked: Asked) -> None:
        self.parents, self.edges, self.carriers = history.parents, history.edges, history.carriers
        self.applied, self.asked = applied, asked
        self.line: set[str] | None = None
        if asked.branch:
            try:
                carrier = self.named(asked.branch, lambda _: True)
            except WrongError as wrong:
                raise WrongError(NoSuchBranchError if wrong.kind is UnknownTargetError else wrong.kind) from None
            self.line = before(self.parents, [carrier]) | after(self.parents, [carrier])

    def named(self, word: str, fits: Callable[[str], bool]) -> str:
        if word in self.parents:
            return word
        if word in self.carriers:
            return self.carriers[word]
        meant = {self.carriers.get(name, name) for name in (*self.parents, *self.carriers) if name.startswith(word)}
        found = sorted(filter(fits, meant))
        if not found or len(word) < 4:
            raise WrongError(UnknownTargetError)
        if len(found) > 1:
            raise WrongError(AmbiguousTargetError)
        return found[0]

    def on_line(self, ids: Iterable[str]) -> set[str]:
        return {id_ for id_ in ids if self.line is None or id_ in self.line}

    def start(self) -> set[str]:
        match self.asked.symbol or "current":
            case "base":
                return set()
            case "current" if self.line is None:
                return set(tips(self.edges, self.applied))
            case "current":
                return set(tips(self.edges, self.on_line(self.applied)))
            case "heads" if self.line is None:
                return set(tips(self.edges, set(self.edges)))
            case "heads":
                return self.on_line(tips(self.parents, set(self.parents)))
            case "head":
                return self.one(self.on_line(tips(self.parents, set(self.parents))))
            case word:
                return {self.called(word)}

    def called(self, word: str) -> str:
        line = self.line if self.line is not None else set(self.parents)
        try:
            found = self.named(word, line.__contains__)
        except WrongError as wrong:
            if wrong.kind is not UnknownTargetError:
                raise
            found = self.named(word, lambda _: True)
        if found not in line:
            raise WrongError(NotInBranchError)
        return found

    def one(self, ids: set[str]) -> set[str]:
        if len(ids) > 1:
            raise WrongError(MultipleHeadsError)
        return ids

    def walked(self) -> tuple[set[str], set[str]]:
        """Where it leads, and what the last step down went from."""
        here, left = self.start(), set[str]()
        for _ in range(abs(self.asked.offset)):
            here, left = self.step(self.one(here))
        return here, left

    def step(self, here: set[str]) -> tuple[set[str], set[str]]:
        if self.asked.offset > 0:
            following = self.on_line(
                id_ for id_, parents in self.parents.items() if set(parents) & here or (not parents and not here)
            )
            if not following:
                raise WrongError(TooFarError)
            if len(following) > 1:
                raise WrongError(BadTargetError)
            return following, set()
        if not here:
            raise WrongError(TooFarError)
        (id_,) = here
        parents = set(self.parents[id_])
        if len(parents) > 1:
            parents = set(tips(self.edges, before(self.edges, self.on_line(parents) or parents)))
        return parents, here

    def applied_after(self, direction: str) -> set[str]:
        """What is applied when a run has reached the target."""
        up = direction == "upgrade"
        relative = self.asked.offset != 0 and self.asked.symbol in ("", "current")
        if relative and up != (self.asked.offset > 0):
            raise WrongError(NotOnTheWayError)
        there, left = self.walked()
        if up:
            return self.applied | before(self.edges, there)
        if not there <= self.applied:
            raise WrongError(NotOnTheWayError)
        return self.applied - after(self.edges, left if left and (relative or not there) else self.above(there))

    def above(self, there: set[str]) -> set[str]:
        """The first revisions that do not stay."""
        if not there:
            return self.on_line(id_ for id_, parents in self.parents.items() if not parents)
        children = {id_ for id_, parents in self.parents.items() if set(parents) & there}
        return self.on_line(children - before(self.edges, there))
