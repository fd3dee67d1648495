"""What is done under the lock without running a revision: the version rows are set, or their table is made."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from amig.impl.offline import Offline
from amig.ops.statement import Statement
from amig.outcome import Outcome, in_order
from amig.remember import Memory
from amig.resume import described
from amig.run import applied
from amig.script.info import of_stamp
from amig.script.plan import moves

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.state.lock import Heads

logger = logging.getLogger("amig.run")


async def stamp(context: MigrationContext, rows: Heads, *, purge: bool = False) -> Outcome:
    """Set the version rows without running a script; with `purge` whatever unknown ids they held before."""
    channel = context.channel
    if isinstance(channel, Offline):
        if not context.start:
            await channel.put(context.versions.create())
        for statement in context.versions.moving(moves(context.start, rows)):
            await channel.put(statement)
        await applied(context, of_stamp(context.start, rows, context.script.graph), rows)
        channel.commit()
        return Outcome(in_order(context.start), in_order(rows))
    async with locked(context) as found:
        assert context.lock is not None  # noqa: S101 - for the type checker
        if not purge:
            context.script.known(found)
        await _warn_of_interrupted(context, forgotten=found != rows)
        await context.lock.move(moves(found, rows), found)
        await Memory(context, context.lock).stamped(found, rows)
        await applied(context, of_stamp(found, rows, context.script.graph), rows)
    return Outcome(in_order(found), in_order(rows))


async def put_in(
    context: MigrationContext,
    statements: Sequence[str],
    rows: Heads,
    empty: Callable[[], Awaitable[None]] | None = None,
    **told: object,
) -> Heads:
    """Make what a snapshot holds where nothing is yet, and say so; the rows that were found, which must be none for it.

    `empty` is asked under the lock and raises where something is there; `told` goes to the ledger. One transaction,
    where the server has that for DDL.
    """
    async with locked(context) as found:
        if found:
            return found
        assert context.lock is not None  # noqa: S101 - for the type checker
        if empty is not None:
            await empty()
        for text in statements:
            await context.channel.change(Statement(text))
        await context.lock.move(moves(found, rows), found)
        await Memory(context, context.lock).stamped(found, rows, **told)
        await applied(context, of_stamp(found, rows, context.script.graph), rows)
    return found


async def ensure(context: MigrationContext) -> Heads:
    """Create the version table where it is missing; the rows that are there."""
    if isinstance(context.channel, Offline):
        await context.channel.put(context.versions.create())
        context.channel.commit()
        return frozenset()
    async with locked(context) as found:
        return found


@asynccontextmanager
async def locked(context: MigrationContext) -> AsyncGenerator[Heads, None]:
    """The lock, waited for, and a transaction that is committed at the end; gives the rows read under it."""
    assert context.lock is not None  # noqa: S101 - for the type checker
    patience = context.patience()
    while (found := await context.lock.enter()) is None:
        await patience.wait()
    yield found
    await context.lock.commit()


async def _warn_of_interrupted(context: MigrationContext, *, forgotten: bool) -> None:
    """A stamp is a person's word about the whole: what was interrupted is no longer asked about."""
    if context.ledger is not None and (found := await context.ledger.unfinished()) is not None:
        said = "revision %s was %s; %s"
        end = "with this stamp its statements are not looked at again" if forgotten else "this stamp changes nothing"
        logger.warning(said, found.revision, await described(context, found), end)
