"""The `heads` file: the heads, one per line, so that git itself sees when two branches add a revision."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from amig.errors import BadScriptError, HeadsFileError, UneditableError
from amig.script.directory import ScriptDirectory
from amig.script.edit import Edit
from amig.script.paths import shown
from amig.script.source import read_bytes
from amig.script.swap import swap

_MARKERS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")


def path_of(script: ScriptDirectory) -> Path:
    """Where the file is: in the migrations folder, beside `versions`."""
    return script.location / "heads"


def write(script: ScriptDirectory) -> None:
    """Make the file say what the revisions say; raises HeadsFileError where it cannot."""
    try:
        if (needed := edit(script, script.heads)) is not None:
            swap([needed])
    except UneditableError as error:
        raise HeadsFileError(error.path, f"is not up to date: it {error.problem}") from error


def edit(script: ScriptDirectory, heads: Iterable[str]) -> Edit | None:
    """The edit that makes the file name these heads; None when it does."""
    path = path_of(script)
    before = _read(path)
    after = "".join(f"{head}\n" for head in sorted(heads)).encode()
    return None if before is not None and _lines(before) == _lines(after) else Edit(path, before, after)


def problem(script: ScriptDirectory) -> HeadsFileError | None:
    """What is wrong with the file; None when it says what the revisions say."""
    path = path_of(script)
    if (data := _read(path)) is None:
        return HeadsFileError(shown(path), "is not there, and `heads_file` is switched on")
    lines = _lines(data)
    if any(line.startswith(_MARKERS) for line in lines):
        return HeadsFileError(shown(path), "has git's conflict markers: two branches added a revision")
    if lines == [head.encode() for head in sorted(script.heads)]:
        return None
    said = ", ".join(f"`{line.decode(errors='replace')}`" for line in lines) or "nothing"
    heads = ", ".join(f"`{head}`" for head in sorted(script.heads)) or "none"
    return HeadsFileError(shown(path), f"says {said}, and the heads are {heads}")


def _read(path: Path) -> bytes | None:
    if not path.exists():
        return None
    try:
        return read_bytes(path)
    except BadScriptError as error:
        raise UneditableError(shown(path), error.problem) from error


def _lines(data: bytes) -> list[bytes]:
    return [line.strip() for line in data.splitlines() if line.strip()]
