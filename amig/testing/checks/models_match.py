"""What the revisions make is what the models say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from amig.autogen.differences import differences
from amig.commands.differing import models
from amig.diff import diff
from amig.errors import CheckFailedError, NoMetadataError, StepFailedError
from amig.testing.database import scratched
from amig.testing.project import Where, opened
from amig.testing.telling import failed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from amig.autogen.differences import Difference
    from amig.config import Config
    from amig.context import MigrationContext
    from amig.testing.bench import Bench
    from amig.testing.project import Project

NAME = "models match"
_MISSING = "`amig revision --autogenerate` writes the revision that is missing; or correct the models"


async def check_models_match(config: Config | str | Path | None = None, **where: Unpack[Where]) -> None:
    """Go up to the heads on a scratch database, and compare it with the models, as `amig check` does.

    With `strict` in the configuration what is unsure counts, too. Raises CheckFailedError; NoMetadataError where no
    models are configured; ImportFailedError and BadConfigError where they cannot be imported; NoScratchError.
    """
    for project in await opened(config, **where):
        await _check(project)


def cases(project: Project) -> Sequence[str]:  # noqa: ARG001 - as every check has it
    return ("",)


async def case(bench: Bench, which: str) -> str | None:  # noqa: ARG001 - as every check has it
    project = bench.project
    if project.config.metadata is None and project.script.env_path is None:
        return "no models are configured: set `metadata`"
    try:
        await _check(project)
    except NoMetadataError as error:
        return f"{error}: set `metadata`"
    return None


async def _check(project: Project) -> None:
    async with scratched(project) as database:

        async def compare(context: MigrationContext) -> tuple[Difference, ...]:
            found = await diff(context, await models(context, project.config))
            unsure = found.unsure if project.config.strict else ()
            return differences(found.sure) + differences(unsure)

        try:
            await database.upgrade("heads")
        except StepFailedError as error:
            raise await failed(NAME, "going up", error, project.script) from error
        if found := await database.on(compare):
            said = tuple(f"{one.line}: {one.reason}" for one in found)
            problem = "what the revisions make is not what the models say"
            raise CheckFailedError(NAME, problem, differences=said, advice_of_cause=_MISSING)
