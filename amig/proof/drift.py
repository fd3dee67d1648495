"""What a database is, said in three ways: by the models, the revisions and itself; and which one differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from amig.diff import diff
from amig.impl.online import Online
from amig.proof.beside import beside
from amig.proof.scratch import scratch
from amig.proof.things import things, unlike
from amig.proof.tried import Trial, whole

if TYPE_CHECKING:
    from sqlalchemy import MetaData

    from amig.autogen.found import Found
    from amig.context import MigrationContext

Odd = Literal["models", "database", "revisions", "all"]

MEANS: Mapping[Odd, str] = {
    "models": "only the models have it so: a revision is missing",
    "database": "only the database has it so: it was changed by hand",
    "revisions": "the database and the models have it so: it was changed by hand, and a revision is missing",
    "all": "the models, the revisions and the database each have it otherwise",
}


@dataclass(frozen=True, slots=True)
class Drifted:
    """Something that one of the three has otherwise. `odd` says which; `says` how."""

    subject: str
    odd: Odd
    says: tuple[str, ...]

    @property
    def means(self) -> str:
        """What is so, in words."""
        return MEANS[self.odd]


@dataclass(frozen=True, slots=True)
class Drift:
    """What differs. `pending` are revisions that the database has not run: they are no drift."""

    drifted: tuple[Drifted, ...]
    pending: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


async def drift(context: MigrationContext, metadata: Sequence[MetaData] = ()) -> Drift:
    """Compare all three; the real database is only read.

    It is held against a scratch database that ran the same revisions, the models against one that ran all of them.
    Raises NoScratchError, and what a revision raises on an empty database.
    """
    assert isinstance(context.channel, Online)  # noqa: S101 - offline there is no database
    rows = await context.heads()
    await context.channel.restore_isolation()  # that read was made in autocommit, and comparing needs a transaction
    live = things(await whole(context))
    of_live = _reasons((await diff(context, metadata)).sure) if metadata else {}
    await context.channel.rollback()
    async with scratch(beside(context)) as engine:
        trial = Trial(engine, context.script, context.options)
        if rows:
            await trial.go("upgrade", rows)
        by_hand = {
            one.subject: one.told("the revisions", "the database") for one in unlike(things(await trial.look()), live)
        }
        async with trial.context() as there:
            steps = context.script.steps(context.script.resolve("heads", rows, "upgrade"), await there.heads())
        await trial.upgrade("heads")
        async with trial.context() as there:
            found = await diff(there, metadata) if metadata else None
    ahead = _reasons(found.sure) if found else {}
    unsure = tuple(sorted(_reasons(found.unsure))) if found else ()
    return Drift(tuple(_sorted(by_hand, ahead, of_live)), tuple(step.revision.id for step in steps), unsure)


def _reasons(found: Iterable[Found]) -> dict[str, str]:
    return {note.subject: f"{note.subject}: {note.reason}" for one in found for note in one.notes}


def _sorted(by_hand: Mapping[str, str], ahead: Mapping[str, str], of_live: Mapping[str, str]) -> Iterator[Drifted]:
    """Each subject once: who is alone with what it says of it."""
    for subject in sorted({*by_hand, *ahead}):
        if subject not in ahead:
            yield Drifted(subject, "database", (by_hand[subject],))
        elif subject not in by_hand:
            yield Drifted(subject, "models", (ahead[subject].replace(" in the database", " in the revisions"),))
        else:
            odd: Odd = "all" if subject in of_live else "revisions"
            yield Drifted(
                subject, odd, (by_hand[subject], ahead[subject].replace(" in the database", " in the revisions"))
            )
