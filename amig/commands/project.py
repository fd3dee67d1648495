"""What every command opens first: the configuration, and the folder that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from amig import errors
from amig.aside import aside
from amig.config import Config
from amig.script.directory import ScriptDirectory
from amig.script.paths import placed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from amig.env import Bind

R = TypeVar("R")


async def opened(
    config: Config | str | Path | None, *, lenient: bool = False, brief: bool = False
) -> tuple[Config, ScriptDirectory]:
    """The configuration and the migrations folder; nothing is imported, no database is opened.

    `lenient`: versions folders that are not there yet hold nothing. `brief`: the history is made when it is asked for,
    where it was kept what it comes to.
    """
    settings = await aside(Config.of, config)
    return settings, await aside(read, settings, lenient=lenient, brief=brief)


def read(settings: Config, *, lenient: bool = False, brief: bool = False) -> ScriptDirectory:
    """The migrations folder; what a person should know of its files goes to the log."""
    script = folder(settings, lenient=lenient, brief=brief)
    if script.notes:
        import logging

        for note in script.notes:
            logging.getLogger("amig.script").warning("%s", note)
    return script


def folder(settings: Config, *, lenient: bool = False, brief: bool = False) -> ScriptDirectory:
    """The migrations folder that a configuration names."""
    try:
        return _opened(settings, lenient=lenient, brief=brief)
    except errors.NoMigrationsError as error:
        if settings.databases:
            error.add_note(
                f"a database can have a folder of its own; `--name` says which: {errors.listed(settings.databases)}"
            )
        raise


def _opened(settings: Config, *, lenient: bool, brief: bool) -> ScriptDirectory:
    settings.put_on_path()
    location = placed(settings.script_location, settings.folder)
    versions = [placed(place, settings.folder) for place in settings.version_locations]
    recursive = settings.recursive_version_locations
    return ScriptDirectory.open(
        location, versions, recursive=recursive, lenient=lenient, brief=brief, builtins=_builtins(settings, location)
    )


def _builtins(settings: Config, location: Path) -> dict[str, Any] | None:
    """What the scripts of a project that was Alembic's have instead of Python's builtins."""
    if not settings.alembic_imports:
        return None
    from amig.adoption.hook import AlembicImports

    return AlembicImports((location, *settings.import_paths)).builtins


async def over(
    config: Config | str | Path | None,
    bind: Bind,
    work: Callable[[Config, ScriptDirectory], Awaitable[R]],
    script: ScriptDirectory | None = None,
) -> list[R]:
    """Do a command's work for every database of the configuration, in order; for one where `bind` says which.

    `script` is the configuration's folder, where it is open already. An error says which database that was, and which
    were done before.
    """
    settings = await aside(Config.of, config)
    folders = {} if script is None else {_place(settings): script}
    done: dict[str, R] = {}
    for one in (settings,) if bind else settings.each():
        try:
            if (place := _place(one)) not in folders:
                folders[place] = await aside(read, one)
            done[one.name or ""] = await work(one, folders[place])
        except errors.AmigError as error:
            if one.name:
                before = f"; done before it: {errors.listed(done)}" if done else ""
                error.add_note(f"this was the database `{one.name}`{before}")
            raise
    return list(done.values())


async def rows_of(settings: Config, x: tuple[str, ...], bind: Bind, script: ScriptDirectory) -> tuple[str, ...]:
    """The version rows, for commands that count from them; the database is asked."""
    from amig.commands.current import read as located

    return (await located(settings, x, bind, script)).revisions


def _place(settings: Config) -> tuple[object, ...]:
    """What says which files are read."""
    return settings.script_location, settings.version_locations, settings.recursive_version_locations
