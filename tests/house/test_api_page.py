"""`api.md`: what `amig` exports, made from the code and held equal to it."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterator
from enum import Enum
from inspect import Parameter
from pathlib import Path
from typing import Any

import amig
from amig.ops.verb import BatchVerb, Verb

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "api.md"
INTRODUCTION = """# Python

Made from the code, and held equal to it by a test. Commands are coroutines of the same name; they give back the value that
`--json` prints. Errors are in [Errors](errors.md), operations in [Operations](operations.md), the keys of `Config` in
[Configuration](configuration.md).
"""
MODULES = {
    "amig": "What is imported from `amig`",
    "amig.asgi": "Apps that start",
    "amig.entities": "What is declared beside tables",
    "amig.testing": "Tests of one's own migrations",
}
TOO_MANY = {"Operations", "BlockingOperations", "BatchOperations", "op"}
"""Their methods have a page of their own."""


def exported(module: str) -> Iterator[tuple[str, Any]]:
    try:
        found = importlib.import_module(module)
    except ModuleNotFoundError:
        return
    names = amig._HOMES if module == "amig" else [name for name in dir(found) if not name.startswith("_")]
    for name in sorted(names, key=str.lower):
        value = getattr(found, name)
        home = value.__module__ if inspect.isclass(value) or inspect.isfunction(value) else module
        if name == "op" or (str(home).startswith("amig") and (inspect.isclass(value) or inspect.isroutine(value))):
            yield name, value


def shown(parameter: Parameter) -> str:
    """One parameter as it is written, a default only where it is short and the same each time."""
    name = {Parameter.VAR_POSITIONAL: "*", Parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "") + parameter.name
    kind = parameter.annotation
    text = (
        name
        if kind is Parameter.empty
        else f"{name}: {kind if isinstance(kind, str) else inspect.formatannotation(kind)}"
    )
    if parameter.default is Parameter.empty:
        return text
    default = repr(parameter.default)
    default = "..." if "<" in default or len(default) > 40 else default
    return f"{text} = {default}" if kind is not Parameter.empty else f"{text}={default}"


def signature(name: str, value: Any) -> str:
    """A call as it is written; on several lines where one is too long."""
    try:
        found = inspect.signature(value)
    except (TypeError, ValueError):
        return name
    parts: list[str] = []
    for one in found.parameters.values():
        if one.name in ("self", "cls"):
            continue
        if one.kind is Parameter.KEYWORD_ONLY and not any(part.startswith("*") for part in parts):
            parts.append("*")
        parts.append(shown(one))
    back = found.return_annotation
    end = "" if back is inspect.Signature.empty or inspect.isclass(value) else f" -> {str(back).strip(chr(39))}"
    word = "await " if inspect.iscoroutinefunction(value) else ""
    line = f"{word}{name}({', '.join(parts)}){end}"
    if len(line) <= 100:
        return line
    return "\n".join([f"{word}{name}(", *(f"    {part}," for part in parts), f"){end}"])


def documented(value: Any) -> list[str]:
    doc = inspect.getdoc(value) if value.__doc__ else None
    return [re.sub(r"^ +", "", line) for line in doc.splitlines()] + [""] if doc else []


def members(name: str, kind: type[Any]) -> Iterator[str]:
    """Public methods and properties that are a class's own, or of what it is made of in its room, each on a line."""
    room = kind.__module__.split(".")[:2]
    parts = (one for one in kind.__mro__ if one.__module__.split(".")[:2] == room)
    for one, value in (pair for part in parts for pair in vars(part).items()):
        if one.startswith("_") or isinstance(value, Verb | BatchVerb):
            continue
        bare = value.__func__ if isinstance(value, classmethod | staticmethod) else value
        first = (inspect.getdoc(bare) or "").partition("\n\n")[0].replace("\n", " ").replace("|", "\\|")
        if inspect.isfunction(bare) and first:
            call = re.sub(r"\s+", " ", signature(one, bare)).replace("|", "\\|").replace("( ", "(").replace(", )", ")")
            yield f"| `{call}` | {first} |"
        elif isinstance(value, property) and first:
            yield f"| `{one}` | {first} |"


def section(name: str, value: Any) -> str:
    lines = [f"### {name}", ""]
    if inspect.isclass(value) and issubclass(value, Enum):
        lines += [f"One of {', '.join(f'`{one.name}`' for one in value)}.", "", *documented(value)]
    elif inspect.isclass(value) or inspect.isroutine(value):
        lines += ["```text", signature(name, value), "```", "", *documented(value)]
    if name in TOO_MANY:
        lines += ["See [Operations](operations.md).", ""]
    elif inspect.isclass(value) and (rows := list(members(name, value))):
        lines += ["| has | what it is |", "|---|---|", *rows, ""]
    return "\n".join(lines)


def page() -> str:
    parts = [INTRODUCTION]
    for module, title in MODULES.items():
        if sections := [section(name, value) for name, value in exported(module)]:
            parts += [f"## {title}", "", *([f"`{module}`", ""] if module != "amig" else []), *sections]
    return "\n".join(parts)


def test_the_page_says_what_the_code_does(request) -> None:
    """`--rewrite` writes it anew."""
    text = page()
    if request.config.option.rewrite:
        PAGE.write_text(text)
    assert PAGE.read_text() == text


def test_every_export_has_its_place() -> None:
    """And says what it is."""
    text = PAGE.read_text()
    assert [name for name in amig._HOMES if f"\n### {name}\n" not in text] == []
    assert [name for name, value in exported("amig") if name != "op" and not (value.__doc__ or "").strip()] == []
