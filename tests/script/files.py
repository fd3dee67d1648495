"""Migrations folders made on the spot."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

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


def trees(monkeypatch: Any) -> list[str]:
    """The files that are read into a tree from now on; all that is found in them is kept, however few they are."""
    from amig import syntax
    from amig.script import kept_code

    monkeypatch.setattr(kept_code, "ENOUGH", 1)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    read: list[str] = []
    real = syntax.parse

    def parse(source: str | bytes, filename: str = "<unknown>") -> Any:
        read.append(Path(filename).stem)
        return real(source, filename)

    monkeypatch.setattr(syntax, "parse", parse)
    return read


def opened(path: Path, parents: Parents = LINE, body: str = BODY) -> ScriptDirectory:
    """A folder with these revisions, read."""
    return ScriptDirectory.open(folder(path, parents, body))


def graph(parents: Parents) -> Graph:
    """The same without files."""
    return Graph(revision(id_, *before) for id_, before in parents.items())


def revision(id_: str, *parents: str, **more: Any) -> Revision:
    """One revision without a file."""
    return Revision(id_, parents, Path(f"{id_}.py"), "", **more)


def revision_saying(**header: Any) -> Revision:
    """One revision whose header says this."""
    return Revision("aaaa1", (), Path("aaaa1.py"), "", **header)
