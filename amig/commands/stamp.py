"""`amig stamp`: set the version rows without running a script."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Unpack

import rich_click as click

from amig.commands import COMMANDS
from amig.commands.face import Call, drive, face, run
from amig.commands.project import opened
from amig.config import Config
from amig.env import Bind, Request, run_env
from amig.errors import BadConfigError
from amig.run import Outcome
from amig.run import stamp as set_rows
from amig.script.directory import ScriptDirectory

if TYPE_CHECKING:
    from pathlib import Path

    from amig.context import MigrationContext


@dataclass(frozen=True, slots=True)
class StampResult:
    """The version rows before and after; with `sql` nothing was sent and `sql` is the text."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    sql: str | None = None


async def stamp(
    config: Config | str | Path | None = None,
    target: str = "head",
    *,
    purge: bool = False,
    sql: bool = False,
    x: tuple[str, ...] = (),
    **bind: Unpack[Bind],
) -> StampResult:
    """Say that the database is at `target`; with `purge` whatever it held before, unknown ids too."""
    if purge and sql:
        raise BadConfigError("the call", "purge", "needs a database, and `--sql` has none")
    settings, script = await opened(config)
    start, target = _range(script, target) if sql else (frozenset[str](), target)
    outcomes: list[Outcome] = []

    async def work(context: MigrationContext) -> None:
        here = () if purge else await context.heads()
        rows = frozenset(revision.id for revision in script.revisions(target, here))
        outcomes.append(await set_rows(context, rows, purge=purge))

    output = StringIO() if sql else None
    await run_env(settings, script, Request(work=work, bind=bind, x=x, output=output, start=start))
    return StampResult(outcomes[-1].before, outcomes[-1].after, output.getvalue() if output else None)


def _range(script: ScriptDirectory, target: str) -> tuple[frozenset[str], str]:
    start, _, end = target.rpartition(":")
    return frozenset(revision.id for revision in script.revisions(start)) if start else frozenset(), end


@face("stamp", COMMANDS["stamp"][1])
@click.argument("target", default="head")
@click.option("--purge", is_flag=True, help="Forget what the database holds, unknown revisions too.")
@click.option("--sql", is_flag=True, help="Write the SQL instead; nothing is opened.")
def command(call: Call, target: str, *, purge: bool, sql: bool) -> None:
    async def work() -> StampResult:
        return await stamp(await call.config(), target, purge=purge, sql=sql, x=call.x, **call.bind)

    result = drive(work()) if sql else run(work())
    call.show(result, (result.sql or "").rstrip())
    if not sql:
        call.console.line(f"at {', '.join(result.after) or 'base'}", "done")
