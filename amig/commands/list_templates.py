"""`amig list-templates`: what `amig init` can start from."""

from __future__ import annotations

from dataclasses import dataclass

from amig.aside import aside
from amig.commands import COMMANDS
from amig.commands.face import Call, drive, face
from amig.script.templates import templates


@dataclass(frozen=True, slots=True)
class ListTemplatesResult:
    """Names, and what each is for."""

    templates: dict[str, str]


async def list_templates() -> ListTemplatesResult:
    """Give back the templates that come with amig."""
    return ListTemplatesResult(await aside(templates))


@face("list-templates", COMMANDS["list-templates"][1])
def command(call: Call) -> None:
    result = drive(list_templates())
    width = max(map(len, result.templates))
    call.show(result, "\n".join(f"{name:{width}}  {line}" for name, line in result.templates.items()))
