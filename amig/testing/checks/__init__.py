"""The checks that `pytest --amig` collects, one file each. A new one: copy a file, add a line to `CHECKS`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amig.testing.bench import Bench
    from amig.testing.project import Project


class Check(Protocol):
    """What a file of this folder holds, besides the coroutine that users call."""

    NAME: str
    """What the check is called, in words that read well behind `amig::`."""

    @staticmethod
    def cases(project: Project) -> Sequence[str]:
        """What it looks at one by one; `("",)` where it is one thing."""
        ...

    @staticmethod
    async def case(bench: Bench, which: str) -> str | None:
        """Look at one of them; what it gives back is why nothing was checked. Raises AmigError."""
        ...


CHECKS = (
    "amig.testing.checks.single_head",
    "amig.testing.checks.up_down_up",
    "amig.testing.checks.nothing_left",
    "amig.testing.checks.models_match",
    "amig.testing.checks.race",
)
"""In the order in which they are collected."""

LONG_CHECKS = ("amig.testing.checks.killed",)
"""Those that are collected with `--amig-kill` only: they take a database and a process for each statement."""


def checks(*, long: bool = False) -> list[Check]:
    """All of them, imported."""
    return [_imported(module) for module in (*CHECKS, *(LONG_CHECKS if long else ()))]


def _imported(module: str) -> Check:
    found: Check = import_module(module)  # type: ignore[assignment]
    return found
