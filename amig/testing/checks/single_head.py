"""One head: after a merge in git two revisions may follow the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.errors import SeveralHeadsError
from amig.testing.project import opened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from amig.config import Config
    from amig.testing.bench import Bench
    from amig.testing.project import Project

NAME = "single head"


async def check_single_head(config: Config | str | Path | None = None) -> None:
    """Raise SeveralHeadsError where more than one revision has none after it. Needs no database."""
    for project in await opened(config):
        refuse_several(project)


def refuse_several(project: Project) -> None:
    """Heads that others only depend on are none."""
    if len(found := sorted(project.script.graph.real_heads)) > 1:
        raise SeveralHeadsError(tuple(found))


def cases(project: Project) -> Sequence[str]:  # noqa: ARG001 - as every check has it
    return ("",)


async def case(bench: Bench, which: str) -> str | None:  # noqa: ARG001 - as every check has it
    refuse_several(bench.project)
    return None
