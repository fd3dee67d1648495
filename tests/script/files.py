"""Migrations folders made on the spot, and random histories."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from amig.script.directory import ScriptDirectory
from amig.script.graph import Graph
from amig.script.revision import Revision

BODY = """

def upgrade():
    pass


def downgrade():
    pass
"""

LINE = {"aaaa1": (), "bbbb2": ("aaaa1",), "cccc3": ("bbbb2",), "dddd4": ("cccc3",)}
DIAMOND = {"root": (), "left": ("root",), "right": ("root",), "join": ("left", "right")}
FORK = {"root": (), "left": ("root",), "right": ("root",)}

Parents = dict[str, tuple[str, ...]]


def folder(path: Path, parents: Parents = LINE, body: str = BODY) -> Path:
    """Write a file for each revision; gives back the location."""
    location = path / "migrations"
    (location / "versions").mkdir(parents=True)
    for id_, before in parents.items():
        add(location, id_, f"revision = {id_!r}\ndown_revision = {before!r}\n{body}")
    return location


def add(location: Path, name: str, text: str | bytes) -> Path:
    """Write one file into the versions folder."""
    path = location / "versions" / f"{name}.py"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def opened(path: Path, parents: Parents = LINE, body: str = BODY) -> ScriptDirectory:
    """A folder with these revisions, read."""
    return ScriptDirectory.open(folder(path, parents, body))


def graph(parents: Parents) -> Graph:
    """The same without files."""
    return Graph(Revision(id_, before, Path(f"{id_}.py"), "") for id_, before in parents.items())


@st.composite
def histories(draw: st.DrawFn, size: int = 12) -> Parents:
    """Any acyclic history, its ids in no relation to its order."""
    count = draw(st.integers(0, size))
    ids = draw(st.permutations([f"rev{number:02d}" for number in range(count)]))
    return {
        id_: tuple(sorted(draw(st.sets(st.sampled_from(ids[:i]), max_size=3)) if i else ()))
        for i, id_ in enumerate(ids)
    }


def before(parents: Parents, ids: set[str] | frozenset[str]) -> set[str]:
    """These and all before them, the slow and obvious way."""
    found = set(ids)
    for id_ in ids:
        found |= before(parents, frozenset(parents[id_]))
    return found


def tips(parents: Parents, applied: set[str]) -> frozenset[str]:
    """The version rows of what is applied, from scratch."""
    return frozenset(id_ for id_ in applied if not any(id_ in parents[other] for other in applied))


def revision_saying(**header: Any) -> Revision:
    """One revision whose header says this."""
    return Revision("aaaa1", (), Path("aaaa1.py"), "", **header)
