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
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, repeat
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, Any, NamedTuple

from amig.script.revision import USUAL, Revision, Tip, usual
from amig.script.source import read_seen

if TYPE_CHECKING:
    from amig.script.graph import Graph

ENOUGH = 500
"""Files from which on it pays: to read one takes ten times as long as to ask for its times."""

BATCH = 64
"""Files that are read before they are looked at: code that runs between two calls of the system runs half as fast."""

SETTLED = 2_000_000_000
"""Nanoseconds after which a change to a file shows in its times."""

_FIRST = Revision._fields.index("branch_labels")
_HELPER = usual("", (), "", "")
_KEY = f"3 {' '.join(Revision._fields)}"

Mark = tuple[int, int, int, int]
"""What the file system says of a file: its size, its times, its inode."""

_MARK = 4 * 8

NEVER = (0, sys.maxsize, 0, 0)
"""The mark of what is no file of its own."""

Row = tuple[Any, ...]
"""A header: id, parents, docstring, and the rest where it is unusual. A helper has none: its id is empty."""


Fresh = tuple[str, Mark, Revision | None]
"""What there is to keep of a file: its name, its mark, and its revision, where it is no helper."""


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
        self._settled = time.time_ns() - SETTLED
        start = f"{folder}{os.sep}"
        self._names = [file.removeprefix(start) for file in files]
        self._kept = _kept(folder) if self._pays else _NOTHING
        self._held = self._same()
        self._fresh: list[Fresh] = []
        self._whole = len(self._kept.places) == len(files) and None not in self._held
        self.told = self._told() if self._whole else None

    def _same(self) -> list[int | None]:
        """For each file the place of what was kept of it, where the file is the same."""
        if not self._kept.places:
            return [None] * len(self._files)
        marks: list[Mark] = []
        for part in _batches(len(self._files)):
            marks += map(_mark, list(map(_seen, self._files[part])))
        places = map(self._kept.places.get, self._names)
        return [
            None if place is None or self._kept.marks[place] != mark else place
            for place, mark in zip(places, marks, strict=True)
        ]

    def _told(self) -> Told | None:
        if self._kept.told is None:
            return None
        with suppress(ValueError, KeyError, TypeError, IndexError):
            files = dict(zip(self._names, self._files, strict=True))
            tips = [Tip(_revision(files[name], *row), *_tuples(rest)) for name, row, *rest in self._kept.told["tips"]]
            return Told(tuple(tips), bool(self._kept.told["fills_at_once"]))
        return None

    def revisions(self, make: Callable[[str, bytes], Revision | None]) -> Iterator[Revision]:
        """The revisions, in no order; `make` makes one of a file and its bytes. Raises what it raises."""
        rows = self._kept.rows()
        places = self._held if rows else [None] * len(self._files)
        for part in _batches(len(self._files)):
            files, held = self._files[part], places[part]
            read = [read_seen(file) if place is None else None for file, place in zip(files, held, strict=True)]
            for name, file, place, one in zip(self._names[part], files, held, read, strict=True):
                if one is not None:
                    revision, mark = make(file, one[0]), _mark(one[1])
                elif place is not None:
                    row, mark = rows[place], self._kept.marks[place]
                    revision = _revision(file, *row) if row[0] else None
                if revision is not None:
                    yield revision
                if mark[1] < self._settled > mark[2] and not (revision and revision.computed):
                    self._fresh.append((name, mark, revision))

    def keep(self, graph: Graph) -> None:
        """Keep what was read for the next time, and what it came to where nothing has to be read again then."""
        if not self._pays or (self._whole and self.told is not None):
            return
        told = None
        if len(self._fresh) == len(self._files):
            names = dict(zip(self._files, self._names, strict=True))
            whole = Told.of(graph)
            tips = [[names[str(tip.revision.file)], _row(tip.revision), *tip[1:]] for tip in whole.tips]
            told = {"tips": tips, "fills_at_once": whole.fills_at_once}
        _keep(self._folder, _Kept.written(self._fresh, told))


class _Kept:
    """What lies in the file: marks of files by their names, what they came to, and the headers, read when asked for.

    A line of JSON; the marks, four numbers of eight bytes each; then, with NUL between them, which no source holds, the
    ids, the parents and the docstrings of all.
    """

    def __init__(self, head: dict[str, Any], rest: bytes) -> None:
        names, numbers = head["names"], array("q")
        size = _MARK * len(names)
        numbers.frombytes(rest[:size])
        each = iter(numbers)
        self.marks: list[Mark] = list(zip(each, each, each, each, strict=True))
        self.places = {name: place for place, (name, _) in enumerate(zip(names, self.marks, strict=True))}
        self.told: dict[str, Any] | None = head["told"]
        self._unusual, self._headers = head["unusual"], rest[size:]

    def rows(self) -> list[Row]:
        """The headers in the order of the names; none where they cannot be understood."""
        try:
            texts, size = self._headers.decode(errors="surrogatepass").split("\0"), len(self.marks)
            parents = [tuple(several.split()) for several in texts[size : 2 * size]]
            rows: list[Row] = list(zip(texts[:size], parents, texts[2 * size :], repeat(None, size), strict=True))
            for place, rest in self._unusual:
                rows[place] = (*rows[place][:3], rest)
        except (ValueError, TypeError, IndexError):
            return []
        return rows

    @staticmethod
    def written(fresh: list[Fresh], told: dict[str, Any] | None) -> bytes:
        """The same as bytes."""
        found = [revision or _HELPER for _, _, revision in fresh]
        head = {
            "key": _KEY,
            "told": told,
            "names": [name for name, _, _ in fresh],
            "unusual": [(place, rest) for place, one in enumerate(found) if (rest := one[_FIRST:]) != USUAL],
        }
        columns = ([one.id for one in found], [" ".join(one.parents) for one in found], [one.doc for one in found])
        marks = array("q", chain.from_iterable(mark for _, mark, _ in fresh)).tobytes()
        headers = "\0".join(chain(*columns)).encode(errors="surrogatepass")
        return json.dumps(head, ensure_ascii=True, separators=(",", ":")).encode() + b"\n" + marks + headers


_NOTHING = _Kept({"names": (), "told": None, "unusual": ()}, b"")


def _tuples(values: Iterable[Any]) -> list[Any]:
    return [tuple(one) if isinstance(one, list) else one for one in values]


def _batches(size: int) -> Iterator[slice]:
    return (slice(start, start + BATCH) for start in range(0, size, BATCH))


def _seen(file: str) -> os.stat_result | None:
    try:
        return os.stat(file)  # noqa: PTH116 - ten thousand times
    except OSError:
        return None


def _mark(seen: os.stat_result | None) -> Mark:
    return NEVER if seen is None else (seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino & sys.maxsize)


def _row(revision: Revision) -> Row:
    return revision.id, revision.parents, revision.doc, None if (rest := revision[_FIRST:]) == USUAL else rest


def _revision(file: str, id_: str, parents: Sequence[str], doc: str, more: Sequence[Any] | None) -> Revision:
    return (
        usual(id_, tuple(parents), file, doc)
        if more is None
        else Revision(id_, tuple(parents), file, doc, *_tuples(more))
    )


def _path(folder: Path) -> Path:
    return folder / "__pycache__" / "amig-headers.json"


def _kept(folder: Path) -> _Kept:
    """What was kept, whole and of this form; nothing else counts."""
    try:
        with open(_path(folder), "rb") as file:  # noqa: PTH123 - as everywhere here
            first, _, rest = file.read().partition(b"\n")
        head = json.loads(first)
        return _Kept(head, rest) if head["key"] == _KEY else _NOTHING
    except (OSError, ValueError, KeyError, TypeError):
        return _NOTHING


def _keep(folder: Path, data: bytes) -> None:
    """Put it in place in one move, so that nobody ever reads a part; where that cannot be, nothing is kept."""
    path = _path(folder)
    mine = f"{path}.{os.getpid()}.{get_ident()}"
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        try:
            with open(mine, "xb") as file:  # noqa: PTH123 - of a text
                file.write(data)
            os.replace(mine, path)  # noqa: PTH105 - of a text
        except OSError:
            with suppress(OSError):
                os.unlink(mine)  # noqa: PTH108 - of a text
