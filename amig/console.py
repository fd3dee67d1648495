"""What people see: styled lines on stderr, plain data on stdout. The only file that knows rich."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    import logging

    from rich.console import Console as Rich

Piece = tuple[str, str]
"""Some characters, and the name of their style; "" is plain."""

STYLES = {"error": "bold red", "hint": "cyan", "warning": "yellow", "done": "green", "note": "dim", "pending": "yellow"}
STYLES |= {"id": "yellow", "head": "bold green", "current": "bold magenta", "label": "bold cyan"}
STYLES |= {f"lane{lane}": color for lane, color in enumerate(("cyan", "magenta", "green", "yellow", "blue", "red"))}


class Console:
    """Writes messages; understandable without colour. `quiet` keeps everything but errors and warnings to itself."""

    def __init__(self, *, color: bool = True, quiet: bool = False, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.quiet = quiet
        self.color = color and not os.environ.get("NO_COLOR") and self.stream.isatty()

    @property
    def width(self) -> int | None:
        """Columns of the terminal; None where lines may be of any length."""
        return shutil.get_terminal_size().columns if self.stream.isatty() else None

    def can(self, text: str) -> bool:
        """Whether the terminal has all these characters."""
        try:
            text.encode(self.stream.encoding or "utf-8")
        except UnicodeEncodeError:
            return False
        return True

    def pieces(self, line: Sequence[Piece], more: str) -> None:
        """One line of data in pieces, cut to the width of the terminal; `more` stands where it was cut."""
        line = line if self.width is None else _cut(line, self.width, more)
        if self.color:
            from rich.text import Text

            self._rich.print(Text.assemble(*((text, STYLES.get(style, "")) for text, style in line)))
        else:
            self._write("".join(text for text, _ in line).rstrip(), None)

    def line(self, text: str, style: str | None = None) -> None:
        """One line of progress."""
        if not self.quiet:
            self._write(text, style)

    def labelled(self, label: str, text: str) -> None:
        """`error: ...`, `hint: ...`, `warning: ...`, with only the label in colour."""
        if self.color:
            from rich.text import Text

            self._rich.print(Text.assemble((f"{label}:", STYLES[label]), f" {text}"))
        else:
            self._write(f"{label}: {text}", None)

    @cached_property
    def _rich(self) -> Rich:
        from rich.console import Console as Rich

        return Rich(file=self.stream, soft_wrap=True, highlight=False)

    def _write(self, text: str, style: str | None) -> None:
        if self.color and style:
            from rich.text import Text

            self._rich.print(Text(text, style=STYLES[style]))
            return
        encoding = self.stream.encoding or "utf-8"
        self.stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")
        self.stream.flush()

    @contextmanager
    def listening(self, *, everything: bool = False) -> Iterator[None]:
        """Show what amig's loggers say while a command runs: warnings, or everything. Other loggers are left alone."""
        import logging

        logger = logging.getLogger("amig")
        handler = logging.Handler()
        handler.emit = self._told  # type: ignore[method-assign]
        level, propagates = logger.level, logger.propagate
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG if everything else logging.WARNING)
        logger.propagate = False
        try:
            yield
        finally:
            logger.removeHandler(handler)
            logger.setLevel(level)
            logger.propagate = propagates

    def _told(self, record: logging.LogRecord) -> None:
        if record.levelname in ("WARNING", "ERROR", "CRITICAL"):
            self.labelled("warning", record.getMessage())
        else:
            self.labelled("note", record.getMessage())


def _cut(line: Sequence[Piece], width: int, more: str) -> list[Piece]:
    """As much of a line as has room, in cells of the terminal."""
    from rich.cells import cell_len, set_cell_size

    left = width - (cell_len(more) if sum(cell_len(text) for text, _ in line) > width else 0)
    pieces: list[Piece] = []
    for text, style in line:
        if cell_len(text) > left:
            return [*pieces, (set_cell_size(text, left).rstrip(), style), (more, "note")]
        left -= cell_len(text)
        pieces.append((text, style))
    return pieces
