"""What `revision --autogenerate` is about to write, tried on scratch databases before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from amig.aside import aside
from amig.commands.differing import models
from amig.env import Request, run_env
from amig.errors import AmigError, NoScratchError
from amig.proof.prove import Proof, prove
from amig.script.write import write_rejected

if TYPE_CHECKING:
    from amig.commands.autogenerate import Draft
    from amig.commands.written import Ready
    from amig.config import Config, Prove
    from amig.context import MigrationContext
    from amig.env import Bind


@dataclass(frozen=True, slots=True, eq=False)
class Trying:
    """The files of one migrations folder."""

    draft: Draft
    ready: Ready

    @property
    def changed(self) -> bool:
        """Whether a hook made something else of it, which need not be what the models are."""
        return self.draft.changed or self.ready.changed


class Proven(NamedTuple):
    """Whether all was tried and passed, and what could not be tried."""

    proven: bool
    unproven: tuple[str, ...] = ()


async def proven(trying: Sequence[Trying], wanted: Prove, x: tuple[str, ...], bind: Bind) -> Proven:
    """Try what stands in each folder on each of its databases; what does nothing needs no proof.

    Raises UnprovenError, the files being kept as `.rej`; NoScratchError, but with `"auto"`.
    """
    needed = [one for one in trying if one.draft.different or one.changed]
    if not wanted or not needed:
        return Proven(False)
    said: list[str] = []
    try:
        for one in needed:
            for settings in one.draft.databases:
                said += [_one_way(proof) for proof in await _proofs(one, settings, x, bind) if proof.one_way]
    except NoScratchError as error:
        if wanted != "auto":
            raise
        return Proven(False, (f"written without a proof: {error}",))
    return Proven(True, tuple(dict.fromkeys(said)))


async def _proofs(one: Trying, settings: Config, x: tuple[str, ...], bind: Bind) -> list[Proof]:
    """Of one database, or of those that env.py takes one after the other; raises UnprovenError."""
    found: list[Proof] = []
    drafts = one.ready.drafts

    async def work(context: MigrationContext) -> None:
        metadata = () if one.changed else await models(context, settings)
        found.append(await prove(context, drafts, metadata, one_way=one.changed and one.draft.is_one_way))

    await run_env(settings, one.ready.script, Request(work=work, bind=bind, x=x, reads_only=True))
    if any(proof.failed for proof in found):
        kept = await aside(write_rejected, drafts.files)
        try:
            for proof in found:
                proof.refuse(kept)
        except AmigError as error:
            if settings.name:
                error.add_note(f"this was the database `{settings.name}`")
            raise
    return found


def _one_way(proof: Proof) -> str:
    return f"{', '.join(proof.revisions)} has no way back: only the way up was tried"
