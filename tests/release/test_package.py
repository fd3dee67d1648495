"""The wheel and the sdist hold what they should, and the wheel works where nothing of the working tree is."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
ESSENTIALS = {"py.typed", "results.schema.json", "events.schema.json", "script/templates/script.py.mako"}


@pytest.fixture(scope="module")
def dist(tmp_path_factory) -> Path:
    """Both archives, built as for a release, only without the network: the wheel from the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def one(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        return message_from_bytes(archive.read(name))


def test_the_wheel_has_every_file_of_the_package(dist) -> None:
    """Code, templates, schemas, pages, and the mark that it is typed; no test."""
    with zipfile.ZipFile(one(dist, "*.whl")) as archive:
        names = set(archive.namelist())
    ours = [path for path in (ROOT / "amig").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert {path.relative_to(ROOT).as_posix() for path in ours} - names == set()
    assert {f"amig/{name}" for name in ESSENTIALS} - names == set()
    assert {name.partition("/")[0] for name in names} == {"amig", f"amig-{PROJECT['version']}.dist-info"}


def test_the_sdist_has_what_is_needed_to_test_it(dist) -> None:
    """The matrix takes the tests from there."""
    with tarfile.open(one(dist, "*.tar.gz")) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {
        "LICENSE",
        "CHANGELOG.md",
        "README.md",
        "Makefile",
        "pyproject.toml",
        "tests/conftest.py",
        "tools/matrix.py",
    }
    wanted |= {
        "examples/zero-downtime/rollout.py",
        "docs/guides/main-road.md",
        "news/README.md",
        "tests/adopt/projects/shelter/alembic.ini",
    }
    assert wanted - names == set()
    assert [name for name in names if "__pycache__" in name or name.endswith(".db")] == []


def test_the_metadata_is_the_projects(dist) -> None:
    """Name, version, licence, Pythons and extras."""
    said = metadata(one(dist, "*.whl"))
    assert (said["Name"], said["Version"]) == ("amig", PROJECT["version"])
    assert (said["License-Expression"], said["Requires-Python"]) == ("MIT", ">=3.11")
    assert set(said.get_all("Provides-Extra", [])) == set(PROJECT["optional-dependencies"])
    pythons = [line.rpartition(" ")[2] for line in said.get_all("Classifier", []) if ":: Python :: 3." in line]
    assert pythons == ["3.11", "3.12", "3.13"]


def test_the_installed_wheel_works(dist, tmp_path) -> None:
    """It says its version and starts a project from a template, with no file of the working tree."""
    place, project = tmp_path / "site", tmp_path / "project"
    project.mkdir()
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", place]
    subprocess.run([*pip, one(dist, "*.whl")], check=True)
    environ = {**os.environ, "PYTHONPATH": str(place)}

    def said(*words: str) -> str:
        command = [sys.executable, *words]
        return subprocess.run(command, cwd=project, env=environ, check=True, capture_output=True, text=True).stdout

    assert said("-m", "amig", "--version").split()[-1] == PROJECT["version"]
    assert said("-c", "import amig; print(amig.__file__)").startswith(str(place))
    said("-m", "amig", "init", "-t", "tenants")
    assert "tenant" in (project / "migrations" / "env.py").read_text()
