"""Code that is kept, with what was found in it: never another than the file's, whatever its times say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from amig.errors import BadScriptError
from amig.ops.forgotten import plain_verb_names
from amig.script import kept_code
from amig.script.directory import ScriptDirectory
from tests.script.files import folder, trees

VERBS = plain_verb_names()
LINE = {"aaaa1": (), "bbbb2": ("aaaa1",), "cccc3": ("bbbb2",)}
BODY = """
import sqlalchemy as sa

VALUE = 1

async def upgrade(op):
    await op.add_column("t", sa.Column("x", sa.Integer()))

async def downgrade(op):
    for _ in range(2):
        await op.drop_column("t", "x")
"""


@pytest.fixture(autouse=True)
def read(monkeypatch):
    return trees(monkeypatch)


def look(location: Path, by: object = "me", direction="upgrade") -> tuple[ScriptDirectory, list[object]]:
    """A folder read anew, and all that is asked of its files before an upgrade."""
    script = ScriptDirectory.open(location)
    with script.keeping(len(script.graph.revisions), lambda: by):
        told = [
            (one.id, script.fingerprint(one), script.is_closed(one, direction, VERBS)) for one in script.graph.revisions
        ]
    return script, told


def kept(location: Path) -> Path:
    return location / "versions" / "__pycache__" / f"amig-code-{sys.implementation.cache_tag}"


def changed(path: Path, old: str, new: str) -> None:
    """Edit a file so that neither its size nor its times tell."""
    seen = path.stat()
    assert len(old) == len(new)
    path.write_text(path.read_text().replace(old, new))
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def test_a_second_run_reads_no_tree_and_finds_the_same(tmp_path, read) -> None:
    """Fingerprint and verdict; and what is imported is what the file says."""
    location = folder(tmp_path, LINE, BODY)
    _, first = look(location)
    assert read == ["aaaa1", "bbbb2", "cccc3"]
    script, second = look(location)
    assert (second, read) == (first, ["aaaa1", "bbbb2", "cccc3"])
    module = script.load(script.graph["bbbb2"])
    assert module.revision == "bbbb2"
    assert module.upgrade.__code__.co_filename == str(location / "versions" / "bbbb2.py")
    assert module.upgrade.__code__.co_firstlineno == 8
    assert script.check(script.graph["bbbb2"]) == (location / "versions" / "bbbb2.py").read_text()


def test_an_edit_is_seen_whatever_the_times_say(tmp_path, read) -> None:
    """A file of the same size and the same time is another one when it says something else; it is kept anew."""
    location = folder(tmp_path, LINE, BODY)
    _, first = look(location)
    changed(location / "versions" / "bbbb2.py", "VALUE = 1", "VALUE = 2")
    read.clear()
    script, second = look(location)
    assert read == ["bbbb2"]
    assert [one == other for one, other in zip(first, second, strict=True)] == [True, False, True]
    assert script.load(script.graph["bbbb2"]).VALUE == 2
    read.clear()
    assert look(location)[1] == second
    assert read == []


def test_what_was_not_asked_before_is_looked_for_and_kept(tmp_path, read) -> None:
    """The way down, after a run that only led up."""
    location = folder(tmp_path, LINE, BODY)
    look(location)
    read.clear()
    assert [closed for _, _, closed in look(location, direction="downgrade")[1]] == [False] * 3
    assert len(read) == 3
    look(location, direction="downgrade")
    look(location)
    assert len(read) == 3


def test_of_files_that_are_gone_nothing_is_kept(tmp_path, read) -> None:
    """Those that were squashed, or taken back; and another level of optimization is another compiler."""
    location = folder(tmp_path, LINE, BODY)
    look(location)
    size = kept(location).stat().st_size
    (location / "versions" / "cccc3.py").unlink()
    changed(location / "versions" / "bbbb2.py", "VALUE = 1", "VALUE = 2")
    look(location)
    assert kept(location).stat().st_size < 0.8 * size
    read.clear()
    told = look(location)[1]
    assert read == []
    program = (
        "import sys, tests.script.test_kept_code as t\nfrom pathlib import Path\n"
        "t.kept_code.ENOUGH = 1\nsys.dont_write_bytecode = False\nprint(t.look(Path(sys.argv[1]))[1])"
    )
    before = kept(location).read_bytes()
    said = subprocess.run(
        [sys.executable, "-O", "-c", program, str(location)], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == str(told)
    assert kept(location).read_bytes().partition(b"\n")[0] != before.partition(b"\n")[0]


def test_a_file_that_changes_after_its_header_was_read_is_refused(tmp_path) -> None:
    """Though what was kept is of what it says now, or was."""
    location = folder(tmp_path, LINE, BODY)
    file = location / "versions" / "cccc3.py"
    look(location)
    script = ScriptDirectory.open(location)
    changed(file, "'bbbb2'", "'aaaa1'")
    with pytest.raises(BadScriptError, match="was changed after its header was read"), script.keeping(3, lambda: "me"):
        script.check(script.graph["cccc3"])
    look(location)
    script = ScriptDirectory.open(location)
    changed(file, "'aaaa1'", "'bbbb2'")
    with pytest.raises(BadScriptError, match="was changed after its header was read"), script.keeping(3, lambda: "me"):
        script.check(script.graph["cccc3"])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data.replace(b"upgrade", b"upgrabe"),
        lambda data: data.partition(b"\n")[2],
        lambda data: b"0" + data[1:],
        lambda data: data.partition(b"\n")[0] + b"\n",
    ],
    ids=["empty", "cut", "spoilt", "without its head", "of another form", "nothing but its head"],
)
def test_what_is_not_whole_does_not_count(tmp_path, read, spoil) -> None:
    """It is as if nothing had been kept, and is kept anew."""
    location = folder(tmp_path, LINE, BODY)
    _, first = look(location)
    whole = kept(location).read_bytes()
    kept(location).write_bytes(spoil(whole))
    read.clear()
    assert look(location)[1] == first
    assert len(read) == 3
    assert look(location)[1] == first
    assert len(read) == 3


def test_another_amig_finds_for_itself(tmp_path, read) -> None:
    """So does amig in another folder, where the files have another name."""
    location = folder(tmp_path, LINE, BODY)
    look(location, by=("1.0", "add_column"))
    look(location, by=("1.1", "add_column"))
    assert len(read) == 6
    moved = tmp_path / "moved"
    location.rename(moved)
    script, _ = look(moved, by=("1.1", "add_column"))
    assert len(read) == 9
    file = script.load(script.graph["aaaa1"]).upgrade.__code__.co_filename
    assert file == str(moved / "versions" / "aaaa1.py")


def test_where_python_keeps_no_code_none_is_kept(tmp_path, monkeypatch) -> None:
    """`PYTHONDONTWRITEBYTECODE` and `-B` are for amig, too; what somebody else kept is read."""
    location = folder(tmp_path, LINE, BODY)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    _, first = look(location)
    assert not kept(location).exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    look(location)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert look(location)[1] == first


def test_for_a_few_files_nothing_is_kept(tmp_path, monkeypatch) -> None:
    """Nor for a few that are new among many."""
    monkeypatch.setattr(kept_code, "ENOUGH", 4)
    location = folder(tmp_path, LINE, BODY)
    look(location)
    assert not kept(location).exists()
    monkeypatch.setattr(kept_code, "ENOUGH", 3)
    look(location)
    whole = kept(location).read_bytes()
    changed(location / "versions" / "bbbb2.py", "VALUE = 1", "VALUE = 2")
    look(location)
    assert kept(location).read_bytes() == whole


def test_a_header_that_has_to_be_run_is_never_kept(tmp_path, read) -> None:
    """What it says may come from anywhere. Nor are `.sql` files, which hold no code."""
    location = folder(tmp_path, {"aaaa1": ()}, BODY)
    (location / "versions" / "run01.py").write_text(f"revision = 'run' + '01'\ndown_revision = 'aaaa1'\n{BODY}")
    (location / "versions" / "sql01.up.sql").write_text("-- it\n-- revision: sql01\n-- parents: run01\nSELECT 1;\n")
    first = look(location)[1]
    read.clear()
    assert look(location)[1] == first
    assert read == ["run01"]
