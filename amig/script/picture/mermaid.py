"""The history as a Mermaid flowchart, for Markdown pages that draw it."""

from __future__ import annotations

from collections.abc import Iterator

from amig.script.picture.picture import Node, Picture

_CLASSES = {
    "head": "stroke-width:3px",
    "applied": "fill:#cfe8d5,stroke:#2e7d46,color:#10331c",
    "current": "fill:#2e7d46,stroke:#10331c,color:#ffffff",
}


def draw(picture: Picture) -> str:
    """Arrows lead from a revision to its parents; dotted ones to what it depends on."""
    return "flowchart TB\n" + "".join(f"    {line}\n" for line in _lines(picture))


def _lines(picture: Picture) -> Iterator[str]:
    names = {node.id: f"r{number}" for number, node in enumerate(picture.revisions)}
    for node in picture.revisions:
        yield f'{names[node.id]}["{"<br>".join(map(quoted, _words(node)))}"]'
    for edge in picture.layout.edges:
        arrow = "-->" if edge.kind == "parent" else "-. depends on .->"
        yield f"{names[edge.revision]} {arrow} {names[edge.before]}"
    for name, look in _CLASSES.items():
        if members := [names[node.id] for node in picture.revisions if getattr(node, name)]:
            yield f"classDef {name} {look}"
            yield f"class {','.join(members)} {name}"


def _words(node: Node) -> Iterator[str]:
    yield " ".join((node.id, *(f"({mark})" for mark in node.marks), *(f"[{label}]" for label in node.labels)))
    if node.message:
        yield node.message


def quoted(text: str) -> str:
    """Everything but letters, digits, spaces and simple marks as the entity that stands for it.

    Mermaid reads Markdown and HTML in its labels, and has no other escape.
    """
    text = text.replace("\\n", "\\\N{WORD JOINER}n")  # it takes `\\n` for the end of a line, entity or not
    return "".join(one if one.isalnum() or one in " .,_()" else f"#{ord(one)};" for one in text)
