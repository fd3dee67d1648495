"""What a whole history comes to, kept beside its files: its heads, for those who need no more of it.

It counts only while the file system says of each file what it said before the file was read, and none came or went: the
same inode, size, time of change and time of its last change of any kind, which nobody can set. Of files that were
touched within two seconds of being read nothing is kept, for another change in the same tick could not be seen (as git
does with its index). Nor of files that were run to tell their header.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from amig.script.graph import Graph

BATCH = 64
"""Files that are asked for before they are looked at: code between two calls of the system runs half as fast."""

SETTLED = 2_000_000_000
"""Nanoseconds after which a change to a file shows in its times."""

Mark = tuple[int, int, int, int]
"""What the file system says of a file: its size, its times, its inode."""

NEVER = (0, sys.maxsize, 0, 0)
"""The mark of what is no file of its own."""

_NAME = "amig-heads"
FORM = 1
"""Of what is kept: another one when a Tip has other fields."""


class Tip(NamedTuple):
    """A revision that nothing follows, and what its history says of it.

    Its parents and what it depends on, by ids; the labels that spread to it; whether another branch depends on it.
    """

    id: str
    message: str
    doc: str
    file: str
    parents: tuple[str, ...]
    dependencies: tuple[str, ...]
    labels: tuple[str, ...]
    needed: bool


class Told(NamedTuple):
    """The heads, and whether a revision has a backfill that an upgrade runs."""

    tips: tuple[Tip, ...]
    fills_at_once: bool

    @property
    def rows(self) -> tuple[str, ...]:
        """The version rows of a database that has everything."""
        return tuple(tip.id for tip in self.tips if not tip.needed)

    @classmethod
    def of(cls, graph: Graph) -> Told:
        """What there is to tell of a history."""
        return cls(tuple(map(graph.tip, graph.heads)), any(one.backfill_when == "now" for one in graph.backfills))


class Listing:
    """The files of a history as they are now, and what was kept of it while they were the same."""

    def __init__(self, files: Sequence[str], folder: Path) -> None:
        self._folder, self._now = folder, time.time_ns()
        self._marks = marks(files)
        start = f"{folder}{os.sep}"
        names = (f"{file.removeprefix(start)} {one}" for file, one in zip(files, self._marks, strict=True))
        self._names = "\n".join(sorted(names)).encode(errors="surrogateescape")

    def told(self) -> Told | None:
        """What was kept, whole and of this form; nothing else counts."""
        with suppress(OSError, ValueError, TypeError):
            with open(path(self._folder, _NAME), "rb") as file:  # noqa: PTH123 - a start waits for it
                head, _, names = file.read().partition(b"\n")
            if names == self._names:
                form, tips, fills_at_once = json.loads(head)
                return Told(tuple(map(self._tip, tips)), bool(fills_at_once)) if form == FORM else None
        return None

    def _tip(self, values: Sequence[Any]) -> Tip:
        tip = Tip._make(tuple(one) if isinstance(one, list) else one for one in values)
        return tip._replace(file=os.path.join(self._folder, tip.file))  # noqa: PTH118 - of a text

    def keep(self, told: Told, graph: Graph) -> None:
        """Keep it, unless a file could be another one without a sign, or was run to tell its header."""
        if not all(settled(one, self._now) for one in self._marks) or any(one.computed for one in graph.files):
            return
        start = f"{self._folder}{os.sep}"
        tips = [tip._replace(file=tip.file.removeprefix(start)) for tip in told.tips]
        head = json.dumps([FORM, tips, told.fills_at_once], separators=(",", ":"))
        put(self._folder, _NAME, head.encode() + b"\n" + self._names)


def marks(files: Sequence[str]) -> list[Mark]:
    """What the file system says of files now."""
    found: list[Mark] = []
    for part in batches(len(files)):
        found += map(mark, list(map(_seen, files[part])))
    return found


def batches(size: int) -> Iterator[slice]:
    """Parts of so many files."""
    return (slice(start, start + BATCH) for start in range(0, size, BATCH))


def _seen(file: str) -> os.stat_result | None:
    try:
        return os.stat(file)  # noqa: PTH116 - ten thousand times
    except OSError:
        return None


def mark(seen: os.stat_result | None) -> Mark:
    """What the file system has said of a file; None where it is no file of its own."""
    return NEVER if seen is None else (seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino & sys.maxsize)


def settled(mark: Mark, now: int) -> bool:
    """Whether a change that was made at this time, in nanoseconds, would show."""
    return mark[1] < now - SETTLED > mark[2]


def put(folder: Path, name: str, data: bytes) -> None:
    """Put a file in place in one move, so that nobody ever reads a part; where that cannot be, nothing is kept."""
    place = path(folder, name)
    mine = f"{place}.{os.getpid()}.{get_ident()}"
    with suppress(OSError):
        os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120 - of a text
        try:
            with open(mine, "xb") as file:  # noqa: PTH123 - of a text
                file.write(data)
            os.replace(mine, place)  # noqa: PTH105 - of a text
        except OSError:
            with suppress(OSError):
                os.unlink(mine)  # noqa: PTH108 - of a text


def path(folder: Path, name: str) -> str:
    """Where something is kept."""
    return os.path.join(folder, "__pycache__", name)  # noqa: PTH118 - of a text
