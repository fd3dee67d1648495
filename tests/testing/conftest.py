"""The databases of these tests: each costs processes and sessions, so the servers come with `--full`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import fresh
from tests.servers.databases import Backend

SERVERS = [pytest.param(name, marks=pytest.mark.full) for name in ("postgresql", "mysql")]


@pytest.fixture(params=["sqlite", *SERVERS])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backend]:
    """A fresh, empty database: SQLite, and with `--full` on each backend in turn."""
    with fresh(request.param, request, tmp_path) as made:
        yield made
