"""Several statements in one message, which the driver's own cursor takes; what SHOW CREATE TABLE says of each."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from amig.impl.online import Online

_INTERRUPTED = 1317
_SERVERS_OWN = (range(1000, 2000), range(3000, 5000))
"""Numbers of errors that come from the server; with any other the connection is lost."""


class Refusal(NamedTuple):
    """Why the server went no further."""

    number: int
    reason: str


async def batch(online: Online, statements: Sequence[str]) -> tuple[list[str], Refusal | None]:
    """The second column of every row that came back, and what ended it before its end."""
    found: list[str] = []
    cursor = online.driver.cursor()
    cursor = await cursor if inspect.isawaitable(cursor) else cursor
    try:
        await cursor.execute(";\n".join(statements))
        more = True
        while more:
            if cursor.description:
                found += [row[1] for row in await cursor.fetchall()]
            more = await cursor.nextset()
    except _errors(online) as error:
        return found, _refusal(error)
    finally:
        if inspect.isawaitable(ended := cursor.close()):
            await ended
    return found, None


def _errors(online: Online) -> type[Exception]:
    module: Any = online.sync.dialect.loaded_dbapi
    errors: type[Exception] = module.Error
    return errors


def _refusal(error: Exception) -> Refusal:
    """What the server said; raises again what it did not say, and what was stopped."""
    number = error.args[0] if error.args else None
    if not isinstance(number, int) or number == _INTERRUPTED or not any(number in own for own in _SERVERS_OWN):
        raise error
    return Refusal(number, str(error.args[-1]))
