"""What a database holds, read into plain values: one reader per backend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from amig.look import mysql, postgresql, sqlite
from amig.ops.seen import Seen as Seen

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel
    from amig.ops.base import OnTable


class Reader(Protocol):
    """Reads these tables, every view, and which names are taken."""

    async def __call__(self, channel: Channel, impl: Impl, tables: Sequence[OnTable]) -> Seen: ...


READERS: dict[str, Reader] = {
    "mariadb": mysql.read,
    "mysql": mysql.read,
    "postgresql": postgresql.read,
    "sqlite": sqlite.read,
}


async def look(channel: Channel, impl: Impl, tables: Sequence[OnTable]) -> Seen:
    """One look at a database; nothing of it counts as the script's own."""
    was = channel.record(on=False)
    try:
        return await READERS[impl.dialect.name](channel, impl, tables)
    finally:
        channel.record(on=was)
