"""`amig backfill`: where the backfills are, and running them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Unpack

import rich_click as click

from amig.aside import aside
from amig.backfilling.filling import fill
from amig.backfilling.pace import Wish
from amig.backfilling.standing import standing
from amig.backfilling.values import Backfill, Progress, Tell
from amig.commands import COMMANDS, PENDING
from amig.commands.completion import revisions
from amig.commands.face import Call, face, run
from amig.commands.project import over
from amig.config import Config
from amig.env import Bind, Request, run_env
from amig.errors import BackfillNotAppliedError, NoBackfillError
from amig.script.directory import ScriptDirectory

if TYPE_CHECKING:
    from pathlib import Path

    from amig.context import MigrationContext
    from amig.script.revision import Revision

_EVERY = 1.0
"""Seconds between two lines of progress."""


@dataclass(frozen=True, slots=True)
class BackfillResult:
    """The backfills of the revisions that are applied, or the one that was asked for, of each database."""

    backfills: tuple[Backfill, ...]

    @property
    def finished(self) -> bool:
        return all(one.finished for one in self.backfills)


async def backfills(
    config: Config | str | Path | None = None,
    revision: str | None = None,
    *,
    x: tuple[str, ...] = (),
    **bind: Unpack[Bind],
) -> BackfillResult:
    """Read where the backfills are, of all applied revisions or of one; creates nothing.

    Raises NoBackfillError for a revision that has none, BackfillNotAppliedError for one that is not applied.
    """
    found: list[Backfill] = []

    async def one(settings: Config, script: ScriptDirectory) -> None:
        wanted = await aside(_wanted, script, revision)

        async def work(context: MigrationContext) -> None:
            found.extend(await _chosen(context, wanted))

        await run_env(settings, script, Request(work=work, bind=bind, x=x, reads_only=True))

    await over(await aside(Config.of, config), bind, one)
    return BackfillResult(tuple(found))


async def run_backfills(
    config: Config | str | Path | None = None,
    revision: str | None = None,
    *,
    batch: int | None = None,
    rate: float | None = None,
    pause: float | None = None,
    seconds: float | None = None,
    tell: Tell | None = None,
    x: tuple[str, ...] = (),
    **bind: Unpack[Bind],
) -> BackfillResult:
    """Run what is not finished, of all applied revisions or of one, batch after batch, each committed by itself.

    `batch` rows at a time, at most `rate` rows per second, `pause` seconds between batches: without them as the script
    says. After `seconds` no further batch begins. `tell` is called after each batch. It can be cancelled, and called in
    any number of processes: a batch is done once. Raises BackfillError.
    """
    wish = Wish(batch=batch, rate=rate, pause=pause, seconds=seconds)
    until = None if seconds is None else time.monotonic() + seconds
    found: list[Backfill] = []

    async def one(settings: Config, script: ScriptDirectory) -> None:
        wanted = await aside(_wanted, script, revision)

        async def work(context: MigrationContext) -> None:
            for due in await _chosen(context, wanted):
                left = None if until is None else until - time.monotonic()
                if not due.finished and (left is None or left > 0):
                    mine = Wish(batch=wish.batch, rate=wish.rate, pause=wish.pause, seconds=left)
                    await fill(context, _of(script, due.revision), mine, tell)
            found.extend(await _chosen(context, wanted))

        await run_env(settings, script, Request(work=work, bind=bind, x=x))

    await over(await aside(Config.of, config), bind, one)
    return BackfillResult(tuple(found))


def _wanted(script: ScriptDirectory, symbol: str | None) -> str | None:
    """The id that was asked for."""
    if symbol is None:
        return None
    revision = script.revision(symbol)
    if not revision.backfill:
        raise NoBackfillError(revision.id)
    return revision.id


async def _chosen(context: MigrationContext, wanted: str | None) -> list[Backfill]:
    """All of this database, or the one that is wanted."""
    found = [one for one in await standing(context) if wanted in (None, one.revision)]
    if wanted is not None and not found:
        raise BackfillNotAppliedError(wanted)
    return found


def _of(script: ScriptDirectory, id_: str) -> Revision:
    return next(one for one in script.graph.backfills if one.id == id_)


@face("backfill", COMMANDS["backfill"][1])
@click.argument("action", type=click.Choice(["status", "run"]), default="status")
@click.argument("revision", required=False, shell_complete=revisions)
@click.option("--batch", type=click.IntRange(min=1), metavar="N", help="Rows in a batch, instead of the script's word.")
@click.option("--rate", type=click.FloatRange(0, min_open=True), metavar="N", help="At most so many rows per second.")
@click.option("--pause", type=click.FloatRange(0), metavar="SECONDS", help="Rest so long between two batches.")
@click.option(
    "--for", "seconds", type=click.FloatRange(0, min_open=True), metavar="SECONDS", help="Stop after this time."
)
def command(call: Call, action: Literal["status", "run"], revision: str | None, **pace: Any) -> int:
    """`status` shows how far each is, `run` goes on where they stopped: all of them, or that of REVISION. `run` exits
    with 3 where something is left.
    """
    if action == "status" and (given := [name for name, value in pace.items() if value is not None]):
        option = {"seconds": "for"}.get(given[0], given[0])
        raise click.UsageError(f"`--{option}` is for `amig backfill run`")
    told = _teller(call)

    async def work() -> BackfillResult:
        config = await call.config()
        if action == "status":
            return await backfills(config, revision, x=call.x, **call.bind)
        return await run_backfills(config, revision, tell=told, x=call.x, **pace, **call.bind)

    result = run(work())
    call.show(result, "\n".join(map(_line, result.backfills)))
    if not result.backfills:
        call.console.line("no revision that is applied has a backfill")
    return PENDING if action == "run" and not result.finished else 0


def _teller(call: Call) -> Tell:
    """A line of progress now and then, and one at the end."""
    last = [time.monotonic()]

    def tell(now: Progress) -> None:
        if now.finished or time.monotonic() - last[0] >= _EVERY:
            last[0] = time.monotonic()
            where = f"{now.name}: " if now.name else ""
            call.console.line(f"{where}backfill {now.revision}  {now}", "done" if now.finished else None)

    return tell


def _line(one: Backfill) -> str:
    """`77aa  begun, 12 batches, 12000 of 100000 rows, at 12000, last 2026-11-25 01:02:03  message`."""
    parts = [str(one)]
    if not one.finished and one.cursor is not None:
        parts.append(f"at {one.cursor!r}")
    if at := one.ended or one.last:
        parts.append(f"last {at[:19].replace('T', ' ')}")
    elif one.since:
        parts.append(f"since {one.since[:19].replace('T', ' ')}")
    parts += [f"required by {', '.join(one.required_by)}"] if one.required_by and not one.finished else []
    return "  ".join(filter(None, (one.name, one.revision, ", ".join(parts), one.message)))
