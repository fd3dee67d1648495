"""Importing one file of a migrations folder."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any
from zlib import crc32

from amig.errors import AmigError, BadScriptError
from amig.script.paths import shown
from amig.script.source import Source

_NO_LETTER = re.compile(r"\W")


def imported(source: Source, prefix: str, builtins: dict[str, Any] | None = None) -> ModuleType:
    """Run a file as a module; raises BadScriptError with the line where it went wrong.

    `builtins`, where given, are what it has instead of Python's: an `__import__` of its own.

    It is known to `sys.modules` (dataclasses and pickle look there) by a name that no other path has.
    """
    from importlib.machinery import ModuleSpec, SourceFileLoader

    file = str(source.path)
    name = _name(source.path.stem, file, prefix)
    module = sys.modules[name] = ModuleType(name)
    place = file if source.path.is_absolute() else str(Path.cwd() / file)
    spec = ModuleSpec(name, SourceFileLoader(name, file), origin=place)
    spec.has_location = True
    vars(module).update(__spec__=spec, __loader__=spec.loader, __package__="", __file__=place)
    if builtins is not None:
        module.__dict__["__builtins__"] = builtins
    try:
        exec(source.code, module.__dict__)  # noqa: S102 - this is what a revision file is for
    except BaseException as error:
        sys.modules.pop(name, None)
        if isinstance(error, AmigError) or not isinstance(error, Exception | SystemExit):
            raise
        problem = f"cannot be imported: {type(error).__name__}: {error}"
        raise BadScriptError(shown(source.path), problem, _line_in(source.path, error)) from error
    return module


def _name(stem: str, file: str, prefix: str) -> str:
    return f"{prefix}_{_NO_LETTER.sub('_', stem)}_{crc32(file.encode(errors='surrogateescape')):08x}"


def _line_in(path: Path, error: BaseException) -> int | None:
    """The line of the file where an import went wrong."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno for frame in reversed(frames) if frame.filename == str(path)), None)
