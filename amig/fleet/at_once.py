"""One statement in one round trip, where the connection can do that; SQLAlchemy prepares each, and asks twice."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any

from amig.impl.copied import copied
from amig.recorded.send import raise_as_sqlalchemy, takes_strings

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from amig.impl.online import Online
    from amig.ops.statement import Statement


async def texts(online: Online, query: Statement) -> Sequence[Sequence[Any]]:
    """The rows of a query, whose values may be texts of what they are; NULL may be an empty one."""
    if not takes_strings(online) or (query.construct is not None and _unclear(query.text)):
        return await online.fetch(query)
    found: list[list[str]] = await _through(online, lambda driver: copied(driver, query.text))
    return found


async def change(online: Online, statement: Statement) -> int:
    """Change something; how many rows it was."""
    if not takes_strings(online) or _unclear(text := statement.text):
        return await online.change(statement)
    status: str = await _through(online, lambda driver: driver.execute(text))
    count = status.rpartition(" ")[2]
    return int(count) if count.isdigit() else -1


def _unclear(text: str) -> bool:
    """Whether what SQLAlchemy wrote means something else where `standard_conforming_strings` is off."""
    return "\\" in text


async def _through(online: Online, work: Callable[[Any], Awaitable[Any]]) -> Any:
    online.guard.admit("a statement")
    return await online.guard.run(online.connection.run_sync(_visit, work))


def _visit(sync: Connection, work: Callable[[Any], Awaitable[Any]]) -> Any:
    adapted: Any = sync.connection.dbapi_connection
    try:
        return adapted.run_async(work)
    except BaseException as error:  # noqa: BLE001 - SQLAlchemy tells all of them apart
        raise_as_sqlalchemy(sync, adapted, error)
