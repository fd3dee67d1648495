"""`amig completion`: the script that completes `amig` in a shell, and what it offers for revisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import rich_click as click

from amig.commands import COMMANDS
from amig.commands.face import Call, drive, face
from amig.errors import AmigError

if TYPE_CHECKING:
    from amig.script.directory import ScriptDirectory

SHELLS = ("bash", "zsh", "fish")


@dataclass(frozen=True, slots=True)
class CompletionResult:
    """What the shell has to read."""

    shell: str
    script: str


async def completion(shell: str) -> CompletionResult:
    """The script for `bash`, `zsh` or `fish`; raises BadCallError for another shell."""
    from click.shell_completion import get_completion_class

    from amig.errors import BadCallError

    kind = get_completion_class(shell) if shell in SHELLS else None
    if kind is None:
        raise BadCallError("shell", f"is `{shell}`", "it can be bash, zsh or fish")
    return CompletionResult(shell, kind(click.Command("amig"), {}, "amig", "_AMIG_COMPLETE").source())


def revisions(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """What a target can begin with: words, labels, ids; nothing where there is no project."""
    try:
        script = _script(context)
    except AmigError:
        return []
    words = ("head", "heads", "base", "current", *script.graph.words)
    return [word for word in words if word.startswith(incomplete)]


def _script(context: click.Context) -> ScriptDirectory:
    from amig.commands.project import folder
    from amig.config import Config

    return folder(Config.load(context.find_root().params.get("config_file")))


@face("completion", COMMANDS["completion"][1])
@click.argument("shell", type=click.Choice(SHELLS))
def command(call: Call, shell: str) -> None:
    result = drive(completion(shell))
    call.show(result, result.script, code=True)
