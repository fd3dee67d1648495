"""Two replicas that start at the same moment share the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from amig.testing.bench import Bench
from amig.testing.project import Where, opened
from amig.testing.racing import raced
from amig.testing.way import Way

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from amig.config import Config
    from amig.testing.project import Project

NAME = "two replicas race"


async def check_race(config: Config | str | Path | None = None, **where: Unpack[Where]) -> None:
    """Let two real processes upgrade a scratch database at the same moment: each revision runs once.

    Raises CheckFailedError, NoScratchError, ReplicaError.
    """
    for project in await opened(config, **where):
        async with Bench(project) as bench:
            await case(bench, "")


def cases(project: Project) -> Sequence[str]:
    return ("",) if project.steps() else ()


async def case(bench: Bench, which: str) -> str | None:  # noqa: ARG001 - as every check has it
    goal = bench.project.script.resolve("heads", frozenset(), "upgrade").revisions
    await raced(Way(bench.project, goal), await bench.replicas(), 2)
    return None
