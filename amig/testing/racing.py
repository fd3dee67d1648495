"""Replicas that start at the same moment, as those of an application do: each revision runs once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from amig.errors import CheckFailedError
from amig.script.plan import Goal
from amig.testing.orders import Order
from amig.testing.project import Where
from amig.testing.replicas import Replicas
from amig.testing.replicas import replicas as processes
from amig.testing.seeing import seen
from amig.testing.way import Alone, Way, way

if TYPE_CHECKING:
    from pathlib import Path

    from amig.config import Config
    from amig.script.plan import Step

CHECK = "replicas race"


@dataclass(frozen=True, slots=True)
class Raced:
    """What a race came to: the revisions that each replica ran itself, and the version rows afterwards."""

    replicas: tuple[tuple[str, ...], ...]
    heads: tuple[str, ...]


async def race(
    config: Config | str | Path | None = None,
    *,
    replicas: int = 2,
    start: str = "base",
    target: str = "heads",
    **where: Unpack[Where],
) -> Raced:
    """Let real processes migrate one scratch database at the same moment.

    Each must end well, each revision run once, and the database be as after a run alone. Raises CheckFailedError,
    NoScratchError, ReplicaError.
    """
    async with way(config, start, target, **where) as there, processes(there.project) as made:
        return await raced(there, made, replicas)


async def raced(there: Way, made: Replicas, count: int) -> Raced:
    """The race on a given way, by given processes."""
    async with there.begin() as database:
        before = frozenset(await database.heads())
        due = [step.revision.id for step in _steps(there, before)]
        answers = await made.carry_out(Order(CHECK, database.url, there.goal, count))
        for answer in answers:
            if answer.error is not None:
                raise answer.error
        ran = Counter(revision for answer in answers for revision in answer.ran)
        if ran != Counter(due):
            told = tuple(f"{revision}: {ran[revision]} times" for revision in [*due, *ran] if ran[revision] != 1)
            raise CheckFailedError(CHECK, "not every revision ran once", differences=tuple(dict.fromkeys(told)))
        if left := await Alone(there).differences(await seen(database), "the race"):
            problem = "the database is otherwise than after a run alone"
            raise CheckFailedError(CHECK, problem, differences=tuple(left))
        return Raced(tuple(answer.ran for answer in answers), await database.heads())


def _steps(there: Way, before: frozenset[str]) -> list[Step]:
    script = there.project.script
    return script.steps(Goal("upgrade", "heads", there.goal), before)
