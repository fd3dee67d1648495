"""The library only gets loggers; the command line listens to them while it runs, and to nothing else."""

from __future__ import annotations

import logging

import pytest
import rich_click as click

import amig
from amig.aside import aside
from amig.cli import cli, run
from amig.commands.completion import revisions
from tests.projects import new_project

BLOCK = """
    await op.execute("CREATE TABLE before (id integer)")
    async with op.get_context().autocommit_block():
        await op.execute("CREATE TABLE alone (id integer)")
"""


@pytest.fixture(name="project")
def project_fixture(tmp_path, monkeypatch):
    made = new_project(tmp_path / "p", f"sqlite:///{tmp_path}/x.db")
    monkeypatch.chdir(made.folder)
    return made


def configured() -> tuple[object, ...]:
    root, ours = logging.getLogger(), logging.getLogger("amig")
    return (root.level, list(root.handlers), ours.level, list(ours.handlers), ours.propagate, ours.disabled)


async def test_an_app_keeps_its_logging(sqlite, project, caplog) -> None:
    """Nothing is configured; what amig says goes where the app wants it, under `amig`."""
    project.table("one")
    was = configured()
    with caplog.at_level(logging.INFO, logger="amig"):
        await amig.upgrade(project.config, url=sqlite.url)
    assert [record.getMessage() for record in caplog.records if record.name == "amig.run"] == [
        "sqlite, transactional DDL: 1 steps to head",
        "running upgrade base -> rev00001, number 1",
    ]
    assert all(record.name.startswith("amig") for record in caplog.records if record.name.split(".")[0] == "amig")
    caplog.clear()
    assert configured() == was


async def test_what_a_person_should_know_of_the_files(sqlite, project, caplog) -> None:
    """An app is told once a call; completing a word in a shell, where nobody reads it, is not."""
    project.table("one")
    (path,) = (project.folder / "migrations" / "versions").glob("*.py")
    path.write_text(path.read_text().replace('"rev00001"', '"rev0000" + "1"'))
    for call in (amig.heads(project.config), amig.upgrade(project.config, url=sqlite.url)):
        caplog.clear()
        await call
        told = [record for record in caplog.records if record.levelno == logging.WARNING]
        assert [(record.name, "was run to read its header" in record.getMessage()) for record in told] == [
            ("amig.script", True)
        ]
    caplog.clear()
    assert await aside(revisions, click.Context(cli), click.Argument(["target"]), "rev") == ["rev00001"]
    assert caplog.records == []


def test_the_command_line_shows_warnings_and_leaves_nothing_behind(project, capsys) -> None:
    """More with `--debug`; other loggers are not touched."""
    project.up(BLOCK)
    was = configured()
    assert run(["upgrade"]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("warning: revision rev00001: an autocommit block commits the 1 statement")
    assert not [line for line in said if line.startswith("note: ")]
    assert configured() == was
    assert run(["downgrade", "base", "--debug"]) == 0
    assert "note: running downgrade rev00001 -> base, number 1" in capsys.readouterr().err.splitlines()
    assert configured() == was
