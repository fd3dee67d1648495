"""What must be so, as plain sets: the revisions that are applied, the tables, the ledger, and who holds the lock."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.stateful.gate import Place

PARENTS = {"a": "", "b": "a", "c": "a", "d": "bc", "e": "d"}
"""Two branches that meet; `e` runs outside a transaction."""
APART = frozenset("e")
DOWN_TO = ("base", "a", "d")
Move = tuple[str, str]


def below(*revisions: str) -> frozenset[str]:
    """The revisions with all that they are built on."""
    return frozenset(revisions).union(*(below(*PARENTS[one]) for one in revisions))


def heads(applied: frozenset[str]) -> frozenset[str]:
    """The version rows."""
    return applied - {parent for one in applied for parent in PARENTS[one]}


def tables_of(applied: frozenset[str]) -> frozenset[str]:
    return frozenset(f"{one}{n}" for one in applied for n in (1, 2))


@dataclass
class Seat:
    """What is known of one runner: where it wants to go, what it has seen, where it stands."""

    direction: str
    target: str
    seen: frozenset[str]
    at: Place | str = ""
    apart: bool = False
    """Whether it has come to the lock for a revision outside a transaction."""
    tables: frozenset[str] | None = None
    """What its open transaction has made of the tables."""

    def due(self, applied: frozenset[str]) -> list[str]:
        """What it still has to do, in order."""
        if self.direction == "upgrade":
            return sorted(below(self.target) - applied)
        kept = below(self.target) if self.target != "base" else frozenset[str]()
        above = (one for one in applied if self.target == "base" or self.target in below(one))
        return sorted(set(above) - kept, reverse=True)

    def went_along(self, now: frozenset[str]) -> bool:
        """Whether what others did meanwhile lies in its direction."""
        return self.seen <= now if self.direction == "upgrade" else now <= self.seen


@dataclass
class Model:
    """One database. `outside`: the revisions that no rollback takes back; where that is all, the lock is kept."""

    outside: frozenset[str]
    applied: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    done: list[Move] = field(default_factory=list)
    """What the ledger must hold, in order."""
    trouble: list[Move] = field(default_factory=list)
    """What it may hold of steps that came to nothing."""
    interrupted: Move | None = None
    seats: dict[str, Seat] = field(default_factory=dict)
    holder: str | None = None

    def begin(self, name: str, direction: str, target: str) -> None:
        seat = self.seats[name] = Seat(direction, target, self.applied)
        self._loop(seat)

    def _loop(self, seat: Seat) -> None:
        """Where it goes with what it knows: to the lock, or home."""
        due = seat.due(seat.seen)
        seat.at = Place("enter") if due else "well"
        seat.apart = bool(due) and due[0] in APART

    def step(self, name: str) -> None:
        """Let it go from where it stands to the next place."""
        seat = self.seats[name]
        assert isinstance(seat.at, Place)
        at, move = seat.at, self._move(seat)
        if at.name == "enter":
            self._enter(name, seat)
        elif at.name == "waiting":
            self._look(seat)
        elif at.name == "body" and at.statement < 3:
            self._carry_out(seat, at)
            seat.at = at._replace(statement=at.statement + 1)
        elif at.name == "commit":
            self._commit(seat, *move)
            self.holder = name if self.outside.issuperset(PARENTS) and seat.due(self.applied) else None
        elif at.name == "committed":
            if seat.apart:
                self.holder = None
            self._loop(seat)
        else:
            seat.at = Place({"body": "move", "move": "moved", "moved": "commit"}[at.name])

    def _move(self, seat: Seat) -> Move:
        return (next(iter(seat.due(seat.seen)), ""), seat.direction)

    def _enter(self, name: str, seat: Seat) -> None:
        if self.holder not in (None, name):
            seat.at = Place("waiting")
        elif self._see(seat):
            due = seat.due(self.applied)
            if not due or (due[0] in APART) is not seat.apart:
                self._loop(seat)
            elif self.interrupted not in (None, self._move(seat)):
                self.trouble.append(self._move(seat))
                seat.at = "InterruptedRevisionError"
            else:
                seat.at, seat.tables = Place("body", *self._move(seat), 1), self.tables
                self.holder = name

    def _look(self, seat: Seat) -> None:
        if self._see(seat):
            seat.at = Place("enter") if seat.due(self.applied) else "well"

    def _see(self, seat: Seat) -> bool:
        """Look at the rows; one that finds them moved against its direction gives up."""
        if not seat.went_along(self.applied):
            seat.at = "ConcurrentChangeError"
            return False
        seat.seen = self.applied
        return True

    def _carry_out(self, seat: Seat, at: Place) -> None:
        """A statement: they make two tables, or drop them the other way round."""
        assert seat.tables is not None
        one = {f"{at.revision}{at.statement if at.direction == 'upgrade' else 3 - at.statement}"}
        seat.tables = seat.tables | one if at.direction == "upgrade" else seat.tables - one
        if at.revision in self.outside:
            self.tables, self.interrupted = seat.tables, (at.revision, at.direction)

    def _commit(self, seat: Seat, revision: str, direction: str) -> None:
        assert seat.tables is not None
        self.applied = self.applied | {revision} if direction == "upgrade" else self.applied - {revision}
        self.tables, self.holder, self.interrupted = seat.tables, None, None
        self.done.append((revision, direction))
        seat.seen, seat.at, seat.tables = self.applied, Place("committed"), None

    def die(self, name: str, way: str) -> None:
        """It is no more; what it had in a transaction has never been. A commit is not cancelled once it began."""
        seat = self.seats.pop(name)
        if way == "cancel" and isinstance(seat.at, Place) and seat.at.name == "commit":
            self._commit(seat, *self._move(seat))
        if self.holder == name:
            self.holder = None
            self.trouble.append(self._move(seat))

    def stamp(self, target: str) -> None:
        """A person's word about the whole."""
        now = below(target) if target != "base" else frozenset[str]()
        if now == self.applied:
            return
        self.done += [(one, "stamp") for one in sorted(heads(now) ^ heads(self.applied))]
        self.applied, self.interrupted = now, None
