"""Lanes in characters: a cell per lane and one between, made of the directions in which lines leave it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from amig.script.picture.layout import Kind, Wire

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
COLORS = 6

Piece = tuple[str, str]
"""Some characters, and the name of their style; "" is plain."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Characters by direction, 0 to 15; `dotted` are the straight ones of dependencies: down, across."""

    lines: str
    dotted: tuple[str, str]
    node: str
    applied: str
    current: str
    more: str

    @property
    def all(self) -> str:
        """Every character, to see whether a terminal has them."""
        return "".join((self.lines, *self.dotted, self.node, self.applied, self.current, self.more))

    def line(self, directions: int, kind: Kind) -> str:
        if kind == "dependency" and directions in (UP | DOWN, LEFT | RIGHT):
            return self.dotted[directions == LEFT | RIGHT]
        return self.lines[directions]


UNICODE = Glyphs(" ╵╷│╴╯╮┤╶╰╭├─┴┬┼", ("┊", "╌"), "○", "●", "◉", "…")
ASCII = Glyphs(" |||-/\\+-\\/+-+++", (":", "."), "o", "*", "@", ">")


def drawn(cells: Mapping[int, tuple[int, Kind]], glyphs: Glyphs) -> list[Piece]:
    """Cells by their place; even places are lanes, in the colour of each."""
    pieces: list[Piece] = []
    for place in range(max(cells, default=-1) + 1):
        directions, kind = cells.get(place, (0, "parent"))
        style = "note" if kind == "dependency" else style_of((place + 1) // 2) if directions else ""
        pieces.append((glyphs.line(directions, kind), style))
    return pieces


def style_of(lane: int) -> str:
    """The name of the colour of a lane."""
    return f"lane{lane % COLORS}"


def passing(live: Mapping[int, Kind]) -> dict[int, tuple[int, Kind]]:
    """Lanes that go straight down."""
    return {2 * lane: (UP | DOWN, kind) for lane, kind in live.items()}


def turning(live: Mapping[int, Kind], wires: Collection[Wire]) -> dict[int, tuple[int, Kind]]:
    """The same with wires that cross them: a lane between the ends of a wire stays a straight line."""
    cells = passing(live)
    ends = {2 * lane for wire in wires for lane in wire[:2]}
    crossed = set(cells) - ends
    for wire in sorted(wires, key=_dotted, reverse=True):  # a full line covers a dotted one
        for place, directions in _steps(2 * wire.source, 2 * wire.target):
            if place not in crossed:
                before, _ = cells.get(place, (0, wire.kind))
                cells[place] = (before | directions, wire.kind)
    return cells


def _dotted(wire: Wire) -> bool:
    return wire.kind == "dependency"


def _steps(source: int, target: int) -> Iterator[tuple[int, int]]:
    """The places that a wire goes through, and the directions it has there."""
    if source == target:
        yield source, UP | DOWN
        return
    towards, back = (RIGHT, LEFT) if source < target else (LEFT, RIGHT)
    yield source, UP | towards
    yield target, DOWN | back
    yield from ((place, LEFT | RIGHT) for place in range(min(source, target) + 1, max(source, target)))
