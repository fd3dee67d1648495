"""What a start imports: an app that has nothing to do does not wait for what others need."""

from __future__ import annotations

import subprocess
import sys

import amig
from amig.aside import aside
from amig.commands.project import read
from amig.config import Config
from amig.script import told
from tests.projects import new_project

START = """
import asyncio, sys
import aiosqlite
from sqlalchemy.ext.asyncio import create_async_engine

async def main():
    engine = create_async_engine(sys.argv[2])
    async with engine.connect():
        pass
    import amig.asgi
    async with amig.asgi.lifespan(sys.argv[1], engine=engine)():
        pass
    await engine.dispose()

asyncio.run(main())
print(*(name for name in sys.modules if name.partition(".")[0] == "amig"))
"""


def start(*given: str) -> str:
    """The modules that a process has which starts and ends."""
    return subprocess.run([sys.executable, "-c", START, *given], capture_output=True, text=True, check=True).stdout


async def test_a_start_with_nothing_to_do_imports_a_handful(sqlite, tmp_path, monkeypatch) -> None:
    """No error, nothing that reads or orders revisions, nothing that plans or runs."""
    project = new_project(tmp_path / "p")
    for number in range(3):
        project.table(f"table{number}")
    await amig.upgrade(project.config, url=sqlite.url)
    monkeypatch.setattr(told, "SETTLED", -told.SETTLED)
    await aside(lambda: read(Config.load(project.config), brief=True))
    found = set((await aside(start, str(project.config), sqlite.url)).split())
    assert {"amig.asgi.lifespan", "amig.script.told", "amig.glance.engine"} <= found
    assert [name for name in found if name.startswith("amig.errors.")] == []
    assert not found & {f"amig.script.{name}" for name in ("cache", "graph", "header", "plan", "revision", "scan")}
    assert not found & {"amig.run", "amig.context", "amig.env", "amig.ops", "amig.state", "amig.asgi.probes"}
    assert len(found) <= 30
