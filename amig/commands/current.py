"""`amig current`: where the database is. Creates nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from amig.aside import aside
from amig.config import Config
from amig.env import Bind, Request, run_env
from amig.script.directory import ScriptDirectory

if TYPE_CHECKING:
    from pathlib import Path

    from amig.context import MigrationContext


@dataclass(frozen=True, slots=True)
class CurrentResult:
    """The version rows, and whether they are all the heads that the files have. `unknown` ones no file has."""

    revisions: tuple[str, ...]
    heads: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def is_head(self) -> bool:
        return set(self.revisions) == set(self.heads)


async def current(
    config: Config | str | Path | None = None, *, x: tuple[str, ...] = (), **bind: Unpack[Bind]
) -> CurrentResult:
    """Read the version rows of a given `engine`, `connection` or `url`, or of the configured database."""
    settings = await aside(Config.of, config)
    script = await aside(ScriptDirectory.open, settings.location)
    found: set[str] = set()

    async def work(context: MigrationContext) -> None:
        found.update(await context.heads())

    await run_env(settings, script, Request(work=work, bind=bind, x=x))
    known = {revision.id for revision in script.history()}
    return CurrentResult(tuple(sorted(found)), tuple(sorted(script.heads)), tuple(sorted(found - known)))
