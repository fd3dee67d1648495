"""Questions are for terminals: asked there, and over when they are cancelled; else the option is named."""

from __future__ import annotations

import signal
import sys

import pytest

from amig.cli import run
from tests.cli.on_terminal import amig
from tests.projects import Project, new_project

MODELS = """
import sqlalchemy as sa

metadata = sa.MetaData()
users = sa.Table("users", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("mail", sa.Text))
"""
WRITE = ("revision", "--autogenerate", "-m", "x", "--no-prove")
QUESTION = "was column users.email renamed to `mail`?"


@pytest.fixture(name="project")
def project_fixture(sqlite, tmp_path) -> Project:
    """A column that the models call otherwise."""
    project = new_project(tmp_path / "p", sqlite.url)
    project.config.write_text(f'{project.config.read_text()}metadata = "models:metadata"\n')
    (project.folder / "models.py").write_text(MODELS)
    sqlite.execute("CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, email TEXT)")
    return project


@pytest.mark.full
def test_on_a_terminal(project) -> None:
    """The answer is in the file."""
    with amig(project.folder, *WRITE) as revision:
        revision.until(r"renamed to `mail`\? \[y/N\]:")
        revision.real.type("y\n")
        code, screen = revision.end()
    assert code == 0
    assert any(line.startswith("wrote revision") for line in screen.shown)
    (path,) = (project.folder / "migrations" / "versions").glob("*_x.py")
    assert 'new_column_name="mail"' in path.read_text()


def test_a_question_that_is_interrupted(project) -> None:
    """What is no answer is asked again; and it ends at once, without anybody having to answer."""
    with amig(project.folder, *WRITE) as revision:
        revision.until(r"renamed to `mail`\? \[y/N\]:")
        revision.real.type("perhaps\n")
        revision.until("please answer `y` or `n`")
        revision.process.send_signal(signal.SIGINT)
        code, screen = revision.end()
    assert code == 130
    assert screen.shown[-1] == "error: interrupted; what was not committed was rolled back"
    assert not list((project.folder / "migrations" / "versions").glob("*_x.py"))


def test_without_one(project, monkeypatch, capsys) -> None:
    """Nothing waits for an answer that cannot come; what to say instead is said."""
    monkeypatch.chdir(project.folder)
    monkeypatch.delitem(sys.modules, "models", raising=False)
    assert run([*WRITE]) == 0
    said = capsys.readouterr().err
    assert f"warning: {QUESTION} nobody could be asked" in said
    assert "say `--renames detect`" in said
