"""`amig current`: where the database is. Creates nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

import rich_click as click

from amig.commands import COMMANDS, PENDING
from amig.commands.entry import Entry, block, entry
from amig.commands.face import Call, drive, face, run
from amig.commands.project import opened, over
from amig.config import Config
from amig.env import Bind, Request, run_env
from amig.script.directory import ScriptDirectory

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from amig.context import MigrationContext
    from amig.state.lock import Heads


@dataclass(frozen=True, slots=True)
class CurrentResult:
    """The version rows, and the rows of a database that has everything. `unknown` ones no file has."""

    revisions: tuple[str, ...]
    heads: tuple[str, ...]
    unknown: tuple[str, ...]
    name: str | None = None
    databases: tuple[CurrentResult, ...] = ()
    """Where there are several databases, each of them; the other fields are what all say together."""

    @property
    def is_head(self) -> bool:
        mine = set(self.revisions) == set(self.heads)
        return all(one.is_head for one in self.databases) if self.databases else mine


async def current(
    config: Config | str | Path | None = None, *, x: tuple[str, ...] = (), **bind: Unpack[Bind]
) -> CurrentResult:
    """Read the version rows of a given `engine`, `connection` or `url`, or of the configured database."""
    found: list[CurrentResult] = []

    async def one(settings: Config, script: ScriptDirectory) -> None:
        async def work(context: MigrationContext) -> None:
            found.append(_read(script, await context.heads(), context.options.name))

        await run_env(settings, script, Request(work=work, bind=bind, x=x, reads_only=True))

    await over(config, bind, one)
    if len(found) == 1:
        return found[0]
    return CurrentResult(
        _together(one.revisions for one in found),
        _together(one.heads for one in found),
        _together(one.unknown for one in found),
        databases=tuple(found),
    )


async def rows_of(config: Config, x: tuple[str, ...], bind: Bind) -> tuple[str, ...]:
    """The version rows alone, for commands that count from them."""
    return (await current(config, x=x, **bind)).revisions


def _together(rows: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({row for some in rows for row in some}))


def _read(script: ScriptDirectory, rows: Heads, name: str | None) -> CurrentResult:
    unknown = {id_ for id_ in rows if id_ not in script.graph and id_ not in script.graph.replaced.names}
    here = script.graph.canonical(rows)
    return CurrentResult(tuple(sorted(here)), tuple(sorted(script.graph.real_heads)), tuple(sorted(unknown)), name)


@face("current", COMMANDS["current"][1])
@click.option("--check-heads", is_flag=True, help="Exit with 3 unless the database is at the newest revisions.")
def command(call: Call, *, check_heads: bool) -> int:
    async def work() -> CurrentResult:
        return await current(await call.config(), x=call.x, **call.bind)

    result = run(work())
    if call.json:
        call.show(result, "")
    else:
        for one in result.databases or (result,):
            call.show(one, _told(call, one))
    return PENDING if check_heads and not result.is_head else 0


def _told(call: Call, result: CurrentResult) -> str:
    """The version rows of one database, for people."""
    notes = {**dict.fromkeys(result.unknown, " (unknown)"), **dict.fromkeys(result.heads, " (head)")}
    lines = [f"{revision}{notes.get(revision, '')}" for revision in result.revisions]
    known = [one for one in result.revisions if one not in result.unknown]
    if call.verbose and known:
        entries = drive(_entries(call, known))
        lines = [*map(block, entries), *(line for line in lines if line.endswith("(unknown)"))]
    if not result.revisions:
        call.console.line(f"{f'{result.name}: ' if result.name else ''}at base")
    return "\n".join(f"{result.name}: {line}" if result.name else line for line in lines)


async def _entries(call: Call, revisions: list[str]) -> list[Entry]:
    """What the files say of these revisions."""
    _, script = await opened(await call.config())
    return [entry(script, script.revision(revision), revisions) for revision in revisions]
