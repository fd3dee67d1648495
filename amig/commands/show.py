"""`amig show`: one revision, or the current one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

import rich_click as click

from amig.commands import COMMANDS
from amig.commands.completion import revisions
from amig.commands.entry import Entry, block, entry
from amig.commands.face import Call, drive, face, run
from amig.commands.project import opened, rows_of
from amig.config import Config
from amig.script.target import parse

if TYPE_CHECKING:
    from pathlib import Path

    from amig.env import Bind


@dataclass(frozen=True, slots=True)
class ShowResult:
    """The revisions that a symbol means."""

    revisions: tuple[Entry, ...]


async def show(
    config: Config | str | Path | None = None, symbol: str = "head", *, x: tuple[str, ...] = (), **bind: Unpack[Bind]
) -> ShowResult:
    """Give back what the header says of a revision; only `current` asks the database."""
    settings, script = await opened(config)
    here: tuple[str, ...] = ()
    if asks(symbol):
        here = await rows_of(settings, x, bind, script)
    graph = script.seen(here)
    return ShowResult(tuple(entry(graph, revision) for revision in script.revisions(symbol, here)))


def asks(symbol: str) -> bool:
    """Whether a symbol counts from where the database is; raises BadTargetError."""
    return parse(symbol).symbol == "current"


@face("show", COMMANDS["show"][1])
@click.argument("symbol", default="head", shell_complete=revisions)
def command(call: Call, symbol: str) -> None:
    """SYMBOL is `head` without one, or `heads`, `current`, a revision or the beginning of its id."""

    async def work() -> ShowResult:
        return await show(await call.config(), symbol, x=call.x, **call.bind)

    result = run(work()) if asks(symbol) else drive(work())
    if not result.revisions:
        call.console.line("nothing to show at base")
    call.show(result, "\n".join(block(one) for one in result.revisions))
