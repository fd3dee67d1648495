"""`amig revision`: write a new, empty revision. Needs no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import rich_click as click

from amig.aside import aside
from amig.commands import COMMANDS
from amig.commands.face import Call, drive, face
from amig.commands.project import opened
from amig.config import Config
from amig.script import heads_file

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class RevisionResult:
    """The file that was written."""

    revision: str
    down_revision: tuple[str, ...]
    message: str
    path: str


async def revision(
    config: Config | str | Path | None = None, message: str = "", *, rev_id: str | None = None, head: str = "head"
) -> RevisionResult:
    """Write a new revision after `head`; its id is chosen unless `rev_id` gives one."""
    settings, script = await opened(config)
    written = await aside(script.write, message, rev_id=rev_id, head=head)
    if settings.heads_file:
        await aside(heads_file.write, script)
    return RevisionResult(written.id, written.parents, written.message, str(written.path))


@face("revision", COMMANDS["revision"][1])
@click.option("-m", "--message", default="", metavar="TEXT", help="What the revision does; part of the file's name.")
@click.option("--rev-id", metavar="ID", help="The id, instead of one at random.")
@click.option("--head", default="head", metavar="SYMBOL", help="The revision that it follows.")
def command(call: Call, message: str, rev_id: str | None, head: str) -> None:
    async def work() -> RevisionResult:
        return await revision(await call.config(), message, rev_id=rev_id, head=head)

    result = drive(work())
    call.console.line(f"wrote revision {result.revision}", "done")
    call.show(result, result.path)
