"""What live views and lines of progress are made of: a bar, times, pieces that flow. All of it values."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amig.console import Piece

WIDEST = 100
"""Columns from which on a wider terminal makes no wider view."""
Row = list["Piece"]


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Characters of the bar, and the marks of waves."""

    full: str
    empty: str
    ended: str
    running: str
    coming: str

    @property
    def all(self) -> str:
        return f"{self.full}{self.empty}{self.ended}{self.running}{self.coming}"


UNICODE = Glyphs("━", "─", "✓", "▸", "·")
ASCII = Glyphs("#", "-", "x", ">", ".")


def clock(seconds: float) -> str:
    """`0:19`, `1:02:03`."""
    minutes, left = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def took(seconds: float) -> str:
    """`12 ms`, `1.2 s`, `1:02`."""
    if seconds < 0.9995:  # noqa: PLR2004 - what would be written as 1000 ms
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.1f} s" if seconds < 59.95 else clock(seconds)  # noqa: PLR2004 - likewise 60.0 s


def share(part: int, whole: int) -> str:
    """In percent; all of it only when all of it is there."""
    return f"{part * 100 // whole if whole else 0} %"


def cells(count: int, total: int, room: int) -> int:
    """How much of a bar; what is there is seen."""
    return min(room, max(1, room * count // max(1, total))) if count else 0


def bar(
    dealt: int, total: int, says: str, *, width: int, glyphs: Glyphs, others: Iterable[tuple[int, str]] = ()
) -> Row:
    """So many of a total are dealt with, `others` of them in a style of their own; what it says stands on the right."""
    says = f"{share(dealt, total):>4}  {says}"
    room = max(4, width - len(says) - 2)
    styled = [(cells(count, total, room), style) for count, style in others]
    used = sum(count for count, _ in styled)
    fine = max(0, min(room * dealt // max(1, total), room) - used)
    full = [(glyphs.full * count, style) for count, style in [(fine, "done"), *styled]]
    parts = [*full, (glyphs.empty * max(0, room - fine - used), "note")]
    return [part for part in parts if part[0]] + [("  ", ""), (says, "")]


def joined(pieces: Iterable[Piece]) -> Row:
    """Pieces one after the other."""
    row: Row = []
    for piece in pieces:
        row += [(", ", "note"), piece] if row else [piece]
    return row


def flowing(pieces: Iterable[Piece], width: int) -> list[Row]:
    """The same, on a further line where there is no more room."""
    rows: list[Row] = []
    for piece in pieces:
        if rows and sum(len(text) for text, _ in rows[-1]) + 2 + len(piece[0]) <= width:
            rows[-1] += [(", ", "note"), piece]
        else:
            rows.append([piece])
    return rows


def apart(left: Row, right: Row, width: int) -> Row:
    """Some on the left, some on the right; what has no room between is cut on the left."""
    room = width - sum(len(text) for text, _ in right) - 1
    kept: Row = []
    for text, style in left:
        kept.append((text if len(text) <= room else f"{text[: max(0, room - 3)].rstrip()}...", style))
        room -= len(kept[-1][0])
    return [*kept, (" " * max(1, room + 1), ""), *right]


def wrapped(text: str, style: str, width: int, *, most: int = 3) -> list[Row]:
    """A text on up to so many lines, indented by two, further lines by four."""
    rows = textwrap.wrap(
        text, max(20, width), initial_indent="  ", subsequent_indent="    ", max_lines=most, placeholder=" ..."
    )
    return [[(row, style)] for row in rows]
