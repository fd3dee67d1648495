"""All that a place holds after the revisions, or the snapshot: its schema, its rows, where its sequences stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from amig.backfilling.filling import fill
from amig.backfilling.standing import standing
from amig.proof.snapshot.census import census
from amig.proof.snapshot.counters import counters
from amig.proof.snapshot.rows import Seeds, unlike_rows, written_rows
from amig.proof.things import Thing, things, unlike
from amig.proof.tried import whole

if TYPE_CHECKING:
    from amig.look.shapes import Key, Snapshot
    from amig.proof.tried import Trial

T = TypeVar("T")
NAMES = ("the revisions", "the snapshot")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen in one place. `before` is what was shared there already."""

    before: Snapshot
    snapshot: Snapshot
    seeds: Seeds
    counters: Mapping[str, Thing]
    census: Mapping[str, Thing]

    @property
    def mine(self) -> Seeds:
        """The rows that are not shared."""
        return {key: rows for key, rows in self.seeds.items() if key not in self.before.tables}

    @property
    def outside(self) -> tuple[str, ...]:
        """What was made that is no part of the schema: only a database of its own can have it."""
        found = unlike(things(_others(self.before)), things(_others(self.snapshot)))
        new = [f"schema {name}" for name in self.snapshot.schemas if name and name not in self.before.schemas]
        return (*new, *(one.subject for one in found))


async def schema_of(trial: Trial) -> Snapshot:
    """The schema, with what roles may do in it; what they may do with it as a whole goes by its name."""
    grants = frozenset({"grant"}) if trial.engine.dialect.name == "postgresql" else frozenset[str]()
    async with trial.context() as context:
        found = await whole(context, grants)
    return replace(found, grants={key: one for key, one in found.grants.items() if one.kind != "SCHEMA"})


async def look(trial: Trial, before: Snapshot, most: int) -> Seen:
    """One look at everything; raises TooManyRowsError."""
    snapshot = await schema_of(trial)
    async with trial.context() as context:
        seeds = await written_rows(context, snapshot, most)
        return Seen(before, snapshot, seeds, await counters(context, snapshot), await census(context))


async def run_all(trial: Trial, heads: Collection[str]) -> None:
    """The revisions up to these, all of them without any; and the backfills that they began, to their end."""
    await (trial.go("upgrade", heads) if heads else trial.upgrade("heads"))
    if not trial.script.graph.backfills:
        return
    async with trial.context() as context:
        waiting = [one.revision for one in await standing(context) if not one.finished]
        for revision in trial.script.graph.backfills:
            if revision.id in waiting:
                await fill(context, revision)


def differences(one: Seen, other: Seen, rows: Seeds, names: tuple[str, str] = NAMES) -> list[str]:
    """Where two places differ, in words; of the rows `rows` are wanted."""
    both = things(one.snapshot), things(other.snapshot)
    said = [each.told(*names) for each in unlike(*both)]
    if one.snapshot.row_security != other.snapshot.row_security:
        said.append("row security is switched on elsewhere")
    for kind in ("counters", "census"):
        said += [each.told(*names) for each in unlike(getattr(one, kind), getattr(other, kind))]
    return [*said, *unlike_rows(rows, other.mine)]


def _others(snapshot: Snapshot) -> Snapshot:
    """What is not in the schema that the connection is in."""
    return replace(
        snapshot,
        tables=_not_mine(snapshot.tables),
        enums=_not_mine(snapshot.enums),
        sequences=_not_mine(snapshot.sequences),
        views=_not_mine(snapshot.views),
        functions=_not_mine(snapshot.functions),
        triggers={},
        policies={},
        grants={},
    )


def _not_mine(several: Mapping[Key, T]) -> dict[Key, T]:
    return {key: one for key, one in several.items() if key[0] is not None}
