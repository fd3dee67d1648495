"""What is to be run on a file when it has been written. Nothing is run here."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from amig.errors import BadHookError, HookFailedError, listed
from amig.script.paths import shown

FILE = "REVISION_SCRIPT_FILENAME"
"""What stands for the file in a hook's `options`; without it the file comes first."""

NEEDS = {"exec": "executable", "module": "module", "console_scripts": "entrypoint"}
"""Kind of hook -> the option that says what to run."""

_COMMON = ("name", "type", "options", "cwd")


@dataclass(frozen=True, slots=True)
class Hook:
    """One entry of the configuration, checked. `type` is a kind, `package.module:function`, or the function itself."""

    name: str
    type: str | Callable[..., Any]
    table: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Process:
    """A program to run, and in which folder; None is the working folder."""

    argv: tuple[str, ...]
    cwd: Path | None


def read_hooks(tables: Iterable[Mapping[str, Any]]) -> tuple[Hook, ...]:
    """The hooks of a configuration, in order; raises BadHookError."""
    return tuple(_hook(number, table) for number, table in enumerate(tables, 1))


def _hook(number: int, table: Mapping[str, Any]) -> Hook:
    name = table.get("name")
    if not isinstance(name, str) or not name:
        raise BadHookError(f"number {number}", "has no `name`")
    kind = table.get("type")
    if isinstance(kind, str) and kind in NEEDS:
        _check_options(name, NEEDS[kind], table)
    elif not (callable(kind) or (isinstance(kind, str) and all(kind.partition(":")))):
        said = f"has the type {kind!r}" if "type" in table else "has no `type`"
        raise BadHookError(name, f"{said}; it can be {listed(NEEDS)}, or a function as `package.module:name`")
    return Hook(name, kind, table)


def _check_options(name: str, needed: str, table: Mapping[str, Any]) -> None:
    known = (*_COMMON, needed)
    if unknown := next((key for key in table if key not in known), None):
        near = get_close_matches(unknown, known, 1)
        raise BadHookError(name, f"has no option `{unknown}`" + (f": did you mean {listed(near)}?" if near else ""))
    if needed not in table:
        raise BadHookError(name, f"is of type `{table['type']}` and has no `{needed}`")
    if wrong := next((key for key in table if not isinstance(table[key], str)), None):
        raise BadHookError(name, f"has the `{wrong}` {table[wrong]!r}, which is no string")
    try:
        _split(table.get("options", ""))
    except ValueError as error:
        raise BadHookError(name, f"has `options` that cannot be split: {str(error).lower()}") from error


def _split(options: str) -> list[str]:
    return shlex.split(options, posix=os.name == "posix")


def process(hook: Hook, path: Path, folder: Path) -> Process:
    """The program of a hook that is none in Python; places in it count from `folder`.

    Raises HookFailedError for a module or an entry point that is not there.
    """
    words = _split(hook.table.get("options", ""))
    if not any(FILE in word for word in words):
        words.insert(0, FILE)
    arguments = (word.replace(FILE, str(path)) for word in words)
    cwd = hook.table.get("cwd")
    return Process((*_program(hook, path, folder), *arguments), folder / cwd if cwd else None)


def _program(hook: Hook, path: Path, folder: Path) -> tuple[str, ...]:
    name = hook.table[NEEDS[str(hook.type)]]
    if hook.type == "exec":
        return (_executable(name, folder),)
    if hook.type == "module":
        if not _is_there(name):
            raise HookFailedError(hook.name, shown(path), f"there is no module `{name}`")
        return sys.executable, "-m", name
    return _entry_point(hook, path, name)


def _entry_point(hook: Hook, path: Path, name: str) -> tuple[str, ...]:
    from importlib.metadata import entry_points

    for point in entry_points(group="console_scripts", name=name):
        first, *_ = point.attr.split(".")
        run = f"import sys; from {point.module} import {first}; sys.argv[0] = {name!r}; sys.exit({point.attr}())"
        return sys.executable, "-c", run
    raise HookFailedError(hook.name, shown(path), f"no installed package has the entry point `{name}`")


def _executable(name: str, folder: Path) -> str:
    """A place in the project, a program on the path, or one beside the interpreter."""
    if os.path.dirname(name):  # noqa: PTH120 - of a text
        return str(folder / name)
    return shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent)) or name


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False
