"""`make changelog`: the news become a part of CHANGELOG.md, and the version is said in one place."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path) -> Path:
    """What a release changes, in a folder of its own."""
    for name in ("pyproject.toml", "CHANGELOG.md"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "news", tmp_path / "news")
    return tmp_path


def changelog(project: Path, *version: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "tools" / "changelog.py"), *version]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def everything(project: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in project.rglob("*") if path.is_file()}


def test_a_release_takes_the_news(project) -> None:
    """Newest first; the files of the news are gone, and the project has the version."""
    for number in (1, 2):
        (project / "news" / f"9{number}.fix.md").write_text(f"What number {number} mended.\n")
        done = changelog(project, f"90.{number}.0")
        assert done.returncode == 0, done.stderr
    text = (project / "CHANGELOG.md").read_text()
    assert text.index("# Changes") < text.index("## 90.2.0 (20") < text.index("## 90.1.0 (20")
    assert (
        text.index("What number 2 mended. (#92)") < text.index("## 90.1.0") < text.index("What number 1 mended. (#91)")
    )
    assert [path.name for path in (project / "news").iterdir()] == ["README.md"]
    assert '\nversion = "90.2.0"\n' in (project / "pyproject.toml").read_text()


def test_without_a_version_it_is_only_shown(project) -> None:
    """Nothing changes."""
    before = everything(project)
    (project / "news" / "93.feature.md").write_text("What is to come.\n")
    done = changelog(project)
    assert "What is to come. (#93)" in done.stdout
    assert everything(project) == before | {"93.feature.md": "What is to come.\n"}


@pytest.mark.parametrize(
    ("version", "why"),
    [("1.0", "is no semantic version"), ("v1.0.0", "is no semantic"), ("0.0.9", "does not come after")],
)
def test_a_version_that_cannot_be_next(project, version, why) -> None:
    """Refused before anything is touched."""
    before = everything(project)
    done = changelog(project, version)
    assert (done.returncode, why in done.stderr) == (2, True)
    assert everything(project) == before
