"""A run that is killed at a statement, and run again: the database ends as if nothing had been."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from amig.errors import AmigError, CheckFailedError, StepFailedError
from amig.testing.orders import Moment, Order
from amig.testing.project import Where
from amig.testing.replicas import Replicas, replicas
from amig.testing.seeing import seen
from amig.testing.telling import failed
from amig.testing.way import Alone, Way, way

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from amig.config import Config

CHECK = "killed and run again"
MOMENTS: tuple[Moment, ...] = ("before", "after")


@dataclass(frozen=True, slots=True)
class Killed:
    """Where a run was killed: at the nth statement that it sent, counted from 1, before or after it acted."""

    statement: int
    moment: Moment
    text: str

    def __str__(self) -> str:
        """`killed before statement 3 (CREATE TABLE t ...)`."""
        return f"killed {self.moment} statement {self.statement} ({self.text[:60]})"


async def kill_at(
    config: Config | str | Path | None = None,
    *,
    statement: int,
    moment: Moment = "before",
    start: str = "base",
    target: str = "heads",
    **where: Unpack[Where],
) -> Killed | None:
    """Kill a real process that migrates a scratch database with `kill -9` at its nth statement, and run it again.

    None where the run ends before that statement. `moment` is before it is sent, or after it acted. Raises
    CheckFailedError where the second run fails, or ends otherwise than a run that nothing disturbs.
    """
    async with way(config, start, target, **where) as there, replicas(there.project) as made:
        return await _killed(there, made, Alone(there), statement, moment)


async def kill_everywhere(
    config: Config | str | Path | None = None,
    *,
    start: str = "base",
    target: str = "heads",
    moments: Sequence[Moment] = MOMENTS,
    **where: Unpack[Where],
) -> tuple[Killed, ...]:
    """Do as `kill_at` does at every statement of the run, on a new database each time; gives back where that was."""
    async with way(config, start, target, **where) as there, replicas(there.project) as made:
        return await killed_everywhere(there, made, moments)


async def killed_everywhere(there: Way, made: Replicas, moments: Sequence[Moment] = MOMENTS) -> tuple[Killed, ...]:
    """At every statement of a given way, by given processes."""
    alone, found, statement = Alone(there), list[Killed](), 1
    while True:
        here = [await _killed(there, made, alone, statement, moment) for moment in moments]
        if not any(here):
            return tuple(found)
        found += [killed for killed in here if killed is not None]
        statement += 1


async def _killed(there: Way, made: Replicas, alone: Alone, statement: int, moment: Moment) -> Killed | None:
    async with there.begin() as database:
        order = Order(CHECK, database.url, there.goal, 1, statement, moment)
        (answer,) = await made.carry_out(order)
        if answer.error is not None:
            raise answer.error
        if answer.killed_at is None:
            return None
        killed = Killed(statement, moment, answer.killed_at)
        try:
            await database.go("upgrade", there.goal)
        except StepFailedError as error:
            raise await failed(CHECK, f"{killed}; run again", error, there.project.script) from error
        except AmigError as error:
            advice = error.hint or ""
            raise CheckFailedError(CHECK, f"{killed}; run again: {error}", advice_of_cause=advice) from error
        if left := await alone.differences(await seen(database), "what is killed and run again"):
            problem = f"{killed}; after another run the database is otherwise"
            raise CheckFailedError(CHECK, problem, differences=tuple(left))
        return killed
