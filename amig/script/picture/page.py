"""The history as a page: one HTML file that needs nothing else, and asks no network for anything."""

from __future__ import annotations

import json
import re

from amig.script.picture.data import values
from amig.script.picture.picture import Picture
from amig.script.picture.style import COLORS, asset, lanes, variables
from amig.script.picture.svg import color

_MARKUP = re.compile("[<>&\u2028\u2029]")


def draw(picture: Picture) -> str:
    """The page with its style, its script and its data inside."""
    parts = {
        "STYLE": variables() + lanes() + asset("page.css"),
        "DATA": embedded(drawn_values(picture)),
        "SCRIPT": asset("page.js"),
    }
    return re.sub("@(STYLE|DATA|SCRIPT)@", lambda found: parts[found[1]], asset("page.html"))


def drawn_values(picture: Picture) -> dict[str, object]:
    """What the JSON format holds, with the points and colours of the edges."""
    found = values(picture)
    ways = ({"points": edge.points, "color": color(edge)} for edge in picture.layout.edges)
    edges = [{**known, **way} for known, way in zip(found["edges"], ways, strict=True)]
    return {**found, "edges": edges, "width": picture.layout.width, "colors": COLORS}


def embedded(value: object) -> str:
    """JSON that can stand in a `<script>` whatever its texts are."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return _MARKUP.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
