"""Runs the hooks on files that were just written. Needs an event loop where there are any."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import reduce
from importlib import import_module
from inspect import isawaitable, iscoroutinefunction
from pathlib import Path
from subprocess import DEVNULL, STDOUT
from typing import Any

from amig.aside import aside
from amig.config import Config
from amig.errors import BadHookError, HookFailedError, ScriptError
from amig.script.header import read_header
from amig.script.hooks import NEEDS, Hook, Process, process, read_hooks
from amig.script.paths import shown
from amig.script.revision import Revision
from amig.script.source import compiled, read_bytes
from amig.script.sql import down_path, sql_script


@dataclass(frozen=True, slots=True)
class HookRun:
    """A hook that was run on a file, and what it said."""

    hook: str
    path: str
    output: str


def configured_hooks(config: Config) -> tuple[Hook, ...]:
    """The hooks of a configuration, functions imported; raises BadHookError."""
    return tuple(map(_imported, read_hooks(config.post_write_hooks)))


def _imported(hook: Hook) -> Hook:
    if callable(hook.type) or hook.type in NEEDS:
        return hook
    module, _, name = hook.type.partition(":")
    try:
        function: Any = reduce(getattr, name.split("."), import_module(module))
    except (ImportError, AttributeError) as error:
        raise BadHookError(hook.name, f"names `{hook.type}`, which cannot be imported: {error}") from error
    if not callable(function):
        raise BadHookError(hook.name, f"names `{hook.type}`, which is no function")
    return replace(hook, type=function)


def files_of(revision: Revision) -> tuple[Path, ...]:
    """The files that a new revision is made of."""
    return (revision.path, down_path(revision.path)) if revision.is_sql else (revision.path,)


async def run_hooks(hooks: Sequence[Hook], revision: Revision, folder: Path) -> tuple[Revision, tuple[HookRun, ...]]:
    """Run each hook on each file of a new revision, in order; the revision as its file says it then.

    Raises HookFailedError; the files stay as they are.
    """
    runs = []
    for path in files_of(revision):
        for hook in hooks:
            try:
                output = await _run(hook, path, folder)
                revision = await aside(_again, revision)
            except _FailedError as failed:
                raise HookFailedError(hook.name, await aside(shown, path), *failed.args) from failed.__cause__
            runs.append(HookRun(hook.name, str(path), output))
    return revision, tuple(runs)


class _FailedError(Exception):
    """What went wrong, and what the tool said."""


async def _run(hook: Hook, path: Path, folder: Path) -> str:
    if not callable(hook.type):
        return await _run_process(hook, path, folder)
    try:
        if iscoroutinefunction(hook.type):
            await hook.type(str(path), dict(hook.table))
        elif isawaitable(made := await aside(hook.type, str(path), dict(hook.table))):
            await made
    except SystemExit as end:  # a tool's own `main`, called as a function
        if end.code:
            raise _FailedError(f"ended with {end.code}") from end
    except Exception as error:
        raise _FailedError(f"{type(error).__name__}: {error}") from error
    return ""


async def _run_process(hook: Hook, path: Path, folder: Path) -> str:
    told = await aside(process, hook, path, folder)
    try:
        code, output = await _ended(told)
    except OSError as error:
        problem = f"cannot run `{error.filename or told.argv[0]}`: {error.strerror or error}"
        raise _FailedError(problem) from error
    if code:
        raise _FailedError(f"ended with {code}", output)
    return output


async def _ended(told: Process) -> tuple[int, str]:
    """Exit code and output of a program; it is killed when nobody waits for it any more."""
    from anyio import open_process

    async with await open_process(told.argv, stdin=DEVNULL, stderr=STDOUT, cwd=told.cwd) as running:
        assert running.stdout  # noqa: S101 - for the type checker
        try:
            said = b"".join([chunk async for chunk in running.stdout])
            return await running.wait(), said.decode(errors="replace").strip()
        except BaseException:  # anyio's own way out would wait for it when asyncio's `cancel` comes but once
            with suppress(ProcessLookupError):
                running.kill()
            raise


def _again(was: Revision) -> Revision:
    """The revision as it is now; fails where a hook made it another one, or none."""
    try:
        data = read_bytes(was.path)
        sql_script(was.path, data) if was.is_sql else compiled(was.path, data)
        now = read_header(was.path)
    except ScriptError as error:
        raise _FailedError(f"left a file that is wrong: {error}") from error
    for name in ("id", "parents", "branch_labels", "depends_on"):
        if (before := getattr(was, name)) != (after := getattr(now, name)):
            raise _FailedError(f"changed the header: its {name} was {before!r} and is {after!r}")
    return now
