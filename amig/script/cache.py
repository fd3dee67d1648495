"""The headers of a long history, kept beside its files: one read instead of thousands.

A kept header counts only while its file is as it was when it was read: see `told`.
"""

from __future__ import annotations

import json
import os
import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from amig.script.revision import USUAL, Revision, usual
from amig.script.source import read_seen
from amig.script.told import Mark, batches, mark, marks, path, put, settled

_NAME = "amig-headers"

ENOUGH = 500
"""Files from which on it pays: to read one takes ten times as long as to ask for its times."""

_FIRST = Revision._fields.index("branch_labels")
_HELPER = usual("", (), "", "")
_KEY = f"3 {' '.join(Revision._fields)}"

_MARK = 4 * 8

Row = tuple[Any, ...]
"""A header: id, parents, docstring, and the rest where it is unusual. A helper has none: its id is empty."""

Fresh = tuple[str, Mark, Revision | None]
"""What there is to keep of a file: its name, its mark, and its revision, where it is no helper."""


class Headers:
    """The headers of all files: kept ones, and what is read of the rest.

    They are kept in `__pycache__` of the folder, where that can be written.
    """

    def __init__(self, files: Sequence[str], folder: Path) -> None:
        self._files, self._folder = files, folder
        self._pays = len(files) >= ENOUGH
        self._now = time.time_ns()
        start = f"{folder}{os.sep}"
        self._names = [file.removeprefix(start) for file in files]
        self._kept = _kept(folder) if self._pays else _NOTHING
        self._held = self._same()
        self._fresh: list[Fresh] = []
        self._whole = len(self._kept.places) == len(files) and None not in self._held

    def _same(self) -> list[int | None]:
        """For each file the place of what was kept of it, where the file is the same."""
        if not self._kept.places:
            return [None] * len(self._files)
        places = map(self._kept.places.get, self._names)
        return [
            None if place is None or self._kept.marks[place] != now else place
            for place, now in zip(places, marks(self._files), strict=True)
        ]

    def revisions(self, make: Callable[[str, bytes], Revision | None]) -> Iterator[Revision]:
        """The revisions, in no order; `make` makes one of a file and its bytes. Raises what it raises."""
        rows = self._kept.rows()
        places = self._held if rows else [None] * len(self._files)
        self._whole = self._whole and bool(rows)
        for part in batches(len(self._files)):
            files, held = self._files[part], places[part]
            read = [read_seen(file) if place is None else None for file, place in zip(files, held, strict=True)]
            for name, file, place, one in zip(self._names[part], files, held, read, strict=True):
                if one is not None:
                    revision, now = make(file, one[0]), mark(one[1])
                else:
                    assert place is not None  # noqa: S101 - for the type checker
                    row, now = rows[place], self._kept.marks[place]
                    revision = _revision(file, *row) if row[0] else None
                if revision is not None:
                    yield revision
                if settled(now, self._now) and not (revision and revision.computed):
                    self._fresh.append((name, now, revision))

    def keep(self) -> None:
        """Keep what was read for the next time, where it is another thing than what was kept."""
        if self._pays and not self._whole:
            put(self._folder, _NAME, _Kept.written(self._fresh))


class _Kept:
    """What lies in the file: marks of files by their names, and the headers, read when asked for.

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
    def written(fresh: list[Fresh]) -> bytes:
        """The same as bytes."""
        found = [revision or _HELPER for _, _, revision in fresh]
        head = {
            "key": _KEY,
            "names": [name for name, _, _ in fresh],
            "unusual": [(place, rest) for place, one in enumerate(found) if (rest := one[_FIRST:]) != USUAL],
        }
        columns = ([one.id for one in found], [" ".join(one.parents) for one in found], [one.doc for one in found])
        marks = array("q", chain.from_iterable(one for _, one, _ in fresh)).tobytes()
        headers = "\0".join(chain(*columns)).encode(errors="surrogatepass")
        return json.dumps(head, ensure_ascii=True, separators=(",", ":")).encode() + b"\n" + marks + headers


_NOTHING = _Kept({"names": (), "unusual": ()}, b"")


def _tuples(values: Iterable[Any]) -> list[Any]:
    return [tuple(one) if isinstance(one, list) else one for one in values]


def _revision(file: str, id_: str, parents: Sequence[str], doc: str, more: Sequence[Any] | None) -> Revision:
    return (
        usual(id_, tuple(parents), file, doc)
        if more is None
        else Revision(id_, tuple(parents), file, doc, *_tuples(more))
    )


def _kept(folder: Path) -> _Kept:
    """What was kept, whole and of this form; nothing else counts."""
    try:
        with open(path(folder, _NAME), "rb") as file:  # noqa: PTH123 - as everywhere here
            first, _, rest = file.read().partition(b"\n")
        head = json.loads(first)
        return _Kept(head, rest) if head["key"] == _KEY else _NOTHING
    except (OSError, ValueError, KeyError, TypeError):
        return _NOTHING
