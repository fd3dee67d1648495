"""A revision as commands give it back, and as people read it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from textwrap import indent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amig.script.graph import Graph
    from amig.script.revision import Revision
    from amig.script.told import Tip


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision: what it follows, what it says of itself, where it stands.

    `is_head`: no revision follows it. `is_needed`: but another branch depends on it. `branches_into` are the revisions
    that follow it, where there are several. `is_current` is None where the database was not asked.
    """

    revision: str
    down_revision: tuple[str, ...]
    message: str
    path: str
    is_head: bool
    doc: str
    depends_on: tuple[str, ...] = ()
    branch_labels: tuple[str, ...] = ()
    branches_into: tuple[str, ...] = ()
    is_needed: bool = False
    is_current: bool | None = None

    @property
    def is_merge_point(self) -> bool:
        return len(self.down_revision) > 1

    @property
    def head_mark(self) -> str:
        """` (head)`, ` (effective head)`, or nothing."""
        return "" if not self.is_head else " (effective head)" if self.is_needed else " (head)"

    @property
    def marks(self) -> str:
        """`(head)` and the like, each with a space before it."""
        marks = [f" ({', '.join(self.branch_labels)})" if self.branch_labels else "", self.head_mark]
        marks += [" (current)" if self.is_current else "", " (branchpoint)" if self.branches_into else ""]
        return "".join(marks) + (" (mergepoint)" if self.is_merge_point else "")


def entry(graph: Graph, revision: Revision, current: Collection[str] | None = None) -> Entry:
    """A revision as commands give it back; `current` are the version rows, where they are known."""
    id_ = revision.id
    children, parents, before = graph.children(id_), graph.parents(id_), graph.before(id_)
    return Entry(
        id_,
        parents,
        revision.message,
        str(revision.file),
        not children,
        revision.doc,
        before[len(parents) :],
        graph.labels_of(id_) if graph.labels else (),
        children if len(children) > 1 else (),
        not children and bool(graph.after(id_)),
        None if current is None else id_ in graph.canonical(current),
    )


def at_the_end(tip: Tip) -> Entry:
    """A head as commands give it back."""
    seen = (tip.dependencies, tip.labels, (), tip.needed)
    return Entry(tip.id, tip.parents, tip.message, tip.file, True, tip.doc, *seen)


def lines(graph: Graph, revisions: Iterable[Revision], current: Collection[str] | None = None) -> Iterator[str]:
    """A line for each revision, as `line` says it; most have no mark, and no entry is made for those."""
    here = frozenset() if current is None else graph.canonical(current)
    for one in revisions:
        id_, parents = one.id, graph.parents(one.id)
        marked = graph.labels or id_ in here or len(parents) > 1 or len(graph.children(id_)) != 1
        if marked or len(graph.before(id_)) > len(parents):
            yield line(entry(graph, one, current))
        else:
            yield _line(parents, (), id_, "", one.message)


def line(one: Entry) -> str:
    """`<down> (<dependencies>) -> <id> (head), message`."""
    return _line(one.down_revision, one.depends_on, one.revision, one.marks, one.message)


def _line(down: Collection[str], needs: Collection[str], id_: str, marks: str, message: str) -> str:
    needed = f" ({', '.join(needs)})" if needs else ""
    return f"{', '.join(down) or '<base>'}{needed} -> {_named(id_, marks, message)}"


def named(one: Entry) -> str:
    """`<id> (head), message`."""
    return _named(one.revision, one.marks, one.message)


def _named(id_: str, marks: str, message: str) -> str:
    return f"{id_}{marks}, {message}" if message else f"{id_}{marks}"


def block(one: Entry) -> str:
    """A revision in full."""
    lines = [f"Rev: {one.revision}{one.marks}"]
    lines.append(f"{'Merges' if one.is_merge_point else 'Parent'}: {', '.join(one.down_revision) or '<base>'}")
    lines += [f"Also depends on: {', '.join(one.depends_on)}"] if one.depends_on else []
    lines += [f"Branches into: {', '.join(one.branches_into)}"] if one.branches_into else []
    lines += [f"Branch names: {', '.join(one.branch_labels)}"] if one.branch_labels else []
    return "\n".join([*lines, f"Path: {one.path}", "", indent(one.doc, "    "), ""])
