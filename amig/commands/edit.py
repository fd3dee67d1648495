"""`amig edit`: open revision files in an editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

import rich_click as click

from amig.commands import COMMANDS
from amig.commands.completion import revisions
from amig.commands.face import Call, drive, face, run
from amig.commands.show import asks, show
from amig.config import Config
from amig.errors import EditorError

if TYPE_CHECKING:
    from pathlib import Path

    from amig.env import Bind

USUAL = ("sensible-editor", "editor", "nano", "vim", "vi", "code")
"""Editors that are looked for where neither `$VISUAL` nor `$EDITOR` names one."""


@dataclass(frozen=True, slots=True)
class EditResult:
    """The files that a symbol means."""

    paths: tuple[str, ...]


async def edit(
    config: Config | str | Path | None = None, symbol: str = "head", *, x: tuple[str, ...] = (), **bind: Unpack[Bind]
) -> EditResult:
    """Give back the files of the revisions that a symbol means; only `current` asks the database.

    Opening them is left to the command line.
    """
    found = await show(config, symbol, x=x, **bind)
    return EditResult(tuple(one.path for one in found.revisions))


def editor() -> list[str]:
    """The editor's command; raises EditorError where none is found."""
    for variable in ("VISUAL", "EDITOR"):
        if named := os.environ.get(variable):
            words = [named] if os.path.isfile(named) else shlex.split(named)  # noqa: PTH113 - of a text
            if not words or shutil.which(words[0]) is None:
                raise EditorError(named, f"is what `${variable}` names, and cannot be found")
            return words
    if found := next(filter(shutil.which, USUAL), None):
        return [found]
    raise EditorError(" ".join(USUAL), "are what is looked for, and none is there")


@face("edit", COMMANDS["edit"][1])
@click.argument("symbol", default="head", shell_complete=revisions)
def command(call: Call, symbol: str) -> None:
    """SYMBOL is `head` without one, or `heads`, `current`, a revision or the beginning of its id."""

    async def work() -> EditResult:
        return await edit(await call.config(), symbol, x=call.x, **call.bind)

    result = run(work()) if asks(symbol) else drive(work())
    if not result.paths:
        call.console.line("nothing to open at base")
    for path in result.paths:
        words = editor()
        if code := subprocess.run([*words, path], check=False).returncode:  # noqa: S603 - the user's own editor
            raise EditorError(" ".join(words), f"ended with exit code {code} on `{path}`")
    call.show(result, "\n".join(result.paths) if call.verbose else "", code=True)
