"""The headers of a long history, kept beside its files: one read instead of thousands.

A kept header counts only while the file system says of its file what it said before the file was read: the same inode,
size, time of change and time of its last change of any kind, which nobody can set. A file that was touched within two
seconds of being read is not kept, for another change in the same tick could not be seen (as git does with its index).
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from threading import get_ident
from typing import Any

from amig.script.revision import Revision

ENOUGH = 500
"""Files from which on it pays: to read one takes ten times as long as to ask for its times."""

SETTLED = 2_000_000_000
"""Nanoseconds after which a change to a file shows in its times."""

_NAMES = tuple(f.name for f in fields(Revision) if f.name not in ("id", "parents", "file", "doc", "computed"))
_USUAL = [f.default for f in fields(Revision) if f.name in _NAMES]
_KEY = f"1 {' '.join(_NAMES)}"

Kept = list[Any]
"""What the file system says of a file (four numbers), then its header: id, parents, docstring, and what is unusual."""


def read_through(files: Sequence[str], folder: Path, read: Callable[[str], Revision | None]) -> Iterator[Revision]:
    """The revisions of all files, in no order: kept ones, and what `read` says of the rest.

    The headers are kept in `__pycache__` of the folder, where that can be written. Raises what `read` raises.
    """
    if len(files) < ENOUGH:
        yield from filter(None, map(read, files))
        return
    now, kept, changed = time.time_ns(), _kept(folder), False
    start, fresh = f"{folder}{os.sep}", dict[str, Kept]()
    for file in files:
        name, mark = file.removeprefix(start), _mark(file)
        held = kept.pop(name, None)
        if type(held) is list and held[:4] == mark:
            revision: Revision | None = _revision(file, held)
        else:
            revision, held, changed = read(file), None, True
        if revision is not None:
            yield revision
            if max(mark[1:3]) + SETTLED < now and not revision.computed:
                fresh[name] = held or [*mark, *_values(revision)]
    if changed or kept:
        _keep(folder, fresh)


def _mark(file: str) -> list[int]:
    try:
        found = os.stat(file)  # noqa: PTH116 - ten thousand times
    except OSError:
        return [0, sys.maxsize, 0, 0]
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def _values(revision: Revision) -> list[Any]:
    rest = [getattr(revision, name) for name in _NAMES]
    return [revision.id, revision.parents, revision.doc, *([] if rest == _USUAL else rest)]


def _revision(file: str, held: Kept) -> Revision:
    _, _, _, _, id_, parents, doc, *rest = held
    more: dict[str, Any] = {
        name: tuple(one) if isinstance(one, list) else one for name, one in zip(_NAMES, rest, strict=False)
    }
    return Revision(id_, tuple(parents), file, doc, **more)


def _path(folder: Path) -> Path:
    return folder / "__pycache__" / "amig-headers.json"


def _kept(folder: Path) -> dict[str, Kept]:
    """What was kept, whole and of this form; nothing else counts."""
    try:
        with open(_path(folder), "rb") as file:  # noqa: PTH123 - as everywhere here
            held = json.loads(file.read())
        return dict(held["files"]) if held["key"] == _KEY else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _keep(folder: Path, fresh: dict[str, Kept]) -> None:
    """Put it in place in one move, so that nobody ever reads a part; where that cannot be, nothing is kept."""
    path = _path(folder)
    mine = f"{path}.{os.getpid()}.{get_ident()}"
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        try:
            with open(mine, "x", encoding="utf-8") as file:  # noqa: PTH123 - of a text
                json.dump({"key": _KEY, "files": fresh}, file, ensure_ascii=True, separators=(",", ":"))
            os.replace(mine, path)  # noqa: PTH105 - of a text
        except OSError:
            with suppress(OSError):
                os.unlink(mine)  # noqa: PTH108 - of a text
