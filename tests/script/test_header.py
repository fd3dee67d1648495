"""Reading a revision from its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from amig.errors import BadScriptError, MissingHeaderError
from amig.script.header import read_header
from tests.script.files import BODY

OK = 'revision = "abcd1"\ndown_revision = None\n'


def read(tmp_path: Path, text: str | bytes) -> object:
    path = tmp_path / "x.py"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_header(path)


def test_a_header_is_read_without_running_the_file(tmp_path: Path) -> None:
    """Everything the header says, and nothing of the body."""
    path = tmp_path / "x.py"
    path.write_text(
        '"""Add users\n\nmore\n"""\nrevision: str = "abcd1"\ndown_revision = ("ef", "gh")\nbranch_labels = "web"\n'
        'transactional = False\nforeign_keys = False\nraise RuntimeError("executed")\n'
    )
    found = read_header(path)
    assert (found.id, found.parents, found.path) == ("abcd1", ("ef", "gh"), path)
    assert (found.doc, found.message) == ("Add users\n\nmore", "Add users")
    assert (found.branch_labels, found.transactional, found.foreign_keys) == (("web",), False, False)


@pytest.mark.parametrize(
    ("value", "parents"),
    [
        ("None", ()),
        ("()", ()),
        ('"ab12"', ("ab12",)),
        ('("ab12")', ("ab12",)),
        ('["ab", "cd"]', ("ab", "cd")),
        ('{"b", "a"}', ("a", "b")),
    ],
)
def test_parents_in_every_form(tmp_path: Path, value: str, parents: tuple[str, ...]) -> None:
    """None, one, or several."""
    path = tmp_path / "x.py"
    path.write_text(f'revision = "zz"\ndown_revision = {value}\n')
    assert read_header(path).parents == parents


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + '"""é"""\n'.encode() + OK.encode(),
        '# -*- coding: latin-1 -*-\n"""é"""\n'.encode("latin-1") + OK.encode(),
        ('"""é"""\n' + OK).replace("\n", "\r\n").encode(),
        ('"""é"""\n' + OK).replace("\n", "\r").encode(),
        ('"""\\xe9"""\n' + OK).encode(),
        ('"""é"""\n' + OK).rstrip().encode(),
    ],
    ids=["bom", "cookie", "crlf", "cr", "escape", "no last newline"],
)
def test_encodings_and_line_ends_are_pythons(tmp_path: Path, data: bytes) -> None:
    """A file means what it means to Python."""
    path = tmp_path / "x.py"
    path.write_bytes(data)
    assert (read_header(path).doc, read_header(path).id) == ("é", "abcd1")


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (OK + "def f(:\n revision", 3, "does not parse: invalid syntax"),
        ("x = 1\nrevision = make_id()\ndown_revision = None\n", 2, "cannot be imported: NameError: name 'make_id'"),
        ("x = 1\nrevision = 1 + 1\ndown_revision = None\n", None, "`revision` must be a string, found `2`"),
        (
            "revision = 'abcd1'\n\ndown_revision = 7\n",
            3,
            "`down_revision` must be None, a string or several, found `7`",
        ),
        ("revision = 'abcd1'\ndown_revision = ('a', None)\n", 2, "`down_revision` must be None, a string or several"),
        ("revision = None\ndown_revision = None\n", 1, "`revision` must be a string, found None"),
        ("\nrevision = 'a-b'\ndown_revision = None\n", 2, "has the `revision` 'a-b', which holds a -"),
        ("revision = ''\ndown_revision = None\n", 1, "has the `revision` '', which is empty"),
        ("revision = 'head'\ndown_revision = None\n", 1, "which is a reserved word"),
        ("revision = 'a b'\ndown_revision = None\n", 1, "which holds white space"),
        ("revision = 'a\\x00b'\ndown_revision = None\n", 1, "which holds white space or a control character"),
        ('revision = "it\'s"\ndown_revision = None\n', 1, "which holds a '"),
        (f"revision = '{'x' * 33}'\ndown_revision = None\n", 1, "which is longer than 32 characters"),
        ("revision = 'abcd1'\ndown_revision = 'a@b'\n", 2, "has the `down_revision` 'a@b', which holds a @"),
        ("revision = 'abcd1'\ndown_revision = ('a', 'a')\n", 2, "`down_revision` names a revision twice"),
        (OK + "transactional = 'no'\n", 3, "`transactional` must be True or False, found `'no'`"),
        (OK + "foreign_keys = 0\n", 3, "`foreign_keys` must be True or False, found `0`"),
        (OK + "depends_on = 7\n", 3, "`depends_on` must be None, a string or several, found `7`"),
        (OK + "branch_labels = 'head'\n", 3, "has the branch label 'head', which is a reserved word"),
        (OK + "branch_labels = ('web', 'a@b')\n", 3, "has the branch label 'a@b', which holds a @"),
        (
            OK + "branch_labels = 'v-2'\n",
            3,
            "has the branch label 'v-2', which ends like steps that are counted from it",
        ),
        (OK + "branch_labels = '-v'\n", 3, "has the branch label '-v', which begins with a -"),
        (OK + "branch_labels = ''\n", 3, "has the branch label '', which is empty"),
        (OK + "branch_labels = 'a b'\n", 3, "which holds white space"),
        (OK + "replaces = ('abcd1',)\n", 3, "`replaces` names the revision itself"),
        (OK + "replaces = ('a-b',)\n", 3, "has the `replaces` 'a-b', which holds a -"),
        (OK + "replaces = ('a', 'a')\n", 3, "`replaces` names a revision twice"),
        (OK + "lock_timeout = -1\n", 3, "`lock_timeout` must be seconds, or like `500ms`, `5s`, `2min`, found `-1`"),
        (OK + "statement_timeout = 'soon'\n", 3, "`statement_timeout` must be seconds"),
        (OK + "lock_timeout = True\n", 3, "`lock_timeout` must be seconds"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: int | None, problem: str
) -> None:
    """An error names the file as the reader knows it, and the line."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadScriptError) as caught:
        read(tmp_path, text)
    assert (caught.value.path, caught.value.line) == ("x.py", line)
    assert problem in str(caught.value)


@pytest.mark.parametrize("name", ["revision", "down_revision"])
def test_a_file_without_a_header_is_an_error(tmp_path: Path, name: str) -> None:
    """Both names are needed; a stray helper in the folder is told, too."""
    with pytest.raises(MissingHeaderError) as caught:
        read(tmp_path, "\n".join(row for row in OK.splitlines() if not row.startswith(f"{name} ")) + BODY)
    assert caught.value.name == name


@pytest.mark.parametrize(
    ("data", "problem"),
    [(b"\xff\xfe\n" + OK.encode(), "does not parse"), (b"x = 1\0 revision", "does not parse")],
)
def test_text_that_is_no_text_is_an_error(tmp_path: Path, data: bytes, problem: str) -> None:
    """Not UTF-8, or with null bytes."""
    with pytest.raises(BadScriptError, match=problem):
        read(tmp_path, data)


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """A folder, or a link to nowhere."""
    (tmp_path / "folder.py").mkdir()
    (tmp_path / "link.py").symlink_to(tmp_path / "nowhere")
    for name in ("folder", "link"):
        with pytest.raises(BadScriptError, match="cannot be read") as caught:
            read_header(tmp_path / f"{name}.py")
        assert caught.value.path == str(tmp_path / f"{name}.py")


def test_a_broken_body_does_not_hide_the_header(tmp_path: Path) -> None:
    """Headers are read as far as they go; before anything runs, the whole file is checked."""
    path = tmp_path / "x.py"
    path.write_text(OK + "\n\ndef upgrade(:\n")
    assert read_header(path).id == "abcd1"
