"""Three Alembic projects, adopted: both tools run them to equal schemas, and write equal SQL."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
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


@pytest.mark.full
def test_back_and_forth(copied) -> None:
    """Alembic goes on where amig stopped, and amig where Alembic stopped: one table, which both read and write."""
    folder = copied("shelter")
    shutil.copy("migrations/env.py", "old_env.py")
    asyncio.run(amig.adopt(edit=False))
    asyncio.run(amig.upgrade(target="a1f0c2d3e4b5"))
    shutil.copy("migrations/env.py", "new_env.py")

    def alembic(*arguments: str) -> str:
        shutil.copy("old_env.py", "migrations/env.py")
        ran = subprocess.run([sys.executable, "-m", "alembic", *arguments], capture_output=True, text=True, check=False)
        shutil.copy("new_env.py", "migrations/env.py")
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    assert alembic("current").strip() == "a1f0c2d3e4b5"
    alembic("upgrade", "c3d2e4f5a6b7")
    result = asyncio.run(amig.upgrade())
    assert (result.before, result.after) == (("c3d2e4f5a6b7",), ("d4c3f5a6b7e8",))
    assert alembic("current").strip() == "d4c3f5a6b7e8 (head)"
    asyncio.run(amig.downgrade(None, "-2"))
    alembic("downgrade", "base")
    assert asyncio.run(amig.current()).revisions == ()
    assert (folder / "shelter.db").exists()


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
