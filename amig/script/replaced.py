"""Squashed revisions: which ids another one replaced, and what that means for databases that hold an old one."""

from __future__ import annotations

from collections.abc import Iterable

from amig import errors
from amig.script.paths import shown
from amig.script.revision import Revision


class Replaced:
    """The ids that squashed revisions replaced. Their files may still be there, for databases in between.

    A revision that says `replaces = (a, b, c)` stands for all of them. A database at `c`, the last, is where it would
    be after the squashed revision. One at `a` or `b` goes on by the old files.
    """

    def __init__(self, revisions: Iterable[Revision]) -> None:
        self._by: dict[str, Revision] = {}
        for revision in [revision for revision in revisions if revision.replaces]:
            for old in revision.replaces:
                if other := self._by.get(old):
                    raise errors.ReplacedTwiceError(old, (shown(other.path), shown(revision.path)))
                self._by[old] = revision
        self.names = {old: self._last(old) for old in self._by}
        """Old id -> the revision that stands for it now."""
        self.ends: dict[str, str] = {}
        """The last old id of each -> the revision; a version row may say either."""
        squashed = {revision.id: revision for revision in self._by.values()}
        for revision in squashed.values():
            if revision.id not in self._by:
                end: Revision | None = revision
                while end:
                    self.ends[end.replaces[-1]] = revision.id
                    end = squashed.get(end.replaces[-1])

    def _last(self, old: str) -> str:
        """Who stands for an id in the end: what replaced it may have been replaced itself."""
        seen: set[str] = set()
        while old in self._by and old not in seen:
            seen.add(old)
            old = self._by[old].id
        return old

    def rest(self, revisions: Iterable[Revision]) -> list[Revision]:
        """The revisions that nothing replaced."""
        return [revision for revision in revisions if revision.id not in self._by]

    def inside(self, id_: str) -> bool:
        """Whether a version row says that a database is in the middle of what was replaced."""
        return id_ in self._by and id_ not in self.ends
