"""Completion in a real shell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from amig.cli import run
from amig.commands.completion import SHELLS
from tests.projects import new_project


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_one_that_the_shell_reads(shell, capsys, tmp_path) -> None:
    """It parses there; where the shell is not installed its text at least names amig."""
    assert run(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "_AMIG_COMPLETE" in script
    if program := shutil.which(shell):
        path = tmp_path / "complete"
        path.write_text(script)
        subprocess.run([program, "-n", str(path)], check=True)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("amig up", ["upgrade"]),
        ("amig upgrade --ta", ["--tag"]),
        ("amig upgrade rev", ["rev00001", "rev00002"]),
        ("amig stamp hea", ["head", "heads"]),
        ("amig completion z", ["zsh"]),
    ],
)
def test_what_is_offered(line, offered, tmp_path) -> None:
    """Commands, options, and the revisions of the project."""
    project = new_project(tmp_path / "p")
    project.table("one")
    project.table("two")
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1), "_AMIG_COMPLETE": "bash_complete"}
    done = subprocess.run(
        [Path(sys.executable).with_name("amig")],
        capture_output=True,
        text=True,
        check=False,
        cwd=project.folder,
        env=os.environ | words,
    )
    assert [word.partition(",")[2] for word in done.stdout.splitlines()] == offered
    assert done.stderr == ""


def test_without_a_project_nothing_is_offered(tmp_path, monkeypatch) -> None:
    """And nothing is printed into the line that is being typed."""
    monkeypatch.chdir(tmp_path)
    words = {"COMP_WORDS": "amig upgrade h", "COMP_CWORD": "2", "_AMIG_COMPLETE": "bash_complete"}
    program = Path(sys.executable).with_name("amig")
    done = subprocess.run([program], capture_output=True, text=True, check=False, env=os.environ | words)
    assert (done.stdout.strip(), done.stderr) == ("", "")
