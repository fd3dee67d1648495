"""What people see: styled lines on stderr, plain data on stdout. The only file that knows rich."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    import logging

STYLES = {"error": "bold red", "hint": "cyan", "warning": "yellow", "done": "green", "note": "dim"}


class Console:
    """Writes messages; understandable without colour. `quiet` keeps everything but errors and warnings to itself."""

    def __init__(self, *, color: bool = True, quiet: bool = False, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.quiet = quiet
        self.color = color and not os.environ.get("NO_COLOR") and self.stream.isatty()

    def line(self, text: str, style: str | None = None) -> None:
        """One line of progress."""
        if not self.quiet:
            self._write(text, style)

    def labelled(self, label: str, text: str) -> None:
        """`error: ...`, `hint: ...`, `warning: ...`, with only the label in colour."""
        if self.color:
            from rich.console import Console as Rich
            from rich.text import Text

            rich = Rich(file=self.stream, soft_wrap=True, highlight=False)
            rich.print(Text.assemble((f"{label}:", STYLES[label]), f" {text}"))
        else:
            self._write(f"{label}: {text}", None)

    def _write(self, text: str, style: str | None) -> None:
        if self.color and style:
            from rich.console import Console as Rich
            from rich.text import Text

            Rich(file=self.stream, soft_wrap=True, highlight=False).print(Text(text, style=STYLES[style]))
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
