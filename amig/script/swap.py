"""Replacing the contents of several files at once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from amig.errors import BadScriptError, UneditableError
from amig.script.edit import Edit
from amig.script.paths import shown
from amig.script.source import read_bytes

_WRITABLE = 0o222


def swap(edits: Sequence[Edit]) -> None:
    """Write all of the edits, or none: each file is whole at every moment. Raises UneditableError."""
    for edit in edits:
        _check(edit)
    staged: list[tuple[Path, Edit]] = []
    done: list[Edit] = []
    try:
        for edit in edits:
            new = _staged(edit.path, edit.after)
            staged.append((new, edit))
        for new, edit in staged:
            _replace(new, edit.path)
            done.append(edit)
    except BaseException as error:
        _put_back(done)
        if not isinstance(error, OSError):
            raise
        path = shown(edits[len(done) if len(staged) == len(edits) else len(staged)].path)
        raise UneditableError(path, f"cannot be written: {error.strerror or error}") from error
    finally:
        for new, _ in staged:
            new.unlink(missing_ok=True)


def _check(edit: Edit) -> None:
    """Refuse what is read-only (root could write it all the same) or no longer what was read."""
    path = edit.path
    if edit.before is None:
        if path.exists() or path.is_symlink():
            raise UneditableError(shown(path), "is there now, and was not before")
        return
    try:
        same = read_bytes(path) == edit.before
    except BadScriptError as error:
        raise UneditableError(shown(path), error.problem) from error
    if not same:
        raise UneditableError(shown(path), "was changed after it was read")
    if not path.is_file():
        raise UneditableError(shown(path), "is in an archive")
    if not path.stat().st_mode & _WRITABLE or not os.access(path, os.W_OK):
        raise UneditableError(shown(path), "is read-only")


def _staged(path: Path, data: bytes) -> Path:
    """The new contents beside the file, hidden from whoever lists revisions."""
    path = path.resolve()
    new = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        with new.open("xb") as file:
            file.write(data)
        if path.exists():
            shutil.copymode(path, new)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    return new


def _replace(new: Path, path: Path) -> None:
    os.replace(new, path.resolve())  # noqa: PTH105 - a link keeps leading to its file


def _put_back(done: Sequence[Edit]) -> None:
    for edit in done:
        if edit.before is None:
            edit.path.unlink()
        else:
            _replace(_staged(edit.path, edit.before), edit.path)
