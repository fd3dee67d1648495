"""The history in the language of Graphviz."""

from __future__ import annotations

from collections.abc import Iterator

from amig.script.picture.picture import Node, Picture

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;"})
_OPENING = """digraph history {
  graph [rankdir=TB, bgcolor="transparent"];
  node [shape=box, style="rounded,filled", fillcolor="white", fontname="Helvetica", fontsize=11];
  edge [color="gray40", fontname="Helvetica", fontsize=9, arrowsize=0.6];
"""


def draw(picture: Picture) -> str:
    """Arrows lead from a revision to its parents; dashed ones to what it depends on."""
    return _OPENING + "".join(f"  {line};\n" for line in _lines(picture)) + "}\n"


def _lines(picture: Picture) -> Iterator[str]:
    for node in picture.revisions:
        yield f"{quoted(node.id)} [label={quoted(*_words(node))}{_look(node)}]"
    for edge in picture.layout.edges:
        dashed = ' [style=dashed, label="depends on"]' if edge.kind == "dependency" else ""
        yield f"{quoted(edge.revision)} -> {quoted(edge.before)}{dashed}"


def _words(node: Node) -> Iterator[str]:
    yield " ".join((node.id, *(f"({mark})" for mark in node.marks), *(f"[{label}]" for label in node.labels)))
    if node.message:
        yield node.message


def _look(node: Node) -> str:
    bold = ", penwidth=2" if node.head else ""
    fill = {None: "", True: "#cfe8d5", False: "#ffffff"}[node.applied]
    return bold + (f', fillcolor="{fill}"' if fill else "")


def quoted(*lines: str) -> str:
    """A string of one or more centred lines."""
    return '"' + "\\n".join(line.translate(_ESCAPES) for line in lines) + '"'
