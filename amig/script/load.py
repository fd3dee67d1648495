"""Importing one file of a migrations folder, by its path."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from amig.errors import AmigError, BadScriptError
from amig.script.paths import shown


def imported(path: Path, name: str) -> ModuleType:
    """The module of a file, not left in `sys.modules`; raises BadScriptError with the line where it went wrong."""
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise BadScriptError(shown(path), "cannot be imported")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except AmigError:
        raise
    except Exception as error:
        problem = f"cannot be imported: {type(error).__name__}: {error}"
        raise BadScriptError(shown(path), problem, _line_in(path, error)) from error
    return module


def _line_in(path: Path, error: BaseException) -> int | None:
    """The line of the file where an import went wrong."""
    import traceback

    if isinstance(error, SyntaxError):
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno for frame in reversed(frames) if frame.filename == str(path)), None)
