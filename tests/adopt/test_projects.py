"""Three Alembic projects, adopted: both tools run them to equal schemas, and write equal SQL."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import amig

PROJECTS = Path(__file__).parent / "projects"


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of a project, in whose folder one works."""

    def copy(name: str) -> Path:
        folder = tmp_path / name
        shutil.copytree(PROJECTS / name, folder)
        monkeypatch.chdir(folder)
        return folder

    return copy


def trees(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


async def test_sqlite_with_batches(copied, monkeypatch) -> None:
    folder = copied("shelter")
    before = trees(folder)
    result = await amig.adopt(check=True)
    assert result.differences == ()
    assert result.compared == (
        "the schemas that both tools made are equal",
        "neither writes it as SQL: a revision reads the database",
    )
    assert trees(folder).keys() - before.keys() == {"migrations/env_alembic.py"}
    added = "\n[tool.amig]\n" + result.settings
    assert (folder / "pyproject.toml").read_text() == before["pyproject.toml"].decode() + added


async def test_postgresql_with_enums_blocks_and_data(copied, postgresql, monkeypatch) -> None:
    folder = copied("orders")
    monkeypatch.setenv("ORDERS_DATABASE_URL", postgresql.url)
    result = await amig.adopt(check=True)
    assert result.differences == ()
    assert result.compared[0] == "the schemas that both tools made are equal"
    assert result.compared[1].startswith("the SQL that both write is equal: ")
    assert (folder / "db" / "env.py").exists() is False


async def test_branches_that_depend_on_each_other(copied) -> None:
    copied("garden")
    result = await amig.adopt(check=True)
    assert result.differences == ()
    assert [text.partition(":")[0] for text in result.compared] == [
        "the schemas that both tools made are equal",
        "the SQL that both write is equal",
    ]
