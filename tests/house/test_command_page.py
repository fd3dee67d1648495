"""`commands.md`: every command, argument and option, made from the code and held equal to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.house.test_cli_json import cli

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"
INTRODUCTION = """# Commands

Made from the code, and held equal to it by a test; [cli.json](cli.json) is the same for programs. `amig docs COMMAND` prints
what stands here about one of them. In a program each is a coroutine of the same name, see [Python](api.md).
"""


def named(one: dict[str, Any]) -> str:
    """An option as it is written: its names, and what it takes."""
    names = ", ".join(f"`{name}`" for name in one["names"])
    if one.get("flag"):
        return names
    takes = "\\|".join(one["choices"]) if "choices" in one else one["type"].upper()
    return f"{names} {takes}"


def explained(one: dict[str, Any]) -> str:
    parts = [str(one["help"]).replace("|", "\\|")]
    parts += ["Repeatable."] if one["multiple"] and "repeatable" not in parts[0] else []
    parts += ["Must be given."] if one["required"] else []
    parts += [f"Default: `{one['default']}`."] if "default" in one and not one.get("flag") else []
    return " ".join(parts)


def options(given: list[dict[str, Any]]) -> list[str]:
    return ["| option | does |", "|---|---|", *(f"| {named(one)} | {explained(one)} |" for one in given), ""]


def usage(name: str, arguments: list[dict[str, Any]]) -> str:
    words = [f"amig {name}"]
    for one in arguments:
        word = one["names"][0].upper() + ("..." if one["multiple"] else "")
        words.append(word if one["required"] else f"[{word}]")
    return " ".join(words)


def section(name: str, command: dict[str, Any]) -> str:
    lines = [f"## {name}", "", f"`{usage(name, command['arguments'])}`", ""]
    lines += [command["help"], ""]
    return "\n".join(lines + (options(command["options"]) if command["options"] else []))


def page() -> str:
    found = cli()
    shared = ["## For every command", "", "They may stand before the command's name or after it.", ""]
    parts = [section(name, command) for name, command in found["commands"].items()]
    return "\n".join([INTRODUCTION, *shared, *options(found["shared"]), *parts])


def test_the_page_says_what_the_code_does(request) -> None:
    """`--rewrite` writes it anew."""
    text = page()
    if request.config.option.rewrite:
        PAGE.write_text(text)
    assert PAGE.read_text() == text


def test_every_option_has_its_line() -> None:
    """Of every command."""
    text, found = PAGE.read_text(), cli()
    for name, command in found["commands"].items():
        mine = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert all(f"| `{one['names'][0]}`" in mine for one in command["options"]), name
