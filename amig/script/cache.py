"""The headers of a long history, kept beside its files: one read instead of thousands.

A kept header counts only while its file is as it was when it was read: see `told`.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from amig.script.revision import Revision
from amig.script.told import mark, put, settled

_NAME = "amig-headers.json"
ENOUGH = 500
"""Files from which on it pays: to read one takes ten times as long as to ask for its times."""

_NAMES = tuple(name for name in Revision._fields if name not in ("id", "parents", "file", "doc", "computed"))
_USUAL = [Revision._field_defaults[name] for name in _NAMES]
_KEY = f"3 {' '.join(_NAMES)}"

Kept = list[Any]
"""What the file system says of a file (four numbers), then its header: id, parents, docstring, and what is unusual.

Of a file that has no header, a helper, nothing follows.
"""


class Headers:
    """The headers of all files: kept ones, and what is read of the rest.

    They are kept in `__pycache__` of the folder, where that can be written.
    """

    def __init__(self, files: Sequence[str], folder: Path) -> None:
        self._files, self._folder = files, folder
        self._pays = len(files) >= ENOUGH
        self._now = time.time_ns()
        self._marks: list[list[int]] = []
        self._held: list[Kept | None] = []
        self._fresh: dict[str, Kept] = {}
        self._whole = False
        if self._pays:
            self._compare()

    def _compare(self) -> None:
        kept = _kept(self._folder)
        start = f"{self._folder}{os.sep}"
        self._names = [file.removeprefix(start) for file in self._files]
        self._marks = list(map(mark, self._files))
        for name, now in zip(self._names, self._marks, strict=True):
            held = kept.pop(name, None)
            self._held.append(held if type(held) is list and held[:4] == now else None)
        self._whole = not kept and None not in self._held

    def revisions(self, read: Callable[[str], Revision | None]) -> Iterator[Revision]:
        """The revisions, in no order. Raises what `read` raises."""
        if not self._pays:
            yield from filter(None, map(read, self._files))
            return
        for name, file, now, held in zip(self._names, self._files, self._marks, self._held, strict=True):
            revision = read(file) if held is None else _revision(file, held) if len(held) > len(now) else None
            if revision is not None:
                yield revision
            if settled(now, self._now) and not (revision and revision.computed):
                self._fresh[name] = held or [*now, *(_values(revision) if revision else ())]

    def keep(self) -> None:
        """Keep what was read for the next time, where it is another thing than what was kept."""
        if self._pays and not self._whole:
            whole = {"key": _KEY, "files": self._fresh}
            put(self._folder, _NAME, json.dumps(whole, ensure_ascii=True, separators=(",", ":")).encode())


def _tuples(values: Sequence[Any]) -> list[Any]:
    return [tuple(one) if isinstance(one, list) else one for one in values]


def _values(revision: Revision) -> list[Any]:
    rest = [getattr(revision, name) for name in _NAMES]
    return [revision.id, revision.parents, revision.doc, *([] if rest == _USUAL else rest)]


def _revision(file: str, held: Kept) -> Revision:
    _, _, _, _, id_, parents, doc, *rest = held
    more: dict[str, Any] = dict(zip(_NAMES, _tuples(rest), strict=False))
    return Revision(id_, tuple(parents), file, doc, **more)


def _kept(folder: Path) -> dict[str, Kept]:
    """What was kept, whole and of this form; nothing else counts."""
    try:
        with open(folder / "__pycache__" / _NAME, "rb") as file:  # noqa: PTH123 - as everywhere here
            held = json.loads(file.read())
        return dict(held["files"]) if held["key"] == _KEY else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
