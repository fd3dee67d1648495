"""`amig heads`: the newest revisions. Needs no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amig.commands import COMMANDS
from amig.commands.face import Call, drive, face
from amig.commands.history import Entry, block, entry
from amig.commands.project import opened
from amig.config import Config

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class HeadsResult:
    """The revisions that nothing follows."""

    heads: tuple[Entry, ...]


async def heads(config: Config | str | Path | None = None) -> HeadsResult:
    """Read the headers and give back the heads."""
    _, script = await opened(config)
    return HeadsResult(tuple(entry(script, revision) for revision in script.revisions("heads")))


@face("heads", COMMANDS["heads"][1])
def command(call: Call) -> None:
    async def work() -> HeadsResult:
        return await heads(await call.config())

    result = drive(work())
    call.show(result, "\n".join(map(block if call.verbose else line, result.heads)))


def line(head: Entry) -> str:
    """`<id> (head)  message`."""
    return f"{head.revision} (head)  {head.message}".rstrip()
