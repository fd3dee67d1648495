"""Lines of data on a terminal: cut to its width, coloured where it can, in characters that it has."""

from __future__ import annotations

import io
import os
import re

import pytest

from amig.console import Console


class Terminal(io.StringIO):
    """A terminal of some encoding."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:
        return self._encoding

    def isatty(self) -> bool:
        return True


LINE = [("○", "lane0"), (" ab12", "id"), (" 日本語 text", ""), (" more", "note")]


@pytest.fixture(autouse=True)
def terminal(monkeypatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.mark.parametrize(
    ("width", "seen"),
    [
        (80, "○ ab12 日本語 text more"),
        (23, "○ ab12 日本語 text more"),
        (22, "○ ab12 日本語 text mo…"),
        (12, "○ ab12 日本…"),
        (11, "○ ab12 日…"),
        (3, "○…"),
    ],
)
def test_a_line_is_cut_to_the_width(width: int, seen: str, monkeypatch) -> None:
    """In cells, of which some characters need two; with colours and without."""
    monkeypatch.setattr("shutil.get_terminal_size", lambda _usual: os.terminal_size((width, 24)))
    for color in (True, False):
        stream = Terminal()
        Console(color=color, stream=stream).pieces(LINE, "…")
        assert ("\x1b[" in stream.getvalue()) is color
        assert re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue()) == seen + "\n"


def test_a_file_has_no_width() -> None:
    """And no colours."""
    stream = io.StringIO()
    console = Console(stream=stream)
    console.pieces([("x" * 300, "head")], "…")
    assert (console.width, stream.getvalue()) == (None, "x" * 300 + "\n")


def test_characters_that_a_terminal_has() -> None:
    """An encoding without one of them has not all."""
    assert Console(stream=Terminal()).can("○│…")
    assert not Console(stream=Terminal("ascii")).can("○│…")
    assert not Console(stream=Terminal("latin-1")).can("é│")
    assert Console(stream=Terminal("latin-1")).can("é")
