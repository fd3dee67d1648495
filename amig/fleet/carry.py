"""Takes one tenant along its way, on one connection."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from amig.context import MigrationContext
from amig.impl.guard import Guard
from amig.impl.online import Online
from amig.run import reach

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from amig.context import RunOptions
    from amig.fleet.course import Way
    from amig.fleet.desk import Desk
    from amig.fleet.found import Found
    from amig.fleet.order import Order

Carried = tuple[tuple[str, ...], tuple[str, ...]]


async def carry(desk: Desk, order: Order, found: Found, way: Way) -> Carried:
    """Run what is due; the version rows afterwards, and the revisions that ran here. Raises what a run raises.

    What is closed goes out as one string. Where that is not possible, or fails, everything is run step by step: that
    names the culprit, and keeps what comes before it.
    """
    options = await desk.options(found.tenant, found.place)
    if desk.strings.may(options):
        async with desk.servers.kept(found.place) as kept:
            if await desk.strings.send(kept, options, order.run, way, found.has):
                return carried(way)
    async with desk.servers.connection(found.place) as connection:
        return await _by_steps(desk, options, found, way, connection)


async def carry_together(desk: Desk, order: Order, found: Sequence[Found], way: Way) -> bool:
    """The same for several tenants of one database in one string, each a transaction of its own.

    False where nothing was done. Where it raises, those are done that were sent before what failed.
    """
    options = [await desk.options(one.tenant, one.place) for one in found]
    if not all(map(desk.strings.may, options)):
        return False
    async with desk.servers.kept(found[0].place) as kept:
        return await desk.strings.send_together(kept, options, order.run, way, [one.has for one in found])


def carried(way: Way) -> Carried:
    """What has become of a tenant that went all the way."""
    return tuple(sorted(way.steps[-1].leaves)), tuple(step.revision.id for step in way.steps)


async def _by_steps(desk: Desk, options: RunOptions, found: Found, way: Way, connection: AsyncConnection) -> Carried:
    assert way.goal is not None  # noqa: S101 - only a way with steps is carried out
    try:
        async with MigrationContext.online(connection, desk.script, options) as context:
            context.recordings = desk.strings.recordings
            outcome = await reach(context, way.goal, found.rows)
    finally:
        if found.place.schema is not None:
            await forget(connection)
    return outcome.after, tuple(ran.revision for ran in outcome.steps if not ran.elsewhere)


async def forget(connection: AsyncConnection) -> None:
    """Take back whatever scripts set for the session (a role, a setting, a temporary table): others come after.

    A connection with which that fails is given to nobody.
    """
    if connection.closed or connection.invalidated or connection.dialect.name != "postgresql":
        return
    guard = Guard()
    try:
        with Online(connection) as online:
            await online.isolation("AUTOCOMMIT")
            await online.quietly("DISCARD ALL")
            await online.rollback()
            await online.restore_isolation()
    except Exception:  # noqa: BLE001 - it is dropped
        with suppress(Exception):
            await guard.finish(connection.invalidate())
