"""Importing one file of a migrations folder."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from amig.errors import AmigError, BadScriptError
from amig.script.paths import shown
from amig.script.source import Source


def imported(source: Source, prefix: str, builtins: dict[str, Any] | None = None) -> ModuleType:
    """Run a file as a module; raises BadScriptError with the line where it went wrong.

    `builtins`, where given, are what it has instead of Python's: an `__import__` of its own.

    It is known to `sys.modules` (dataclasses and pickle look there) by a name that no other path has.
    """
    from importlib.machinery import SourceFileLoader
    from importlib.util import module_from_spec, spec_from_file_location

    name, file = _name(source.path, prefix), str(source.path)
    loader = SourceFileLoader(name, file)  # said here, it is not looked for by how the file is called
    spec = spec_from_file_location(name, file, loader=loader, submodule_search_locations=None)
    if spec is None:
        raise BadScriptError(shown(source.path), "cannot be imported")
    module = sys.modules[spec.name] = module_from_spec(spec)
    if builtins is not None:
        module.__dict__["__builtins__"] = builtins
    try:
        exec(source.code, module.__dict__)  # noqa: S102 - this is what a revision file is for
    except BaseException as error:
        sys.modules.pop(spec.name, None)
        if isinstance(error, AmigError) or not isinstance(error, Exception | SystemExit):
            raise
        problem = f"cannot be imported: {type(error).__name__}: {error}"
        raise BadScriptError(shown(source.path), problem, _line_in(source.path, error)) from error
    return module


def _name(path: Path, prefix: str) -> str:
    from zlib import crc32

    stem = "".join(letter if letter.isalnum() else "_" for letter in path.stem)
    return f"{prefix}_{stem}_{crc32(str(path).encode(errors='surrogateescape')):08x}"


def _line_in(path: Path, error: BaseException) -> int | None:
    """The line of the file where an import went wrong."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno for frame in reversed(frames) if frame.filename == str(path)), None)
