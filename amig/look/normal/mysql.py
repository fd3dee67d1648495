"""What MySQL makes of the models' words: temporary tables, and how it writes them down."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from amig.aside import aside
from amig.look.normal import Normal, Samples
from amig.look.normal.mysql_scratch import Scratch, scratches
from amig.look.normal.mysql_shown import shapes

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel
    from amig.impl.online import Online
    from amig.look.shapes import Key

_INTERRUPTED = 1317
_DRIVERS_OWN = range(2000, 3000)
"""Numbers of errors that do not come from the server: the connection is lost."""


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
            shown, problem = await online.guard.run(_shown(online, waiting))
            said |= {one.key: text for one, text in zip(waiting, shown, strict=False)}
            waiting = waiting[len(shown) :]
            if problem is not None:
                refused[waiting[0].key] = problem
                waiting = waiting[1:]
    finally:
        if waiting or refused:
            await online.guard.finish(_dropped(online, made))
    return Normal(tables=await aside(shapes, impl, samples, said), refused=refused)


async def _shown(online: Online, several: Sequence[Scratch]) -> tuple[list[str], str | None]:
    """How the server writes these tables, as far as it went, and why it went no further."""
    shown: list[str] = []
    cursor = await _cursor(online)
    try:
        await cursor.execute(";\n".join(statement for one in several for statement in one.statements))
        more = True
        while more:
            if cursor.description:
                shown += [row[1] for row in await cursor.fetchall()]
            more = await cursor.nextset()
    except _errors(online) as error:
        number = error.args[0] if error.args else None
        if not isinstance(number, int) or number in _DRIVERS_OWN or number in (0, _INTERRUPTED):
            raise
        return shown, str(error.args[-1])
    finally:
        await _closed(cursor)
    return shown, None


async def _dropped(online: Online, several: Sequence[Scratch]) -> None:
    """Whatever may be left of them; those that are not there are no warning."""
    if online.connection.invalidated or online.connection.closed:
        return
    names = ", ".join(one.name for one in several)
    cursor = await _cursor(online)
    try:
        await cursor.execute(
            "SET @amig_notes = @@sql_notes, sql_notes = 0; "
            f"DROP TEMPORARY TABLE IF EXISTS {names}; SET sql_notes = @amig_notes"
        )
        while await cursor.nextset():
            pass
    finally:
        await _closed(cursor)


async def _cursor(online: Online) -> Any:
    """A cursor of the driver itself, which takes several statements at once."""
    cursor = online.driver.cursor()
    return await cursor if inspect.isawaitable(cursor) else cursor


async def _closed(cursor: Any) -> None:
    if inspect.isawaitable(ended := cursor.close()):
        await ended


def _errors(online: Online) -> type[Exception]:
    module: Any = online.sync.dialect.loaded_dbapi
    errors: type[Exception] = module.Error
    return errors
