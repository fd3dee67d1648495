"""Where revision files are found: several folders, folders in folders, links, packages, archives; files in motion."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from amig.errors import BadScriptError, DuplicateRevisionError, MissingHeaderError, NoMigrationsError
from amig.script.directory import ScriptDirectory
from amig.script.header import read_header
from amig.script.paths import placed
from amig.script.source import read_bytes
from tests.script.files import BODY, LINE, add, folder


def text(id_: str, *parents: str) -> str:
    return f'"""about {id_}"""\nrevision = {id_!r}\ndown_revision = {parents!r}\n{BODY}'


def put(path: Path, id_: str, *parents: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text(id_, *parents))
    return path


def ids(script: ScriptDirectory) -> list[str]:
    return [revision.id for revision in reversed(script.history())]


def test_several_folders_make_one_history(tmp_path: Path) -> None:
    """They are named in errors together."""
    one, two = put(tmp_path / "one/a.py", "aaaa1").parent, put(tmp_path / "two/b.py", "bbbb2", "aaaa1").parent
    script = ScriptDirectory.open(tmp_path / "nowhere", [one, two])
    assert ids(script) == ["aaaa1", "bbbb2"]
    assert (script.versions, script.name) == ((one, two), f"{one}, {two}")
    with pytest.raises(NoMigrationsError) as caught:
        ScriptDirectory.open(tmp_path, [one, tmp_path / "gone"])
    assert caught.value.location == str(tmp_path / "gone")


def test_folders_in_folders_are_read_when_asked(tmp_path: Path) -> None:
    """Hidden ones and caches never."""
    location = folder(tmp_path, {"aaaa1": ()})
    put(location / "versions/2026/01/b.py", "bbbb2", "aaaa1")
    for name in (".git", "__pycache__", "2026/.cache"):
        put(location / "versions" / name / "c.py", "cccc3", "gone")
    assert ids(ScriptDirectory.open(location)) == ["aaaa1"]
    assert ids(ScriptDirectory.open(location, recursive=True)) == ["aaaa1", "bbbb2"]


@pytest.mark.parametrize("recursive", [False, True])
def test_a_file_that_is_found_twice_is_one(tmp_path: Path, recursive: bool) -> None:
    """Folders that overlap, a folder named twice, a link to a folder or to a file."""
    location = folder(tmp_path, {"aaaa1": ()})
    inner = put(location / "versions/inner/b.py", "bbbb2", "aaaa1").parent
    (tmp_path / "link").symlink_to(inner)
    (location / "versions/again.py").symlink_to(location / "versions/aaaa1.py")
    places = [
        location / "versions",
        inner,
        location / "versions/inner",
        tmp_path / "link",
        location / "versions/../versions",
    ]
    for order in (places, places[::-1]):
        script = ScriptDirectory.open(location, order, recursive=recursive)
        assert ids(script) == ["aaaa1", "bbbb2"]
        assert [revision.path for revision in script.history()] == [
            min(
                path / "b.py"
                for path in (inner, tmp_path / "link", location / "versions/../versions/inner")[: 2 + recursive]
            ),
            min(location / "versions/../versions/aaaa1.py", location / "versions/aaaa1.py"),
        ]


def test_one_id_in_two_folders_names_both_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy is no link."""
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "one/a.py", "aaaa1")
    put(tmp_path / "two/b.py", "aaaa1")
    with pytest.raises(DuplicateRevisionError) as caught:
        ScriptDirectory.open(Path(), [Path("one"), Path("two")])
    assert caught.value.paths == ("one/a.py", "two/b.py")


def test_a_helper_is_left_alone_and_a_revision_like_one_is_not(tmp_path: Path) -> None:
    """A name that begins with `_` is enough of a sign only where there is no header."""
    location = folder(tmp_path, {"aaaa1": ()})
    add(location, "_helper", "def shared(): ...\n")
    add(location, "_bbbb2", text("bbbb2", "aaaa1"))
    (location / "versions/_helper.up.sql").write_text("SELECT 1;")
    assert ids(ScriptDirectory.open(location)) == ["aaaa1", "bbbb2"]
    add(location, "_half", "revision = 'cccc3'\n")
    with pytest.raises(MissingHeaderError) as caught:
        ScriptDirectory.open(location)
    assert caught.value.name == "down_revision"
    add(location, "_half", "def broken(:\n    revision\n")
    with pytest.raises(BadScriptError, match="does not parse"):
        ScriptDirectory.open(location)


def test_a_header_that_is_computed_is_run_and_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only that one file; everything else is read."""
    monkeypatch.chdir(tmp_path)
    location = folder(tmp_path, {"aaaa1": ()}, "raise RuntimeError('executed')\n")
    computed = (
        'revision = "".join(("bb", "bb2"))\ndown_revision = ["aaaa" + "1"]\nbranch_labels = ("web",)\nruns = []\n'
    )
    add(location, "computed", f'"""about"""\n{computed}{BODY}')
    script = ScriptDirectory.open(location)
    revision = script.revision("head")
    assert (revision.id, revision.parents, revision.branch_labels, revision.doc) == (
        "bbbb2",
        ("aaaa1",),
        ("web",),
        "about",
    )
    assert revision.computed
    assert script.notes == (
        "`migrations/versions/computed.py` was run to read its header, which is not made of literals",
    )
    assert script.load(revision).revision == "bbbb2"
    assert not script.revision("aaaa1").computed
    assert ScriptDirectory.open(folder(tmp_path / "other")).notes == ()


class Unsteady:
    """A file that another program writes while it is read."""

    def __init__(self, *contents: str | BadScriptError) -> None:
        self.contents = list(contents)

    def __call__(self, path: Path) -> bytes:
        found = self.contents.pop(0) if len(self.contents) > 1 else self.contents[0]
        if isinstance(found, BadScriptError):
            raise found
        return found.encode()


def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor wrote half of it; then all of it is there."""
    whole = text("aaaa1")
    monkeypatch.setattr("amig.script.header.read_bytes", Unsteady(whole[:20], whole[:40], whole))
    assert read_header(tmp_path / "a.py").id == "aaaa1"


def test_what_stays_wrong_is_told_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a second look, and without end only for a file that never rests."""
    monkeypatch.setattr("amig.script.header.read_bytes", Unsteady("x = (", "x = 1\n"))
    with pytest.raises(MissingHeaderError):
        read_header(tmp_path / "a.py")
    monkeypatch.setattr("amig.script.header.read_bytes", Unsteady(*(f"x = ({number}" for number in range(9))))
    with pytest.raises(BadScriptError, match="changes while it is read"):
        read_header(tmp_path / "a.py")


def test_a_file_that_goes_away_is_named(tmp_path: Path) -> None:
    """Between listing and reading."""
    with pytest.raises(BadScriptError, match="cannot be read: No such file or directory") as caught:
        read_header(tmp_path / "gone.py")
    assert caught.value.path == str(tmp_path / "gone.py")


@pytest.mark.parametrize("recursive", [False, True])
def test_a_folder_that_cannot_be_read_is_an_error(tmp_path: Path, recursive: bool) -> None:
    """Never an empty history by mistake."""
    with pytest.raises(BadScriptError, match="cannot be read: File name too long") as caught:
        ScriptDirectory.open(tmp_path, [tmp_path / ("x" * 300)], recursive=recursive)
    assert caught.value.path == str(tmp_path / ("x" * 300))


def test_large_files_are_read_to_their_end(tmp_path: Path) -> None:
    """Whatever is read at once."""
    location = folder(tmp_path, {})
    add(location, "a", "x = '" + "y" * 100_000 + "'\n" + text("aaaa1") + "# end\n")
    script = ScriptDirectory.open(location)
    assert script.source(script.revision("head")).endswith("# end\n")


def packed(path: Path, recursive: bool = False) -> Path:
    """A wheel with a package that brings its migrations along."""
    with ZipFile(path, "w") as archive:
        archive.writestr("shop/__init__.py", "")
        archive.writestr("shop/migrations/env.py", "async def run(env): return 1\n")
        archive.writestr("shop/migrations/versions/_helper.py", "x = 1\n")
        archive.writestr("shop/migrations/versions/__init__.py", "raise RuntimeError\n")
        archive.writestr("shop/migrations/versions/aaaa1.py", text("aaaa1"))
        archive.writestr("shop/migrations/versions/bbbb2.up.sql", "-- revision: bbbb2\n-- parents: aaaa1\nSELECT 1;")
        archive.writestr("shop/migrations/versions/bbbb2.down.sql", "SELECT 2;")
        archive.writestr("shop/migrations/versions/deep/cccc3.py", text("cccc3", "bbbb2"))
        archive.writestr("shop/empty/", "")
    return path


def test_migrations_are_read_out_of_an_archive(tmp_path: Path) -> None:
    """Files, folders in folders, SQL, env.py; each with a path that leads through the archive."""
    location = packed(tmp_path / "shop.whl") / "shop/migrations"
    assert ids(ScriptDirectory.open(location)) == ["aaaa1", "bbbb2"]
    script = ScriptDirectory.open(location, recursive=True)
    assert ids(script) == ["aaaa1", "bbbb2", "cccc3"]
    first = script.revision("aaaa1")
    assert first.path == location / "versions/aaaa1.py"
    assert script.load(first).__file__ == str(first.path)
    assert script.source(first) == text("aaaa1")
    sql = script.load(script.revision("bbbb2"))
    assert (sql.up[-9:], sql.down) == ("SELECT 1;", "SELECT 2;")
    assert script.env_path == location / "env.py"
    assert script.load_env().run.__name__ == "run"


def test_an_archive_that_is_replaced_is_read_anew(tmp_path: Path) -> None:
    """A new release of the wheel, in the same process."""
    path = packed(tmp_path / "shop.whl")
    assert len(ScriptDirectory.open(path / "shop/migrations").graph) == 2
    with ZipFile(path, "w") as archive:
        archive.writestr("shop/migrations/versions/zzzz9.py", text("zzzz9"))
    assert ids(ScriptDirectory.open(path / "shop/migrations")) == ["zzzz9"]


@pytest.mark.parametrize("inner", ["shop/nowhere", "shop/empty", "elsewhere"])
def test_what_is_not_in_the_archive_is_an_error_that_names_it(tmp_path: Path, inner: str) -> None:
    """As for folders."""
    location = packed(tmp_path / "shop.whl") / inner
    with pytest.raises(NoMigrationsError) as caught:
        ScriptDirectory.open(location)
    assert caught.value.location == str(location)
    (tmp_path / "no.zip").write_text("no archive")
    with pytest.raises(NoMigrationsError):
        ScriptDirectory.open(tmp_path / "no.zip/migrations")


IMPORTED = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import shop
from amig.script.directory import ScriptDirectory
from amig.script.paths import placed
script = ScriptDirectory.open(placed("shop:migrations", Path()), [placed("shop:migrations:versions", Path())])
print(shop.__file__, *script.graph.ids, script.load(script.revision("aaaa1")).revision)
"""


def test_a_package_out_of_a_wheel_brings_its_migrations(tmp_path: Path) -> None:
    """`package:folder`, where the package is imported from the archive itself."""
    path = packed(tmp_path / "shop-1.0-py3-none-any.whl")
    told = subprocess.run([sys.executable, "-c", IMPORTED, str(path)], capture_output=True, text=True, check=True)
    assert told.stdout.split() == [f"{path}/shop/__init__.py", "aaaa1", "bbbb2", "aaaa1"]


def test_a_package_in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is not imported to find it; one that is not there is named."""
    (tmp_path / "brings").mkdir()
    (tmp_path / "brings/__init__.py").write_text("raise RuntimeError('imported')")
    folder(tmp_path / "brings", LINE)
    monkeypatch.syspath_prepend(tmp_path)
    place = placed("brings:migrations", Path("/"))
    assert place == tmp_path / "brings/migrations"
    assert ids(ScriptDirectory.open(place)) == list(LINE)
    assert placed("elsewhere/x", tmp_path) == tmp_path / "elsewhere/x"
    for wrong in ("no_such_package:x", "no.such.package:x", ":x"):
        with pytest.raises(NoMigrationsError) as caught:
            placed(wrong, tmp_path)
        assert caught.value.location == wrong


def test_a_file_that_is_longer_than_was_said_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It grew while it was opened, or its file system does not know."""
    path = tmp_path / "a.py"
    path.write_bytes(b"x" * 100_000)
    real = os.fstat
    for said in (0, 7, 99_999, 100_000, 200_000):
        monkeypatch.setattr(
            os, "fstat", lambda file, said=said: os.stat_result((*real(file)[:6], said, *real(file)[7:]))
        )
        assert read_bytes(path) == b"x" * 100_000
