"""A full downgrade leaves nothing: the structure is what it was before the first revision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from amig.aside import aside
from amig.errors import CheckFailedError, StepFailedError
from amig.proof.things import unlike
from amig.testing.database import scratched
from amig.testing.project import Where, opened
from amig.testing.seeing import structure
from amig.testing.telling import failed, file_of, says_so_itself

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from amig.config import Config
    from amig.proof.things import Thing, Unlike
    from amig.testing.bench import Bench
    from amig.testing.project import Project

NAME = "downgrade leaves nothing behind"
_NAMES = ("what was there before", "what the downgrade left")


async def check_nothing_left(config: Config | str | Path | None = None, **where: Unpack[Where]) -> None:
    """Go all the way up and down on a scratch database, and compare what it holds before and after, rows left out.

    Where a revision says that it is irreversible, it goes down to that one. Raises CheckFailedError, which names the
    revisions that left something; NoScratchError.
    """
    for project in await opened(config, **where):
        await _check(project)


def cases(project: Project) -> Sequence[str]:
    return ("",) if project.steps() else ()


async def case(bench: Bench, which: str) -> str | None:  # noqa: ARG001 - as every check has it
    await _check(bench.project)
    return None


async def _check(project: Project) -> None:
    async with scratched(project) as database:
        empty = await structure(database, whole=True)
        phase = "going up"
        try:
            await database.upgrade("heads")
            phase = "going down"
            await database.downgrade("base")
        except StepFailedError as error:
            if phase == "going up" or not says_so_itself(error):
                raise await failed(NAME, phase, error, project.script) from error
        floor = await database.heads()
        after = await structure(database, whole=not floor)
    before = empty if not floor else await _at(project, floor)
    if left := unlike(before, after):
        raise await _blamed(project, floor, left)


async def _at(project: Project, floor: Collection[str]) -> dict[str, Thing]:
    """What there is after the last revision that has no way back."""
    async with scratched(project) as database:
        await database.go("upgrade", floor)
        return await structure(database, whole=False)


async def _blamed(project: Project, floor: Collection[str], left: Sequence[Unlike]) -> CheckFailedError:
    """Which revisions left it: those that changed it last, on the way up, step by step."""
    blamed: dict[str, str] = {}
    async with scratched(project) as database:
        if floor:
            await database.go("upgrade", floor)
        before: Mapping[str, Thing] = await structure(database, whole=not floor)
        for step in project.script.steps(project.script.resolve("heads", floor, "upgrade"), floor):
            await database.go("upgrade", {step.revision.id})
            now = await structure(database, whole=not floor)
            changed = {each.subject for each in unlike(before, now)} | (before.keys() ^ now.keys())
            blamed |= dict.fromkeys(changed, step.revision.id)
            before = now
    by = dict.fromkeys(blamed[each.subject] for each in left if each.subject in blamed)
    told = (each.told(*_NAMES) for each in left)
    named = ", ".join(f"`{revision}`" for revision in by) or "no revision by itself"
    files = ", ".join([await aside(file_of, revision, project.script) for revision in by])
    return CheckFailedError(
        NAME,
        f"the downgrade does not lead back; it is left by {named}",
        next(iter(by), ""),
        files,
        differences=tuple(dict.fromkeys(told)),
    )
