"""Where tenants have to go from the version rows that they have; found once for all that have the same."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from amig.aside import aside
from amig.errors import AmigError, NotOnTheWayError, TooFarError, UnknownRevisionError

if TYPE_CHECKING:
    from amig.script.directory import ScriptDirectory
    from amig.script.plan import Direction, Goal, Step

Standing: TypeAlias = Literal["current", "pending", "ahead", "astray"]


@dataclass(frozen=True, slots=True)
class Way:
    """From certain version rows to the target. `ahead`: a row is of no file; `astray`: the target cannot be reached."""

    standing: Standing
    goal: Goal | None = None
    steps: tuple[Step, ...] = ()
    error: AmigError | None = None


class Course:
    """One target in one direction. Tenants with the same version rows have the same way."""

    def __init__(self, script: ScriptDirectory, direction: Direction, target: str) -> None:
        self.script, self.target = script, target
        self.direction: Direction = direction
        self._ways: dict[frozenset[str], Way] = {}

    async def way(self, rows: frozenset[str]) -> Way:
        """The way from these rows; raises TargetError for a target that is none anywhere."""
        if (found := self._ways.get(rows)) is None:
            found = self._ways[rows] = await aside(self._find, rows)
        return found

    def _find(self, rows: frozenset[str]) -> Way:
        try:
            goal = self.script.resolve(self.target, rows, self.direction)
            steps = tuple(self.script.steps(goal, rows))
        except UnknownRevisionError as error:
            return Way("ahead", error=error)
        except (TooFarError, NotOnTheWayError) as error:
            return Way("astray", error=error)
        return Way("pending" if steps else "current", goal, steps)

    async def check(self) -> None:
        """Raise TargetError where the target is none of these files'."""
        with suppress(TooFarError, NotOnTheWayError):  # it may be one for those who are further
            await aside(self.script.resolve, self.target, (), self.direction)
