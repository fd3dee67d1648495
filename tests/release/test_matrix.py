"""`make matrix` finds interpreters, names those that are missing, and says in a table what became of each."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def matrix(monkeypatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "tools")
    return __import__("matrix")


def test_an_interpreter_is_found_by_version_or_path(matrix, tmp_path, monkeypatch) -> None:
    """On the PATH first; of pyenv's the newest; a shim that leads nowhere is passed over."""
    shim, old, new = (tmp_path / name for name in ("shims/python3.77", "versions/3.77.9", "versions/3.77.10"))
    shim.parent.mkdir()
    shim.write_text("#!/bin/sh\nexit 127\n")
    for folder in (old, new):
        (folder / "bin").mkdir(parents=True)
        (folder / "bin" / "python").symlink_to(sys.executable)
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", str(shim.parent))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    assert matrix.interpreter("3.77") == new / "bin" / "python"
    assert matrix.interpreter(sys.executable) == Path(sys.executable)
    with pytest.raises(matrix.MatrixError, match="not found"):
        matrix.interpreter("9.9")


def test_the_table_and_the_exit_code(matrix, monkeypatch, capsys) -> None:
    """A missing Python fails the whole; what is left out on purpose does not."""

    def tried(_wheel: Path, python: str, sqlalchemy: str, _tests: list[str]) -> object:
        if python == "9.9":
            return matrix.Row(python, sqlalchemy, problem="not found")
        return matrix.Row(python, sqlalchemy, "1.0.0", passed=12, failed=int(sqlalchemy == "2.2"), seconds=7.4)

    monkeypatch.setattr(matrix, "build", lambda: Path("amig.whl"))
    monkeypatch.setattr(matrix, "tried", tried)
    monkeypatch.setenv("PYTHONS", "3.11 9.9")
    monkeypatch.setenv("SQLALCHEMYS", "2.1")
    assert matrix.main([]) == 1
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["Python", "SQLAlchemy", "amig", "passed", "failed", "skipped", "seconds", "verdict"],
        ["3.11", "2.1", "1.0.0", "12", "0", "0", "7", "passed"],
        ["9.9", "2.1", "-", "0", "0", "0", "0", "not", "found"],
    ]
    monkeypatch.setenv("SKIP", "9.9")
    assert matrix.main([]) == 0
    assert "left out" in capsys.readouterr().out
    monkeypatch.setenv("SQLALCHEMYS", "2.1 2.2")
    assert matrix.main([]) == 1
