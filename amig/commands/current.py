"""`amig current`: where the database is. Creates nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

import rich_click as click

from amig.commands import COMMANDS, PENDING
from amig.commands.face import Call, drive, face, run
from amig.commands.history import Entry, block, entry
from amig.commands.project import opened
from amig.config import Config
from amig.env import Bind, Request, run_env

if TYPE_CHECKING:
    from pathlib import Path

    from amig.context import MigrationContext


@dataclass(frozen=True, slots=True)
class CurrentResult:
    """The version rows, and the rows of a database that has everything. `unknown` ones no file has."""

    revisions: tuple[str, ...]
    heads: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def is_head(self) -> bool:
        return set(self.revisions) == set(self.heads)


async def current(
    config: Config | str | Path | None = None, *, x: tuple[str, ...] = (), **bind: Unpack[Bind]
) -> CurrentResult:
    """Read the version rows of a given `engine`, `connection` or `url`, or of the configured database."""
    settings, script = await opened(config)
    found: set[str] = set()

    async def work(context: MigrationContext) -> None:
        found.update(await context.heads())

    await run_env(settings, script, Request(work=work, bind=bind, x=x))
    unknown = {id_ for id_ in found if id_ not in script.graph and id_ not in script.graph.replaced.names}
    here = script.graph.canonical(found)
    return CurrentResult(tuple(sorted(here)), tuple(sorted(script.graph.real_heads)), tuple(sorted(unknown)))


@face("current", COMMANDS["current"][1])
@click.option("--check-heads", is_flag=True, help="Exit with 3 unless the database is at the newest revisions.")
def command(call: Call, *, check_heads: bool) -> int:
    async def work() -> CurrentResult:
        return await current(await call.config(), x=call.x, **call.bind)

    result = run(work())
    notes = {**dict.fromkeys(result.unknown, " (unknown)"), **dict.fromkeys(result.heads, " (head)")}
    lines = [f"{revision}{notes.get(revision, '')}" for revision in result.revisions]
    known = [one for one in result.revisions if one not in result.unknown]
    if call.verbose and known:
        entries = drive(_entries(call, known))
        lines = [*map(block, entries), *(line for line in lines if line.endswith("(unknown)"))]
    call.show(result, "\n".join(lines))
    if not result.revisions:
        call.console.line("at base")
    return PENDING if check_heads and not result.is_head else 0


async def _entries(call: Call, revisions: list[str]) -> list[Entry]:
    """What the files say of these revisions."""
    _, script = await opened(await call.config())
    return [entry(script, script.revision(revision)) for revision in revisions]
