"""A run on a terminal, and what else people see first: help, a plan, an error; kept as pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from rich.cells import cell_len

from amig.commands.drawn import UNICODE
from amig.console import Console
from tests.cli.on_terminal import amig
from tests.cli.test_live import SCENE
from tests.fleet.screen import terminal
from tests.looks.browser import KEPT
from tests.looks.look_terminal import WIDTHS, photograph
from tests.projects import Project, new_project


@pytest.mark.parametrize("width", WIDTHS)
def test_the_live_view(width: int, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that waits for a lock, in terminals of several widths."""
    for name in ("NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    with terminal(width) as real:
        console = Console(stream=real.stream)
        for number, message in enumerate(SCENE.messages[: SCENE.done]):
            console.line(f"upgrade {SCENE.ids[number]}  {message}  ({number + 1}.2 s)", "done")
        with console.live() as draw:
            draw(lambda columns: SCENE.lines(columns, UNICODE))
            shown = real.screen.shown
            colored = real.sent.replace("\x1b[?25l", "").replace("\r\n", "\n")
    (KEPT / f"run-terminal-{width}.txt").write_text("\n".join(shown) + "\n", encoding="utf-8")
    photograph(browser, colored, width, "run-terminal")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Three revisions, the last of which destroys something, on a database that has a table already."""
    made = new_project(tmp_path / "p", "sqlite:///app.db")
    made.table("orders", "94c8d7e6f5")
    made.up('await op.create_index("ix_orders_n", "orders", ["n"])', id_="a5d9e8f7a6")
    made.up('await op.drop_table("orders")', id_="b6eaf9a8b7")
    return made


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("words", ["--help", "plan", "upgrade nowhere"])
def test_screens(words: str, width: int, project: Project, browser: Browser) -> None:
    """No line is too long; those of 80 columns are kept."""
    with amig(project.folder, *words.split(), columns=width) as run:
        _, screen = run.end()
        sent = run.real.sent.replace("\r\n", "\n")
    assert [line for line in screen.shown if cell_len(line) > width] == []
    if width == 80:
        photograph(browser, sent, width, f"screen-{words.split(maxsplit=1)[0].strip('-')}")
