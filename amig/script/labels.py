"""Branch labels: who carries them, and how far they spread."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from amig import errors
from amig.script.paths import shown
from amig.script.revision import Revision

if TYPE_CHECKING:
    from amig.script.graph import Graph


def carriers(by_id: Mapping[str, Revision], replaced: Collection[str]) -> dict[str, str]:
    """Label -> the revision whose header has it; raises BadLabelError for one that something else is called by."""
    carriers: dict[str, str] = {}
    for revision in [revision for revision in by_id.values() if revision.branch_labels]:
        for label in revision.branch_labels:
            if label in replaced:
                raise errors.BadLabelError(label, "is the id of a revision that was replaced", shown(revision.path))
            if (other := by_id.get(label) or by_id.get(carriers.get(label, ""))) is not None:
                what = "the id" if other.id == label else "a label"
                raise errors.BadLabelError(label, f"is {what} of `{shown(other.path)}` too", shown(revision.path))
            carriers[label] = revision.id
    return carriers


def spread(graph: Graph) -> dict[str, tuple[str, ...]]:
    """The labels of each revision: they spread to all that follows, and back to the nearest branch or merge point."""
    own: dict[str, tuple[str, ...]] = {}
    for label, carrier in graph.labels.items():
        own[carrier] = _joined((own.get(carrier, ()), (label,)))
    down: dict[str, tuple[str, ...]] = {}
    back: dict[str, tuple[str, ...]] = {}
    for revision in graph.revisions:
        down[revision.id] = _joined((own.get(revision.id, ()), *(down[one] for one in graph.parents(revision.id))))
    for id_ in reversed(down):
        if len(graph.after(id_)) <= 1 and len(graph.parents(id_)) <= 1:
            back[id_] = _joined((own.get(id_, ()), *(back.get(one, ()) for one in graph.children(id_))))
    return {id_: _joined((labels, back.get(id_, ()))) for id_, labels in down.items()}


def _joined(several: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """All labels once; along a line it is one and the same tuple."""
    found = [labels for labels in several if labels]
    return tuple(sorted({label for labels in found for label in labels})) if len(found) > 1 else sum(found, ())
