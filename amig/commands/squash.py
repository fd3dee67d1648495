"""`amig squash`: one revision in the place of several, proven on scratch databases before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Unpack

import rich_click as click

from amig.aside import aside
from amig.commands import COMMANDS
from amig.commands.face import Call, face, run
from amig.commands.hooks import HookRun, configured_hooks, run_hooks
from amig.commands.project import opened
from amig.commands.written import several, style_of
from amig.config import Config
from amig.env import Bind, Request, run_env
from amig.errors import UnsquashableError, listed
from amig.proof.squash.line import Line, line
from amig.proof.squash.make import make
from amig.script import heads_file
from amig.script.new import NewRevision, new_id
from amig.script.write import write_files

if TYPE_CHECKING:
    from pathlib import Path

    from amig.context import MigrationContext


@dataclass(frozen=True, slots=True)
class SquashResult:
    """The revision that was written. `kept` and `dropped` are old ones whose data steps were; `old` are their files.

    The old files are needed as long as a database is in the middle of the range. `notes` are for people.
    """

    revision: str
    replaces: tuple[str, ...]
    path: str
    kept: tuple[str, ...]
    dropped: tuple[str, ...]
    old: tuple[str, ...]
    notes: tuple[str, ...] = ()
    hooks: tuple[HookRun, ...] = ()


async def squash(
    config: Config | str | Path | None,
    range_: str,
    message: str = "",
    *,
    keep: str | Sequence[str] = (),
    drop: str | Sequence[str] = (),
    rev_id: str | None = None,
    x: tuple[str, ...] = (),
    **bind: Unpack[Bind],
) -> SquashResult:
    """Make one revision of the range `A..B`, both included; old ids stay known, and the old files stay.

    Its schema changes are those of the range as a whole. What else a revision does (rows, rights, Python) is kept as it
    was written, or dropped, by id or message. Raises DataStepsError where nothing is said of one, NotALineError,
    UnequalPathsError, NoScratchError.
    """
    settings, script = await opened(config)
    settings = settings.each()[0]
    found = await aside(line, range_, script.graph)
    _refuse_backfills(found)
    new = NewRevision(
        message=message or f"squash {found.first.id} to {found.last.id}",
        id=new_id() if rev_id is None else rev_id,
        head=found.first.parents or ("base",),
        splice=True,
        depends_on=tuple(one for one in sorted(found.needs) if one not in found.first.parents),
        version_path=found.last.path.parent if len(script.versions) > 1 else None,
    )
    style = await aside(style_of, settings)
    hooks = await aside(configured_hooks, settings)
    made: list[Any] = []

    async def work(context: MigrationContext) -> None:
        made[:] = await make(context, found, new, style, keep=several(keep), drop=several(drop))

    await run_env(settings, script, Request(work=work, bind=bind, x=x, reads_only=True))
    draft, words, notes = made
    await aside(write_files, {draft.path: draft.data})
    script.graph = draft.graph
    if settings.heads_file:
        await aside(heads_file.write, script)
    _, runs = await run_hooks(hooks, draft.revision, settings.folder)
    old = tuple(str(one.path) for one in found.revisions)
    return SquashResult(draft.revision.id, found.ids, str(draft.path), words.kept, words.dropped, old, notes, runs)


def _refuse_backfills(found: Line) -> None:
    """A squashed revision is one function up and one down: nothing of it could be a backfill, or wait for one."""
    for one in found.revisions:
        if one.backfill:
            raise UnsquashableError(one.id, "it has a backfill", "squash up to it and on from it")
        if one.requires_backfill:
            problem = f"it requires the backfill of {listed(one.requires_backfill)}"
            raise UnsquashableError(one.id, problem, "squash up to it and on from it")


@face("squash", COMMANDS["squash"][1])
@click.argument("range_", metavar="A..B")
@click.option("-m", "--message", default="", metavar="TEXT", help="What it is called; part of the file's name.")
@click.option("--keep", multiple=True, metavar="REVISION", help="Copy what it does beside the schema; repeatable.")
@click.option("--drop", multiple=True, metavar="REVISION", help="Leave out what it does beside the schema; repeatable.")
@click.option("--rev-id", metavar="ID", help="The id, instead of one at random.")
def command(call: Call, range_: str, message: str, **given: Any) -> None:
    """Both ends are included. Needs scratch databases: see `scratch_url`. The old files are left where they are."""

    async def work() -> SquashResult:
        return await squash(await call.config(), range_, message, **given, x=call.x, **call.bind)

    result = run(work())
    call.show(result, result.path, code=True)
    call.console.line(f"wrote revision {result.revision}, which replaces {len(result.replaces)}", "done")
    for note in result.notes:
        call.console.line(note, "note")
    call.console.line("the old files stay until no database is in the middle of what they do: then delete them", "hint")
