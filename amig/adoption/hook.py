"""`alembic_imports = true`: a project's scripts find amig where they import `alembic`, and nobody else does.

Each module of the project gets builtins with an `__import__` of its own: nothing is put in `sys.modules`, and an
Alembic that is installed stays what it is for everybody else.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import find_spec
from pathlib import Path
from threading import get_ident
from types import ModuleType
from typing import Any

NAMES = frozenset({"op", "context", "operations", "util"})
"""What `from alembic import ...` is served."""


class AlembicImports:
    """The imports of one project's scripts; `folders` are where its modules are."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(str(folder.resolve()) for folder in folders)
        spec = find_spec("alembic")
        self.installed = spec is not None and spec.origin is not None

    @cached_property
    def builtins(self) -> dict[str, Any]:
        """What a script has instead of Python's builtins."""
        return {**vars(builtins), "__import__": self._import}

    def _import(
        self,
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002 - as `__import__` has it
        locals: Mapping[str, object] | None = None,  # noqa: A002
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> Any:
        if level == 0 and name.partition(".")[0] == "alembic" and (served := _served(name)) is not None:
            return served if fromlist else _served("alembic")
        with self._finding():
            return builtins.__import__(name, globals, locals, fromlist, level)

    @contextmanager
    def _finding(self) -> Iterator[None]:
        """What is imported now, for the first time and of this project, is served in the same way."""
        finder = _Finder(self)
        sys.meta_path.insert(0, finder)
        try:
            yield
        finally:
            sys.meta_path.remove(finder)

    def concerns(self, origin: str) -> bool:
        """Whether a module is the project's; where Alembic is not installed, plugins are served as well."""
        return not self.installed or (origin.startswith(self.folders) and "site-packages" not in origin)


class _Finder(MetaPathFinder):
    """Finds as Python does, for one thread; a source file is loaded with the builtins of the scripts."""

    def __init__(self, imports: AlembicImports) -> None:
        self.imports, self.thread = imports, get_ident()

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if get_ident() != self.thread:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or type(spec.loader) is not SourceFileLoader or not self.imports.concerns(spec.origin or ""):
            return None
        spec.loader = _Loader(spec.loader.name, spec.loader.path, self.imports)
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, imports: AlembicImports) -> None:
        super().__init__(name, path)
        self.imports = imports

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["__builtins__"] = self.imports.builtins
        super().exec_module(module)


class _Alembic(ModuleType):
    """`alembic`, as scripts see it; what is not served comes from Alembic itself, where it is installed."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return import_module(f"alembic.{name}")
        except ImportError:
            raise AttributeError(f"amig serves {', '.join(sorted(NAMES))} of alembic, and no `{name}`") from None


def _served(name: str) -> Any:
    """What a module name of Alembic's means to a script; None for what is not served."""
    from amig import blocking
    from amig.blocking import operations, util

    top = _Alembic("alembic")
    vars(top).update(op=blocking.op, context=blocking.context, operations=operations, util=util)
    return {
        "alembic": top,
        "alembic.op": blocking.op,
        "alembic.context": blocking.context,
        "alembic.operations": operations,
        "alembic.operations.base": operations,
        "alembic.operations.ops": operations.ops,
        "alembic.util": util,
        "alembic.util.exc": util,
    }.get(name)
