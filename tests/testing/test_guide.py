"""The guide to testing: its files are written as they stand, its commands run, and say what the page says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.testing.inner import ROOT

PAGE = ROOT / "docs" / "guides" / "testing.md"
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)


@pytest.mark.full
@pytest.mark.timeout(300)
def test_the_page_can_be_pasted(backend, tmp_path) -> None:
    """In the order of the page, in an empty folder, on each database."""
    blocks = BLOCK.findall(PAGE.read_text())
    assert sum(language == "console" for language, _, _ in blocks) >= 3
    for language, title, text in blocks:
        if title:
            (tmp_path / title).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / title).write_text(text)
        elif language == "console":
            command, _, expected = text.removeprefix("$ ").partition("\n")
            said = run(tmp_path, command, backend.url)
            for line in expected.splitlines():
                pattern = ".*".join(re.escape(part) for part in line.split("..."))
                assert re.search(pattern, said), f"`{command}` says\n{said}\n- not\n{line}"


def run(folder: Path, command: str, url: str) -> str:
    variables = {**os.environ, "DATABASE_URL": url, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(command.split(), cwd=folder, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
