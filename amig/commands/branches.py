"""`amig branches`: where the history parts. Needs no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amig.commands import COMMANDS
from amig.commands.entry import Entry, block, entry, line, named
from amig.commands.face import Call, drive, face
from amig.commands.project import opened
from amig.config import Config

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class BranchPoint:
    """A revision that several follow, and those."""

    revision: Entry
    children: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class BranchesResult:
    """Every branch point, newest first."""

    branches: tuple[BranchPoint, ...]


async def branches(config: Config | str | Path | None = None) -> BranchesResult:
    """Read the headers and give back the revisions that more than one follows."""
    _, script = await opened(config)
    graph = script.graph
    points = [revision for revision in script.history() if len(graph.children(revision.id)) > 1]
    return BranchesResult(
        tuple(
            BranchPoint(entry(graph, one), tuple(entry(graph, graph[id_]) for id_ in graph.children(one.id)))
            for one in points
        )
    )


def text(point: BranchPoint, *, verbose: bool) -> str:
    """The branch point, and an indented line for each revision after it."""
    if verbose:
        return block(point.revision)
    after = [f"    -> {named(one)}" for one in point.children]
    return "\n".join([line(point.revision), *after])


@face("branches", COMMANDS["branches"][1])
def command(call: Call) -> None:
    async def work() -> BranchesResult:
        return await branches(await call.config())

    result = drive(work())
    if not result.branches:
        call.console.line("no branches")
    call.show(result, "\n".join(text(point, verbose=call.verbose) for point in result.branches))
