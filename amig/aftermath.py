"""What is found out, and said, when the connection of a step is gone: over another one of the same engine, in time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from amig.errors import CommitLostError
from amig.impl.failure import classify, reason
from amig.impl.guard import Guard
from amig.impl.online import Online
from amig.impl.opened import opened
from amig.impl.settled import settled, unhurried
from amig.impl.ward import Ward
from amig.state.locks import lock_for
from amig.state.versions import VersionTable, heads_of

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.script.plan import Step
    from amig.state.lock import Heads, Lock

WITHIN = 10.0
"""Seconds for what is done after a failure: it must not keep the failure from being told."""

_ANSWER, _PAUSE = 3.0, 0.1


@asynccontextmanager
async def another(context: MigrationContext, wait: float = 0.0) -> AsyncGenerator[tuple[Online, Lock], None]:
    """A connection of its own, and the lock of the same database, which is not tried yet.

    `wait` is how long a server that is not there is waited for. Raises UnreachableError.
    """
    was = context.connection
    assert was is not None  # noqa: S101 - for the type checker
    connection = await opened(was.engine, wait, _ANSWER)
    try:
        with Online(connection) as online:
            online.guard.ward = Ward(seconds=_ANSWER)
            lock = lock_for(online, _versions(context), context.options)
            try:
                yield online, lock
            finally:
                await lock.restore()
    finally:
        await Guard(ward=Ward(seconds=_ANSWER)).finish(connection.close())


def _versions(context: MigrationContext) -> VersionTable:
    """The same version table, whatever a script, or an env.py, had set for the session that is gone."""
    versions, lock = context.versions, context.lock
    schema = lock.schema if lock is not None else None
    return VersionTable(versions.impl, versions.name, schema or versions.schema, versions.primary_key)


async def taken(lock: Lock, within: float = WITHIN) -> Heads | None:
    """The heads under the lock; None where somebody else holds it all the while."""
    until = asyncio.get_running_loop().time() + within
    while (found := await lock.enter()) is None:
        if asyncio.get_running_loop().time() > until:
            return None
        await asyncio.sleep(_PAUSE)
    return found


async def commit(
    context: MigrationContext, lock: Lock, step: Step, before: Heads, *, goes_on: bool = False
) -> asyncio.CancelledError | None:
    """Commit a step, whatever asks to stop meanwhile; gives back what asked, for what is committed is done.

    `goes_on`: another step follows at once. Where no answer comes any more, the database is asked what became of it;
    `before` are the rows that hold where it was taken back. Raises CommitLostError.
    """
    task = asyncio.ensure_future(lock.commit(goes_on=goes_on))
    asked = await settled(task)
    try:
        task.result()
    except Exception as error:
        if classify(error) != "lost":
            raise
        raise await unhurried(what_became(context, step, before, error)) from error
    return asked


async def what_became(context: MigrationContext, step: Step, before: Heads, error: BaseException) -> CommitLostError:
    """What became of a step whose COMMIT was not answered."""
    return (await what_became_of(context, [step], before, error))[1]


async def what_became_of(
    context: MigrationContext, steps: Sequence[Step], before: Heads, error: BaseException
) -> tuple[int, CommitLostError]:
    """How many of some steps that were sent together are committed, and what became of that which was not answered.

    Under the lock the session that is gone has ended, so that its transaction is there or has never been.
    """
    outcome, at, done = "unknown", before, 0
    with suppress(Exception):
        async with asyncio.timeout(2 * WITHIN), another(context, WITHIN) as (online, lock):
            found = await taken(lock)
            at = heads_of(await online.fetch(_versions(context).peek())) if found is None else found
            done = next((count for count, step in enumerate(steps, 1) if step.leaves == at), 0)
            if done == len(steps):
                outcome = "committed"
            elif found is not None and (done or found == before):
                outcome = "taken back"
    resumes = not getattr(context.lock, "transactional", True)
    step = steps[min(done, len(steps) - 1)]
    return done, CommitLostError(step.revision.id, outcome, reason(error), tuple(sorted(at)), resumes)
