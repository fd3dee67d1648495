"""What every command opens first: the configuration, and the folder that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.aside import aside
from amig.config import Config
from amig.script.directory import ScriptDirectory
from amig.script.paths import placed

if TYPE_CHECKING:
    from pathlib import Path


async def opened(config: Config | str | Path | None, *, lenient: bool = False) -> tuple[Config, ScriptDirectory]:
    """The configuration and the migrations folder; nothing is imported, no database is opened.

    `lenient`: versions folders that are not there yet hold nothing.
    """
    return await aside(_opened, config, lenient=lenient)


def _opened(config: Config | str | Path | None, *, lenient: bool) -> tuple[Config, ScriptDirectory]:
    settings = Config.of(config)
    settings.put_on_path()
    location = placed(settings.script_location, settings.folder)
    versions = [placed(place, settings.folder) for place in settings.version_locations]
    recursive = settings.recursive_version_locations
    return settings, ScriptDirectory.open(location, versions, recursive=recursive, lenient=lenient)
