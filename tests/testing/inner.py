"""Projects whose migrations are good, or broken in one way, and pytest sessions that are run in them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.projects import Project, new_project

ROOT = Path(__file__).parents[2]
MODELS = """
import sqlalchemy as sa

metadata = sa.MetaData()
people = sa.Table(
    "people", metadata,
    sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(50)), sa.Column("first", sa.String(50)),
)
"""
SPLIT = """
async def upgrade(op: Operations) -> None:
    await op.add_column("people", sa.Column("first", sa.String(50)))
    await op.execute("UPDATE people SET first = name")


async def downgrade(op: Operations) -> None:
    await op.drop_column("people", "first")
"""
PEOPLE = """
async def upgrade(op: Operations) -> None:
    await op.create_table("people", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(50)))


async def downgrade(op: Operations) -> None:
    await op.drop_table("people")
"""


def good_project(folder: Path, url: str) -> Project:
    """Two revisions, `people` and `split`, with the models that they make."""
    project = new_project(folder, url)
    (folder / "models.py").write_text(MODELS)
    with project.config.open("a") as file:
        file.write('metadata = "models:metadata"\n')
    project.add(PEOPLE, id_="people")
    project.add(SPLIT, id_="split")
    return project


@dataclass(frozen=True)
class Session:
    """How a pytest session in a folder went: outcomes by the name of the test, and all that it printed."""

    code: int
    outcomes: dict[str, str]
    text: str


def session(folder: Path, *arguments: str, **environment: str) -> Session:
    """Run pytest in a folder, with warnings as errors."""
    if not (folder / "pytest.ini").exists():
        (folder / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-W", "error", "-m", "pytest", "-v", "-p", "no:cacheprovider", "-W", "error"]
    command += ["-p", "no:hypothesispytest", "-p", "no:faker"]  # for a quick start
    if "no:asyncio" not in arguments:
        command += ["-o", "asyncio_default_fixture_loop_scope=function"]
    command += arguments
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", **environment}
    for name in ("PYTEST_ADDOPTS", "PYTEST_CURRENT_TEST", "PYTEST_XDIST_WORKER"):
        variables.pop(name, None)
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False, timeout=120)
    text = done.stdout + done.stderr
    plain = re.findall(r"^(?:\S+\.py|amig)::(.+?) (PASSED|FAILED|SKIPPED|ERROR)\b", text, re.MULTILINE)
    spread = re.findall(
        r"^\[gw\d+\] \[ *\d+%\] (PASSED|FAILED|SKIPPED|ERROR) (?:\S+\.py|amig)::(.+?) *$", text, re.MULTILINE
    )
    return Session(done.returncode, {**dict(plain), **{name: outcome for outcome, name in spread}}, text)
