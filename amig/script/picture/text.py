"""The history as lines of text, with lanes of characters on the left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from amig.script.picture.lanes import UNICODE, Glyphs, Piece, drawn, passing, style_of, turning
from amig.script.picture.layout import Kind, Row, Wire
from amig.script.picture.picture import Node, Picture

_BIDI = dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def draw(picture: Picture) -> str:
    """Lines that are as long as they are."""
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines(picture))


def lines(
    picture: Picture, glyphs: Glyphs = UNICODE, *, verbose: bool = False, widest: int | None = None
) -> Iterator[list[Piece]]:
    """Each line in pieces; with `verbose` the file and the docstring stand below each revision.

    No more than `widest` lanes are drawn; what lies further right is only hinted at.
    """
    lanes = Lanes(glyphs, widest)
    for row, node in zip(picture.layout.rows, picture.revisions, strict=True):
        yield from lanes.turned(row.above)
        for wire in row.above:
            lanes.live.pop(wire.source, None)
        yield [*lanes.node(row.lane, node), *_words(node)]
        if verbose:
            beside = lanes.beside(row)
            yield from ([*beside, piece] for piece in _details(node))
        own = [wire for wire in row.below if wire.source == row.lane]
        yield from lanes.turned(own)
        lanes.live.update((wire.target, wire.kind) for wire in own)
        moved = [wire for wire in row.below if wire.source != row.lane]
        yield from lanes.turned(moved)
        for wire in moved:
            del lanes.live[wire.source]


class Lanes:
    """The lanes as they are at one line."""

    def __init__(self, glyphs: Glyphs, widest: int | None) -> None:
        self.glyphs = glyphs
        self.cells = None if widest is None else 2 * widest - 1
        self.live: dict[int, Kind] = {}

    def turned(self, wires: Sequence[Wire]) -> Iterator[list[Piece]]:
        """A line in which wires change their lane, if any does."""
        if any(wire.source != wire.target for wire in wires):
            leaving = {wire.source for wire in wires}
            rest: dict[int, Kind] = {lane: kind for lane, kind in self.live.items() if lane not in leaving}
            yield self._cut(drawn(turning(rest, wires), self.glyphs))

    def node(self, lane: int, node: Node) -> list[Piece]:
        """The lanes that pass a revision, and its sign."""
        glyphs = self.glyphs
        sign = (glyphs.current if node.current else glyphs.applied if node.applied else glyphs.node, style_of(lane))
        pieces = drawn(passing(self.live), glyphs)
        pieces += [(" ", "")] * (2 * lane + 1 - len(pieces))
        pieces[2 * lane] = sign
        cut = self._cut(pieces)
        return cut if self.cells is None or 2 * lane < self.cells else [*cut, sign]

    def beside(self, row: Row) -> list[Piece]:
        """The lanes that pass the details of a revision."""
        kinds: list[Kind] = [wire.kind for wire in row.below if wire.source == row.lane]
        own: dict[int, Kind] = {row.lane: kinds[0]} if kinds else {}
        live: dict[int, Kind] = {**self.live, **own}
        return [*self._cut(drawn(passing(live), self.glyphs)), ("  ", "")]

    def _cut(self, pieces: list[Piece]) -> list[Piece]:
        if self.cells is None or len(pieces) <= self.cells:
            return pieces
        return [*pieces[: self.cells], (self.glyphs.more, "note")]


def _words(node: Node) -> Iterator[Piece]:
    yield f" {node.id}", "id"
    yield from ((f" ({mark})", mark.rpartition(" ")[2]) for mark in node.marks)
    yield from ((f" [{label}]", "label") for label in node.labels)
    if node.message:
        yield f" {_tame(node.message)}", ""
    if node.outside:
        yield f" (after {', '.join(node.outside)})", "note"


def _details(node: Node) -> Iterator[Piece]:
    yield f"Path: {_tame(node.path)}", "note"
    for name, ids in (("Replaces", node.replaces), ("Depends on", node.dependencies), ("Parents", node.parents[1:])):
        if ids:
            yield f"{name}: {', '.join(node.parents if name == 'Parents' else ids)}", "note"
    yield from ((f"    {_tame(line)}", "") for line in node.doc.rstrip().splitlines()[1:])
    yield "", ""


def _tame(text: str) -> str:
    """A text on one line, which does not turn the direction of what follows."""
    return text.translate(_BIDI).replace("\t", " ")
