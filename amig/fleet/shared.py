"""The shared scope: its own chain of revisions, before those of the tenants, which may need some of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amig.errors import NeedsSharedError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    from amig.script.directory import ScriptDirectory


@dataclass(frozen=True, slots=True)
class Shared:
    """The shared scope's files, and what takes its database to their heads: the revisions that ran, the rows after."""

    script: ScriptDirectory
    upgrade: Callable[[], Awaitable[tuple[tuple[str, ...], tuple[str, ...]]]]


def check_needs(
    tenants: ScriptDirectory, revisions: Collection[str], shared: Shared | None, rows: Collection[str]
) -> None:
    """Raise NeedsSharedError where one of the tenants' revisions needs what is not applied."""
    done: frozenset[str] | set[str] = frozenset()
    if shared is not None:
        graph = shared.script.seen(rows)
        done = graph.ancestors(graph.canonical(id_ for id_ in rows if id_ in graph))
    for revision in tenants.graph.files:
        if revision.id not in revisions or not revision.requires_shared:
            continue
        if shared is None:
            raise NeedsSharedError(revision.id, revision.requires_shared, "no shared scope is configured")
        if unknown := tuple(id_ for id_ in revision.requires_shared if id_ not in shared.script.graph):
            raise NeedsSharedError(revision.id, unknown, f"that is not in `{shared.script.name}`")
        if lacking := tuple(id_ for id_ in revision.requires_shared if id_ not in done):
            raise NeedsSharedError(revision.id, lacking, "that is not applied")
