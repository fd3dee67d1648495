"""Revisions as SQL: a header in comments, a way up and a way down."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from amig.errors import BadScriptError, IrreversibleError, MissingHeaderError
from amig.script.directory import ScriptDirectory
from amig.script.header import read_header
from amig.script.sql import SqlScript
from tests.script.files import folder

HEADER = "-- revision: abcd1\n-- parents: base\n"
FULL = """-- Add users
--
-- and their roles; see ticket: 17
-- revision: abcd1
-- parents: root1, root2
-- branch_labels: web, api
-- depends_on: other, data.x
-- transactional: no
-- foreign_keys: false
-- replaces: old1, old2
-- lock_timeout: 500ms
-- statement_timeout: 2min

CREATE TABLE users (id INTEGER);
-- revision: zzzz9
"""


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(tmp_path: Path, text: str | bytes) -> object:
    return read_header(write(tmp_path / "abcd1_x.up.sql", text))


def test_every_key_is_read(tmp_path: Path) -> None:
    """What is no key is the docstring; after the first statement nothing counts."""
    found = read_header(write(tmp_path / "abcd1_users.up.sql", FULL))
    assert (found.id, found.parents, found.is_sql) == ("abcd1", ("root1", "root2"), True)
    assert (found.doc, found.message) == ("Add users\n\nand their roles; see ticket: 17", "Add users")
    assert (found.branch_labels, found.depends_on) == (("web", "api"), ("other", "data.x"))
    assert (found.transactional, found.foreign_keys) == (False, False)
    assert found.replaces == ("old1", "old2")
    assert (found.lock_timeout, found.statement_timeout) == (0.5, 120.0)


@pytest.mark.parametrize(
    ("lines", "parents"),
    [
        ("", ()),
        ("-- parents:\n", ()),
        ("-- parents: none\n", ()),
        ("-- parent: BASE\n", ()),
        ("-- down_revision: root1\n", ("root1",)),
        ("--parents:   root1 ,root2\n", ("root1", "root2")),
        ("  --   PARENTS: root1\n\n", ("root1",)),
    ],
)
def test_parents_in_every_form(tmp_path: Path, lines: str, parents: tuple[str, ...]) -> None:
    """None, one, or several; a first revision need not say so."""
    assert read(tmp_path, f"-- revision: abcd1\n{lines}SELECT 1;").parents == parents  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + FULL.encode(),
        FULL.replace("\n", "\r\n").encode(),
        FULL.replace("\n", "\r").encode(),
        FULL.rstrip().encode(),
    ],
    ids=["bom", "crlf", "cr", "no last newline"],
)
def test_line_ends_and_a_mark_at_the_start_change_nothing(tmp_path: Path, data: bytes) -> None:
    """Editors differ."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, other = read(tmp_path / "a", FULL), read(tmp_path / "b", data)
    assert {**fields(one), "file": ""} == {**fields(other), "file": ""}


def fields(revision: object) -> dict[str, object]:
    return {name: getattr(revision, name) for name in revision.__slots__}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("-- revison: abcd1\n", 1, "has the key `revison`, which is none: did you mean `revision`?"),
        (HEADER + "-- transactionl: no\n", 3, "did you mean `transactional`?"),
        (HEADER + "-- parens: x\n", 3, "did you mean `parents`?"),
        (HEADER + "-- transactional: maybe\n", 3, "`transactional` must be True or False, found `'maybe'`"),
        (HEADER + "-- lock_timeout: soon\n", 3, "`lock_timeout` must be seconds, or like `500ms`"),
        ("-- revision: a b\n", 1, "has the `revision` 'a b', which holds white space"),
        ("-- revision: it's\n", 1, "has the `revision` \"it's\", which holds a '"),
        ("-- revision: head\n", 1, "which is a reserved word"),
        ("-- revision: abcd1\n-- parents: a@b\n", 2, "has the `down_revision` 'a@b', which holds a @"),
        ("-- revision: abcd1\n-- parents: x,,y\n", 2, "has the `down_revision` '', which is empty"),
        ("-- revision: abcd1\n-- parents: x, x\n", 2, "`down_revision` names a revision twice"),
        (HEADER + "-- branch_labels: v-2\n", 3, "which ends like steps that are counted from it"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(tmp_path: Path, text: str, line: int, problem: str) -> None:
    """Slips of the finger, too: a key that is nearly one is no comment."""
    with pytest.raises(BadScriptError) as caught:
        read(tmp_path, text)
    assert (caught.value.path, caught.value.line) == (str(tmp_path / "abcd1_x.up.sql"), line)
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    "comment", ["note: x", "http://example.org", "see: y", "author: me", "Revises something", "key:value"]
)
def test_a_comment_is_a_comment(tmp_path: Path, comment: str) -> None:
    """What is far from any key, or has no space after its colon, is text."""
    assert read(tmp_path, f"{HEADER}-- {comment}\n").doc == comment  # type: ignore[attr-defined]


def test_a_file_without_a_header_is_told(tmp_path: Path) -> None:
    """As for Python files."""
    with pytest.raises(MissingHeaderError) as caught:
        read(tmp_path, "CREATE TABLE t (id INTEGER);\n-- revision: abcd1\n")
    assert caught.value.name == "revision"
    with pytest.raises(BadScriptError, match="cannot be read as utf-8"):
        read(tmp_path, b"-- revision: \xff\n")


class Recorder:
    """Takes what a script asks for."""

    def __init__(self) -> None:
        self.ran: list[str] = []

    async def run_script(self, text: str) -> None:
        self.ran.append(text)

    async def irreversible(self, why: str) -> None:
        raise IrreversibleError(why)


def test_python_and_sql_stand_side_by_side(tmp_path: Path) -> None:
    """One history; the SQL of both directions is what the files hold."""
    location = folder(tmp_path, {"aaaa1": (), "cccc3": ("bbbb2",)})
    up = write(location / "versions" / "bbbb2_x.up.sql", "-- second\n-- revision: bbbb2\n-- parents: aaaa1\nSELECT 1;")
    write(location / "versions" / "bbbb2_x.down.sql", "\ufeffSELECT 2;")
    script = ScriptDirectory.open(location)
    assert [revision.id for revision in script.history()] == ["cccc3", "bbbb2", "aaaa1"]
    revision = script.revision("bbbb2")
    assert (revision.path, revision.message) == (up, "second")
    assert script.check(revision) == ""
    loaded, op = script.load(revision), Recorder()
    assert isinstance(loaded, SqlScript)
    asyncio.run(loaded.upgrade(op))
    asyncio.run(loaded.downgrade(op))
    assert op.ran == [up.read_text(), "SELECT 2;"]
    assert script.source(revision) == up.read_text()


def test_without_a_way_down_there_is_none(tmp_path: Path) -> None:
    """It says which file would be one."""
    location = folder(tmp_path, {})
    write(location / "versions" / "abcd1.up.sql", HEADER)
    script = ScriptDirectory.open(location)
    loaded = script.load(script.revision("head"))
    with pytest.raises(IrreversibleError, match=r"there is no `abcd1\.down\.sql`"):
        asyncio.run(loaded.downgrade(Recorder()))


def test_a_way_down_alone_is_an_error(tmp_path: Path) -> None:
    """A file that nobody would run was meant to be run."""
    location = folder(tmp_path, {})
    write(location / "versions" / "abcd1.down.sql", "SELECT 1;")
    with pytest.raises(BadScriptError, match=r"abcd1\.down\.sql` has no `abcd1\.up\.sql` beside it"):
        ScriptDirectory.open(location)


def test_a_way_down_that_cannot_be_read_is_an_error_before_anything_runs(tmp_path: Path) -> None:
    """It is not taken for missing."""
    location = folder(tmp_path, {})
    write(location / "versions" / "abcd1.up.sql", HEADER)
    write(location / "versions" / "abcd1.down.sql", b"\xff")
    script = ScriptDirectory.open(location)
    with pytest.raises(BadScriptError, match=r"abcd1\.down\.sql` cannot be read as utf-8"):
        script.check(script.revision("head"))


def test_a_header_that_changed_since_it_was_read_is_refused(tmp_path: Path) -> None:
    """As for Python files."""
    location = folder(tmp_path, {})
    path = write(location / "versions" / "abcd1.up.sql", HEADER)
    script = ScriptDirectory.open(location)
    path.write_text(HEADER + "-- transactional: no\n")
    with pytest.raises(BadScriptError, match="was changed after its header was read"):
        script.load(script.revision("head"))
