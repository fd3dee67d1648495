"""What a database holds, read into plain values: one reader per backend."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from amig.aside import aside
from amig.ops.seen import Seen as Seen

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel
    from amig.ops.base import OnTable


class Reader(Protocol):
    """Reads these tables, every view, and which names are taken."""

    async def __call__(self, channel: Channel, impl: Impl, tables: Sequence[OnTable]) -> Seen: ...


READERS = {
    "mariadb": "amig.look.mysql",
    "mysql": "amig.look.mysql",
    "postgresql": "amig.look.postgresql",
    "sqlite": "amig.look.sqlite",
}
"""Dialect -> the module with its `read`, imported for the first look."""


async def look(channel: Channel, impl: Impl, tables: Sequence[OnTable]) -> Seen:
    """One look at a database; nothing of it counts as the script's own."""
    read: Reader = (await aside(import_module, READERS[impl.dialect.name])).read
    was = channel.record(on=False)
    try:
        return await read(channel, impl, tables)
    finally:
        channel.record(on=was)
