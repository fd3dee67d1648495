"""Branch labels: who carries them, and how far they spread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from amig.errors import BadLabelError
from amig.script.paths import shown
from amig.script.revision import Revision

if TYPE_CHECKING:
    from amig.script.graph import Graph


def carriers(by_id: Mapping[str, Revision]) -> dict[str, str]:
    """Label -> the revision whose header has it; raises BadLabelError for one that something else is called by."""
    carriers: dict[str, str] = {}
    for revision in by_id.values():
        for label in revision.branch_labels:
            if (other := by_id.get(label) or by_id.get(carriers.get(label, ""))) is not None:
                what = "the id" if other.id == label else "a label"
                raise BadLabelError(label, f"is {what} of `{shown(other.path)}` too", shown(revision.path))
            carriers[label] = revision.id
    return carriers


def spread(graph: Graph) -> dict[str, tuple[str, ...]]:
    """The labels of each revision: they spread to all that follows, and back to the nearest branch or merge point."""
    found: dict[str, dict[str, None]] = {}
    for label, carrier in graph.labels.items():
        for id_ in _following(graph, carrier) | _leading(graph, carrier):
            found.setdefault(id_, {})[label] = None
    return {id_: tuple(sorted(labels)) for id_, labels in found.items()}


def _following(graph: Graph, id_: str) -> set[str]:
    found, waiting = {id_}, [id_]
    while waiting:
        new = set(graph.children(waiting.pop())) - found
        found |= new
        waiting += new
    return found


def _leading(graph: Graph, id_: str) -> set[str]:
    found: set[str] = set()
    while len(graph.after(id_)) <= 1 and len(parents := graph.parents(id_)) <= 1:
        found.add(id_)
        if not parents:
            break
        id_ = parents[0]
    return found
