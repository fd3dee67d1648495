"""A world per test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.autogen.commands.world import World, clean
from tests.servers.databases import Backend


@pytest.fixture
def world(tmp_path: Path, backend: Backend) -> Iterator[World]:
    """On each database in turn."""
    for _ in clean(tmp_path):
        yield World(tmp_path / "project", backend)


@pytest.fixture
def small(tmp_path: Path, sqlite: Backend) -> Iterator[World]:
    """On SQLite alone."""
    for _ in clean(tmp_path):
        yield World(tmp_path / "project", sqlite)
