"""Where databases are, as their environment and an engine tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from amig.backfilling.standing import standing
from amig.env import Bind, Request, run_env
from amig.resume import interrupted

if TYPE_CHECKING:
    from amig.backfilling.values import Backfill
    from amig.config import Config
    from amig.context import MigrationContext
    from amig.outcome import Interrupted
    from amig.script.directory import ScriptDirectory
    from amig.state.lock import Heads


class Located(NamedTuple):
    """The version rows of a database, its name where there are several, and what did not come to its end yet."""

    rows: Heads
    name: str | None
    interrupted: Interrupted | None
    backfills: tuple[Backfill, ...]


async def located(config: Config, script: ScriptDirectory, x: tuple[str, ...], bind: Bind) -> list[Located]:
    """Read every database that the environment configures; creates nothing."""
    found: list[Located] = []

    async def work(context: MigrationContext) -> None:
        rows = await context.heads()
        unfinished = tuple(one for one in await standing(context, rows) if not one.finished)
        found.append(Located(rows, context.options.name, await interrupted(context), unfinished))

    await run_env(config, script, Request(work=work, bind=bind, x=x, reads_only=True))
    return found
