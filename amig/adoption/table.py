"""`[tool.amig]` for an Alembic project."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from amig.adoption.environment import Environment
from amig.adoption.names import object_names, variable
from amig.adoption.project import AlembicProject
from amig.impl.urls import adapted

_SAME = ("file_template", "timezone", "output_encoding")
_RUNS_OF_HOOKS = ("console_scripts", "exec", "module")


def table_of(project: AlembicProject, found: Environment, paths: list[Path]) -> tuple[dict[str, Any], list[str]]:
    """The values that amig's configuration needs, and what a person should know about them."""
    url = adapted(project.values.get("sqlalchemy.url"))
    notes = list(url.notes) if found.url is None else []
    values: dict[str, Any] = {"script_location": _place(project, project.location, "script_location")}
    if places := project.paths("version_locations"):
        values["version_locations"] = [_place(project, Path(), place) for place in places]
    if project.flag("recursive_version_locations"):
        values["recursive_version_locations"] = True
    if said := variable(found.url) or (url.url if found.url is None else None):
        values["url"] = said
    if names := object_names(found.metadata, found.imports, paths):
        values["metadata"] = names[0] if len(names) == 1 else names
    values |= _table_of_versions(found)
    values |= _style(project)
    if project.paths("prepend_sys_path") not in ((), (".",)):
        values["prepend_sys_path"] = list(project.paths("prepend_sys_path"))
    if hooks := _hooks(project):
        values["post_write_hooks"] = hooks
    if several := {name: adapted(url).url for name, url in project.databases.items()}:
        values["databases"] = {name: {"url": url} if url else {} for name, url in several.items()}
    notes += _unknown(project)
    return values, notes


def _place(project: AlembicProject, place: Path, given: str) -> str:
    """A place as the configuration says it: a package's as it was, a folder's from where the file is."""
    written = project.values.get(given, given)
    if ":" in str(written) and not os.path.isabs(written):  # noqa: PTH117 - of a text
        return str(written)
    path = place if place != Path() else project.folder / given
    try:
        return path.relative_to(project.folder).as_posix()
    except ValueError:
        return Path(os.path.relpath(path, project.folder)).as_posix()


def _table_of_versions(found: Environment) -> dict[str, Any]:
    values: dict[str, Any] = {"version_table": found.literal("version_table") or "alembic_version"}
    if schema := found.literal("version_table_schema"):
        values["version_table_schema"] = schema
    if found.literal("transaction_per_migration") is not True:
        values["transaction"] = "run"
    return values


def _style(project: AlembicProject) -> dict[str, Any]:
    values = {key: project.values[key] for key in _SAME if project.values.get(key)}
    if (length := project.values.get("truncate_slug_length")) not in (None, ""):
        values["truncate_slug_length"] = int(length)
    usual = {"file_template": "%(rev)s_%(slug)s", "output_encoding": "utf-8", "truncate_slug_length": 40}
    return {key: value for key, value in values.items() if value != usual.get(key)}


def _hooks(project: AlembicProject) -> list[Mapping[str, Any]]:
    """The hooks in amig's form, which is that of `[tool.alembic]`."""
    section = project.sections.get("post_write_hooks")
    if section is None:
        given = project.values.get("post_write_hooks", [])
        return [dict(hook) for hook in given if isinstance(hook, dict)]
    names = [name.strip() for name in section.get("hooks", "").split(",") if name.strip()]
    return [
        {"name": name}
        | {key.removeprefix(f"{name}."): value for key, value in section.items() if key.startswith(f"{name}.")}
        for name in names
    ]


def _unknown(project: AlembicProject) -> list[str]:
    notes = []
    if project.flag("sourceless"):
        notes.append("`sourceless` is not carried over: amig reads source files")
    theirs = [hook for hook in _hooks(project) if hook.get("type") not in _RUNS_OF_HOOKS]
    said = "the hook `{name}` is of the type `{type}`, which env.py registered: give it by hand"
    notes += [said.format_map({"type": "none", **hook}) for hook in theirs]
    if project.databases:
        notes.append("several databases are upgraded one after the other, each in transactions of its own")
    return notes
