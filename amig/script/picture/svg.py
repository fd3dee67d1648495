"""The history as a drawing of its own: an SVG file, light and dark, whose text can be selected and read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from amig.script.picture.layout import Edge, Point
from amig.script.picture.picture import Node, Picture
from amig.script.picture.style import COLORS, svg_style

ROW, MARGIN, LETTER, LONGEST = 30, 24, 7.25, 96


class Frame(NamedTuple):
    """Where a row and a lane are, in pixels."""

    pitch: float

    def at(self, point: Point) -> tuple[float, float]:
        row, lane = point
        return round(MARGIN + 8 + lane * self.pitch, 1), MARGIN + 62 + row * ROW


def px(value: float) -> str:
    """A number as short as it can be, however large."""
    return f"{value:.1f}".removesuffix(".0")


def draw(picture: Picture) -> str:
    """One `<g>` for each revision, its docstring as the title; the lines between them behind."""
    frame = Frame(min(16.0, 320 / max(picture.layout.width, 1)))
    left = frame.at((0, picture.layout.width))[0] + 4
    height = frame.at((len(picture.revisions), 0))[1] + MARGIN - ROW // 2
    rows = zip(picture.layout.rows, picture.revisions, strict=True)
    body = [_group(number, row.lane, node, frame, left) for number, (row, node) in enumerate(rows)]
    width = round(left + max((_width(node) for node in picture.revisions), default=300) + MARGIN)
    return "\n".join((*_head(picture, max(width, 420), height), *_lines(picture, frame), *body, "</svg>\n"))


def _head(picture: Picture, width: float, height: float) -> Iterator[str]:
    count, heads = len(picture.revisions), [node.id for node in picture.revisions if node.head]
    said = f"{count} revision{'' if count == 1 else 's'}, newest first" + (f"; heads: {', '.join(heads)}" * bool(heads))
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{px(width)}" height="{px(height)}" '
        f'viewBox="0 0 {px(width)} {px(height)}" role="graphics-document document" aria-labelledby="title description">'
    )
    yield '<title id="title">Revision history</title>'
    yield f'<desc id="description">{escape(said)}</desc>'
    yield f"<style>{svg_style()}</style>"
    yield '<rect class="paper" width="100%" height="100%"/>'
    yield f'<text class="heading" x="{MARGIN}" y="{MARGIN + 10}">Revision history</text>'
    yield f'<text class="note" x="{MARGIN}" y="{MARGIN + 30}">{escape(shortened(said, 70))}</text>'


def _lines(picture: Picture, frame: Frame) -> Iterator[str]:
    yield '<g class="lines">'
    for edge in picture.layout.edges:
        kind = " dependency" if edge.kind == "dependency" else ""
        yield f'<path class="c{color(edge)}{kind}" d="{path(edge, frame)}"/>'
    yield "</g>"


def color(edge: Edge) -> int:
    """The colour of a line is that of the rightmost lane that it uses: a branch keeps one from end to end."""
    return max(lane for _, lane in edge.points) % COLORS


def path(edge: Edge, frame: Frame) -> str:
    """Straight down in a lane, a curve where the lane changes."""
    x, y = frame.at(edge.points[0])
    parts = [f"M{px(x)} {px(y)}"]
    for point in edge.points[1:]:
        to_x, to_y = frame.at(point)
        half = (y + to_y) / 2
        parts.append(
            f"V{px(to_y)}" if to_x == x else f"C{px(x)} {px(half)} {px(to_x)} {px(half)} {px(to_x)} {px(to_y)}"
        )
        x, y = to_x, to_y
    return "".join(parts)


def _group(number: int, lane: int, node: Node, frame: Frame, left: float) -> str:
    x, y = frame.at((number, lane))
    look = " current" if node.current else " applied" if node.applied else ""
    parts = [f'<g class="revision"><title>{escape(node.doc or node.id)}</title>']
    parts.append(f'<circle class="c{lane % COLORS}{look}" cx="{px(x)}" cy="{px(y)}" r="5"/>')
    parts.append(f'<text class="id" x="{px(left)}" y="{px(y + 4)}">{escape(node.id)}</text>')
    place = left + _letters(node.id) + 10
    for kind, word in _badges(node):
        width = _badge(word)
        parts.append(
            f'<rect class="badge {kind}" x="{px(place)}" y="{px(y - 9)}" width="{px(width)}" height="18" rx="9"/>'
        )
        parts.append(f'<text class="word {kind}" x="{px(place + 8)}" y="{px(y + 4)}">{escape(word)}</text>')
        place = round(place + width + 6, 2)
    parts.append(
        f'<text class="message" x="{px(place)}" y="{px(y + 4)}">{escape(shortened(node.message, LONGEST))}</text>'
    )
    return "".join((*parts, "</g>"))


def _badges(node: Node) -> Iterator[tuple[str, str]]:
    yield from (("now" if mark == "current" else "head", mark) for mark in node.marks)
    yield from (("label", label) for label in node.labels)
    if node.outside:
        yield "outside", f"after {', '.join(node.outside)}"


def _letters(text: str) -> float:
    return round(len(text) * LETTER, 2)


def _badge(text: str) -> float:
    return round(len(text) * LETTER * 0.875 + 16, 2)


def _width(node: Node) -> float:
    badges = sum(_badge(word) + 6 for _, word in _badges(node))
    return _letters(node.id) + 10 + badges + len(shortened(node.message, LONGEST)) * LETTER


def shortened(text: str, longest: int) -> str:
    """No more than so many characters."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
