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
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, Any, NamedTuple

from amig.script.revision import Revision, Tip

if TYPE_CHECKING:
    from amig.script.graph import Graph

ENOUGH = 500
"""Files from which on it pays: to read one takes ten times as long as to ask for its times."""

SETTLED = 2_000_000_000
"""Nanoseconds after which a change to a file shows in its times."""

_NAMES = tuple(name for name in Revision._fields if name not in ("id", "parents", "file", "doc", "computed"))
_USUAL = [Revision._field_defaults[name] for name in _NAMES]
_KEY = f"2 {' '.join(_NAMES)}"

Kept = list[Any]
"""What the file system says of a file (four numbers), then its header: id, parents, docstring, and what is unusual.

Of a file that has no header, a helper, nothing follows.
"""


class Told(NamedTuple):
    """What a whole history comes to, for those who need no more of it."""

    tips: tuple[Tip, ...]
    """The heads."""
    fills_at_once: bool
    """Whether a revision has a backfill that an upgrade runs."""

    @classmethod
    def of(cls, graph: Graph) -> Told:
        """What there is to tell of a history."""
        return cls(tuple(map(graph.tip, graph.heads)), any(one.backfill_when == "now" for one in graph.backfills))


class Headers:
    """The headers of all files: kept ones, and what is read of the rest.

    They are kept in `__pycache__` of the folder, where that can be written. `told` is there where not a single file is
    another than it was, and none is new or gone.
    """

    def __init__(self, files: Sequence[str], folder: Path) -> None:
        self._files, self._folder = files, folder
        self._pays = len(files) >= ENOUGH
        self._now = time.time_ns()
        self._marks: list[list[int]] = []
        self._held: list[Kept | None] = []
        self._fresh: dict[str, Kept] = {}
        self._whole = False
        self.told: Told | None = None
        if self._pays:
            self._compare()

    def _compare(self) -> None:
        kept, told = _kept(self._folder)
        start = f"{self._folder}{os.sep}"
        self._names = [file.removeprefix(start) for file in self._files]
        self._marks = list(map(_mark, self._files))
        for name, mark in zip(self._names, self._marks, strict=True):
            held = kept.pop(name, None)
            self._held.append(held if type(held) is list and held[:4] == mark else None)
        self._whole = not kept and None not in self._held
        if self._whole and told is not None:
            with suppress(ValueError, KeyError, TypeError, IndexError):
                held_by = dict(zip(self._names, zip(self._files, self._held, strict=True), strict=True))
                tips = tuple(Tip(_revision(*held_by[name]), *_tuples(rest)) for name, *rest in told["tips"])  # type: ignore[arg-type]
                self.told = Told(tips, bool(told["fills_at_once"]))

    def revisions(self, read: Callable[[str], Revision | None]) -> Iterator[Revision]:
        """The revisions, in no order. Raises what `read` raises."""
        if not self._pays:
            yield from filter(None, map(read, self._files))
            return
        for name, file, mark, held in zip(self._names, self._files, self._marks, self._held, strict=True):
            revision = read(file) if held is None else _revision(file, held) if len(held) > len(mark) else None
            if revision is not None:
                yield revision
            if max(mark[1:3]) + SETTLED < self._now and not (revision and revision.computed):
                self._fresh[name] = held or [*mark, *(_values(revision) if revision else ())]

    def keep(self, graph: Graph) -> None:
        """Keep what was read for the next time, and what it came to where nothing has to be read again then."""
        if not self._pays or (self._whole and self.told is not None):
            return
        told = None
        if len(self._fresh) == len(self._files):
            names = dict(zip(self._files, self._names, strict=True))
            whole = Told.of(graph)
            tips = [[names[str(tip.revision.file)], *tip[1:]] for tip in whole.tips]
            told = {"tips": tips, "fills_at_once": whole.fills_at_once}
        _keep(self._folder, self._fresh, told)


def _tuples(values: Sequence[Any]) -> list[Any]:
    return [tuple(one) if isinstance(one, list) else one for one in values]


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
    more: dict[str, Any] = dict(zip(_NAMES, _tuples(rest), strict=False))
    return Revision(id_, tuple(parents), file, doc, **more)


def _path(folder: Path) -> Path:
    return folder / "__pycache__" / "amig-headers.json"


def _kept(folder: Path) -> tuple[dict[str, Kept], dict[str, Any] | None]:
    """What was kept, whole and of this form; nothing else counts."""
    try:
        with open(_path(folder), "rb") as file:  # noqa: PTH123 - as everywhere here
            held = json.loads(file.read())
        return (dict(held["files"]), held["told"]) if held["key"] == _KEY else ({}, None)
    except (OSError, ValueError, KeyError, TypeError):
        return {}, None


def _keep(folder: Path, fresh: dict[str, Kept], told: dict[str, Any] | None) -> None:
    """Put it in place in one move, so that nobody ever reads a part; where that cannot be, nothing is kept."""
    path = _path(folder)
    mine = f"{path}.{os.getpid()}.{get_ident()}"
    whole = {"key": _KEY, "told": told, "files": fresh}
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        try:
            with open(mine, "x", encoding="utf-8") as file:  # noqa: PTH123 - of a text
                json.dump(whole, file, ensure_ascii=True, separators=(",", ":"))
            os.replace(mine, path)  # noqa: PTH105 - of a text
        except OSError:
            with suppress(OSError):
                os.unlink(mine)  # noqa: PTH108 - of a text
