"""Names of classes and functions as a script can say them, and the imports that this takes."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from amig.autogen.render.rendering import Rendering

_DIALECTS = "sqlalchemy.dialects."


def reference(thing: Any, rendering: Rendering) -> str | None:
    """How a class or function is called in the script; None where no import leads to it."""
    module, path = getattr(thing, "__module__", None), getattr(thing, "__qualname__", None)
    if module is None or path is None or module == "__main__":
        return None
    if module == "builtins":
        return str(path)
    if module.startswith("amig."):
        return _own(thing, path, rendering)
    if module.startswith(_DIALECTS):
        return _of_dialect(thing, module.removeprefix(_DIALECTS).partition(".")[0], rendering)
    if module.startswith("sqlalchemy.") and (found := _of_sqlalchemy(thing, path, rendering)):
        return found
    return _of_user(thing, module, path, rendering)


def _own(thing: Any, path: str, rendering: Rendering) -> str | None:
    """What is amig's: on the porch, or among the operations."""
    for home in ("amig", "amig.ops"):
        if _leads_to(home, path, thing):
            rendering.imports.add(f"from {home} import {path}")
            return path
    return _of_user(thing, thing.__module__, path, rendering)


def _of_dialect(thing: Any, dialect: str, rendering: Rendering) -> str | None:
    if not _leads_to(f"{_DIALECTS}{dialect}", thing.__qualname__, thing):
        return None
    rendering.imports.add(f"from sqlalchemy.dialects import {dialect}")
    return f"{dialect}.{thing.__qualname__}"


def _of_sqlalchemy(thing: Any, path: str, rendering: Rendering) -> str | None:
    for home in ("", "types.", "schema."):
        if _leads_to(f"sqlalchemy.{home}".rstrip("."), path, thing):
            return rendering.sa(f"{home}{path}")
    return None


def _of_user(thing: Any, module: str, path: str, rendering: Rendering) -> str | None:
    if not _leads_to(module, path, thing):
        return None
    if rendering.options.user_module_prefix is not None and isinstance(thing, type):
        return f"{rendering.options.user_module_prefix}{path}"
    rendering.imports.add(f"import {module}")
    return f"{module}.{path}"


def _leads_to(module: str, path: str, thing: Any) -> bool:
    """Whether importing a module and following a path gives the very thing."""
    try:
        found: Any = sys.modules.get(module) or import_module(module)
    except ImportError:
        return False
    for name in path.split("."):
        found = getattr(found, name, None)
    return found is thing
