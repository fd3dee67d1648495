"""The migrations folder as a whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from amig.errors import (
    BadScriptError,
    DuplicateRevisionError,
    MultipleHeadsError,
    NoMigrationsError,
    NotOnTheWayError,
    UnknownRevisionError,
    UnknownTargetError,
)
from amig.script.directory import ScriptDirectory
from tests.script.files import BODY, FORK, LINE, Parents, add, folder, opened


def test_a_folder_is_read(tmp_path: Path) -> None:
    """Heads, history newest first, and where things are."""
    script = opened(tmp_path)
    assert script.heads == ("dddd4",)
    assert [revision.id for revision in script.history()] == ["dddd4", "cccc3", "bbbb2", "aaaa1"]
    assert (script.location, script.versions) == (tmp_path / "migrations", (tmp_path / "migrations/versions",))
    assert script.env_path is None


def test_only_revision_files_are_read(tmp_path: Path) -> None:
    """Packages, editors' locks, caches and helpers that begin with an underscore are left alone."""
    location = folder(tmp_path)
    for name in ("__init__", "_helper", ".#aaaa1", ".hidden"):
        add(location, name, "raise RuntimeError")
    (location / "versions" / "README.md").write_text("no")
    (location / "versions" / "__pycache__").mkdir()
    assert len(ScriptDirectory.open(location).graph) == 4


@pytest.mark.parametrize("present", ["", "migrations", "migrations/versions/"])
def test_no_folder_is_an_error_that_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, present: str) -> None:
    """Never an empty history by mistake; an empty one is none."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / present).mkdir(parents=True, exist_ok=True)
    if present.endswith("/"):
        assert ScriptDirectory.open(Path("migrations")).heads == ()
        return
    with pytest.raises(NoMigrationsError) as caught:
        ScriptDirectory.open(Path("migrations"))
    assert caught.value.location == ("migrations/versions" if present else "migrations")


def test_the_working_folder_may_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative location is meant from where it was opened."""
    folder(tmp_path)
    monkeypatch.chdir(tmp_path)
    script = ScriptDirectory.open(Path("migrations"))
    monkeypatch.chdir("/")
    assert script.load(script.revision("head")).revision == "dddd4"
    assert script.write("more").path.parent == tmp_path / "migrations/versions"


def test_duplicates_name_both_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the reader knows them."""
    monkeypatch.chdir(tmp_path)
    location = folder(tmp_path)
    add(location, "copy", f"revision = 'aaaa1'\ndown_revision = None\n{BODY}")
    with pytest.raises(DuplicateRevisionError) as caught:
        ScriptDirectory.open(location)
    assert caught.value.paths == ("migrations/versions/aaaa1.py", "migrations/versions/copy.py")


@pytest.mark.parametrize(
    ("target", "rows", "direction", "ids"),
    [
        ("head", (), "upgrade", {"dddd4"}),
        ("+1", ("bbbb2",), "upgrade", {"cccc3"}),
        ("aaaa1", ("bbbb2",), "upgrade", {"aaaa1"}),
        ("base", (), "upgrade", set()),
        ("-1", ("bbbb2",), "downgrade", {"bbbb2"}),
        ("-2", ("bbbb2",), "downgrade", {"aaaa1"}),
        ("base", ("bbbb2",), "downgrade", {"aaaa1"}),
        ("bbbb", ("dddd4",), "downgrade", {"cccc3"}),
        ("head", ("dddd4",), "downgrade", set()),
    ],
)
def test_a_target_is_resolved_once(
    tmp_path: Path, target: str, rows: tuple[str, ...], direction: str, ids: set[str]
) -> None:
    """To ids, those to be applied or those to be undone; steps are counted from the rows at that moment."""
    goal = opened(tmp_path).resolve(target, rows, direction)  # type: ignore[arg-type]
    assert (goal.direction, goal.target, goal.revisions) == (direction, target, frozenset(ids))


@pytest.mark.parametrize(
    ("target", "rows", "direction"),
    [
        ("-1", (), "upgrade"),
        ("+1", ("bbbb2",), "downgrade"),
        ("cccc3", ("bbbb2",), "downgrade"),
        ("head", (), "downgrade"),
    ],
)
def test_the_other_direction_is_refused(tmp_path: Path, target: str, rows: tuple[str, ...], direction: str) -> None:
    """An upgrade never goes down, nor the other way; the error says from where."""
    with pytest.raises(NotOnTheWayError) as caught:
        opened(tmp_path).resolve(target, rows, direction)  # type: ignore[arg-type]
    assert caught.value.heads == (rows or ("base",))


def test_a_row_that_no_file_has_is_an_error_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All such rows are named, and where their files were looked for."""
    monkeypatch.chdir(tmp_path)
    script = opened(tmp_path)
    goal = script.resolve("head", (), "upgrade")
    rows = ["zz", "aaaa1", "yy"]
    for ask in (
        lambda: script.resolve("head", rows, "upgrade"),
        lambda: script.next(goal, rows),
        lambda: script.steps(goal, rows),
        lambda: script.progressed((), rows, "upgrade"),
        lambda: script.revisions("current", rows),
        lambda: script.known(rows),
    ):
        with pytest.raises(UnknownRevisionError) as caught:
            ask()
        assert caught.value.fields() == {"revisions": ("yy", "zz"), "location": "migrations/versions"}


def test_a_row_that_is_no_text_is_shown_as_it_is(tmp_path: Path) -> None:
    """A driver that is set up wrongly gives bytes back."""
    with pytest.raises(UnknownRevisionError) as caught:
        opened(tmp_path).known([b"aaaa1", "zz", None])  # type: ignore[list-item]
    assert caught.value.revisions == ("None", "b'aaaa1'", "zz")


def test_the_road_up_and_down(tmp_path: Path) -> None:
    """Resolved, planned, and asked again step by step."""
    script = opened(tmp_path)
    goal = script.resolve("+3", (), "upgrade")
    assert [step.revision.id for step in script.steps(goal, ())] == ["aaaa1", "bbbb2", "cccc3"]
    rows, seen = frozenset[str](), []
    while step := script.next(goal, rows):
        seen.append(step.revision.id)
        rows = step.leaves
    assert seen == ["aaaa1", "bbbb2", "cccc3"]
    assert script.steps(script.resolve("head", rows, "upgrade"), ["dddd4"]) == []
    assert script.progressed(rows, ["dddd4"], "upgrade")
    assert not script.progressed(rows, ["aaaa1"], "upgrade")


@pytest.mark.parametrize(("symbol", "ids"), [("heads", ["left", "right"]), ("base", []), ("root", ["root"])])
def test_revisions_of_a_symbol(tmp_path: Path, symbol: str, ids: list[str]) -> None:
    """None, one, or several."""
    assert [revision.id for revision in opened(tmp_path, FORK).revisions(symbol)] == ids


def test_one_revision_is_one(tmp_path: Path) -> None:
    """Base is none, and several are too many."""
    script = opened(tmp_path, FORK)
    with pytest.raises(MultipleHeadsError):
        script.revision("heads")
    with pytest.raises(UnknownTargetError):
        script.revision("base")


def test_a_file_that_cannot_be_read_stops_everything(tmp_path: Path) -> None:
    """Half a history is worse than none."""
    location = folder(tmp_path)
    (location / "versions" / "x.py").mkdir()
    with pytest.raises(BadScriptError, match="cannot be read"):
        ScriptDirectory.open(location)


IMPORTED = """
import sys
from pathlib import Path
from amig.script.directory import ScriptDirectory
script = ScriptDirectory.open(Path(sys.argv[1]))
script.steps(script.resolve("head", (), "upgrade"), ())
script.history()
print(*sys.modules)
"""


def test_reading_and_planning_import_next_to_nothing(tmp_path: Path) -> None:
    """No SQLAlchemy, no event loop, no Mako, and no revision file."""
    location = folder(tmp_path, LINE, "raise SystemExit('executed')\n")
    told = subprocess.run([sys.executable, "-c", IMPORTED, str(location)], capture_output=True, text=True, check=True)
    modules = set(told.stdout.split())
    assert "amig.script.directory" in modules
    heavy = {"sqlalchemy", "asyncio", "anyio", "mako", "difflib", "tempfile", "uuid", "importlib.util", "click", "rich"}
    assert modules & heavy == set()
    assert not [name for name in modules if name.startswith("amig_revision")]


def long_line(size: int) -> Parents:
    return {f"rev{number:05d}": (f"rev{number - 1:05d}",) if number else () for number in range(size)}


def test_no_file_is_parsed_where_the_scan_is_certain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long history in the usual style costs one reading of each file."""
    monkeypatch.setattr("amig.script.header.parsed", lambda *_: pytest.fail("parsed"))
    assert len(opened(tmp_path, long_line(300)).graph) == 300
