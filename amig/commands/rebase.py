"""`amig rebase`: after a git merge, put your revisions after those of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

import rich_click as click

from amig.aside import aside
from amig.commands import COMMANDS
from amig.commands.face import Call, face, run
from amig.commands.project import opened
from amig.commands.published import Published, published
from amig.config import Config
from amig.errors import (
    AppliedMoveError,
    BadConfigError,
    OursUnknownError,
    UnaskedDatabaseError,
    UnknownRevisionError,
    UnreachableError,
)
from amig.script import heads_file
from amig.script.directory import ScriptDirectory
from amig.script.edit import Edit, reparented
from amig.script.rebase import Ours, Rebased
from amig.script.rebase import rebase as rebased
from amig.script.swap import swap

if TYPE_CHECKING:
    from pathlib import Path

    from amig.env import Bind


@dataclass(frozen=True, slots=True)
class Moved:
    """A revision with other parents than before."""

    revision: str
    path: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RebaseResult:
    """What moved, and the heads before and after; `compared` is what had the other revisions.

    `asked`: the database said what it has run. `heads_file` is the path of that file, where it was behind. `diff` is
    filled where nothing was written.
    """

    moved: tuple[Moved, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    compared: str | None
    asked: bool
    heads_file: str | None = None
    diff: str | None = None


async def rebase(
    config: Config | str | Path | None = None,
    *,
    base: str | None = None,
    unapplied: bool = False,
    head: str | None = None,
    onto: str | None = None,
    database: bool = True,
    dry_run: bool = False,
    x: tuple[str, ...] = (),
    **bind: Unpack[Bind],
) -> RebaseResult:
    """Rewrite the parents of revisions that the git branch `base`, or with `unapplied` the database, does not have.

    Every file is changed, or none. Raises HeadsError; `database` False goes without asking a database.
    """
    if unapplied and (base is not None or not database):
        other = "--no-database" if base is None else "--base"
        raise BadConfigError("the call", "unapplied", f"and `{other}` exclude each other")
    settings, script = await opened(config)
    graph = script.graph
    chosen = [None if one is None else script.revision(one).id for one in (head, onto)]
    done, where, applied = Rebased(graph, {}), None, None
    if len(graph.heads) > 1:
        known = None if unapplied else await aside(published, script, base)
        if known is None and database:
            applied = await _applied(settings, script, x, bind)
        ours = _ours(script, known, applied)
        done, where = rebased(graph, ours, *chosen), ours.where
        if done.parents and applied is None and database:
            applied = await _applied(settings, script, x, bind)
        if touched := graph.in_order(graph.descendants(done.parents) & (applied or set())):
            raise AppliedMoveError(touched)
    edits = await aside(_edits, settings, script, done)
    heads_path = next((str(edit.path) for edit in edits[len(done.parents) :]), None)
    diff = await aside(_carried_out, edits, dry_run=dry_run)
    moved = tuple(Moved(id_, str(graph[id_].path), graph[id_].parents, now) for id_, now in done.parents.items())
    return RebaseResult(moved, graph.heads, done.graph.heads, where, applied is not None, heads_path, diff)


def _ours(script: ScriptDirectory, known: Published | None, applied: set[str] | None) -> Ours:
    """The revisions that may be moved: by git, else by the database."""
    if known is not None:
        return Ours(frozenset(script.graph.ids) - known.ids, f"`{known.branch}`")
    if applied is not None:
        return Ours(frozenset(script.graph.ids) - applied, "the database")
    raise OursUnknownError("neither git nor a database can be asked")


async def _applied(settings: Config, script: ScriptDirectory, x: tuple[str, ...], bind: Bind) -> set[str] | None:
    """All that the configured databases have run, or begun to; None where none is configured."""
    if not (bind or settings.url or settings.engine or settings.databases or script.env_path):
        return None
    from amig.commands.current import read

    try:
        there = await read(settings, x, bind, script)
    except UnreachableError as error:
        raise UnaskedDatabaseError(str(error)) from error
    if there.unknown:
        raise UnknownRevisionError(there.unknown, script.name)
    view, squashed = script.graph.view(there.revisions), script.graph.replaced.names
    return {squashed.get(id_, id_) for id_ in view.ancestors(view.canonical(there.revisions))}


def _edits(settings: Config, script: ScriptDirectory, done: Rebased) -> list[Edit]:
    edits = [reparented(script.graph[id_], parents) for id_, parents in done.parents.items()]
    heads = heads_file.edit(script, done.graph.heads) if settings.heads_file else None
    return [*edits, heads] if heads else edits


def _carried_out(edits: Sequence[Edit], *, dry_run: bool) -> str | None:
    """The diff where nothing is to be written."""
    if dry_run:
        return "\n".join(edit.diff() for edit in edits)
    swap(edits)
    return None


@face("rebase", COMMANDS["rebase"][1])
@click.option("--base", metavar="BRANCH", help="What has the others' revisions; the remote's default branch, or main.")
@click.option("--unapplied", is_flag=True, help="Move what the database has not run, whatever git says.")
@click.option("--head", metavar="SYMBOL", help="The head to move, where there are several.")
@click.option("--onto", metavar="SYMBOL", help="The head to put it after, where there are several.")
@click.option("--no-database", "database", is_flag=True, flag_value=False, default=True, help="Ask no database.")
@click.option("--dry-run", is_flag=True, help="Show the changes as a diff; write nothing.")
def command(
    call: Call, base: str | None, head: str | None, onto: str | None, *, unapplied: bool, database: bool, dry_run: bool
) -> None:
    async def work() -> RebaseResult:
        return await rebase(
            await call.config(),
            base=base,
            unapplied=unapplied,
            head=head,
            onto=onto,
            database=database,
            dry_run=dry_run,
            x=call.x,
            **call.bind,
        )

    result = run(work())
    told = "\n".join(map(line, result.moved)) if result.diff is None else result.diff
    call.show(result, told, code=result.diff is not None)
    heads = ", ".join(result.after) or "none"
    if result.heads_file:
        call.console.line(f"{'would write' if dry_run else 'wrote'} {result.heads_file}", "done")
    if result.moved:
        call.console.line(f"{'would be' if dry_run else 'now'} at head: {heads}", "done")
    elif not result.heads_file:
        several = "heads on different branches" if len(result.after) > 1 else "one head"
        call.console.line(f"nothing to do: {several}: {heads}" if result.after else "nothing to do: no revisions")


def line(one: Moved) -> str:
    """`<id>: <old parents> -> <new parents>`."""
    before, after = (", ".join(ids) or "<base>" for ids in (one.before, one.after))
    return f"{one.revision}: {before} -> {after}"
