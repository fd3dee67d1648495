"""The old way, run on a scratch database: what it holds before and after each revision whose code is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from amig.impl.online import Online
from amig.look.types import types_of
from amig.proof.tried import whole

if TYPE_CHECKING:
    from amig.look.shapes import Snapshot
    from amig.look.types import Types
    from amig.proof.squash.line import Line
    from amig.proof.tried import Trial
    from amig.script.revision import Revision

Rows = dict[str, Counter[tuple[str, ...]]]
_OF_THE_MOMENT = (date, datetime, time, timedelta, UUID)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was there, with types as SQLAlchemy knows them."""

    snapshot: Snapshot
    types: Types


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one look to the next without code that is kept; `then` is the revision that comes after it."""

    before: Seen
    after: Seen
    then: Revision | None = None


async def walked(trial: Trial, line: Line, kept: Collection[str]) -> list[Stretch]:
    """Go the old way, from what the range needs to its end, and look on the way."""
    await trial.go("upgrade", line.needs)
    stretches: list[Stretch] = []
    before = await seen(trial)
    done: str | None = None
    for revision in line.revisions:
        if revision.id in kept:
            if done is not None:
                await trial.go("upgrade", [done])
            stretches.append(Stretch(before, await seen(trial), revision))
            await trial.go("upgrade", [revision.id])
            before = await seen(trial)
        done = revision.id
    await trial.go("upgrade", [line.last.id])
    return [*stretches, Stretch(before, await seen(trial))]


async def seen(trial: Trial) -> Seen:
    """One look."""
    async with trial.context() as context:
        snapshot = await whole(context)
        assert isinstance(context.channel, Online)  # noqa: S101 - for the type checker
        return Seen(snapshot, await types_of(context.channel, list(snapshot.tables)))


async def rows(trial: Trial, snapshot: Snapshot) -> Rows:
    """The rows of every table, counted; what is another value each time (moments, UUIDs) is only counted."""
    found: Rows = {}
    async with trial.context() as context:
        assert isinstance(context.channel, Online)  # noqa: S101 - for the type checker
        quote = context.dialect.identifier_preparer.quote
        for schema, name in snapshot.tables:
            columns = ", ".join(quote(one.name) for one in sorted(snapshot.tables[schema, name].columns))
            where = f"{quote(schema)}.{quote(name)}" if schema else quote(name)
            several = await context.channel.quietly(f"SELECT {columns} FROM {where}")  # noqa: S608 - quoted names
            found[where] = Counter(tuple(map(_said, row)) for row in several)
    return found


def _said(value: Any) -> str:
    return type(value).__name__ if isinstance(value, _OF_THE_MOMENT) else repr(value)
