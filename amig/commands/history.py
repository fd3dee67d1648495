"""`amig history`: every revision, newest first. Needs no database."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import indent
from typing import TYPE_CHECKING

from amig.commands import COMMANDS
from amig.commands.face import Call, drive, face
from amig.commands.project import opened
from amig.config import Config
from amig.script.directory import ScriptDirectory

if TYPE_CHECKING:
    from pathlib import Path

    from amig.script.revision import Revision


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision: what it follows, its first line, its file."""

    revision: str
    down_revision: tuple[str, ...]
    message: str
    path: str
    is_head: bool
    doc: str


@dataclass(frozen=True, slots=True)
class HistoryResult:
    """Every revision, newest first."""

    revisions: tuple[Entry, ...]


def entry(script: ScriptDirectory, revision: Revision) -> Entry:
    """A revision as commands give it back."""
    return Entry(
        revision.id,
        revision.parents,
        revision.message,
        str(revision.path),
        revision.id in script.heads,
        revision.doc,
    )


async def history(config: Config | str | Path | None = None) -> HistoryResult:
    """Read the headers and give back all revisions."""
    _, script = await opened(config)
    return HistoryResult(tuple(entry(script, revision) for revision in script.history()))


def line(one: Entry) -> str:
    """`<down> -> <id> (head), message`."""
    down = ", ".join(one.down_revision) or "<base>"
    return f"{down} -> {one.revision}{' (head)' if one.is_head else ''}, {one.message}"


def block(one: Entry) -> str:
    """A revision in full."""
    parents = ", ".join(one.down_revision) or "<base>"
    label = "Merges:" if len(one.down_revision) > 1 else "Parent:"
    head = " (head)" if one.is_head else ""
    return f"Rev: {one.revision}{head}\n{label} {parents}\nPath: {one.path}\n\n{indent(one.doc, '    ')}\n"


@face("history", COMMANDS["history"][1])
def command(call: Call) -> None:
    async def work() -> HistoryResult:
        return await history(await call.config())

    result = drive(work())
    call.show(result, "\n".join(map(block if call.verbose else line, result.revisions)))
