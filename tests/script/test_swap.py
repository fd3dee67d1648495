"""Several files are changed at once, or not at all."""

from __future__ import annotations

import os
import resource
from pathlib import Path
from zipfile import ZipFile

import pytest

from amig.errors import UneditableError
from amig.script.edit import Edit
from amig.script.swap import swap


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[Path, bytes]:
    monkeypatch.chdir(tmp_path)
    found = {tmp_path / name: name.encode() * 10 for name in ("a", "b", "c")}
    for path, data in found.items():
        path.write_bytes(data)
    return found


def there(files: dict[Path, bytes]) -> dict[Path, bytes]:
    """What is in the folder, hidden files too."""
    return {path: path.read_bytes() for path in next(iter(files)).parent.iterdir()}


def test_modes_and_links_stay(files: dict[Path, bytes], tmp_path: Path) -> None:
    """A file keeps its permissions, and a link leads to the file that was changed; what is new is made."""
    a, b, _ = files
    a.chmod(0o640)
    link = tmp_path / "link"
    link.symlink_to(b)
    swap([Edit(a, files[a], b"new a"), Edit(link, files[b], b"new b"), Edit(tmp_path / "d", None, b"d")])
    assert (a.read_bytes(), b.read_bytes(), (tmp_path / "d").read_bytes()) == (b"new a", b"new b", b"d")
    assert a.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert len(list(tmp_path.iterdir())) == 5


def test_a_full_disk_changes_nothing(files: dict[Path, bytes]) -> None:
    """The file that could not be written is named."""
    a, b, c = files
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(UneditableError) as caught:
            swap([Edit(a, files[a], b"new"), Edit(b, files[b], b"x" * 5000), Edit(c, files[c], b"new")])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.fields() == {"path": "b", "problem": "cannot be written: File too large"}
    assert there(files) == files


@pytest.mark.parametrize("failure", [OSError(5, "Input/output error"), KeyboardInterrupt()])
def test_what_fails_in_the_middle_is_taken_back(files, tmp_path, monkeypatch, failure) -> None:
    """Files that were changed already, and one that was made."""
    a, b, c = files
    replace, calls = os.replace, []

    def failing(*given) -> None:
        calls.append(given)
        if len(calls) == 4:
            raise failure
        replace(*given)

    monkeypatch.setattr(os, "replace", failing)
    edits = [Edit(tmp_path / "d", None, b"d"), *(Edit(one, files[one], b"new") for one in (a, b, c))]
    with pytest.raises(UneditableError if isinstance(failure, OSError) else KeyboardInterrupt) as caught:
        swap(edits)
    if isinstance(failure, OSError):
        assert caught.value.fields() == {"path": "c", "problem": "cannot be written: Input/output error"}
    assert there(files) == files


def test_what_must_not_be_changed_is_named(files: dict[Path, bytes], tmp_path: Path) -> None:
    """Read-only, changed meanwhile, gone, in an archive, not there before."""
    a, b, _ = files
    with ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("x.py", "x")
    b.chmod(0o444)
    for edit, problem in (
        (Edit(b, files[b], b"new"), "is read-only"),
        (Edit(a, b"other", b"new"), "was changed after it was read"),
        (Edit(tmp_path / "gone", b"x", b"new"), "cannot be read: No such file or directory"),
        (Edit(tmp_path / "z.zip" / "x.py", b"x", b"new"), "is in an archive"),
        (Edit(a, None, b"new"), "is there now, and was not before"),
    ):
        with pytest.raises(UneditableError) as caught:
            swap([Edit(a, files[a], b"new"), edit])
        assert caught.value.problem == problem
        assert {path: path.read_bytes() for path in files} == files
