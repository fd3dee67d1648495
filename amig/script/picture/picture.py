"""What is drawn: revisions with all that is known of them, and the lines between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from amig.script.graph import Graph
from amig.script.paths import shown
from amig.script.picture.layout import Layout, lay_out

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Node:
    """One revision. `labels` are its own, `branches` those of every branch that it lies on, `marks` what people read.

    `applied` and `current` are None where no database was asked. `outside` are the parents and dependencies that
    the picture does not show.
    """

    id: str
    message: str
    doc: str
    path: str
    parents: tuple[str, ...]
    dependencies: tuple[str, ...]
    children: tuple[str, ...]
    dependents: tuple[str, ...]
    labels: tuple[str, ...]
    branches: tuple[str, ...]
    replaces: tuple[str, ...]
    outside: tuple[str, ...]
    head: bool
    effective_head: bool
    applied: bool | None
    current: bool | None

    @property
    def marks(self) -> tuple[str, ...]:
        """As `amig history` says them."""
        head = () if not self.head else ("effective head",) if self.effective_head else ("head",)
        return (*head, "current") if self.current else head


@dataclass(frozen=True, slots=True)
class Picture:
    """Revisions newest first; `current` are the version rows, None where no database was asked."""

    revisions: tuple[Node, ...]
    current: tuple[str, ...] | None
    layout: Layout = field(repr=False)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every branch label of the revisions, in the order of the alphabet."""
        return tuple(sorted({label for node in self.revisions for label in node.labels}))


def picture(graph: Graph, ids: Iterable[str] | None = None, current: Collection[str] | None = None) -> Picture:
    """All revisions of a graph, or some of them; `current` are known version rows."""
    rows = None if current is None else graph.canonical(current)
    painter = _Painter(graph, None if ids is None else frozenset(ids), rows)
    order = [revision.id for revision in reversed(graph.revisions) if painter.shows(revision.id)]
    nodes = tuple(map(painter.node, order))
    return Picture(nodes, None if rows is None else tuple(sorted(rows)), lay_out(graph, order))


class _Painter:
    def __init__(self, graph: Graph, shown_: frozenset[str] | None, rows: frozenset[str] | None) -> None:
        self.graph, self.shown, self.rows = graph, shown_, rows
        self.applied = None if rows is None else graph.ancestors(rows)
        self.heads, self.real_heads = frozenset(graph.heads), frozenset(graph.real_heads)

    def shows(self, id_: str) -> bool:
        return self.shown is None or id_ in self.shown

    def node(self, id_: str) -> Node:
        revision, children = self.graph[id_], self.graph.children(id_)
        return Node(
            id=id_,
            message=clean(revision.message),
            doc=clean(revision.doc),
            path=clean(shown(revision.path)),
            parents=self.graph.parents(id_),
            dependencies=self.graph.dependencies(id_),
            children=children,
            dependents=tuple(other for other in self.graph.after(id_) if other not in children),
            labels=revision.branch_labels,
            branches=self.graph.labels_of(id_),
            replaces=revision.replaces,
            outside=tuple(other for other in self.graph.before(id_) if not self.shows(other)),
            head=id_ in self.heads,
            effective_head=id_ in self.heads and id_ not in self.real_heads,
            applied=None if self.applied is None else id_ in self.applied,
            current=None if self.rows is None else id_ in self.rows,
        )


def clean(text: str) -> str:
    """A text without what no file or terminal can show: control characters, halves of characters."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)
