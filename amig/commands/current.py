"""`amig current`: where the database is. Creates nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Unpack

import rich_click as click

from amig.aside import aside
from amig.commands import COMMANDS, PENDING
from amig.commands.entry import Entry, block, entry
from amig.commands.face import Call, face, run_late
from amig.commands.project import over
from amig.config import Config
from amig.glance import glance
from amig.outcome import Backfill, Interrupted
from amig.script.directory import ScriptDirectory

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Iterable
    from pathlib import Path

    from amig.commands.located import Located
    from amig.env import Bind


@dataclass(frozen=True, slots=True)
class CurrentResult:
    """The version rows, and the rows of a database that has everything. `unknown` ones no file has.

    `implied`: ends of branches that are applied and have no row, for something applied depends on them. `entries` are
    what the files say of the rows and of these. `interrupted` is a revision that did not come to its end, `backfills`
    are those that are not finished.
    """

    revisions: tuple[str, ...]
    heads: tuple[str, ...]
    unknown: tuple[str, ...]
    implied: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    name: str | None = None
    databases: tuple[CurrentResult, ...] = ()
    """Where there are several databases, each of them; the other fields are what all say together."""
    interrupted: Interrupted | None = None
    backfills: tuple[Backfill, ...] = ()

    @property
    def is_head(self) -> bool:
        mine = set(self.revisions) == set(self.heads)
        return all(one.is_head for one in self.databases) if self.databases else mine


async def current(
    config: Config | str | Path | None = None, *, x: tuple[str, ...] = (), **bind: Unpack[Bind]
) -> CurrentResult:
    """Read the version rows of a given `engine`, `connection` or `url`, or of the configured database."""
    return await read(await aside(Config.of, config), x, bind)


async def read(config: Config, x: tuple[str, ...], bind: Bind, script: ScriptDirectory | None = None) -> CurrentResult:
    """The same for other commands; `script` is the configuration's folder, where it is open already."""
    found: list[CurrentResult] = []

    async def one(settings: Config, script: ScriptDirectory) -> None:
        seen = await glance(settings, script, bind)
        if seen is not None and not seen.unclear and not script.graph.backfills:
            found.append(_read(script, seen.rows, settings.name))
            return
        located = await aside(_by_its_engine)
        for rows, name, stopped, unfinished in await located(settings, script, x, bind):
            found.append(replace(_read(script, rows, name), interrupted=stopped, backfills=unfinished))

    await over(config, bind, one, script)
    if len(found) == 1:
        return found[0]
    return CurrentResult(
        _together(one.revisions for one in found),
        _together(one.heads for one in found),
        _together(one.unknown for one in found),
        _together(one.implied for one in found),
        databases=tuple(found),
    )


def _by_its_engine() -> Callable[..., Awaitable[list[Located]]]:
    """What opens a database, imported where a glance did not do."""
    from amig.commands.located import located

    return located


def _together(rows: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({row for some in rows for row in some}))


def _read(script: ScriptDirectory, rows: Collection[str], name: str | None) -> CurrentResult:
    graph = script.seen(rows)
    here = graph.canonical(rows)
    known = {id_ for id_ in here if id_ in graph}
    unknown = {id_ for id_ in here - known if id_ not in graph.replaced.names}
    implied = graph.ends(known) - known
    return CurrentResult(
        tuple(sorted(here)),
        tuple(sorted(graph.real_heads)),
        tuple(sorted(unknown)),
        tuple(sorted(implied)),
        tuple(entry(graph, graph[id_], here) for id_ in sorted(known | implied)),
        name,
    )


@face("current", COMMANDS["current"][1])
@click.option("--check-heads", is_flag=True, help="Exit with 3 unless the database is at the newest revisions.")
def command(call: Call, *, check_heads: bool) -> int:
    async def work() -> CurrentResult:
        return await current(await call.config(), x=call.x, **call.bind)

    result = run_late(work())
    if call.json:
        call.show(result, "")
    else:
        for one in result.databases or (result,):
            call.show(one, _told(call, one))
    return PENDING if check_heads and not result.is_head else 0


def _told(call: Call, result: CurrentResult) -> str:
    """The version rows of one database, and what they imply, for people."""
    if not result.revisions:
        call.console.line(f"{f'{result.name}: ' if result.name else ''}at base")
    if (stopped := result.interrupted) is not None:
        name = f"{result.name}: " if result.name else ""
        call.console.line(f"{name}{stopped.direction} of {stopped.revision}: {stopped}", "pending")
    for one in result.backfills:
        name = f"{result.name}: " if result.name else ""
        call.console.line(f"{name}backfill of {one.revision}: {one}", "pending")
    entries = {entry.revision: entry for entry in result.entries}
    lines = [_line(id_, entries.get(id_), result, call) for id_ in (*result.revisions, *result.implied)]
    return "\n".join(f"{result.name}: {line}" if result.name else line for line in lines)


def _line(id_: str, one: Entry | None, result: CurrentResult, call: Call) -> str:
    """`<id> (head)`, or all that the file says."""
    if one is None:
        return f"{id_} (unknown)" if id_ in result.unknown else id_
    return block(one) if call.verbose else id_ + one.head_mark
