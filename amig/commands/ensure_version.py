"""`amig ensure-version`: make the version table where it is missing."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Unpack

import rich_click as click

from amig.commands import COMMANDS
from amig.commands.face import Call, drive, face, run
from amig.commands.project import over
from amig.config import Config
from amig.env import Bind, Request, run_env
from amig.script.directory import ScriptDirectory
from amig.stamping import ensure

if TYPE_CHECKING:
    from pathlib import Path

    from amig.context import MigrationContext


@dataclass(frozen=True, slots=True)
class EnsureVersionResult:
    """The version rows that are there; with `sql` nothing was sent and `sql` is the text."""

    revisions: tuple[str, ...]
    sql: str | None = None


async def ensure_version(
    config: Config | str | Path | None = None, *, sql: bool = False, x: tuple[str, ...] = (), **bind: Unpack[Bind]
) -> EnsureVersionResult:
    """Create the version table where there is none, and leave it as it is where there is one."""
    output = StringIO() if sql else None
    found: set[str] = set()

    async def work(context: MigrationContext) -> None:
        found.update(await ensure(context))

    async def one(settings: Config, script: ScriptDirectory) -> None:
        await run_env(settings, script, Request(work=work, bind=bind, x=x, output=output))

    await over(config, bind, one)
    return EnsureVersionResult(tuple(sorted(found)), output.getvalue() if output else None)


@face("ensure-version", COMMANDS["ensure-version"][1])
@click.option("--sql", is_flag=True, help="Write the SQL instead; nothing is opened.")
def command(call: Call, *, sql: bool) -> None:
    async def work() -> EnsureVersionResult:
        return await ensure_version(await call.config(), sql=sql, x=call.x, **call.bind)

    result = drive(work()) if sql else run(work())
    call.show(result, (result.sql or "").rstrip(), code=True)
    if not sql:
        call.console.line("the version table is there", "done")
