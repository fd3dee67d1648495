"""`cli.json`: every command, argument and option, made from the code and held equal to it; help on every line of it."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import rich_click as click

from amig.commands import COMMANDS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.json"


def commands() -> dict[str, click.Command]:
    return {name: importlib.import_module(module).command for name, (module, _) in COMMANDS.items()}


def described(parameter: click.Parameter) -> dict[str, Any]:
    """One argument or option, as plain values."""
    found: dict[str, Any] = {"names": [*parameter.opts, *parameter.secondary_opts], "type": parameter.type.name}
    if isinstance(parameter, click.Option):
        found["help"] = parameter.help
        found["flag"] = parameter.is_flag
    if isinstance(parameter.type, click.Choice):
        found["choices"] = list(parameter.type.choices)
    found["multiple"] = parameter.multiple or parameter.nargs == -1
    found["required"] = parameter.required
    if isinstance(parameter.default, str | int | float | list | tuple) and parameter.default not in ((), [], False):
        found["default"] = parameter.default
    return found


def cli() -> dict[str, Any]:
    """The whole command line. What every command takes stands once, under `shared`."""
    made = commands()
    shared = set.intersection(*({one.name for one in command.params} for command in made.values()))
    first = next(iter(made.values()))
    return {
        "shared": [described(one) for one in first.params if one.name in shared],
        "commands": {
            name: {
                "help": command.help,
                "arguments": [described(one) for one in command.params if isinstance(one, click.Argument)],
                "options": [
                    described(one)
                    for one in command.params
                    if not isinstance(one, click.Argument) and one.name not in shared
                ],
            }
            for name, command in made.items()
        },
    }


def test_the_page_says_what_the_code_does(request) -> None:
    """`--rewrite` writes it anew."""
    text = json.dumps(cli(), indent=1, ensure_ascii=False) + "\n"
    if request.config.option.rewrite:
        PAGE.write_text(text)
    assert PAGE.read_text() == text


def test_everything_has_a_line_of_help() -> None:
    """A sentence: a capital at its beginning, a full stop at its end."""
    found = cli()
    options = [one for command in found["commands"].values() for one in command["options"]] + found["shared"]
    lines = [one["help"] for one in options] + [command["help"] for command in found["commands"].values()]
    assert [line for line in lines if not line or line[0] == line[0].lower() or not line.endswith(".")] == []
