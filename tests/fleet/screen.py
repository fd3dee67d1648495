"""A terminal for tests: what it shows after all that it was sent, as far as a live view uses it."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import struct
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_CODE = re.compile(r"\x1b\[(\??)(\d*)(?:;\d+)*([A-Za-z])")


class Screen:
    """Lines of text, a place for the cursor, and whether that is seen."""

    def __init__(self) -> None:
        self.lines: list[str] = [""]
        self.row = self.column = 0
        self.cursor_is_seen = True

    def feed(self, sent: str) -> None:
        """Take what a program wrote."""
        place = 0
        while place < len(sent):
            if found := _CODE.match(sent, place):
                self._code(found[1], int(found[2] or 0), found[3])
                place = found.end()
                continue
            self._character(sent[place])
            place += 1

    def _character(self, one: str) -> None:
        if one == "\r":
            self.column = 0
        elif one == "\n":
            self.row += 1
            self.lines += [""] * (self.row + 1 - len(self.lines))
        elif one.isprintable():
            line = self.lines[self.row].ljust(self.column)
            self.lines[self.row] = line[: self.column] + one + line[self.column + 1 :]
            self.column += 1

    def _code(self, private: str, number: int, what: str) -> None:
        if private and number == 25:
            self.cursor_is_seen = what == "h"
        elif what == "A":
            self.row = max(0, self.row - max(1, number))
        elif what == "K" and number == 2:
            self.lines[self.row] = ""
        else:
            assert what == "m", (private, number, what)

    @property
    def shown(self) -> list[str]:
        """The lines that have something."""
        return [line.rstrip() for line in self.lines if line.strip()]


class Terminal:
    """A pseudo-terminal of so many columns; `stream` is the program's side of it."""

    def __init__(self, leader: int, stream: TextIO) -> None:
        self.leader, self.stream = leader, stream
        self.sent = ""
        self._decoder = codecs.getincrementaldecoder(stream.encoding or "utf-8")("replace")

    def read(self) -> str:
        """What was written since."""
        self.stream.flush()
        os.set_blocking(self.leader, False)
        data = b""
        try:
            while part := os.read(self.leader, 65536):
                data += part
        except OSError:  # nothing more is there
            pass
        text = self._decoder.decode(data)
        self.sent += text
        return text

    def type(self, text: str) -> None:
        """Somebody types this."""
        os.write(self.leader, text.encode())

    def resize(self, columns: int) -> None:
        fcntl.ioctl(self.leader, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))

    @property
    def screen(self) -> Screen:
        self.read()
        screen = Screen()
        screen.feed(self.sent)
        return screen


@contextmanager
def terminal(columns: int = 80, encoding: str = "utf-8") -> Iterator[Terminal]:
    """One that is closed again."""
    leader, follower = pty.openpty()
    with os.fdopen(follower, "w", encoding=encoding, errors="backslashreplace") as stream:
        found = Terminal(leader, stream)
        found.resize(columns)
        yield found
    os.close(leader)
