"""`amig log`: what was done to the database, by whom, and how it ended. Creates nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

import rich_click as click

from amig.aside import aside
from amig.commands import COMMANDS
from amig.commands.drawn import took
from amig.commands.face import Call, face, run
from amig.commands.project import over
from amig.config import Config
from amig.env import Bind, Request, run_env
from amig.errors import NoLedgerError
from amig.outcome import Interrupted
from amig.resume import interrupted
from amig.script.directory import ScriptDirectory

if TYPE_CHECKING:
    from pathlib import Path

    from amig.context import MigrationContext
    from amig.state.events import Event


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One event. `at` is by the database's clock, in UTC, as ISO 8601; `statement` counts from 1.

    `event` is started, done, failed, interrupted, resolved or progress. `name` is that of one database of several.
    """

    at: str
    event: str
    direction: str
    revision: str
    message: str
    seconds: float | None
    statement: int | None
    error: str | None
    host: str
    user: str
    app: str
    amig: str
    run: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class LogResult:
    """The events, newest first; and the revisions that did not come to their end, one of each database at most."""

    entries: tuple[LogEntry, ...]
    interrupted: tuple[Interrupted, ...] = ()


async def log(
    config: Config | str | Path | None = None,
    revision: str | None = None,
    *,
    limit: int | None = 20,
    statements: bool = False,
    x: tuple[str, ...] = (),
    **bind: Unpack[Bind],
) -> LogResult:
    """Read the last events of the ledger, or those of one revision; `statements` gives single statements as well.

    Raises NoLedgerError where the configuration has none.
    """
    settings = await aside(Config.of, config)
    found: list[LogEntry] = []
    stopped: list[Interrupted] = []

    async def one(settings: Config, script: ScriptDirectory) -> None:
        wanted = None if revision is None else (await aside(script.revision, revision)).id

        async def work(context: MigrationContext) -> None:
            if context.ledger is None:
                raise NoLedgerError
            await context.ledger.find()
            several = None if wanted is None else [wanted]
            events = await context.ledger.read(revisions=several, last=limit, statements=statements)
            found.extend(_entries(events, script, context.options.name))
            if (one := await interrupted(context)) is not None:
                stopped.append(one)

        await run_env(settings, script, Request(work=work, bind=bind, x=x, reads_only=True))

    await over(settings, bind, one)
    return LogResult(tuple(found), tuple(stopped))


def _entries(events: Iterable[Event], script: ScriptDirectory, name: str | None) -> Iterable[LogEntry]:
    messages = {revision.id: revision.message for revision in script.graph.files}
    for event in events:
        yield LogEntry(
            at=event.at.isoformat() if event.at else "",
            event=event.event,
            direction=event.direction,
            revision=event.revision,
            message=messages.get(event.revision, ""),
            seconds=event.seconds,
            statement=event.statement,
            error=event.error,
            host=event.host,
            user=event.user,
            app=event.app,
            amig=event.amig,
            run=event.run,
            name=name,
        )


@face("log", COMMANDS["log"][1])
@click.argument("revision", required=False)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many events.")
@click.option("--all", "everything", is_flag=True, help="All events.")
@click.option("--statements", is_flag=True, help="Single statements too, where the ledger holds them.")
def command(call: Call, revision: str | None, *, limit: int, everything: bool, statements: bool) -> None:
    """With a REVISION only what is about it."""

    async def work() -> LogResult:
        settings = await call.config()
        last = None if everything else limit
        return await log(settings, revision, limit=last, statements=statements, x=call.x, **call.bind)

    result = run(work())
    for one in result.interrupted:
        call.console.line(f"{one.direction} of {one.revision}: {one}", "pending")
    if not result.entries and not call.json:
        call.console.line("the ledger is empty")
    call.show(result, "\n".join(_lines(result.entries, verbose=call.verbose)))


def _lines(entries: Sequence[LogEntry], *, verbose: bool) -> Iterator[str]:
    """`2026-11-25 01:02:03  upgrade 77aa  done in 120 ms  app on host  message`, in columns."""
    rows = [_cells(one) for one in entries]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for one, row in zip(entries, rows, strict=True):
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=True) if width]
        yield "  ".join([*padded, one.message]).rstrip()
        yield from (f"    {line}" for line in (one.error or "").splitlines())
        if verbose:
            yield f"    amig {one.amig}, run {one.run}"


def _cells(one: LogEntry) -> tuple[str, ...]:
    what = f"{one.direction} {one.revision}" + (f" statement {one.statement}" if one.statement else "")
    after = f" in {took(one.seconds)}" if one.seconds is not None else ""
    by = " ".join(filter(None, (f"{one.user}@{one.host}", one.app)))
    return one.name or "", one.at[:19].replace("T", " "), what, f"{one.event}{after}", by
