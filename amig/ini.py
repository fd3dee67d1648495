"""Reading Alembic's configuration: an ini file, or `[tool.alembic]`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from configparser import ConfigParser, Error
from pathlib import Path
from typing import Any

from amig.errors import UnreadableConfigError

Sections = dict[str, dict[str, str]]


def read_ini(path: Path) -> Sections:
    """Every section with `%(here)s` and the like filled in; raises UnreadableConfigError.

    A value that cannot be filled in is given as it is written.
    """
    parser = ConfigParser({"here": path.parent.absolute().as_posix()})
    try:
        parser.read_string(_text(path), str(path))
    except Error as error:
        raise UnreadableConfigError(str(path), " ".join(str(error).split())) from error
    return {name: {key: _value(parser, name, key) for key in parser[name]} for name in parser.sections()}


def old_sections(folder: Path, name: str | None) -> Sections:
    """What the ini file of a project holds that was Alembic's; nothing where it has gone, or is a pyproject.toml."""
    path = folder / (name or "")
    return read_ini(path) if path.suffix == ".ini" and path.is_file() else {}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableConfigError(str(path), f"it is not UTF-8: {error.reason}") from error
    except OSError as error:
        raise UnreadableConfigError(str(path), error.strerror or str(error)) from error


def _value(parser: ConfigParser, section: str, key: str) -> str:
    try:
        return parser.get(section, key)
    except Error:
        return parser.get(section, key, raw=True)


def read_toml(path: Path) -> dict[str, Any] | None:
    """`[tool.alembic]` of a pyproject.toml, None where it has none; raises UnreadableConfigError."""
    try:
        table = tomllib.loads(_text(path)).get("tool", {}).get("alembic")
    except tomllib.TOMLDecodeError as error:
        raise UnreadableConfigError(str(path), str(error)) from error
    return None if table is None else filled(table, {"here": path.parent.absolute().as_posix()})


def filled(value: Any, words: Mapping[str, str]) -> Any:
    """A value with `%(here)s` and the like in each of its strings; one that cannot be filled in stays as it is."""
    if isinstance(value, str):
        try:
            return value % words
        except (KeyError, TypeError, ValueError):
            return value
    if isinstance(value, list):
        return [filled(one, words) for one in value]
    return {key: filled(one, words) for key, one in value.items()} if isinstance(value, dict) else value
