"""Giving a revision's file other parents, and leaving every other byte of it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amig.errors import UneditableError
from amig.script.directory import ScriptDirectory
from amig.script.edit import reparented
from amig.script.header import read_header
from amig.script.rebase import Ours, rebase
from amig.script.swap import swap
from tests.script.files import BODY
from tests.script.test_rebase import forks


def edited(tmp_path: Path, text: str | bytes, parents: tuple[str, ...], name: str = "x.py") -> str | bytes:
    """The text that a file with this text gets."""
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    after = reparented(read_header(path), parents).after
    return after if isinstance(text, bytes) else after.decode()


@pytest.mark.parametrize(
    ("old", "parents", "new"),
    [
        ("down_revision = 'old'", ("new",), "down_revision = 'new'"),
        ('down_revision: str | None = "old"  # why', ("new",), 'down_revision: str | None = "new"  # why'),
        ("down_revision = None", ("new",), "down_revision = 'new'"),
        ("down_revision = ()", ("new",), "down_revision = ('new',)"),
        ("down_revision = ('old')", ("new",), "down_revision = ('new')"),
        ("down_revision = 'o' 'ld'", ("new",), "down_revision = 'new'"),
        ("down_revision = '''old'''", ("new",), "down_revision = 'new'"),
        ("down_revision = r'old'", ("new",), "down_revision = 'new'"),
        ("down_revision = ('old',)", ("new",), "down_revision = ('new',)"),
        ("down_revision = 'old', 'b'", ("new", "b"), "down_revision = 'new', 'b'"),
        ("down_revision = (\n  'b',  # b\n  'old',\n)", ("b", "new"), "down_revision = (\n  'b',  # b\n  'new',\n)"),
        ("down_revision = ('old', 'b')", ("new",), "down_revision = ('new',)"),
        ("down_revision = ['old', 'b']", ("new",), "down_revision = ['new']"),
        ("down_revision = {'b', 'old'}", ("b", "new"), "down_revision = {'b', 'new'}"),
        ("down_revision = {'b', 'old'}", ("new",), "down_revision = {'new'}"),
        ("down_revision = 'old'", ("b", "new"), "down_revision = ('b', 'new')"),
        ("down_revision = 'x'; down_revision = 'old'", ("new",), "down_revision = 'x'; down_revision = 'new'"),
        ("a = down_revision = 'old'", ("new",), "a = down_revision = 'new'"),
        ("é = 1; down_revision = 'old'; ü = 'ö'", ("new",), "é = 1; down_revision = 'new'; ü = 'ö'"),
        ("down_revision = \\\n    'old'", ("new",), "down_revision = \\\n    'new'"),
        ("x = '''\x0c\u2028'''\ndown_revision = 'old'", ("new",), "x = '''\x0c\u2028'''\ndown_revision = 'new'"),
    ],
)
def test_down_revision_in_every_form(tmp_path: Path, old: str, parents: tuple[str, ...], new: str) -> None:
    """Quotes, brackets and comments stay; ids that stay are not touched."""
    head, rest = '"""é"""\nrevision = \'ab\'\n', f"\nx = 'old'\n{BODY}"
    assert edited(tmp_path, head + old + rest, parents) == head + new + rest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Revises: old\nDate: x", "Revises: new\nDate: x"),
        ("  Revises:   old  \nDate: x", "  Revises:   new  \nDate: x"),
        ("Revises: old, and more", "Revises: old, and more"),
        ("It Revises: old\n", "It Revises: old\n"),
    ],
)
def test_the_docstring_follows(tmp_path: Path, old: str, new: str) -> None:
    """Where its line names exactly the old parents; anything else is the author's own words."""
    rest = '"""\nrevision = "ab"\ndown_revision = "{}"\nx = """\nRevises: old\n"""\n'
    assert edited(tmp_path, f'"""m\n\n{old}{rest.format("old")}', ("new",)) == f'"""m\n\n{new}{rest.format("new")}'


def test_the_docstring_of_merges_and_of_bases(tmp_path: Path) -> None:
    """As templates write it."""
    merge = '"""m\n\nRevises: a, b\n"""\nrevision = "m"\ndown_revision = ("a", "b")\n'
    assert edited(tmp_path, merge, ("c", "b")) == merge.replace("a, b", "c, b").replace('("a"', '("c"')
    base = '"""m\n\nRevises:\n"""\nrevision = "m"\ndown_revision = None\n'
    assert edited(tmp_path, base, ("c",)) == base.replace("Revises:", "Revises: c").replace("None", '"c"')


@pytest.mark.parametrize(
    ("old", "parents", "new"),
    [
        ("-- revision: ab\n-- parents: old\n", ("new",), "-- revision: ab\n-- parents: new\n"),
        ("-- down_revision:  old  \r\n--revision: ab\r\n", ("new",), "-- down_revision:  new  \r\n--revision: ab\r\n"),
        (
            "\ufeff-- Größe\n-- revision: ab\n-- parents: old, b\n",
            ("b",),
            "\ufeff-- Größe\n-- revision: ab\n-- parents: b\n",
        ),
        ("--revision: ab\n", ("new",), "--revision: ab\n--parents: new\n"),
        ("-- revision: ab\n-- parent:\n", ("new",), "-- revision: ab\n-- parent: new\n"),
        ("-- revision: ab\n-- parents: none\n", ("a", "b"), "-- revision: ab\n-- parents: a, b\n"),
        (
            "-- Revises: old\n-- revision: ab\n-- PARENTS: old\n",
            ("n",),
            "-- Revises: n\n-- revision: ab\n-- PARENTS: n\n",
        ),
    ],
)
def test_sql_headers(tmp_path: Path, old: str, parents: tuple[str, ...], new: str) -> None:
    """The key that names them, or one more where none did."""
    rest = "SELECT 1;\n-- parents: old\n"
    assert edited(tmp_path, old + rest, parents, "ab_x.up.sql") == new + rest
    if new.endswith("parents: new\n") and "parents" not in old:
        assert edited(tmp_path, old.rstrip(), parents, "ab_x.up.sql") == new.rstrip()


HEADER = '"""é\n\nRevises: old\n"""\nrevision = "ab"\ndown_revision = "old"\n'


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + HEADER.encode(),
        ("# -*- coding: latin-1 -*-\n" + HEADER).encode("latin-1"),
        ("# coding: cp1252\n" + HEADER + "x = '€'\n").encode("cp1252"),
        HEADER.replace("\n", "\r\n").encode(),
        HEADER.replace("\n", "\r").encode(),
        HEADER.rstrip().encode(),
    ],
    ids=["bom", "latin-1", "cp1252", "crlf", "cr", "no last newline"],
)
def test_encodings_and_line_ends_stay(tmp_path: Path, data: bytes) -> None:
    """Byte for byte."""
    assert edited(tmp_path, data, ("new",)) == data.replace(b"old", b"new")


def test_what_cannot_be_edited_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computed header, a file that is another one by now, one that does not come back."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "x.py"
    for text, problem in (
        ("revision = 'a' + 'b'\ndown_revision = 'old'\n", "has a header that is not made of literals"),
        ("revision = 'ab'\ndown_revision = 'old'\n", "was changed after its header was read"),
    ):
        path.write_text(text)
        revision = read_header(path)
        if not revision.computed:
            path.write_text(text.replace("old", "older"))
        with pytest.raises(UneditableError) as caught:
            reparented(revision, ("new",))
        assert (caught.value.path, caught.value.problem) == ("x.py", problem)
    path.write_bytes(b"# coding: utf-7\nrevision = 'ab'\ndown_revision = 'old' # +AGE-\n")
    with pytest.raises(UneditableError, match="is written in utf-7, and would not stay as it is"):
        reparented(read_header(path), ("new",))
    path.write_text(text)
    monkeypatch.setattr("amig.script.edit.in_python", lambda text, *_: text.replace("'ab'", "'cd'"))
    with pytest.raises(UneditableError, match="is read back otherwise than it is written"):
        reparented(read_header(path), ("new",))


@dataclass(frozen=True)
class Style:
    """How somebody writes revision files."""

    quote: str
    end: str
    coding: str
    annotated: bool
    several: str
    comment: str

    def written(self, id_: str, parents: tuple[str, ...], form: bool) -> bytes:
        """The file; `form`: parents are several, even when there is one."""
        q = self.quote
        named = ", ".join(f"{q}{one}{q}" for one in parents)
        if form:
            named = self.several % (f"{named}," if len(parents) == 1 and self.several == "(%s)" else named)
        lines = [
            f"# coding: {self.coding.removesuffix('-sig')}",
            f'"""Größe von {id_}\n\nRevises: {", ".join(parents)}\n"""',
            f"revision = {q}{id_}{q}",
            f"down_revision{': object' if self.annotated else ''} = {named or 'None'}{self.comment}",
            f"old = {q}{id_}{q}, 'top'{BODY}",
        ]
        return "\n".join(lines).replace("\n", self.end).encode(self.coding)


STYLES = st.builds(
    Style,
    quote=st.sampled_from("\"'"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    coding=st.sampled_from(["utf-8", "utf-8-sig", "latin-1", "cp1252"]),
    annotated=st.booleans(),
    several=st.sampled_from(["(%s)", "[%s]"]),
    comment=st.sampled_from(["", "  # öld one: 'top'", "; x = 1"]),
)


@pytest.mark.timeout(300)
@given(forks(), st.data())
def test_only_the_parents_change_in_any_file(history, data: st.DataObject) -> None:
    """Every file, written in any style, is afterwards as its author would have written it with the new parents."""
    parents, mine = history
    styles = {id_: data.draw(STYLES) for id_ in parents}
    forms = {id_: len(named) > 1 for id_, named in parents.items()}
    with tempfile.TemporaryDirectory() as path:
        versions = Path(path) / "versions"
        versions.mkdir()
        for id_, named in parents.items():
            (versions / f"{id_}.py").write_bytes(styles[id_].written(id_, named, forms[id_]))
        script = ScriptDirectory.open(Path(path))
        done = rebase(script.graph, Ours(frozenset(mine), "`main`"))
        swap([reparented(script.graph[id_], named) for id_, named in done.parents.items()])
        again = ScriptDirectory.open(Path(path))
        assert {one.id: one.parents for one in again.graph.files} == {one.id: one.parents for one in done.graph.files}
        assert sorted(one.name for one in versions.iterdir()) == sorted(f"{id_}.py" for id_ in parents)
        for id_ in parents:
            expected = styles[id_].written(id_, done.graph[id_].parents, forms[id_])
            assert (versions / f"{id_}.py").read_bytes() == expected
