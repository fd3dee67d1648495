"""The terminal: a real one of several widths, with colours and without; what it shows is kept."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from tests.looks.browser import KEPT, keep
from tests.looks.histories import SMALL

WIDTHS = (60, 80, 120)
BODY = "\n\ndef upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small history as files, half of it applied."""
    folder = tmp_path_factory.mktemp("project")
    versions = folder / "migrations" / "versions"
    versions.mkdir(parents=True)
    (folder / "amig.toml").write_text('script_location = "migrations"\nurl = "sqlite:///app.db"\n')
    for id_, parents, message, labels, needs in SMALL:
        header = (
            f"revision = {id_!r}\ndown_revision = {parents!r}\nbranch_labels = {labels!r}\ndepends_on = {needs!r}\n"
        )
        (versions / f"{id_}.py").write_text(f'"""{message}"""\n\n{header}{BODY}', encoding="utf-8")
    amig = [sys.executable, "-m", "amig", "stamp", "94c8d7e6f5", "61f2e3d4c5"]
    subprocess.run(amig, cwd=folder, check=True, capture_output=True)
    return folder


def shown(folder: Path, width: int, *arguments: str, **environment: str) -> str:
    """What a terminal of so many columns is sent."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-m", "amig", "graph", "--applied", *arguments],
        cwd=folder,
        env={**inherited, "TERM": "xterm-256color", "PYTHONUTF8": "1", **environment},
        stdin=follower,
        stdout=follower,
        stderr=follower,
    )
    os.close(follower)
    data = b""
    try:
        while part := os.read(leader, 65536):
            data += part
    except OSError:  # how Linux says that the other side is closed
        pass
    os.close(leader)
    assert process.wait() == 0
    return data.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_width(width: int, project: Path, browser: Browser) -> None:
    """No line is too long, each revision has its line, colours add nothing but colour."""
    plain = shown(project, width, "--no-color")
    colored = shown(project, width)
    assert "\x1b" not in plain
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain
    assert all(cell_len(line) <= width for line in plain.splitlines())
    assert [id_ for id_, *_ in SMALL if f" {id_} " not in plain] == []
    assert ("…" in plain) is (width < 120)
    (KEPT / f"terminal-{width}.txt").write_text(plain, encoding="utf-8")
    photograph(browser, colored, width)


def photograph(browser: Browser, text: str, width: int, name: str = "terminal") -> None:
    """As a dark terminal draws it."""
    console = Console(record=True, width=width, file=io.StringIO(), color_system="256", force_terminal=True)
    console.print(Text.from_ansi(text), soft_wrap=True)
    html = console.export_html(inline_styles=True, code_format=PAGE, theme=MONOKAI)
    page = browser.new_page(viewport={"width": 9 * width + 48, "height": 20 * text.count("\n") + 44})
    page.set_content(html)
    keep(page, f"{name}-{width}")
    page.close()


PAGE = (
    "<!doctype html><meta charset=utf-8><body style='margin:0;background:#14181f;color:#dfe4ec'>"
    "<pre style=\"margin:20px;font:15px/1.3 'DejaVu Sans Mono',monospace\">{code}</pre></body>"
)


def test_a_terminal_without_unicode(project: Path) -> None:
    """Lanes of ASCII, and the texts as well as they go."""
    plain = shown(project, 80, "--no-color", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert plain.isascii()
    assert ": @ 94c8d7e6f5 (current) merge billing's base with search" in plain
    (KEPT / "terminal-80-ascii.txt").write_text(plain)
