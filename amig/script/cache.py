"""The headers of a long history, kept beside its files: one read instead of thousands.

A kept header counts only while its file is as it was when it was read: see `told`.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from amig.script.revision import Revision
from amig.script.source import read_bytes, read_seen
from amig.script.told import NEVER, Mark, mark, marked, path, put, settled

_NAME = "amig-headers.json"
ENOUGH = 500
"""Files from which on it pays: to read one takes ten times as long as to ask for its times."""

_FIRST, _LAST = Revision._fields.index("branch_labels"), Revision._fields.index("computed")
_NAMES = Revision._fields[_FIRST:_LAST]
_USUAL = tuple(Revision._field_defaults[name] for name in _NAMES)
_KEY = f"3 {' '.join(_NAMES)}"

Row = tuple[Any, ...]
"""A header: id, parents, docstring, and the rest where it is unusual. Of a file that has none, a helper, no id."""


class Headers:
    """The headers of all files: kept ones, and what is read of the rest.

    They are kept in `__pycache__` of the folder, where that can be written.
    """

    def __init__(self, files: Sequence[str], folder: Path) -> None:
        self._files, self._folder = files, folder
        self._pays = len(files) >= ENOUGH
        self._now = time.time_ns()
        self._held: list[int | None] = []
        self._fresh: list[tuple[str, Mark, Revision | None]] = []
        self._whole = False
        if self._pays:
            self._compare()

    def _compare(self) -> None:
        start = f"{self._folder}{os.sep}"
        self._names = [file.removeprefix(start) for file in self._files]
        self._kept = kept = _kept(self._folder)
        for name, file in zip(self._names, self._files, strict=True):
            place = kept.places.get(name)
            self._held.append(place if place is not None and kept.marks[place] == mark(file) else None)
        self._whole = len(kept.places) == len(self._files) and None not in self._held

    def revisions(self, make: Callable[[str, bytes], Revision | None]) -> Iterator[Revision]:
        """The revisions, in no order; `make` makes one of a file and its bytes. Raises what it raises."""
        if not self._pays:
            yield from filter(None, (make(file, read_bytes(file)) for file in self._files))
            return
        rows = self._kept.rows()
        self._whole = self._whole and rows is not None
        for name, file, place in zip(self._names, self._files, self._held, strict=True):
            if place is None or rows is None:
                data, seen = read_seen(file)
                revision, now = make(file, data), NEVER if seen is None else marked(seen)
            else:
                row, now = rows[place], self._kept.marks[place]
                revision = None if row[0] is None else _revision(file, *row)
            if revision is not None:
                yield revision
            if settled(now, self._now) and not (revision and revision.computed):
                self._fresh.append((name, now, revision))

    def keep(self) -> None:
        """Keep what was read for the next time, where it is another thing than what was kept."""
        if not self._pays or self._whole:
            return
        marks = [number for _, one, _ in self._fresh for number in one]
        first = {"key": _KEY, "names": [name for name, _, _ in self._fresh], "marks": marks}
        columns = list(zip(*(_row(revision) for _, _, revision in self._fresh), strict=True)) or [()] * 4
        text = "\n".join(json.dumps(one, ensure_ascii=True, separators=(",", ":")) for one in (first, columns))
        put(self._folder, _NAME, text.encode("ascii"))


class _Kept:
    """What lies in the file: marks of files by their names, and the headers, read when asked for."""

    def __init__(self, names: list[str], marks: list[int], headers: bytes) -> None:
        each = iter(marks)
        self.marks: list[Mark] = list(zip(each, each, each, each, strict=True))
        self.places = {name: place for place, (name, _) in enumerate(zip(names, self.marks, strict=True))}
        self._headers = headers

    def rows(self) -> list[Row] | None:
        """The headers in the order of the names; None where they cannot be understood."""
        try:
            ids, parents, docs, rest = json.loads(self._headers)
            return list(zip(ids, parents, docs, rest, strict=True)) if len(ids) == len(self.marks) else None
        except (ValueError, TypeError):
            return None


def _tuples(values: Iterable[Any]) -> list[Any]:
    return [tuple(one) if isinstance(one, list) else one for one in values]


def _row(revision: Revision | None) -> Row:
    if revision is None:
        return None, (), "", None
    rest = revision[_FIRST:_LAST]
    return revision.id, revision.parents, revision.doc, None if rest == _USUAL else rest


def _revision(file: str, id_: str, parents: Sequence[str], doc: str, more: Sequence[Any] | None) -> Revision:
    return Revision(id_, tuple(parents), file, doc, *(() if more is None else _tuples(more)))


def _kept(folder: Path) -> _Kept:
    """What was kept, whole and of this form; nothing else counts."""
    try:
        with open(path(folder, _NAME), "rb") as file:  # noqa: PTH123 - as everywhere here
            first, _, headers = file.read().partition(b"\n")
        held = json.loads(first)
        if held["key"] == _KEY:
            return _Kept(held["names"], held["marks"], headers)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return _Kept([], [], b"")
