"""How long a statement of one revision may wait for a lock, and run; put back as it was afterwards."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Protocol

from amig.impl.offline import Offline
from amig.impl.online import Online
from amig.ops.statement import Statement

if TYPE_CHECKING:
    from amig.impl.base import Impl


class Bounds(Protocol):
    """What a revision says of itself, in seconds."""

    @property
    def lock_timeout(self) -> float | None: ...
    @property
    def statement_timeout(self) -> float | None: ...


def settings(impl: Impl, bounds: Bounds) -> dict[str, str]:
    """The server's settings for these bounds; SQLite has none: its lock is taken before the revision begins.

    MySQL itself bounds only SELECT (`max_execution_time`), MariaDB every statement.
    """
    lock, statement = bounds.lock_timeout, bounds.statement_timeout
    found: dict[str, str] = {}
    if impl.dialect_name == "postgresql":
        found |= {"lock_timeout": _milliseconds(lock)} if lock is not None else {}
        found |= {"statement_timeout": _milliseconds(statement)} if statement is not None else {}
    elif impl.dialect_name == "mysql":
        if lock is not None:
            found |= dict.fromkeys(("lock_wait_timeout", "innodb_lock_wait_timeout"), str(max(1, ceil(lock))))
        if statement is not None:
            of_mariadb = getattr(impl.dialect, "is_mariadb", False)
            name, value = ("max_statement_time", f"{statement:g}") if of_mariadb else ("max_execution_time", "")
            found[name] = value or _milliseconds(statement)
    return found


def _milliseconds(seconds: float) -> str:
    return str(ceil(seconds * 1000))


class Timeouts:
    """The bounds of the revision that runs. They are the session's, for an autocommit block ends the transaction."""

    def __init__(self, channel: Online | Offline, impl: Impl) -> None:
        self.channel, self.impl = channel, impl
        self._was: dict[str, str] = {}

    async def set(self, bounds: Bounds) -> None:
        """Bound what comes next; costs nothing where the revision says nothing."""
        for name, value in settings(self.impl, bounds).items():
            if isinstance(self.channel, Online):
                ((was,),) = await self.channel.quietly(self._reading(name))
                self._was[name] = str(was)
            else:
                self._was[name] = "DEFAULT"
            await self._send(name, value)

    async def restore(self) -> None:
        """Put back what was there before."""
        while self._was:
            name, value = self._was.popitem()
            await self._send(name, value)

    def _reading(self, name: str) -> str:
        return f"SHOW {name}" if self.impl.dialect_name == "postgresql" else f"SELECT @@SESSION.{name}"

    async def _send(self, name: str, value: str) -> None:
        written = value if value == "DEFAULT" or self.impl.dialect_name == "mysql" else f"'{value}'"
        scope = "SESSION " if self.impl.dialect_name == "mysql" else ""
        text = f"SET {scope}{name} = {written}"
        if isinstance(self.channel, Online):
            await self.channel.quietly(text)
        else:
            await self.channel.put(Statement(text))
