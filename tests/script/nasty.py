"""Texts that break careless writers."""

from __future__ import annotations

from pathlib import Path

from amig.script.graph import Graph
from amig.script.revision import Revision

TEXTS = (
    "plain",
    "</script><script>alert(1)</script>",
    "<!-- a comment --> <b>bold</b>",
    'it\'s "quoted" and `ticked`',
    'a\\b \\n \\" %s {x} $y',
    "a & b &amp; c &#35; #35; #quot;",
    "]] ) } --> |x| :::head ;",
    "1. a list? # a heading? *stars* _lines_",
    "emoji 👩‍👩‍👧 and 日本語",
    "עברית אחר כך english",
    "end subgraph graph TB classDef style",
)


def nasty() -> Graph:
    """A line of revisions, one for each text."""
    ids = [f"nasty{number:02d}" for number in range(len(TEXTS))]
    return Graph(
        Revision(id_, (before,) if before else (), Path(f"{id_}.py"), text)
        for id_, before, text in zip(ids, ["", *ids], TEXTS, strict=False)
    )
