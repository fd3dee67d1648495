"""Taking a project over: first all of it is made, then all of it is written. No database is touched."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from amig.adoption import toml
from amig.adoption.edit import Edit, edited
from amig.adoption.env_file import Needs, env_file
from amig.adoption.environment import Environment, read_environment
from amig.adoption.helpers import script_files
from amig.adoption.names import object_names, variable
from amig.adoption.project import AlembicProject
from amig.adoption.table import table_of
from amig.errors import ConfiguredAlreadyError, HalfAlembicError, UnreadableConfigError, UnwritableProjectError
from amig.script.paths import shown

_BY_CONFIG = frozenset({"version_table", "version_table_schema", "transaction_per_migration"})
BACKUP = "env_alembic.py"


@dataclass(frozen=True, slots=True)
class Taken:
    """What is made of a project. `files` are the new contents by path; `moved` the old env.py, where it stood."""

    project: AlembicProject
    config: Path
    table: Mapping[str, Any]
    files: Mapping[Path, bytes]
    edits: tuple[Edit, ...]
    environment: Environment
    env: str | None
    moved: Path | None
    notes: tuple[str, ...] = ()
    left: tuple[str, ...] = field(default=())


def take(project: AlembicProject, *, edit: bool) -> Taken:
    """Make all of it; raises ConfiguredAlreadyError, HalfAlembicError, BadScriptError. Nothing is written."""
    paths = [(project.folder / path).resolve() for path in project.paths("prepend_sys_path") or (".",)]
    was_taken = not project.env_path.is_file() or _is_ours(project.env_path)
    backup = project.location / BACKUP
    if not was_taken and backup.is_file() and backup.read_bytes() != project.env_path.read_bytes():
        problem = "is there already, and is not the same as env.py: keep the one that is right, under that name"
        raise HalfAlembicError(shown(project.file), f"`{shown(backup)}`", problem)
    source = backup if was_taken else project.env_path
    several = bool(project.databases)
    found = read_environment(source, several=several) if source.is_file() else Environment()
    table, notes = table_of(project, found, paths)
    table |= _alembics(project, edit=edit)
    config, text = _configuration(project, table)
    env = env_file(found, needs(found, paths))
    edits = tuple(filter(None, map(edited, script_files(project, paths)))) if edit else ()
    files = {one.path: one.data for one in edits if one.changed}
    if text is not None:
        files[config] = text
    if not was_taken and env is not None:
        files[project.env_path] = env.encode()
    moved = None if was_taken else project.env_path
    left = tuple(f"{shown(one.path)}, line {line}: {said}" for one in edits for line, said in one.left)
    return Taken(project, config, table, files, edits, found, env, moved, tuple(notes), left)


def write(taken: Taken) -> None:
    """Write what was made; the old env.py goes beside the new one, or beside none. Raises UnwritableProjectError."""
    env = taken.project.env_path
    for path, data in taken.files.items():
        _written(path if path != env else env.with_suffix(".new"), data)
    if taken.moved is not None:
        taken.moved.rename(taken.moved.with_name(BACKUP))
    if env in taken.files:
        env.with_suffix(".new").rename(env)


def _written(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UnwritableProjectError(shown(path), error.strerror or str(error)) from error


def needs(found: Environment, paths: Sequence[Path]) -> Needs:
    """What the configuration cannot say of an env.py."""
    options = {name: code for name, code in found.options.items() if not _is_said(found, name)}
    named = object_names(found.metadata, found.imports, paths)
    url = None if found.url is None or variable(found.url) else _text(found.url)
    return Needs(options, url, _text(found.metadata) if named is None else None, found.arguments)


def _is_said(found: Environment, name: str) -> bool:
    return name in _BY_CONFIG and found.literal(name) is not None


def _text(node: Any) -> str:
    import ast

    return ast.unparse(node)


def _is_ours(path: Path) -> bool:
    """Whether an env.py is amig's: it defines `async def run`."""
    return "async def run(" in path.read_text(encoding="utf-8", errors="replace")


def _alembics(project: AlembicProject, *, edit: bool) -> dict[str, Any]:
    """What the scripts' `context.config` is made of, and how they find it; its template makes plain functions."""
    ini = project.file.with_name("alembic.ini") if project.file.suffix == ".toml" else project.file
    values: dict[str, Any] = {"alembic_config": ini.name if project.sections else project.file.name}
    if project.section != "alembic":
        values["alembic_section"] = project.section
    if (project.location / "script.py.mako").is_file():
        values["style"] = "blocking"
    return values if edit else values | {"alembic_imports": True}


def _configuration(project: AlembicProject, table: Mapping[str, Any]) -> tuple[Path, bytes | None]:
    """The file that configures amig, and its new content; None where it says all of it already."""
    shared, own = project.folder / "pyproject.toml", project.folder / "amig.toml"
    config = own if own.is_file() or not shared.is_file() else shared
    before = config.read_bytes() if config.is_file() else b""
    there = _there(config, before)
    if there is None:
        return config, before + _addition(config, before, table)
    plain = {key: list(value) if isinstance(value, tuple) else value for key, value in table.items()}
    keys = sorted(key for key in plain.keys() | there.keys() if plain.get(key) != there.get(key))
    if keys:
        raise ConfiguredAlreadyError(shown(config), tuple(keys))
    return config, None


def _there(config: Path, data: bytes) -> dict[str, Any] | None:
    try:
        table = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableConfigError(shown(config), str(error)) from error
    found: dict[str, Any] | None = (
        table.get("tool", {}).get("amig") if config.name == "pyproject.toml" else table or None
    )
    return found


def _addition(config: Path, before: bytes, table: Mapping[str, Any]) -> bytes:
    text = toml.written(table)
    if config.name != "pyproject.toml":
        return text.encode()
    newline = "\r\n" if b"\r\n" in before else "\n"
    gap = "" if not before else "\n" if before.endswith(b"\n") else "\n\n"
    return (gap + f"[tool.amig]\n{text}").replace("\n", newline).encode()
