"""What MySQL makes of the models' words: temporary tables, and how it writes them down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from amig.aside import aside
from amig.look.normal import Normal, Samples
from amig.look.normal.mysql_scratch import Scratch, scratches
from amig.look.normal.mysql_shown import shapes
from amig.look.survey.mysql_batch import batch

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel
    from amig.impl.online import Online
    from amig.look.shapes import Key

_REFUSES_ALL = (1044, 1142, 1227, 1290, 1792, 1836)
"""No right to make temporary tables, a server or a transaction that is only read from."""


async def normal(channel: Channel, impl: Impl, samples: Samples) -> Normal:
    """Make, show and drop one temporary table after the other, all in one message; nothing of that commits.

    What the server refuses ends the message there: the rest is sent in another.
    """
    online = cast("Online", channel)
    waiting = made = await aside(scratches, impl, samples)
    said: dict[Key, str] = {}
    refused: dict[Key, str] = {}
    try:
        while waiting:
            statements = [statement for one in waiting for statement in one.statements]
            shown, refusal = await online.guard.run(batch(online, statements))
            said |= {one.key: text for one, text in zip(waiting, shown, strict=False)}
            waiting = waiting[len(shown) :]
            if refusal is not None:
                several = waiting if refusal.number in _REFUSES_ALL else waiting[:1]
                refused |= {one.key: refusal.reason for one in several}
                waiting = waiting[len(several) :]
    finally:
        if waiting or refused:
            await _dropped(online, made)
    return Normal(tables=await aside(shapes, impl, samples, said), refused=refused)


async def _dropped(online: Online, several: Sequence[Scratch]) -> None:
    """Whatever may be left of them; those that are not there are no warning."""
    if online.connection.invalidated or online.connection.closed:
        return
    names = ", ".join(one.name for one in several)
    statements = [
        "SET @amig_notes = @@sql_notes, sql_notes = 0",
        f"DROP TEMPORARY TABLE IF EXISTS {names}",
        "SET sql_notes = @amig_notes",
    ]
    await online.guard.finish(batch(online, statements))
