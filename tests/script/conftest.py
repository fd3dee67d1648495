"""A git repository with two heads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.script.repositories import Repository, merged


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Two heads after a merge; the working folder is in it."""
    made = merged(tmp_path / "project")
    monkeypatch.chdir(made.folder)
    return made
