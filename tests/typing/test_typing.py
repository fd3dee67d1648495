"""Type checkers follow the faces, and refuse what is wrong: each refusal is proved by an ignore that is needed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.timeout(300)  # a type checker reads everything, on a machine that may be busy

ROOT = Path(__file__).parents[2]
FILE = Path(__file__).parent / "faces.py"


def test_mypy_sees_and_refuses() -> None:
    """Under --strict an ignore that hides nothing is an error."""
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", str(FILE)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout


def test_pyright_sees_and_refuses(tmp_path) -> None:
    """Each line that mypy refuses is refused by pyright as well, and no other."""
    shutil.copy(FILE, tmp_path)
    settings: dict[str, object] = {
        "include": ["faces.py"],
        "typeCheckingMode": "standard",
        "enableTypeIgnoreComments": False,
    }
    settings |= {
        "reportUnusedCoroutine": "error",
        "venvPath": str(Path(sys.prefix).parent),
        "venv": Path(sys.prefix).name,
    }
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings | {"extraPaths": [str(ROOT)]}))
    command = [sys.executable, "-m", "pyright", "--outputjson", "-p", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)["generalDiagnostics"]
    lines = FILE.read_text().splitlines()
    refused = {n for n, line in enumerate(lines) if "# type: ignore" in line}
    assert {d["range"]["start"]["line"] for d in found if d["severity"] == "error"} == refused
