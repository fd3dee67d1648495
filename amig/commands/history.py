"""`amig history`: the revisions, newest first. Asks the database only where that is asked for."""

from __future__ import annotations

import gc
import sys
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, Unpack

import rich_click as click

from amig.aside import undisturbed
from amig.commands import COMMANDS
from amig.commands.entry import Entry as Entry
from amig.commands.entry import block as block
from amig.commands.entry import entry as entry
from amig.commands.entry import line as line
from amig.commands.entry import lines
from amig.commands.face import Call, drive, face, run
from amig.commands.project import opened, rows_of
from amig.config import Config
from amig.script.target import parse_range

if TYPE_CHECKING:
    from pathlib import Path

    from amig.commands.graph import GraphResult
    from amig.env import Bind
    from amig.script.graph import Graph
    from amig.script.revision import Revision

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class HistoryResult:
    """The revisions, newest first."""

    revisions: tuple[Entry, ...]


async def history(
    config: Config | str | Path | None = None,
    rev_range: str | None = None,
    *,
    indicate_current: bool = False,
    x: tuple[str, ...] = (),
    **bind: Unpack[Bind],
) -> HistoryResult:
    """Give back all revisions, or those of a range `from:to`, both ends included.

    The database is asked for its version rows where the range counts from them, or with `indicate_current`.
    """
    return (await _find(config, rev_range, indicate_current=indicate_current, x=x, **bind)).result()


class _Found(NamedTuple):
    """Revisions, newest first, the history that they are of, and the version rows, where they were asked for."""

    revisions: list[Revision]
    graph: Graph
    rows: tuple[str, ...] | None

    def result(self) -> HistoryResult:
        return HistoryResult(tuple(entry(self.graph, revision, self.rows) for revision in self.revisions))


async def _find(
    config: Config | str | Path | None,
    rev_range: str | None,
    *,
    indicate_current: bool,
    x: tuple[str, ...],
    **bind: Unpack[Bind],
) -> _Found:
    settings, script = await opened(config)
    rows = await rows_of(settings, x, bind, script) if indicate_current or needs_rows(rev_range) else None
    return _Found(script.history(rev_range, rows or ()), script.seen(rows or ()), rows)


def needs_rows(rev_range: str | None) -> bool:
    """Whether a range counts from where the database is; raises BadTargetError."""
    return rev_range is not None and parse_range(rev_range).counts_from_rows


@undisturbed
def _driven(work: Coroutine[Any, Any, R]) -> R:
    """The same as `drive`; all that is found is needed to the end, and nobody looks through it for what is not."""
    found = drive(work)
    gc.freeze()
    return found


@face("history", COMMANDS["history"][1])
@click.option("-r", "--rev-range", metavar="FROM:TO", help="Only these, both ends included.")
@click.option("-i", "--indicate-current", is_flag=True, help="Mark where the database is.")
def command(call: Call, rev_range: str | None, *, indicate_current: bool) -> None:
    """On a terminal as a tree, as `amig graph` draws it; otherwise a line for each revision, and with -v a block."""
    asks = indicate_current or needs_rows(rev_range)
    if sys.stdout.isatty() and not (call.json or call.verbose):
        from amig.commands.graph import graph, show_graph

        async def draw() -> GraphResult:
            settings = await call.config()
            return await graph(settings, range_=rev_range, applied=indicate_current, x=call.x, **call.bind)

        show_graph(call, run(draw()) if asks else drive(draw()))
        return

    async def work() -> _Found:
        return await _find(await call.config(), rev_range, indicate_current=indicate_current, x=call.x, **call.bind)

    found = run(work()) if asks else _driven(work())
    if not found.revisions:
        call.console.line("no revisions")
    if call.json or call.verbose:
        result = found.result()
        call.show(result, "\n".join(map(block, result.revisions)))
    else:
        call.show(None, "\n".join(lines(found.graph, found.revisions, found.rows)))
