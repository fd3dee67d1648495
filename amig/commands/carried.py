"""The part of `upgrade` and `downgrade` that opens databases, or writes what it would send."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from amig.commands.migrate import Choices, Journey, Migrated
from amig.commands.run_telling import looking_on
from amig.env import Bind, Request, run_env
from amig.preview.fits import refuse_misfit
from amig.resume import interrupted
from amig.run import reach

if TYPE_CHECKING:
    from amig.config import Config
    from amig.context import MigrationContext
    from amig.script.directory import ScriptDirectory

logger = logging.getLogger("amig.run")


async def carried(
    config: Config, script: ScriptDirectory, journey: Journey, chosen: Choices, *, x: tuple[str, ...], bind: Bind
) -> list[Migrated]:
    """Take every database that the environment configures to where it is to be."""
    found: list[Migrated] = []
    direction, start, target = journey.direction, journey.start, journey.target

    async def work(context: MigrationContext) -> None:
        heads, unclear = await context.position()
        if journey.kept is not None:
            await refuse_misfit(context, journey.kept, journey.number + len(found), heads)
        if chosen["allow_destructive"]:
            context.options = replace(context.options, destructive="allow")
        goal = script.resolve(target, heads, direction)
        async with looking_on(journey.tell, context, goal, heads):
            outcome = await reach(context, goal, heads, journey.tell)
        if unclear and not outcome.steps:
            await warn_of_interrupted(context)
        found.append(Migrated(context.options.name, outcome.before, outcome.after, outcome.steps))

    request = Request(work=work, bind=bind, x=x, output=journey.output, start=start, target=target, tag=chosen["tag"])
    await run_env(config, script, request)
    return found


async def warn_of_interrupted(context: MigrationContext) -> None:
    """There is nothing to do, and yet a revision has not come to its end."""
    if (stopped := await interrupted(context)) is None or stopped.running:
        return
    said = "%s of revision %s is %s: run `amig %s` again, which goes on there, or decide with `amig resolve %s`"
    logger.warning(said, stopped.direction, stopped.revision, stopped, stopped.direction, stopped.revision)
