"""`amig revision`: write a new, empty revision. Needs no database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import rich_click as click

from amig.commands import COMMANDS
from amig.commands.face import Call, drive, face
from amig.commands.project import opened
from amig.commands.written import BeforeWrite, RevisionResult, location_of, runner, several, show, written
from amig.config import Config
from amig.script.new import Format, NewRevision, new_id

if TYPE_CHECKING:
    from pathlib import Path


async def revision(
    config: Config | str | Path | None = None,
    message: str = "",
    *,
    head: str | Sequence[str] = "head",
    splice: bool = False,
    branch_label: str | Sequence[str] = (),
    version_path: str | Path | None = None,
    rev_id: str | None = None,
    depends_on: str | Sequence[str] = (),
    format: Format = "py",  # noqa: A002 - as on the command line
    before_write: BeforeWrite | None = None,
) -> RevisionResult:
    """Write a new revision after `head`; its id is chosen unless `rev_id` gives one.

    `before_write`, plain or async, is given the NewRevision in a list, and may change, drop or add some. Then the hooks
    of the configuration are run on each file; one that fails raises HookFailedError, and the file stays.
    """
    settings, script = await opened(config, lenient=True)
    new = NewRevision(
        message=message,
        id=new_id() if rev_id is None else rev_id,
        head=several(head),
        splice=splice,
        branch_labels=several(branch_label),
        depends_on=several(depends_on),
        version_path=await location_of(version_path, settings, script),
        format=format,
    )
    return await written(settings, script, new, before_write)


@face("revision", COMMANDS["revision"][1])
@click.option("-m", "--message", default="", metavar="TEXT", help="What the revision does; part of the file's name.")
@click.option("--head", default="head", metavar="SYMBOL", help="The head that it follows; base starts a new root.")
@click.option("--splice", is_flag=True, help="Follow a revision that is no head: another line starts there.")
@click.option("--branch-label", multiple=True, metavar="LABEL", help="A name for the branch; repeatable.")
@click.option("--version-path", metavar="FOLDER", help="Which of the version locations the file goes to.")
@click.option("--rev-id", metavar="ID", help="The id, instead of one at random.")
@click.option("--depends-on", multiple=True, metavar="SYMBOL", help="What must have run before; repeatable.")
@click.option("--format", type=click.Choice(["py", "sql"]), default="py", help="Python, or a pair of SQL files.")
def command(call: Call, **given: Any) -> None:
    settings = drive(call.config())
    show(call, runner(settings)(revision(settings, **given)))
