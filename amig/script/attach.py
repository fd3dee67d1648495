"""Where a new revision belongs: what it follows and depends on, its labels, its folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from amig.errors import (
    BadLabelError,
    BadRevisionIdError,
    BadTargetError,
    MultipleHeadsError,
    NotAHeadError,
    NothingToMergeError,
    OverlapError,
    VersionPathError,
)
from amig.script.files import hidden
from amig.script.find import find
from amig.script.graph import Graph
from amig.script.new import NewRevision
from amig.script.paths import shown
from amig.script.revision import flaw, label_flaw
from amig.script.target import parse

_WAYS_OUT = "follow one of them with `--head`, or join them first: `amig merge {}`"

_PLACES = "`head`, `LABEL@head`, a label, or a revision id"


def check_names(new: NewRevision, graph: Graph) -> None:
    """Raise BadRevisionIdError or BadLabelError for names that cannot be used, or that something has already."""
    if problem := flaw(new.id) or _hidden(new.id) or _taken(new.id, graph):
        raise BadRevisionIdError(new.id, problem)
    for place, label in enumerate(new.branch_labels):
        problem = label_flaw(label) or _taken(label, graph)
        if label == new.id:
            problem = "is the id of the same revision"
        elif label in new.branch_labels[:place]:
            problem = "is given twice"
        if problem:
            raise BadLabelError(label, problem)


def _hidden(id_: str) -> str | None:
    return "begins like a file that is left alone" if hidden(id_) else None


def _taken(name: str, graph: Graph) -> str | None:
    if name in graph:
        return f"is that of `{shown(graph[name].path)}`"
    if name in graph.names:
        what = "a label of" if name in graph.labels else "replaced by"
        return f"is {what} `{shown(graph[graph.names[name]].path)}`"
    return None


def parents(new: NewRevision, graph: Graph) -> tuple[str, ...]:
    """The ids that a new revision follows; none make it a new root. Without `splice` each must be a head.

    Raises NotAHeadError, OverlapError, and what finding a target raises.
    """
    ids: list[str] = []
    for symbol in new.head:
        for id_ in _found(symbol, graph):
            if id_ in ids:
                raise BadTargetError(symbol, f"names `{id_}` a second time", "each of them once")
            ids.append(id_)
    for id_ in ids:
        if not new.splice and id_ not in graph.heads:
            raise NotAHeadError(id_, graph.children(id_))
    for pair in combinations(ids, 2):
        if pair[0] in graph.lineage(pair[1]):
            raise OverlapError(*graph.in_order(pair))
    return tuple(ids)


def merging(new: NewRevision, graph: Graph) -> NewRevision:
    """The same, sure to join several, with a message that names them where it has none.

    Raises NothingToMergeError, and what `parents` raises.
    """
    ids = parents(new, graph)
    if len(ids) <= 1:
        raise NothingToMergeError(ids)
    return replace(new, head=ids, message=new.message or f"merge {', '.join(ids[:-1])} and {ids[-1]}")


def dependencies(new: NewRevision, graph: Graph) -> tuple[str, ...]:
    """What a new revision depends on: ids, and labels where a label was named."""
    named: dict[str, None] = {}
    for symbol in new.depends_on:
        ids = (symbol,) if symbol in graph.labels else _found(symbol, graph)
        if not ids:
            raise BadTargetError(symbol, "is before everything, and nothing can depend on that", _PLACES)
        named.update(dict.fromkeys(ids))
    return tuple(named)


def _found(symbol: str, graph: Graph) -> Sequence[str]:
    target = parse(symbol)
    if target.symbol == "current":
        raise BadTargetError(symbol, "counts from a database, and none is looked at here", _PLACES)
    try:
        ids = find(target, graph, ())
    except MultipleHeadsError as error:
        raise MultipleHeadsError(error.heads, _WAYS_OUT.format(" ".join(error.heads))) from None
    if not ids and target.branch:
        raise BadTargetError(symbol, "is before everything: a new root follows `base`", _PLACES)
    return ids


def folder(new: NewRevision, ids: Sequence[str], graph: Graph, versions: Sequence[Path]) -> Path:
    """The versions folder for a new revision that follows these; raises VersionPathError."""
    places = tuple(map(shown, versions))
    if new.version_path is not None:
        wanted = Path(os.path.abspath(new.version_path))  # noqa: PTH100 - links stay as they are
        if found := next((place for place in versions if place.resolve() == wanted.resolve()), None):
            return found
        raise VersionPathError(f"`{new.version_path}` is no version location", places)
    if len(versions) == 1:
        return versions[0]
    around = [place for place in versions for id_ in ids[:1] if place in graph[id_].path.parents]
    if not around:
        raise VersionPathError("a new root can be in any of the version locations", places)
    return max(around, key=lambda place: len(place.parts))
