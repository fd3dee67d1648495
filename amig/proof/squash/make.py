"""From a range to a squashed revision that is proven to do the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from amig.aside import aside
from amig.errors import AmigError, DataStepsError, NoDataStepError, UnequalPathsError, UnsquashableError
from amig.proof.beside import beside
from amig.proof.scratch import scratch
from amig.proof.squash.body import bodies
from amig.proof.squash.draft import Squashed, is_blocking, squashed
from amig.proof.squash.kept import copied, waits
from amig.proof.squash.line import Line
from amig.proof.squash.path import Rows, Seen, rows, walked
from amig.proof.squash.steps import Step, steps
from amig.proof.things import things, unlike
from amig.proof.tried import Trial
from amig.script.directory import ScriptDirectory
from amig.script.source import compiled

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.script.naming import Style
    from amig.script.new import NewRevision

_NAMES = ("the range", "the squashed revision")


class Chosen(NamedTuple):
    """What becomes of the steps that a schema does not show."""

    kept: tuple[str, ...]
    dropped: tuple[str, ...]


def chosen(line: Line, found: Sequence[Step], keep: Iterable[str], drop: Iterable[str]) -> Chosen:
    """Each step by what was said of it; raises DataStepsError and NoDataStepError."""
    there = tuple(step.revision.id for step in found)
    kept, dropped = (tuple(_named(line, there, name) for name in several) for several in (keep, drop))
    if both := set(kept) & set(dropped):
        raise NoDataStepError(min(both), "is to be kept and to be dropped", there)
    open_ = [step for step in found if step.revision.id not in {*kept, *dropped}]
    if open_:
        raise DataStepsError(tuple(step.revision.id for step in open_), tuple(step.what for step in open_))
    return Chosen(kept, dropped)


def _named(line: Line, there: tuple[str, ...], name: str) -> str:
    """A revision by its id, the beginning of it, or its message."""
    ids = [one.id for one in line.revisions if name in (one.id, one.message)]
    ids = ids or [one.id for one in line.revisions if one.id.startswith(name)]
    if len(ids) != 1:
        raise NoDataStepError(name, "is no revision of the range" if not ids else "means several revisions", there)
    if ids[0] not in there:
        raise NoDataStepError(name, "only changes the schema: there is nothing to keep or drop", there)
    return ids[0]


async def make(
    context: MigrationContext,
    line: Line,
    new: NewRevision,
    style: Style,
    *,
    keep: Sequence[str] = (),
    drop: Sequence[str] = (),
) -> tuple[Squashed, Chosen, tuple[str, ...]]:
    """The squashed revision, proven; what was kept; and notes. Nothing is written.

    Raises SquashError, NoScratchError, and what the old revisions raise on an empty database.
    """
    script, dialect = context.script, context.dialect.name
    found = await aside(steps, script, line.revisions, dialect)
    words = await aside(chosen, line, found, keep, drop)
    blocking = await aside(_blocking, script, line, words.kept)
    async with scratch(beside(context)) as one, scratch(beside(context)) as other:
        old = Trial(one, script, context.options)
        stretches = await walked(old, line, words.kept)
        written = await aside(lambda: bodies(script, context.impl, stretches, blocking=blocking))
        functions = [await aside(copied, script, each) for each in line.revisions if each.id in words.kept]
        made = replace(new, upgrades=written.upgrade, downgrades=written.downgrade, imports=written.imports)
        draft = await aside(lambda: squashed(script, line, made, functions, style, blocking=blocking))
        after = await aside(_folder_with, script, draft)
        proof = _Equal(line, draft, old, Trial(one, after, old.options), Trial(other, after, old.options))
        notes = await proof.all(stretches[0].before, stretches[-1].after, dropped=words.dropped)
    return draft, words, notes


def _blocking(script: ScriptDirectory, line: Line, kept: Collection[str]) -> bool:
    """Whether the file has plain functions; raises UnsquashableError where kept ones are of both kinds."""
    ways = {one.id: waits(script, one) for one in line.revisions if one.id in kept}
    if len(set(ways.values())) > 1:
        plain = next(id_ for id_, awaited in ways.items() if not awaited)
        problem = "it is kept and is a plain `def`, while others that are kept are `async def`"
        raise UnsquashableError(plain, problem, "write all that is kept in one way, or squash up to it and on from it")
    return not next(iter(ways.values())) if ways else is_blocking(script)


def _folder_with(script: ScriptDirectory, draft: Squashed) -> ScriptDirectory:
    """The folder as it will be."""
    made = ScriptDirectory(script.location, draft.graph, script.versions)
    made.builtins = script.builtins
    made._sources[draft.revision.id] = compiled(draft.path, draft.data)
    return made


class _Equal:
    """Both ways on a scratch database each: `old` and `mixed` on the one, `new` on the other."""

    def __init__(self, line: Line, draft: Squashed, old: Trial, mixed: Trial, new: Trial) -> None:
        self.line, self.id, self.old, self.mixed, self.new = line, draft.revision.id, old, mixed, new

    async def all(self, start: Seen, end: Seen, *, dropped: Sequence[str]) -> tuple[str, ...]:
        """Up and down on the new way, down on it after the old way up, up again; raises UnequalPathsError."""
        await self.new.go("upgrade", self.line.needs)
        await self._go(self.new, "up")
        await self._same(end, self.new, "up")
        if not dropped:
            await self._same_rows(await rows(self.old, end.snapshot), await rows(self.new, end.snapshot))
        await self._go(self.new, "down")
        await self._same(start, self.new, "down")
        await self._go(self.mixed, "down")
        await self._same(start, self.mixed, "down, after the old revisions went up")
        await self._go(self.new, "up")
        await self._same(end, self.new, "up again")
        return await self._old_way_back(start)

    async def _go(self, trial: Trial, phase: str) -> None:
        try:
            await trial.go("upgrade" if phase == "up" else "downgrade", [self.id])
        except AmigError as error:
            raise UnequalPathsError(phase, (str(error),)) from error

    async def _same(self, want: Seen, trial: Trial, phase: str) -> None:
        left = unlike(things(want.snapshot), things(await trial.look()))
        if left:
            raise UnequalPathsError(phase, tuple(one.told(*_NAMES) for one in left))

    async def _same_rows(self, one: Rows, other: Rows) -> None:
        unequal = [table for table in one if one[table] != other[table]]
        if unequal:
            told = (f"rows of {table}: {one[table].total()} and {other[table].total()}" for table in unequal)
            raise UnequalPathsError("up", tuple(told))

    async def _old_way_back(self, start: Seen) -> tuple[str, ...]:
        """Where the old revisions do not lead back, the squashed one does: that is told, and no failure."""
        try:
            await self.old.go("upgrade", [self.line.last.id])
            await self.old.go("downgrade", [self.line.first.id])
        except AmigError as error:
            return (f"the old revisions do not lead back, the squashed one does: {error}",)
        left = unlike(things(start.snapshot), things(await self.old.look()))
        told = "; ".join(one.told("the start", "what they leave") for one in left)
        return (f"the old revisions do not lead back as they should, the squashed one does: {told}",) if told else ()
