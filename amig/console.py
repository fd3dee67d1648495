"""What people see: styled lines on stderr, plain data on stdout. The only file that knows rich."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO, cast

if TYPE_CHECKING:
    import logging

    from rich.console import Console as Rich
    from rich.text import Text

Piece = tuple[str, str]
"""Some characters, and the name of their style; "" is plain."""

STYLES = {"error": "bold red", "hint": "cyan", "warning": "yellow", "done": "green", "note": "dim", "pending": "yellow"}
STYLES |= {"id": "yellow", "head": "bold green", "current": "bold magenta", "label": "bold cyan"}
STYLES |= {f"lane{lane}": color for lane, color in enumerate(("cyan", "magenta", "green", "yellow", "blue", "red"))}

Lines = Callable[[int], Sequence[Sequence[Piece]]]
"""Makes lines for so many columns."""

Draw = Callable[[Lines], None]

_USUAL = 80
"""Columns of a terminal that does not say how many it has."""


class Console:
    """Writes messages; understandable without colour. `quiet` keeps everything but errors and warnings to itself."""

    def __init__(self, *, color: bool = True, quiet: bool = False, stream: TextIO | None = None) -> None:
        self._stream = stream
        self._made: tuple[TextIO, Rich] | None = None
        self.quiet = quiet
        self.color = color and not os.environ.get("NO_COLOR") and self.stream.isatty()

    @property
    def stream(self) -> TextIO:
        """What is written to; stderr is whatever that is now, as a live view stands in for it."""
        return self._stream or sys.stderr

    @property
    def width(self) -> int | None:
        """Columns of the terminal; None where lines may be of any length."""
        if not self.stream.isatty():
            return None
        if not os.environ.get("COLUMNS"):
            with suppress(OSError):
                return os.get_terminal_size(self.stream.fileno()).columns or _USUAL
        return shutil.get_terminal_size((_USUAL, 24)).columns

    @property
    def can_redraw(self) -> bool:
        """Whether lines that were written can be written over."""
        return not self.quiet and self.stream.isatty() and os.environ.get("TERM", "") not in ("", "dumb", "unknown")

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
            self._write(self._folded(text), style)

    def labelled(self, label: str, text: str) -> None:
        """`error: ...`, `hint: ...`, `warning: ...`, with only the label in colour."""
        told = self._folded(f"{label}: {text}", len(label) + 2)
        if self.color:
            from rich.text import Text

            self._rich.print(Text.assemble((f"{label}:", STYLES[label]), told[len(label) + 1 :]))
        else:
            self._write(told, None)

    def _folded(self, text: str, indent: int | None = None) -> str:
        """A text whose first line is broken between words where the terminal ends; others may be code, and stay."""
        first, newline, more = text.partition("\n")
        if self.width is None:
            return text
        indent = len(first) - len(first.lstrip()) + 2 if indent is None else indent
        return f"{folded(first, self.width, indent)}{newline}{more}"

    def data(self, text: str, style: str | None = None) -> None:
        """Lines of data as they are; on a terminal broken between words."""
        if (width := self.width) is not None:
            text = "\n".join(folded(line, width, len(line) - len(line.lstrip()) + 4) for line in text.split("\n"))
        self._write(text, style)

    @property
    def _rich(self) -> Rich:
        if self._made is None or self._made[0] is not self.stream:
            from rich.console import Console as Rich

            through = cast("TextIO", _Through(self.stream))
            self._made = self.stream, Rich(file=through, soft_wrap=True, highlight=False)
        return self._made[1]

    def _write(self, text: str, style: str | None) -> None:
        if self.color and style:
            from rich.text import Text

            self._rich.print(Text(text, style=STYLES[style]))
            return
        encoding = self.stream.encoding or "utf-8"
        self.stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")
        self.stream.flush()

    def page(self, markdown: str) -> bool:
        """Lay a page out on a terminal that stdout is; False where it is none, and text is better as it is."""
        if not sys.stdout.isatty() or os.environ.get("TERM", "") in ("", "dumb", "unknown"):
            return False
        from rich.console import Console as Rich
        from rich.markdown import Markdown

        shown = Rich(file=sys.stdout, no_color=not self.color, highlight=False, width=min(self.width or _USUAL, 100))
        shown.print(Markdown(markdown, hyperlinks=False))
        return True

    @contextmanager
    def live(self) -> Iterator[Draw]:
        """Lines that are drawn again and again at the bottom of the terminal; whatever else is written goes above.

        Gives a function to draw with, which is given one that makes the lines for a width. At the end they are gone.
        """
        from rich.console import Console as Rich
        from rich.live import Live
        from rich.text import Text

        rich = Rich(file=self.stream, highlight=False, no_color=not self.color)
        more = "…" if self.can("…") else "~"

        def styled(lines: Lines) -> Text:
            width = rich.width = self.width or _USUAL
            made = [[(self.plain(text), style) for text, style in line] for line in lines(width)]
            drawn = [_cut(line, width, more) for line in made]
            colored = ([(text, STYLES.get(style, "") if self.color else "") for text, style in row] for row in drawn)
            return Text("\n").join(Text.assemble(*row, end="") for row in colored)

        def draw(lines: Lines) -> None:
            shown.lines = lines
            live.refresh()

        shown = _Shown(styled)
        prints = sys.stdout.isatty()  # what a script prints would stand in the middle of the view
        with Live(shown, console=rich, auto_refresh=False, transient=True, redirect_stdout=prints) as live:
            yield draw

    def plain(self, text: str) -> str:
        """A text in characters that the terminal has, none of which moves its cursor."""
        if text.isascii() and text.isprintable():
            return text
        encoding = self.stream.encoding or "utf-8"
        shown = "".join(one if one.isprintable() else " " for one in text)
        return shown.encode(encoding, "replace").decode(encoding)

    def show_cursor(self) -> None:
        """Give the terminal its cursor back, for whoever ends without leaving `live`."""
        if self.can_redraw:
            self.stream.write("\x1b[?25h")
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


def folded(line: str, width: int, indent: int) -> str:
    """One line as several of so many columns, broken between words; all but the first are indented."""
    if len(line) <= width:
        return line
    from textwrap import wrap

    room = max(width, 2 * indent)
    return "\n".join(wrap(line, room, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False))


class _Shown:
    """What a live view shows: made each time that it is drawn, also below something that was written meanwhile."""

    def __init__(self, styled: Callable[[Lines], Text]) -> None:
        self.styled = styled
        self.lines: Lines = lambda _: ()

    def __rich__(self) -> Text:
        return self.styled(self.lines)


class _Through:
    """A stream for rich, which would write past a live view's stand-in for stderr, and so into the view."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.encoding = stream.encoding
        self.write, self.flush, self.isatty = stream.write, stream.flush, stream.isatty


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
