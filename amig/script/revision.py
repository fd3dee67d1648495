"""One revision, as its file's header says it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ID_LENGTH = 32
"""Characters that the version column holds."""

RESERVED = ("head", "heads", "base", "current")
"""Words that a target means something else by."""

_SOUND = re.compile(r"[A-Za-z0-9_.]{5,32}").fullmatch
_REFUSED = re.compile(r"[@+:/\\'\"`-]").search
_COUNTS = re.compile(r"[+-][0-9]+\Z").search


class Revision(NamedTuple):
    """What is known of a revision without running its file. `file` is where that is, as text from a folder's listing.

    `depends_on` is as written: ids and branch labels. `replaces` are the ids that were squashed into this one, oldest
    first. `foreign_keys` False: it rebuilds SQLite tables. Timeouts are in seconds. `destructive`: why it may destroy.
    `compatible`: code that does not know it can go on. `replay` False: it is run wherever it is due, never recorded.
    `backfill`: it has a function of that name, for rows in batches of `backfill_batch`, at most `backfill_rate` of them
    in a second, with `backfill_pause` seconds between batches; `backfill_when` is `now` where the upgrade runs it.
    `requires_backfill` are revisions whose backfills must be finished before this one, `requires_shared` revisions of a
    fleet's shared scope.
    `computed`: the header is made of more than literals, and the file was run to read it.
    """

    id: str
    parents: tuple[str, ...]
    file: str | Path
    doc: str
    branch_labels: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    transactional: bool = True
    foreign_keys: bool | None = None
    replaces: tuple[str, ...] = ()
    lock_timeout: float | None = None
    statement_timeout: float | None = None
    destructive: str | None = None
    compatible: bool = False
    backfill: bool = False
    backfill_batch: int = 1000
    backfill_rate: float | None = None
    backfill_pause: float = 0.0
    backfill_when: str = "later"
    requires_backfill: tuple[str, ...] = ()
    requires_shared: tuple[str, ...] = ()
    replay: bool = True
    computed: bool = False

    @property
    def path(self) -> Path:
        """Its file; of a pair of `.sql` files the one that leads up."""
        return Path(self.file)

    @property
    def message(self) -> str:
        """The first line of the docstring."""
        return self.doc.partition("\n")[0].rstrip()

    @property
    def is_sql(self) -> bool:
        """Whether it is a pair of `.sql` files, and no Python."""
        return str(self.file).endswith(".sql")


USUAL = tuple(Revision._field_defaults.values())
"""What is known of a revision whose header says nothing unusual, from `branch_labels` on."""


def usual(id_: str, parents: tuple[str, ...], file: str | Path, doc: str) -> Revision:
    """A revision whose header says nothing unusual; made in half the time."""
    return Revision._make((id_, parents, file, doc, *USUAL))


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


def label_flaw(label: str) -> str | None:
    """Why a string cannot be a branch label, as the end of a sentence; None when it can. A `-` inside is fine."""
    if label.startswith("-"):
        return "begins with a -"
    if _COUNTS(label):
        return "ends like steps that are counted from it"
    return flaw(label.replace("-", "_")[:ID_LENGTH])
