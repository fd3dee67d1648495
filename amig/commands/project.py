"""What every command opens first: the configuration, and the folder that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from amig.aside import aside
from amig.config import Config
from amig.errors import AmigError, listed
from amig.script.directory import ScriptDirectory
from amig.script.paths import placed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from amig.env import Bind

R = TypeVar("R")


async def opened(config: Config | str | Path | None, *, lenient: bool = False) -> tuple[Config, ScriptDirectory]:
    """The configuration and the migrations folder; nothing is imported, no database is opened.

    `lenient`: versions folders that are not there yet hold nothing.
    """
    settings = await aside(Config.of, config)
    return settings, await aside(_opened, settings, lenient=lenient)


def _opened(settings: Config, *, lenient: bool = False) -> ScriptDirectory:
    settings.put_on_path()
    location = placed(settings.script_location, settings.folder)
    versions = [placed(place, settings.folder) for place in settings.version_locations]
    recursive = settings.recursive_version_locations
    return ScriptDirectory.open(
        location, versions, recursive=recursive, lenient=lenient, builtins=_builtins(settings, location)
    )


def _builtins(settings: Config, location: Path) -> dict[str, Any] | None:
    """What the scripts of a project that was Alembic's have instead of Python's builtins."""
    if not settings.alembic_imports:
        return None
    from amig.adoption.hook import AlembicImports

    return AlembicImports((location, *settings.import_paths)).builtins


async def over(
    config: Config | str | Path | None, bind: Bind, work: Callable[[Config, ScriptDirectory], Awaitable[R]]
) -> list[R]:
    """Do a command's work for every database of the configuration, in order; for one where `bind` says which.

    An error says which database that was, and which were done before.
    """
    settings = await aside(Config.of, config)
    folders: dict[tuple[object, ...], ScriptDirectory] = {}
    done: dict[str, R] = {}
    for one in (settings,) if bind else settings.each():
        try:
            place = one.script_location, one.version_locations, one.recursive_version_locations
            if place not in folders:
                folders[place] = await aside(_opened, one)
            done[one.name or ""] = await work(one, folders[place])
        except AmigError as error:
            if one.name:
                before = f"; done before it: {listed(done)}" if done else ""
                error.add_note(f"this was the database `{one.name}`{before}")
            raise
    return list(done.values())
