"""Changing the parents that a revision's file names, and nothing else in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from amig.errors import ScriptError, UneditableError
from amig.script.header import make_revision
from amig.script.paths import shown
from amig.script.reparent import encoding_of, in_python, in_sql
from amig.script.revision import Revision
from amig.script.source import read_bytes


@dataclass(frozen=True, slots=True)
class Edit:
    """A file as it is (None: not there) and as it will be."""

    path: Path
    before: bytes | None
    after: bytes

    def diff(self) -> str:
        """The change as a unified diff; line ends are not shown."""
        from difflib import unified_diff

        old, new = (self._lines(data) for data in (self.before or b"", self.after))
        name = shown(self.path)
        return "\n".join(unified_diff(old, new, name if self.before is not None else "/dev/null", name, lineterm=""))

    def _lines(self, data: bytes) -> list[str]:
        text = data.decode(encoding_of(self.path, data), "replace").replace("\r\n", "\n").replace("\r", "\n")
        return text.removesuffix("\n").split("\n") if text else []


def reparented(revision: Revision, parents: tuple[str, ...]) -> Edit:
    """The edit of a revision's file that gives it other parents; read back, it says the same but for these.

    Raises UneditableError.
    """
    path = revision.path
    if revision.computed:
        raise UneditableError(shown(path), "has a header that is not made of literals")
    data = read_bytes(path)
    if make_revision(path, data) != revision:
        raise UneditableError(shown(path), "was changed after its header was read")
    after = _changed(revision, data, parents)
    if not _as_meant(revision, after, parents):
        raise UneditableError(shown(path), "has a header that is read back otherwise than it is written")
    return Edit(path, data, after)


def _changed(revision: Revision, data: bytes, parents: tuple[str, ...]) -> bytes:
    encoding = encoding_of(revision.path, data)
    text = data.decode(encoding)
    if text.encode(encoding) != data:
        raise UneditableError(shown(revision.path), f"is written in {encoding}, and would not stay as it is")
    change = in_sql if revision.is_sql else in_python
    return change(text, revision, parents).encode(encoding)


def _as_meant(revision: Revision, data: bytes, parents: tuple[str, ...]) -> bool:
    try:
        found = make_revision(revision.path, data)
    except ScriptError:
        return False
    same = found._replace(parents=revision.parents, doc=revision.doc) == revision
    return same and set(found.parents) == set(parents)
