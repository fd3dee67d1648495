"""Looking and migrating by way of the environment and its engine: where a glance does not do."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from amig.asgi.standing import Standing, standing
from amig.backfilling.required import left_over
from amig.commands.carried import warn_of_interrupted
from amig.env import Request, run_env
from amig.errors import LockTimeoutError, StartupDeadlineError
from amig.impl.stop import no_blocking_engines
from amig.run import reach

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from amig.asgi.database import Progress
    from amig.config import Config
    from amig.context import MigrationContext
    from amig.script.directory import ScriptDirectory

Used = tuple[list[Standing], Iterable["AsyncEngine"]]
"""Where the databases are, and the engines that they were reached by."""


async def look(
    config: Config, script: ScriptDirectory, bind: Mapping[str, Any], x: tuple[str, ...], *, history: bool = False
) -> Used:
    """Where they are now."""

    async def work(context: MigrationContext) -> Standing:
        rows, unclear = await context.position() if history else (await context.heads(), False)
        at = await standing(context, rows)
        if unclear and at.place != "behind":
            await warn_of_interrupted(context)
        return at

    return await _all(config, script, bind, x, work, reads_only=True)


async def migrate(
    config: Config,
    script: ScriptDirectory,
    bind: Mapping[str, Any],
    x: tuple[str, ...],
    *,
    until: tuple[float, float],
    progress: Progress,
) -> Used:
    """Bring them to the newest revisions; `until` is when waiting ends, and after how long that is.

    Where they are there already, backfills that say `now` are brought to their end if another run was stopped in them.
    """

    async def work(context: MigrationContext) -> Standing:
        rows, unclear = await context.position()
        at = await standing(context, rows)
        if at.place != "behind" and unclear:
            await warn_of_interrupted(context)
        if at.place == "ahead":
            return at
        progress.begun(at)
        context.options = replace(context.options, lock_wait=math.inf, lock_until=until[0])
        with no_blocking_engines():
            if at.place == "current":
                await left_over(context)
                return at
            await reach(context, context.script.resolve("heads", rows, "upgrade"), rows, progress.ran)
        return await standing(context, await context.heads())

    try:
        return await _all(config, script, bind, x, work)
    except LockTimeoutError as error:
        problem = f"another migrator holds the lock: {error.holder}"
        raise StartupDeadlineError(until[1], problem) from error


async def _all(
    config: Config,
    script: ScriptDirectory,
    bind: Mapping[str, Any],
    x: tuple[str, ...],
    work: Callable[[MigrationContext], Awaitable[Standing]],
    *,
    reads_only: bool = False,
) -> Used:
    found: list[Standing] = []
    used: set[AsyncEngine] = set()

    async def one(context: MigrationContext) -> None:
        found.append(await work(context))
        if context.connection is not None:
            used.add(context.connection.engine)

    await run_env(config, script, Request(work=one, bind=bind, x=x, reads_only=reads_only))  # type: ignore[arg-type]
    return found, used
