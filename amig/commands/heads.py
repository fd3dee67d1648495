"""`amig heads`: the newest revisions. Needs no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import rich_click as click

from amig.aside import aside
from amig.commands import COMMANDS
from amig.commands.entry import Entry, at_the_end, block
from amig.commands.face import Call, drive, face
from amig.commands.project import opened
from amig.config import Config
from amig.errors import HeadsFileError, SeveralHeadsError
from amig.script import heads_file

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class HeadsResult:
    """The revisions that nothing follows, and what is wrong with the `heads` file, where there should be one."""

    heads: tuple[Entry, ...]
    heads_file: HeadsFileError | None = None

    def check(self) -> None:
        """Raise HeadsFileError, or SeveralHeadsError for more than one head."""
        if self.heads_file:
            raise self.heads_file
        if len(self.heads) > 1:
            raise SeveralHeadsError(tuple(head.revision for head in self.heads))


async def heads(config: Config | str | Path | None = None, *, resolve_dependencies: bool = False) -> HeadsResult:
    """Read the headers and give back the heads; `resolve_dependencies` leaves out those that others depend on."""
    settings, script = await opened(config, brief=True)
    problem = await aside(heads_file.problem, script) if settings.heads_file else None
    tips = (tip for tip in script.told.tips if not (resolve_dependencies and tip.needed))
    return HeadsResult(tuple(map(at_the_end, tips)), problem)


@face("heads", COMMANDS["heads"][1])
@click.option("--check", is_flag=True, help="Exit with 3 for more than one head, or a `heads` file that is wrong.")
@click.option("--resolve-dependencies", is_flag=True, help="Leave out heads that other revisions depend on.")
def command(call: Call, *, check: bool, resolve_dependencies: bool) -> None:
    async def work() -> HeadsResult:
        return await heads(await call.config(), resolve_dependencies=resolve_dependencies)

    result = drive(work())
    call.show(result, "\n".join(map(block if call.verbose else line, result.heads)))
    if check:
        result.check()


def line(head: Entry) -> str:
    """`<id> (<labels>) (head)  message`, or `(effective head)`."""
    return f"{head.revision}{head.marks}  {head.message}".rstrip()
