"""`amig stamp`: set the version rows without running a script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Unpack

import rich_click as click

from amig.commands import COMMANDS
from amig.commands.completion import revisions
from amig.commands.face import Call, drive, face, run
from amig.commands.project import over
from amig.config import Config
from amig.env import Bind, Request, run_env
from amig.errors import BadTargetError, ExclusiveError
from amig.outcome import Outcome
from amig.script.directory import ScriptDirectory
from amig.stamping import stamp as set_rows

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
    target: str | Sequence[str] = "head",
    *,
    purge: bool = False,
    sql: bool = False,
    tag: str | None = None,
    x: tuple[str, ...] = (),
    **bind: Unpack[Bind],
) -> StampResult:
    """Say that the database is at one or several targets; with `purge` whatever it held before, unknown ids too."""
    if purge and sql:
        raise ExclusiveError(("--purge", "--sql"))
    targets = (target,) if isinstance(target, str) else tuple(target)
    output = StringIO() if sql else None
    outcomes: list[Outcome] = []

    async def one(settings: Config, script: ScriptDirectory) -> None:
        start, ends = _ranges(script, targets) if sql else (frozenset[str](), targets)

        async def work(context: MigrationContext) -> None:
            rows = script.stamped(ends, () if purge else await context.heads())
            outcomes.append(await set_rows(context, rows, purge=purge))

        request = Request(work=work, bind=bind, x=x, output=output, start=start, target=ends[-1], tag=tag)
        await run_env(settings, script, request)

    await over(config, bind, one)
    before, after = ({row for one in outcomes for row in getattr(one, name)} for name in ("before", "after"))
    return StampResult(tuple(sorted(before)), tuple(sorted(after)), output.getvalue() if output else None)


def _ranges(script: ScriptDirectory, targets: Sequence[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Targets that may be ranges `from:to`; they start at one place."""
    ranges = [target.rpartition(":") for target in targets]
    starts = sorted({start for start, _, _ in ranges})
    if len(starts) > 1:
        raise BadTargetError(" ".join(targets), "start at different places, and one database is at one")
    start = script.stamped([starts[0]], ()) if starts and starts[0] else frozenset[str]()
    return start, tuple(end for _, _, end in ranges)


@face("stamp", COMMANDS["stamp"][1])
@click.argument("targets", nargs=-1, shell_complete=revisions)
@click.option("--purge", is_flag=True, help="Forget what the database holds, unknown revisions too.")
@click.option("--sql", is_flag=True, help="Write the SQL instead; nothing is opened.")
@click.option("--tag", metavar="TEXT", help="Anything, for env.py to read.")
def command(call: Call, targets: tuple[str, ...], *, purge: bool, sql: bool, tag: str | None) -> None:
    """TARGETS are `head` without one, or `heads`, `base`, revisions; rows of other branches stay as they are."""

    async def work() -> StampResult:
        return await stamp(await call.config(), targets or "head", purge=purge, sql=sql, tag=tag, x=call.x, **call.bind)

    result = drive(work()) if sql else run(work())
    call.show(result, (result.sql or "").rstrip(), code=True)
    if not sql:
        call.console.line(f"at {', '.join(result.after) or 'base'}", "done")
