"""New revisions are tried before they are kept: up, down and up again on a scratch database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from amig.aside import aside
from amig.diff import diff
from amig.errors import AmigError, IrreversibleError, NoScratchError, StepFailedError, UnprovenError
from amig.impl.connect import masked
from amig.impl.failure import causes
from amig.impl.online import Online
from amig.proof.beside import beside
from amig.proof.build import build
from amig.proof.scratch import scratch
from amig.proof.things import Thing, things, unlike
from amig.proof.tried import Trial, whole
from amig.script.directory import ScriptDirectory
from amig.script.source import compiled

if TYPE_CHECKING:
    from sqlalchemy import MetaData

    from amig.context import MigrationContext
    from amig.look.shapes import Snapshot
    from amig.script.write import Drafts

Phase = Literal["up", "down", "up again"]


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of it. `failed` is the way that did not work, `problem` why; `differences` what it left.

    `one_way`: a revision says itself that there is no way back, or has none, and none was tried.
    """

    revisions: tuple[str, ...]
    failed: Phase | None = None
    problem: str = ""
    differences: tuple[str, ...] = ()
    one_way: bool = False

    def refuse(self, kept: Sequence[str] = ()) -> None:
        """Raise UnprovenError where it failed; `kept` are the files that the revisions were put into."""
        if self.failed is not None:
            raise UnprovenError(self.revisions, self.failed, self.problem, self.differences, tuple(kept))


async def prove(
    context: MigrationContext,
    drafts: Drafts,
    metadata: Sequence[MetaData] = (),
    snapshot: Snapshot | None = None,
    *,
    one_way: bool = False,
) -> Proof:
    """Try drafted revisions on a scratch of the context's database: nothing of them has to be written yet.

    They go up, after which a comparison with the models finds nothing; down, after which the scratch is as it was; and
    up again. `snapshot` is what the database holds, where that was looked at already. `one_way`: nobody wrote
    a way back. Raises NoScratchError.
    """
    assert isinstance(context.channel, Online)  # noqa: S101 - offline there is nothing to compare with
    refuse_elsewhere(context, metadata)
    rows = await context.heads()
    await context.channel.restore_isolation()  # that read was made in autocommit
    have = snapshot if snapshot is not None else await whole(context)
    script = await aside(drafted_directory, context.script, drafts)
    async with scratch(beside(context)) as engine:
        trial = Trial(engine, script, context.options)
        await build(trial, context, have)
        await trial.stamp(rows)
        ids = tuple(one.id for one in drafts.revisions)
        return await _Tries(trial, ids, metadata, one_way=one_way).all()


def refuse_elsewhere(context: MigrationContext, metadata: Sequence[MetaData]) -> None:
    """Raise NoScratchError where models have tables in another database of the server: of that no scratch is made."""
    if context.dialect.name == "postgresql":
        return
    for table in (table for one in metadata for table in one.tables.values() if table.schema):
        problem = f"the models have the table `{table.fullname}`, which is in another database"
        raise NoScratchError(masked(beside(context)), problem)


def drafted_directory(script: ScriptDirectory, drafts: Drafts) -> ScriptDirectory:
    """The folder as it will be, with what is not written yet read from the drafts."""
    made = ScriptDirectory(script.location, drafts.graph, script.versions)
    made.builtins = script.builtins
    for revision in drafts.revisions:
        if not revision.is_sql:
            made._sources[revision.id] = compiled(revision.path, drafts.files[revision.path])
    return made


class _Tries:
    """One scratch database, and the ways that are tried on it."""

    def __init__(
        self,
        trial: Trial,
        revisions: tuple[str, ...],
        metadata: Sequence[MetaData],
        *,
        one_way: bool,
    ) -> None:
        self.trial, self.revisions, self.metadata = trial, revisions, metadata
        self.one_way = one_way

    async def all(self) -> Proof:
        """The three ways, until one fails."""
        before = things(await self.trial.look())
        if failed := await self.up("up"):
            return failed
        if self.one_way:
            return Proof(self.revisions, one_way=True)
        try:
            await self.trial.go("downgrade", self.revisions)
        except AmigError as error:
            if _says_so_itself(error):
                return Proof(self.revisions, one_way=True)
            return self.failed("down", str(error))
        if failed := await self.back(before):
            return failed
        return await self.up("up again") or Proof(self.revisions)

    def failed(self, phase: Phase, problem: str, differences: Sequence[str] = ()) -> Proof:
        return Proof(self.revisions, phase, problem, tuple(differences))

    async def up(self, phase: Phase) -> Proof | None:
        """Up, and nothing is left to find."""
        try:
            await self.trial.go("upgrade", self.revisions)
        except AmigError as error:
            return self.failed(phase, str(error))
        if not self.metadata:
            return None
        async with self.trial.context() as context:
            found = (await diff(context, self.metadata)).sure
        left = [f"{note.subject}: {note.reason}" for one in found for note in one.notes]
        return self.failed(phase, "a comparison with the models still finds differences", left) if left else None

    async def back(self, before: dict[str, Thing]) -> Proof | None:
        """After the way down everything is as it was."""
        left = unlike(before, things(await self.trial.look()))
        told = [one.told("what was there", "what the downgrade left") for one in left]
        return self.failed("down", "the downgrade does not lead back", told) if told else None


def _says_so_itself(error: AmigError) -> bool:
    """Whether a script says `op.irreversible`."""
    return isinstance(error, StepFailedError) and any(isinstance(one, IrreversibleError) for one in causes(error))
