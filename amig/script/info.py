"""What a callback is told of a step: which revisions it moves between."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amig.script.graph import Graph
    from amig.script.plan import Step
    from amig.script.revision import Revision


@dataclass(frozen=True, slots=True)
class MigrationInfo:
    """One step, or one stamp. The ids `up` are above, those `down` below it, whichever way it goes."""

    is_upgrade: bool
    is_stamp: bool
    up_revision_ids: tuple[str, ...]
    down_revision_ids: tuple[str, ...]
    revision_map: Graph

    @property
    def is_migration(self) -> bool:
        return not self.is_stamp

    @property
    def up_revision_id(self) -> str | None:
        return next(iter(self.up_revision_ids), None)

    @property
    def source_revision_ids(self) -> tuple[str, ...]:
        return self.down_revision_ids if self.is_upgrade else self.up_revision_ids

    @property
    def destination_revision_ids(self) -> tuple[str, ...]:
        return self.up_revision_ids if self.is_upgrade else self.down_revision_ids

    @property
    def up_revision(self) -> Revision | None:
        return next(iter(self.up_revisions), None)

    @property
    def up_revisions(self) -> tuple[Revision, ...]:
        return self._known(self.up_revision_ids)

    @property
    def down_revisions(self) -> tuple[Revision, ...]:
        return self._known(self.down_revision_ids)

    @property
    def source_revisions(self) -> tuple[Revision, ...]:
        return self._known(self.source_revision_ids)

    @property
    def destination_revisions(self) -> tuple[Revision, ...]:
        return self._known(self.destination_revision_ids)

    def _known(self, ids: Collection[str]) -> tuple[Revision, ...]:
        return tuple(self.revision_map[id_] for id_ in ids if id_ in self.revision_map)


def of_step(step: Step, graph: Graph) -> MigrationInfo:
    """A revision that ran; it may be an old one, which a squashed one has replaced since."""
    graph = graph.view(step.expects)
    return MigrationInfo(step.direction == "upgrade", False, (step.revision.id,), graph.before(step.revision.id), graph)


def of_stamp(before: Collection[str], after: Collection[str], graph: Graph) -> MigrationInfo:
    """Rows that were set without running anything."""
    upwards = graph.canonical(before) <= graph.ancestors(graph.canonical(after))
    up, down = (after, before) if upwards else (before, after)
    return MigrationInfo(upwards, True, tuple(sorted(up)), tuple(sorted(down)), graph)
