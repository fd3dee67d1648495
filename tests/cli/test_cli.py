"""The command line: options before and after the word, JSON, exit codes, colours, surprises."""

from __future__ import annotations

import json
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import amig
import amig.testing
from amig.cli import run
from amig.commands import COMMANDS, GROUPS, PANELS
from amig.console import Console
from tests.house.test_results import COROUTINES
from tests.projects import new_project


@pytest.fixture
def project(tmp_path: Path, monkeypatch):
    made = new_project(tmp_path / "p", f"sqlite:///{tmp_path}/x.db")
    made.table("whole")
    monkeypatch.chdir(made.folder)
    return made


def test_every_command_has_help_and_a_face(capsys) -> None:
    """One line in the list, and a page of its own."""
    listed = {}
    for group in ("", *GROUPS):
        assert run([*group.split(), "--help"]) == 0
        listed[group] = " ".join(capsys.readouterr().out.split())
    assert all(name in listed[""] and line in listed[""] for name, line in GROUPS.items())
    for name, (_, line) in COMMANDS.items():
        group, _, word = name.rpartition(" ")
        assert word in listed[group]
        assert line in listed[group]
        assert run([*name.split(), "--help"]) == 0
        assert f"amig {name}" in capsys.readouterr().out


def test_every_command_is_in_a_panel(capsys) -> None:
    """Of the help: once; the same without colours."""
    named = [name for names in PANELS.values() for name in names]
    assert sorted(named) == sorted([*(name for name in COMMANDS if " " not in name), *GROUPS])
    helps = []
    for options in (["--help"], ["--no-color", "--help"]):
        assert run(options) == 0
        helps.append(capsys.readouterr().out)
    assert helps[0] == helps[1]
    assert [title for title in PANELS if f"─ {title} ─" not in helps[0]] == []


def test_every_command_is_a_coroutine_on_the_porch() -> None:
    """`amig.<command>` for programs."""
    import inspect

    for name in COMMANDS:
        called = COROUTINES.get(name, name.replace("-", "_").replace(" ", "_"))
        assert inspect.iscoroutinefunction(getattr(amig, called)), name


@pytest.mark.parametrize("porch", [amig, amig.testing], ids=lambda porch: porch.__name__)
def test_no_module_hides_a_name_of_the_porch(porch) -> None:
    """Whoever imports a module of a package binds it there: a function of the same name would be gone."""
    modules = {module.name for module in pkgutil.iter_modules(porch.__path__)}
    assert modules.isdisjoint(porch._HOMES)


def test_the_porch_is_what_type_checkers_see() -> None:
    """The names that load when asked for are those that are declared."""
    import ast

    tree = ast.parse(Path(amig.__file__).read_text())
    declared = {
        alias.asname
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("amig.")
        for alias in node.names
    }
    assert declared == set(amig._HOMES)
    for name in declared:
        assert getattr(amig, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = amig.nothing


def test_options_before_and_after_the_word(project, capsys) -> None:
    """What is said after it wins."""
    for arguments in (["--json", "heads"], ["heads", "--json"]):
        assert run(arguments) == 0
        assert json.loads(capsys.readouterr().out)["heads"][0]["revision"] == "rev00001"
    assert run(["--url", "nonsense", "upgrade", "--url", f"sqlite:///{project.folder}/y.db"]) == 0
    assert (project.folder / "y.db").exists()


def test_json_of_every_command(project, capsys) -> None:
    """Data on stdout, and nothing else there."""
    for arguments in (
        ["upgrade"],
        ["current"],
        ["history"],
        ["show", "current"],
        ["downgrade", "base"],
        ["stamp", "head"],
        ["upgrade", "--sql"],
        ["revision", "-m", "x"],
        ["revision", "--head", "base"],
        ["merge"],
        ["init", "elsewhere"],
    ):
        assert run([*arguments, "--json"]) == 0, arguments
        assert isinstance(json.loads(capsys.readouterr().out), dict)


def test_exit_codes(project, capsys) -> None:
    """0 done, 1 failed, 2 misused, 3 pending."""
    assert run(["current", "--check-heads"]) == 3
    assert run(["upgrade"]) == 0
    assert run(["current", "--check-heads"]) == 0
    assert run(["upgrade", "nope"]) == 2
    assert run(["nope"]) == 2
    assert run(["--nope"]) == 2
    project.up("raise LookupError('x')")
    assert run(["upgrade"]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_a_traceback_only_when_asked_for(project, capsys) -> None:
    """`--debug` shows where the script raised."""
    project.up("raise LookupError('here it is')")
    run(["upgrade", "--debug"])
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert "rev00002.py" in said


def test_quiet_keeps_results_and_errors(project, capsys) -> None:
    """Progress goes, data and errors stay."""
    assert run(["upgrade", "-q"]) == 0
    assert capsys.readouterr() == ("", "")
    assert run(["heads", "-q"]) == 0
    assert capsys.readouterr().out.startswith("rev00001")
    assert run(["upgrade", "nope", "-q"]) == 2
    assert "error: " in capsys.readouterr().err


def test_underscores_are_as_good_as_hyphens(project, monkeypatch, capsys) -> None:
    """Scripts written for the other spelling go on."""
    monkeypatch.setitem(COMMANDS, "list-heads", COMMANDS["heads"])
    assert run(["list_heads"]) == 0


def test_colour_only_on_a_terminal(monkeypatch) -> None:
    """And never with NO_COLOR, or when told so; markup in a message is shown as it is."""
    import io

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for color, environment, coloured in ((True, "", True), (False, "", False), (True, "1", False)):
        monkeypatch.setenv("NO_COLOR", environment)
        stream = Terminal()
        Console(color=color, stream=stream).labelled("error", "a [bold]b[/bold] `c`")
        assert ("\x1b[" in stream.getvalue()) is coloured
        assert "a [bold]b[/bold] `c`" in stream.getvalue()


def test_what_cannot_be_encoded_is_replaced(project) -> None:
    """A terminal that knows only ASCII still gets its message."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "amig", "upgrade", "größe"], capture_output=True, env=environment, check=False
    )
    assert done.returncode == 2
    assert b"gr??e" in done.stderr


def test_init_in_a_project_that_is_there_already(tmp_path, monkeypatch, capsys) -> None:
    """pyproject.toml is added to and otherwise left as it is, line endings included."""
    monkeypatch.chdir(tmp_path)
    before = b'[project]\r\nname = "x"  # mine\r\n'
    (tmp_path / "pyproject.toml").write_bytes(before)
    assert run(["init", "db/migrations"]) == 0
    after = (tmp_path / "pyproject.toml").read_bytes()
    assert after.startswith(before)
    assert b'[tool.amig]\r\nscript_location = "db/migrations"\r\n' in after
    assert (tmp_path / "db" / "migrations" / "versions").is_dir()
    assert run(["heads"]) == 0
    assert run(["init", "other"]) == 0
    assert (tmp_path / "pyproject.toml").read_bytes() == after
    assert "configured already" in capsys.readouterr().err


def test_init_can_make_packages(tmp_path, monkeypatch) -> None:
    """To be found in a wheel; neither file is taken for a revision."""
    monkeypatch.chdir(tmp_path)
    assert run(["init", "db", "--package"]) == 0
    made = sorted(str(path.relative_to(tmp_path)) for path in (tmp_path / "db").rglob("*.py"))
    assert made == ["db/__init__.py", "db/versions/__init__.py"]
    assert run(["revision", "-m", "x"]) == 0
    assert run(["heads"]) == 0


def test_a_missing_driver_names_what_to_install(project) -> None:
    """The extra, as pip wants it."""
    program = (
        "import sys\nsys.modules['asyncpg'] = None\nfrom amig.cli import run\n"
        "sys.exit(run(['--url', 'postgresql://h/d', 'upgrade']))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "the driver `asyncpg` is not installed" in done.stderr
    assert "pip install 'amig[postgresql]'" in done.stderr


def test_verbose_shows_revisions_in_full(project, capsys) -> None:
    """Path and docstring, wherever revisions are listed."""
    run(["upgrade"])
    for command in ("heads", "history", "current"):
        capsys.readouterr()
        assert run([command, "-v"]) == 0
        said = capsys.readouterr().out
        assert "Rev: rev00001 (head)" in said
        assert "rev00001.py" in said
