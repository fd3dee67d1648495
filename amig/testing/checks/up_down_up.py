"""Every revision goes up, down and up again: one by one, and all of them as one batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from amig.errors import StepFailedError
from amig.testing.bench import Bench
from amig.testing.database import scratched
from amig.testing.project import Where, opened
from amig.testing.telling import failed, says_so_itself

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from amig.config import Config
    from amig.testing.database import Database
    from amig.testing.project import Project

NAME = "up down up"
AT_ONCE = "all at once"


async def check_up_down_up(
    config: Config | str | Path | None = None, *, revision: str | None = None, **where: Unpack[Where]
) -> None:
    """Take each revision up, down and up again on a scratch database, then all at once; or one `revision` alone.

    A revision that says itself that it is irreversible only goes up. Raises CheckFailedError, which names the revision,
    the statement and the file; NoScratchError.
    """
    for project in await opened(config, **where):
        async with Bench(project) as bench:
            for which in cases(project) if revision is None else (project.script.revisions(revision)[0].id,):
                await case(bench, which)


def cases(project: Project) -> Sequence[str]:
    found = [step.revision.id for step in project.steps()]
    return [*found, AT_ONCE] if found else []


async def case(bench: Bench, which: str) -> str | None:
    if which == AT_ONCE:
        await _at_once(bench.project)
        return None
    database = await bench.below(which)
    try:
        return await _one(database, which)
    except BaseException:
        await bench.begin_anew()
        raise


async def _one(database: Database, revision: str) -> str | None:
    script = database.project.script
    phase = "going up"
    try:
        await database.go("upgrade", {revision})
        phase = "going down"
        await database.go("downgrade", {revision})
        phase = "going up again"
        await database.go("upgrade", {revision})
    except StepFailedError as error:
        if phase == "going down" and (said := says_so_itself(error)):
            return f"it went up, and there is no way back: {said}"
        raise await failed(NAME, phase, error, script) from error
    return None


async def _at_once(project: Project) -> None:
    """All of it in one run each way; down as far as there is a way."""
    async with scratched(project) as database:
        phase = "all going up"
        try:
            await database.upgrade("heads")
            phase = "all going down"
            await _down(database)
            phase = "all going up again"
            await database.upgrade("heads")
        except StepFailedError as error:
            raise await failed(NAME, phase, error, project.script) from error


async def _down(database: Database) -> None:
    try:
        await database.downgrade("base")
    except StepFailedError as error:
        if not says_so_itself(error):
            raise
