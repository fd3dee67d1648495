"""`amig revision`: write a new revision: empty, or with what makes the database as the models are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, Unpack

import rich_click as click

from amig.aside import aside
from amig.commands import COMMANDS
from amig.commands.face import Call, drive, face, run
from amig.commands.project import opened
from amig.commands.written import (
    BeforeWrite,
    RevisionResult,
    kept,
    location_of,
    ready,
    runner,
    several,
    show,
    written,
)
from amig.config import Config, Prove
from amig.errors import BadCallError
from amig.script.new import Format, NewRevision, new_id

if TYPE_CHECKING:
    from pathlib import Path

    from amig.asked import Answer
    from amig.autogen.renames import RenameMode, Suspicion
    from amig.env import Bind


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
    autogenerate: bool = False,
    style: Literal["async", "blocking"] | None = None,
    batch: bool | None = None,
    renames: RenameMode | None = None,
    answer: Answer | None = None,
    allow_empty: bool = False,
    prove: Prove | None = None,
    x: tuple[str, ...] = (),
    **bind: Unpack[Bind],
) -> RevisionResult:
    """Write a new revision after `head`; its id is chosen unless `rev_id` gives one.

    With `autogenerate` the database is compared with the models, and the revision makes it as they are; where nothing
    differs none is written, unless `allow_empty`. What may have been renamed `answer` is asked about, plain or async.
    `prove`: it is kept once it went up, down and up again on a scratch database; `"auto"` where there can be one.
    Without `autogenerate` no database is needed. Raises NotAtHeadError, NoMetadataError, AutogenError, UnprovenError,
    NoScratchError.

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
        style=style or settings.style,
        operations=settings.operations,
    )
    if not autogenerate:
        return await written(settings, script, [new], before_write)
    from amig.commands.autogenerate import Wanted, drafts
    from amig.commands.proving import Trying, proven

    if format != "py":
        raise BadCallError("--format", f"is `{format}`, and what is found is written as Python", "leave it out")
    wanted = Wanted(new=new, batch=batch, renames=renames, answer=answer, allow_empty=allow_empty)
    found = await drafts(settings, wanted, x, bind)
    trying = [
        Trying(draft, await ready(draft.config, draft.script, news, before_write))
        for draft in found
        if (news := await aside(draft.news, wanted))
    ]
    proof = await proven(trying, settings.prove if prove is None else prove, x, bind)
    return RevisionResult(
        tuple([revision for one in trying for revision in await kept(one.ready)]),
        tuple(one for draft in found for one in draft.different),
        tuple(one for draft in found for one in draft.unsure),
        tuple(one for draft in found for one in draft.suspected),
        *proof,
    )


@face("revision", COMMANDS["revision"][1])
@click.option("-m", "--message", default="", metavar="TEXT", help="What the revision does; part of the file's name.")
@click.option("--head", default="head", metavar="SYMBOL", help="The head that it follows; base starts a new root.")
@click.option("--splice", is_flag=True, help="Follow a revision that is no head: another line starts there.")
@click.option("--branch-label", multiple=True, metavar="LABEL", help="A name for the branch; repeatable.")
@click.option("--version-path", metavar="FOLDER", help="Which of the version locations the file goes to.")
@click.option("--rev-id", metavar="ID", help="The id, instead of one at random.")
@click.option("--depends-on", multiple=True, metavar="SYMBOL", help="What must have run before; repeatable.")
@click.option("--autogenerate", is_flag=True, help="Compare the database with the models, and write what differs.")
@click.option("--style", type=click.Choice(["async", "blocking"]), help="Which kind of functions the file has.")
@click.option("--batch/--no-batch", default=None, help="Write changes of a table as a batch; SQLite needs it.")
@click.option("--renames", type=click.Choice(["ask", "detect", "never"]), help="What to do about what looks renamed.")
@click.option("--allow-empty", is_flag=True, help="Write a file even if nothing differs.")
@click.option("--prove/--no-prove", default=None, help="Try it on a scratch database before it is kept.")
@click.option("--format", type=click.Choice(["py", "sql"]), default="py", help="Python, or a pair of SQL files.")
def command(call: Call, **given: Any) -> None:
    settings = drive(call.config())
    if not given["autogenerate"]:
        show(call, runner(settings)(revision(settings, **given)))
        return
    result = run(revision(settings, **given, answer=_answer(), x=call.x, **call.bind))
    for one in result.differences:
        call.console.line(f"{one.line}: {one.reason}")
    for one in result.unsure:
        call.console.labelled("warning", f"left out, for it may be none: {one.subject}: {one.reason} ({one.unsure})")
    if not result.revisions:
        call.console.line("no differences: nothing was written", "done")
    for said in result.unproven:
        call.console.labelled("warning", said)
    show(call, result)


def _answer() -> Answer | None:
    """Whoever sits at the terminal; None where nobody does."""
    import sys

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None

    async def ask(one: Suspicion) -> bool:
        from amig.commands.asking import yes

        return await yes(one.question)

    return ask
