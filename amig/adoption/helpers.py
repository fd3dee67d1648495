"""The files of a project whose imports of Alembic matter to its revisions."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

from amig.adoption.project import AlembicProject
from amig.script.source import read_bytes
from amig.syntax import parse

_ENV = ("env.py", "env_alembic.py")


def script_files(project: AlembicProject, paths: Sequence[Path]) -> list[Path]:
    """Revisions, the template, and every module of the project that one of them imports, directly or not."""
    folders = list(dict.fromkeys([project.location, *project.versions]))
    here = [path for folder in folders for path in sorted(folder.rglob("*.py")) if _is_script(project, path)]
    mako = [path for path in [project.location / "script.py.mako"] if path.is_file()]
    found, todo = dict.fromkeys(here), list(here)
    places = [*paths, *project.versions, project.location]
    while todo:
        for module in _modules(todo.pop(), places):
            if module not in found:
                found[module] = None
                todo.append(module)
    return [*found, *mako]


def _is_script(project: AlembicProject, path: Path) -> bool:
    inner = path.relative_to(project.location).parts if path.is_relative_to(project.location) else path.parts[-1:]
    hidden = any(part == "__pycache__" or part.startswith(".") for part in inner)
    return not hidden and not (path.parent == project.location and path.name in _ENV)


def _modules(path: Path, places: Sequence[Path]) -> Iterator[Path]:
    """The files of the project that a file imports."""
    try:
        tree = parse(read_bytes(path), str(path))
    except SyntaxError:
        return
    for node in ast.walk(tree):
        for name, base in _named(node, path, places):
            place = Path(*name.split("."))
            for folder in base:
                for file in ((folder / place).with_suffix(".py"), folder / place / "__init__.py"):
                    if file.is_file() and "site-packages" not in file.parts:
                        yield file.resolve()


def _named(node: ast.AST, path: Path, places: Sequence[Path]) -> Iterator[tuple[str, Sequence[Path]]]:
    """(module, where to look) of everything that an import may mean."""
    if isinstance(node, ast.Import):
        yield from ((alias.name, places) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = [path.parents[node.level - 1]] if node.level else places
        start = f"{node.module}." if node.module else ""
        if node.module:
            yield node.module, base
        yield from ((start + alias.name, base) for alias in node.names if alias.name != "*")
