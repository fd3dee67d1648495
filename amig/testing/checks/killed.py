"""Each revision is killed at each of its statements and run again; with `--amig-kill` only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.proof.scratch import name_of
from amig.testing.killing import CHECK as NAME
from amig.testing.killing import killed_everywhere
from amig.testing.way import Way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amig.testing.bench import Bench
    from amig.testing.project import Project

__all__ = ["NAME", "case", "cases"]


def cases(project: Project) -> Sequence[str]:
    return [step.revision.id for step in project.steps()]


async def case(bench: Bench, which: str) -> str | None:
    database = await bench.below(which)
    below = name_of(database.engine) if bench.steps[which].expects else None
    await killed_everywhere(Way(bench.project, frozenset((which,)), below), await bench.replicas())
    return None
