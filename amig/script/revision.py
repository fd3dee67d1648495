"""One revision, as its file's header says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ID_LENGTH = 32
"""Characters that the version column holds."""

RESERVED = ("head", "heads", "base", "current")
"""Words that a target means something else by."""

_SOUND = re.compile(r"[A-Za-z0-9_.]{5,32}").fullmatch
_REFUSED = re.compile(r"[@+:/\\'\"`-]").search


@dataclass(frozen=True, slots=True)
class Revision:
    """What is known of a revision without running its file. `foreign_keys` False: it rebuilds SQLite tables."""

    id: str
    parents: tuple[str, ...]
    path: Path
    doc: str
    branch_labels: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    transactional: bool = True
    foreign_keys: bool | None = None

    @property
    def message(self) -> str:
        """The first line of the docstring."""
        return self.doc.partition("\n")[0].rstrip()


def flaw(id_: str) -> str | None:
    """Why a string cannot be a revision id, as the end of a sentence; None when it can."""
    if _SOUND(id_) and id_ not in RESERVED:
        return None
    if not id_:
        return "is empty"
    if len(id_) > ID_LENGTH:
        return f"is longer than {ID_LENGTH} characters"
    if id_ in RESERVED:
        return "is a reserved word"
    if found := _REFUSED(id_):
        return f"holds a {found[0]}"
    return None if id_.isprintable() and " " not in id_ else "holds white space or a control character"
