"""One revision, as its file's header says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision file; `parents` has several ids at a merge and none at a base."""

    id: str
    parents: tuple[str, ...]
    path: Path
    doc: str = ""
    branch_labels: tuple[str, ...] = ()
    transactional: bool = True

    @property
    def message(self) -> str:
        """The first line of the docstring."""
        return self.doc.partition("\n")[0].strip()


def shown(path: Path) -> str:
    """A path as people want to read it: relative where it is below the working directory."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
