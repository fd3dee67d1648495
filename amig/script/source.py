"""Reading a file's bytes, its text, and the code that this text compiles to. Nothing is run."""

from __future__ import annotations

import os
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, NamedTuple

from amig import errors
from amig.script.paths import shown

if TYPE_CHECKING:
    import ast

_CHUNK = 1 << 14
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)

TOO_DEEP = (RecursionError, MemoryError)
"""What Python raises for text that is nested too deep for its parser."""


class Source(NamedTuple):
    """A file as it was read once: its text, and the code that this text compiles to."""

    path: Path
    text: str
    code: CodeType


def read_bytes(path: str | Path) -> bytes:
    """A file's bytes, out of an archive too; raises BadScriptError."""
    return read_seen(path)[0]


def read_seen(path: str | Path) -> tuple[bytes, os.stat_result | None]:
    """The same, with what the file system said of the file before it was read; None of one in an archive."""
    try:
        file = os.open(path, _READING)  # half the system calls of a file object, for ten thousand files
        try:
            seen = os.fstat(file)
            data = os.read(file, seen.st_size + 1)
            while len(data) != seen.st_size and (more := os.read(file, _CHUNK)):
                data += more
        finally:
            os.close(file)
    except NotADirectoryError:
        from amig.script.archive import archived

        if (data := archived(Path(path))) is None:  # type: ignore[assignment]
            raise errors.BadScriptError(shown(Path(path)), "cannot be read: it is not there") from None
        return data, None
    except OSError as error:
        raise errors.BadScriptError(shown(Path(path)), f"cannot be read: {error.strerror or error}") from error
    return data, seen


def is_file(path: Path) -> bool:
    """Whether there is such a file, in an archive too."""
    if path.parent.exists():
        return path.is_file()
    from amig.script.archive import archived

    return archived(path) is not None


def decoded(path: Path, data: bytes) -> str:
    """The text of a file, as Python would read it; raises BadScriptError."""
    if data.isascii() and b"\r" not in data and b"coding" not in data:  # nothing to be found out
        return data.decode("ascii")
    from importlib.util import decode_source

    try:
        return decode_source(data)
    except SyntaxError as error:
        raise syntax_error(path, error) from error
    except UnicodeDecodeError as error:
        raise errors.BadScriptError(shown(path), f"cannot be read as {error.encoding}: {error.reason}") from error


def compiled(path: Path, data: bytes) -> Source:
    """The source of a file that compiles; raises BadScriptError. Nothing of it is executed, and no `.pyc` is read."""
    return _compiled(path, text := decoded(path, data), text)


def parsed(path: Path, data: bytes) -> tuple[Source, ast.Module | None]:
    """The same with its tree, which it is compiled from: to read a text twice takes longer. None where that fails."""
    from amig.syntax import parse

    text = decoded(path, data)
    try:
        tree = parse(text, str(path))
        return _compiled(path, text, tree), tree
    except (SyntaxError, ValueError, SystemError, errors.BadScriptError, *TOO_DEEP):
        return _compiled(path, text, text), None  # a text says where it is wrong, and may be deeper than a tree


def _compiled(path: Path, text: str, said: str | ast.Module) -> Source:
    try:
        return Source(path, text, compile(said, str(path), "exec", dont_inherit=True))
    except SyntaxError as error:
        raise syntax_error(path, error) from error
    except (ValueError, *TOO_DEEP) as error:
        raise errors.BadScriptError(shown(path), f"does not parse: {error or type(error).__name__}") from error


def syntax_error(path: Path, error: SyntaxError) -> errors.BadScriptError:
    """What Python says about a text, with its line."""
    return errors.BadScriptError(shown(path), f"does not parse: {error.msg}", error.lineno)
