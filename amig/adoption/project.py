"""An Alembic project, as its alembic.ini and `[tool.alembic]` say it is."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amig.errors import HalfAlembicError, NoAlembicError, NoMigrationsError
from amig.ini import Sections, read_ini, read_toml
from amig.script.paths import placed, shown

_SEPARATORS = {"os": re.escape(os.pathsep), ":": ":", ";": ";", "space": r"[ ]+", "newline": r"\r?\n"}


@dataclass(frozen=True, slots=True)
class AlembicProject:
    """What was found: `values` are those of the main section, the ini file's before those of the TOML.

    `folder` is what its relative paths count from, `location` and `versions` are where its files are.
    """

    file: Path
    section: str
    folder: Path
    values: Mapping[str, Any]
    sections: Sections
    location: Path
    versions: tuple[Path, ...]

    @property
    def env_path(self) -> Path:
        return self.location / "env.py"

    def paths(self, key: str) -> tuple[str, ...]:
        """The places of a list that may be written in one string."""
        return _places(self, key)

    @property
    def databases(self) -> dict[str, str | None]:
        """The URL of each of several databases; empty where there is one."""
        names = re.split(r",\s*", str(self.values.get("databases") or "").strip())
        return {name: self.sections.get(name, {}).get("sqlalchemy.url") for name in names if name}

    def flag(self, key: str) -> bool:
        return self.values.get(key) is True or str(self.values.get(key)).strip() == "true"


def read_project(given: Path | None, folder: Path, section: str) -> AlembicProject:
    """Read a project; raises NoAlembicError, HalfAlembicError and UnreadableConfigError."""
    file = _found(given, folder)
    ini = file if file.suffix != ".toml" else file.parent / "alembic.ini"
    sections = read_ini(ini) if ini.is_file() else {}
    toml = file.parent / "pyproject.toml"
    table = read_toml(toml) if toml.is_file() else None
    if section not in sections and table is None:
        there = ", ".join(f"[{name}]" for name in sections) or "nothing"
        raise HalfAlembicError(shown(file), f"the section [{section}]", f"is not there; it has {there}")
    values = {**(table or {}), **sections.get(section, {})}
    project = AlembicProject(file, section, file.parent, values, sections, Path(), ())
    location = _located(project)
    places = [_place(project, place) for place in _places(project, "version_locations")]
    versions = tuple(places) or (location / "versions",)
    for place in versions:
        _must_be_there(project, place)
    return AlembicProject(file, section, file.parent, values, sections, location, versions)


def _found(given: Path | None, folder: Path) -> Path:
    if given is not None:
        path = folder / given
        if not path.is_file() or (path.suffix == ".toml" and read_toml(path) is None):
            raise NoAlembicError((shown(path),))
        return path
    ini, toml = folder / "alembic.ini", folder / "pyproject.toml"
    if ini.is_file():
        return ini
    if toml.is_file() and read_toml(toml) is not None:
        return toml
    raise NoAlembicError(("alembic.ini", "[tool.alembic] in pyproject.toml"))


def _located(project: AlembicProject) -> Path:
    given = project.values.get("script_location")
    if not given or not isinstance(given, str):
        raise HalfAlembicError(shown(project.file), "`script_location`", "is not set")
    location = _place(project, given)
    _must_be_there(project, location)
    if not (location / "env.py").is_file() and not (location / "env_alembic.py").is_file():
        raise HalfAlembicError(shown(project.file), f"`{shown(location / 'env.py')}`", "is not there")
    return location


def _place(project: AlembicProject, given: str) -> Path:
    try:
        return placed(given, project.folder)
    except NoMigrationsError:
        raise HalfAlembicError(shown(project.file), f"the package of `{given}`", "cannot be found") from None


def _must_be_there(project: AlembicProject, folder: Path) -> None:
    if not folder.is_dir():
        raise HalfAlembicError(shown(project.file), f"the folder `{shown(folder)}`", "is not there")


def _places(project: AlembicProject, key: str) -> tuple[str, ...]:
    given = project.values.get(key)
    if not given:
        return ()
    if isinstance(given, list):
        return tuple(given)
    return tuple(part.strip() for part in re.split(_separator(project, key), given) if part.strip())


def _separator(project: AlembicProject, key: str) -> str:
    named = project.values.get("path_separator")
    if named is None and key == "version_locations":
        named = project.values.get("version_path_separator")
    if named is None:  # as it was before there was a key for it
        return r", *|(?: +)" if key == "version_locations" else r", *|(?: +)|:"
    if (found := _SEPARATORS.get(named)) is None:
        known = ", ".join(f"`{one}`" for one in _SEPARATORS)
        raise HalfAlembicError(shown(project.file), "`path_separator`", f"is `{named}`; it can be {known}")
    return found
