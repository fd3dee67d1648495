"""`amig merge`: write a revision that follows several, so that there is one head again. Needs no database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import rich_click as click

from amig.aside import aside
from amig.commands import COMMANDS
from amig.commands.face import Call, drive, face
from amig.commands.project import opened
from amig.commands.written import RevisionResult, runner, several, show, written
from amig.config import Config
from amig.script.attach import merging
from amig.script.new import NewRevision, new_id

if TYPE_CHECKING:
    from pathlib import Path


async def merge(
    config: Config | str | Path | None = None,
    revisions: str | Sequence[str] = "heads",
    message: str = "",
    *,
    splice: bool = False,
    branch_label: str | Sequence[str] = (),
    rev_id: str | None = None,
) -> RevisionResult:
    """Write a revision that follows all of `revisions`: heads, unless `splice`. Without a message it names them.

    Raises NothingToMergeError for fewer than two, NotAHeadError, OverlapError, and what `revision` raises.
    """
    settings, script = await opened(config, lenient=True)
    new = NewRevision(
        message=message,
        id=new_id() if rev_id is None else rev_id,
        head=several(revisions),
        splice=splice,
        branch_labels=several(branch_label),
        style=settings.style,
        operations=settings.operations,
    )
    return await written(settings, script, [await aside(merging, new, script.graph)])


@face("merge", COMMANDS["merge"][1])
@click.argument("revisions", nargs=-1, metavar="[REVISION]...")
@click.option("-m", "--message", default="", metavar="TEXT", help="What it joins; part of the file's name.")
@click.option("--splice", is_flag=True, help="Join revisions that are no heads, too.")
@click.option("--branch-label", multiple=True, metavar="LABEL", help="A name for the branch; repeatable.")
@click.option("--rev-id", metavar="ID", help="The id, instead of one at random.")
def command(call: Call, revisions: tuple[str, ...], **given: Any) -> None:
    settings = drive(call.config())
    show(call, runner(settings)(merge(settings, revisions or "heads", **given)))
