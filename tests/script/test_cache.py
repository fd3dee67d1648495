"""Headers that are kept: never another history than the one that the files tell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from amig.errors import MissingParentError
from amig.script import cache, told
from amig.script.directory import ScriptDirectory
from tests.script.files import BODY, LINE, add, folder


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """A few files are enough here, and files that were made just now count as settled."""
    monkeypatch.setattr(cache, "ENOUGH", 1)
    monkeypatch.setattr(told, "SETTLED", -told.SETTLED)


def kept(location: Path) -> Path:
    return location / "versions" / "__pycache__" / "amig-headers"


def names(location: Path) -> list[str]:
    """The files whose headers are kept."""
    found: list[str] = json.loads(kept(location).read_bytes().partition(b"\n")[0])["names"]
    return found


def reading(monkeypatch) -> list[str]:
    """The files whose headers are read from now on."""
    from amig.script import header

    read: list[str] = []
    real = header.revision_of
    monkeypatch.setattr(header, "revision_of", lambda file, *more: (read.append(Path(file).name), real(file, *more))[1])
    return read


def header(id_: str, down: str | None, more: str = "") -> str:
    return f'"""about {id_}"""\nrevision = {id_!r}\ndown_revision = {down!r}\n{more}\n{BODY}'


RICH = """
branch_labels = ("app", "two")
depends_on = ["aaaa1"]
transactional = False
foreign_keys = True
replaces = ("old01", "old02")
lock_timeout = "500ms"
statement_timeout = 7
"""


def test_what_is_kept_is_what_was_read(tmp_path, monkeypatch) -> None:
    """Every kind of header, to the letter; and no file is read a second time."""
    location = folder(tmp_path, LINE)
    add(location, "rich1", header("rich1", "dddd4", RICH))
    (location / "versions" / "sql01_x.up.sql").write_text(
        "-- what it is\n-- revision: sql01\n-- parents: rich1\nSELECT 1;\n"
    )
    add(location, "_helper", "x = 1\n")
    first = ScriptDirectory.open(location)
    read = reading(monkeypatch)
    again = ScriptDirectory.open(location)
    assert again.graph.revisions == first.graph.revisions
    assert again.graph["rich1"].lock_timeout == 0.5
    assert again.graph["rich1"].branch_labels == ("app", "two")
    assert read == []
    assert again.load(again.graph["dddd4"]) is not None


BRIEF = """
import sys
from pathlib import Path
from amig.script import told
from amig.script.directory import ScriptDirectory
told.SETTLED = -told.SETTLED
print(ScriptDirectory.open(Path(sys.argv[1]), brief=True).rows)
print(sorted({"cache", "header", "scan", "graph"} & {name.rpartition(".")[2] for name in sys.modules if "amig.script" in name}))
"""


def test_where_all_is_kept_what_reads_is_not_imported(tmp_path) -> None:
    """Neither the expressions that understand a header, nor the history that is not made."""
    location = folder(tmp_path, LINE)
    for needed in (["cache", "graph", "header", "scan"], []):
        said = subprocess.run([sys.executable, "-c", BRIEF, str(location)], capture_output=True, text=True, check=True)
        assert said.stdout.splitlines() == ["('dddd4',)", str(needed)]


BRANCHED = {"aaaa1": (), "bbbb2": ("aaaa1",), "cccc3": ("aaaa1",)}


def test_what_a_history_comes_to_is_told_without_it(tmp_path) -> None:
    """Heads with their labels and dependencies, backfills; the graph is made for whoever asks for it."""
    location = folder(tmp_path, BRANCHED)
    add(location, "dddd4", header("dddd4", "bbbb2", "branch_labels = 'side'\ndepends_on = 'cccc3'"))
    first = ScriptDirectory.open(location, brief=True)
    assert "graph" in vars(first)
    again = ScriptDirectory.open(location, brief=True)
    assert "graph" not in vars(again)
    assert again.told == first.told
    assert again.rows == first.rows == first.graph.real_heads == ("dddd4",)
    assert [(tip.id, tip.labels, tip.dependencies, tip.needed) for tip in again.told.tips] == [
        ("cccc3", (), (), True),
        ("dddd4", ("side",), ("cccc3",), False),
    ]
    assert (again.notes, again.told.fills_at_once, "graph" in vars(again)) == ((), False, False)
    assert again.graph.revisions == first.graph.revisions
    add(location, "eeee5", header("eeee5", "dddd4", "backfill_when = 'now'\nasync def backfill(op, cursor): ...\n"))
    for _ in range(2):
        changed = ScriptDirectory.open(location, brief=True)
        assert (changed.rows, changed.told.fills_at_once) == (("eeee5",), True)
    assert "graph" not in vars(changed)
    (location / "versions" / "eeee5.py").unlink()
    for _ in range(2):
        assert ScriptDirectory.open(location, brief=True).rows == ("dddd4",)


def test_a_broken_history_is_told_each_time(tmp_path) -> None:
    """Files that nothing is wrong with one by one: what they come to is never kept."""
    location = folder(tmp_path, LINE)
    add(location, "eeee5", header("eeee5", "nowhere1"))
    for _ in range(2):
        with pytest.raises(MissingParentError):
            ScriptDirectory.open(location, brief=True)


def test_what_has_to_be_read_again_is_not_told(tmp_path, monkeypatch) -> None:
    """Touched just now, or run to tell its header."""
    location = folder(tmp_path, LINE)
    add(location, "eeee5", "import os\nrevision = 'eeee' + '5'\ndown_revision = 'dddd4'\n" + BODY)
    for _ in range(2):
        again = ScriptDirectory.open(location, brief=True)
        assert (again.rows, "graph" in vars(again)) == (("eeee5",), True)
    monkeypatch.setattr(told, "SETTLED", 2_000_000_000)
    other = folder(tmp_path / "other", LINE)
    for _ in range(2):
        assert "graph" in vars(ScriptDirectory.open(other, brief=True))


def test_every_change_is_seen(tmp_path, monkeypatch) -> None:
    """Another text of the same length with the same time of change; a file that came, one that went, one that moved."""
    location = folder(tmp_path, LINE)
    ScriptDirectory.open(location)
    path = location / "versions" / "dddd4.py"
    before = path.stat()
    path.write_text(path.read_text().replace("cccc3", "bbbb2"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert set(ScriptDirectory.open(location).heads) == {"cccc3", "dddd4"}
    path.unlink()
    assert ScriptDirectory.open(location).heads == ("cccc3",)
    add(location, "eeee5", header("eeee5", "cccc3"))
    assert ScriptDirectory.open(location).heads == ("eeee5",)
    (location / "versions" / "eeee5.py").rename(location / "versions" / "moved.py")
    assert ScriptDirectory.open(location).graph["eeee5"].path.name == "moved.py"


def test_what_was_touched_just_now_is_not_kept(tmp_path, monkeypatch) -> None:
    """Another change in the same tick of the clock could not be seen."""
    monkeypatch.setattr(told, "SETTLED", 2_000_000_000)
    location = folder(tmp_path, LINE)
    ScriptDirectory.open(location)
    assert names(location) == []
    monkeypatch.setattr(time, "time_ns", lambda: (location / "versions").stat().st_mtime_ns + 3_000_000_000)
    ScriptDirectory.open(location)
    assert len(names(location)) == len(LINE)


def test_a_header_that_has_to_be_run_is_run_each_time(tmp_path, monkeypatch) -> None:
    """It may say another thing tomorrow."""
    location = folder(tmp_path, LINE)
    add(location, "eeee5", "import os\nrevision = 'eeee' + '5'\ndown_revision = 'dddd4'\n" + BODY)
    ScriptDirectory.open(location)
    read = reading(monkeypatch)
    assert ScriptDirectory.open(location).notes != ()
    assert read == ["eeee5.py"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"key": "0", "names": []}',
        "\x00",
        '{"key": 1}',
        json.dumps({"key": cache._KEY, "names": 7, "unusual": []}),
        json.dumps({"key": cache._KEY, "names": ["dddd4.py"], "unusual": 7}),
        json.dumps({"key": cache._KEY, "names": ["dddd4.py"], "unusual": 7}) + "\n" + 32 * "7",
    ],
)
def test_what_cannot_be_understood_is_not_used(tmp_path, text) -> None:
    """And is written anew."""
    location = folder(tmp_path, LINE)
    kept(location).parent.mkdir()
    kept(location).write_text(text)
    assert ScriptDirectory.open(location).heads == ("dddd4",)
    assert len(names(location)) == len(LINE)


@pytest.mark.parametrize("left", [0, 1, 32, 32 * len(LINE), 32 * len(LINE) + 1])
@pytest.mark.parametrize("instead", [b"", b"[", b"x\0y", b"\0" * 7])
def test_headers_that_were_cut_short_are_read_again(tmp_path, left, instead) -> None:
    """Within the marks of the files, or within the headers that follow them."""
    location = folder(tmp_path, LINE)
    ScriptDirectory.open(location)
    head, _, rest = kept(location).read_bytes().partition(b"\n")
    kept(location).write_bytes(head + b"\n" + rest[:left] + instead)
    assert ScriptDirectory.open(location).heads == ("dddd4",)
    assert len(kept(location).read_bytes()) == len(head) + 1 + len(rest)


def test_where_nothing_can_be_kept_nothing_is_lost(tmp_path) -> None:
    """A folder that cannot be written, or an archive: the files are read."""
    location = folder(tmp_path, LINE)
    kept(location).parent.write_text("a file stands in the way")
    assert ScriptDirectory.open(location).heads == ("dddd4",)


def test_two_folders_share_what_is_kept(tmp_path, monkeypatch) -> None:
    """Files of one name in both are told apart."""
    one, other = folder(tmp_path / "a", {"aaaa1": ()}), folder(tmp_path / "b", {})
    add(other, "aaaa1", header("bbbb2", "aaaa1"))
    places = [one / "versions", other / "versions"]
    ScriptDirectory.open(one, places)
    read = reading(monkeypatch)
    assert [revision.id for revision in ScriptDirectory.open(one, places).graph.revisions] == ["aaaa1", "bbbb2"]
    assert read == []


def test_a_short_history_keeps_nothing(tmp_path, monkeypatch) -> None:
    """No headers appear beside a few revisions; what they come to does, where somebody needs no more."""
    monkeypatch.setattr(cache, "ENOUGH", 500)
    location = folder(tmp_path, LINE)
    ScriptDirectory.open(location)
    assert not kept(location).parent.exists()
    ScriptDirectory.open(location, brief=True)
    assert [path.name for path in kept(location).parent.iterdir()] == ["amig-heads"]


@pytest.mark.parametrize("change", [b"", b"[]\n", b"[0,[],false]\n", b"null\n", b"\xff"])
def test_heads_that_cannot_be_understood_are_not_used(tmp_path, change) -> None:
    """Of another form, cut short, or no text at all: the files are read, and the heads are kept anew."""
    location = folder(tmp_path, LINE)
    first = ScriptDirectory.open(location, brief=True)
    place = kept(location).with_name("amig-heads")
    whole = place.read_bytes()
    place.write_bytes(change + whole.partition(b"\n")[2] if change else whole[:-1])
    again = ScriptDirectory.open(location, brief=True)
    assert ("graph" in vars(again), again.told) == (True, first.told)
    assert place.read_bytes() == whole


def test_heads_are_those_of_the_place_they_are_in(tmp_path) -> None:
    """A project that was moved as a whole names its files where they are now; a Tip of other fields has another form."""
    location = folder(tmp_path, LINE)
    ScriptDirectory.open(location, brief=True)
    moved = tmp_path.parent / f"{tmp_path.name}-moved"
    tmp_path.rename(moved)
    again = ScriptDirectory.open(moved / location.relative_to(tmp_path), brief=True)
    assert "graph" not in vars(again)
    (tip,) = again.told.tips
    assert Path(tip.file).is_file()
    assert (told.FORM, tip._fields) == (
        1,
        ("id", "message", "doc", "file", "parents", "dependencies", "labels", "needed"),
    )


RACE = """
import sys
from pathlib import Path
from amig.errors import MissingParentError
from amig.script import cache, told
from amig.script.directory import ScriptDirectory
cache.ENOUGH, told.SETTLED = 1, -told.SETTLED
for turn in range(40):
    (Path(sys.argv[1]) / "versions" / "dddd4.py").touch()
    assert ScriptDirectory.open(Path(sys.argv[1])).heads == ("dddd4",)
"""


def test_several_processes_at_once(tmp_path) -> None:
    """Each reads the whole of what one of them wrote, or nothing."""
    location = folder(tmp_path, LINE)
    running = [subprocess.Popen([sys.executable, "-c", RACE, str(location)], stderr=subprocess.PIPE) for _ in range(4)]
    for one in running:
        _, said = one.communicate(timeout=50)
        assert (one.returncode, said) == (0, b"")
    assert [path.name for path in kept(location).parent.iterdir() if path.suffix != ".pyc"] == [kept(location).name]
