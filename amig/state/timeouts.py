"""How long a statement may wait for a lock, and run; put back as it was afterwards."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Protocol

from amig.impl.offline import Offline
from amig.impl.online import Online
from amig.ops.statement import Statement

if TYPE_CHECKING:
    from amig.impl.base import Impl


logger = logging.getLogger("amig.run")


class Bounds(Protocol):
    """What a revision says of itself, in seconds; None where it says nothing."""

    @property
    def lock_timeout(self) -> float | None: ...
    @property
    def statement_timeout(self) -> float | None: ...


class Defaults(Protocol):
    """What holds for revisions that say nothing, in seconds; 0 where the server decides."""

    @property
    def lock_timeout(self) -> float: ...
    @property
    def statement_timeout(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Bound:
    """What holds for one revision."""

    lock_timeout: float | None
    statement_timeout: float | None


def bound(said: Bounds, usual: Defaults, *, transactional: bool) -> Bound:
    """The revision's own bounds, else the usual ones.

    Outside a transaction there is no usual wait for locks: what runs there (CREATE INDEX CONCURRENTLY) lets others
    work, waits for old transactions by design, and leaves something behind when it is stopped.
    """
    usual_lock = usual.lock_timeout or None if transactional else None
    return Bound(
        usual_lock if said.lock_timeout is None else said.lock_timeout,
        usual.statement_timeout or None if said.statement_timeout is None else said.statement_timeout,
    )


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


CHECK = "client_connection_check_interval"
EVERY = "2000"
"""Milliseconds after which PostgreSQL looks whether the client of a running statement is still there."""

MAY_CHECK = f"""current_setting('{CHECK}', true) = '0'
    AND (version() ~ 'linux' OR (version() ~ 'darwin|freebsd'
        AND CAST(current_setting('server_version_num') AS integer) >= 150000))"""
"""Setting it raises an error on platforms that cannot look, and a server older than 14 does not know it."""

_CHECKING = f"CASE WHEN {MAY_CHECK} THEN set_config('{CHECK}', '{EVERY}', {{scope}}) END"


def _milliseconds(seconds: float) -> str:
    return str(ceil(seconds * 1000))


class Timeouts:
    """The bounds of the revision that runs.

    What it says itself is the session's, for an autocommit block ends the transaction; the usual bounds are the
    transaction's where there is one: right behind a pooler too, and nothing to put back. With them PostgreSQL is told
    to look after its client: of one that was killed, nothing goes on running. Behind a transaction pooler (`pooled`)
    all are, and outside a transaction there is nothing that could be bounded.
    """

    def __init__(self, channel: Online | Offline, impl: Impl) -> None:
        self.channel, self.impl = channel, impl
        self.pooled = False
        self._was: dict[str, str] = {}
        self._now: dict[str, str] = {}
        self._usual: dict[str, str] = {}
        self._known: dict[str, str] = {}

    async def set(self, said: Bounds, usual: Defaults, *, autocommit: bool) -> None:
        """Bound what comes next; written SQL has only what the revision says itself."""
        own = settings(self.impl, said)
        whole = settings(self.impl, bound(said, usual, transactional=not autocommit))
        self._usual = {name: value for name, value in whole.items() if name not in own}
        if not isinstance(self.channel, Online):
            self._was, self._usual = dict.fromkeys(own, "DEFAULT"), {}
            await self._write(own)
        elif self.pooled and self.impl.dialect_name == "postgresql":
            self._usual = {} if autocommit else whole | self._checked
            if autocommit and whole:
                logger.warning("behind a transaction pooler %s bounds nothing outside a transaction", ", ".join(whole))
            await self.again()
        elif self.impl.dialect_name == "postgresql" and not autocommit:
            await self._for_session(own)
            self._usual[CHECK] = EVERY
            await self.again()
        else:
            self._usual = {}
            await self._for_session(whole | self._checked)

    @property
    def _checked(self) -> dict[str, str]:
        return {CHECK: EVERY} if self.impl.dialect_name == "postgresql" else {}

    def holds(self, said: Bounds, usual: Defaults) -> bool:
        """Whether the session still has the bounds of a transactional revision that says so."""
        return self._now == settings(self.impl, bound(said, usual, transactional=True)) and not self._usual

    async def outside(self) -> None:
        """The middle of a revision leaves its transaction: what the server is told of its client is the session's."""
        if isinstance(self.channel, Online) and self._checked and not self.pooled:
            await self._for_session(self._now | self._checked)

    async def again(self) -> None:
        """The usual bounds, in a transaction that begins in the middle of a revision."""
        await self._send(self._usual, local=True)

    async def restore(self, *, stays: bool = False) -> None:
        """Put back what was there before. `stays`: what bounds only the waiting for locks may wait for the next one."""
        if stays and not any(name.startswith("max_") for name in self._was):
            return
        was, self._was, self._now = self._was, {}, {}
        if isinstance(self.channel, Online):
            connection = self.channel.connection
            if not connection.closed and not connection.invalidated:  # else they are gone with the session
                await self._send(was, local=False)
        else:
            await self._write(was)

    async def _for_session(self, values: dict[str, str]) -> None:
        assert isinstance(self.channel, Online)  # noqa: S101 - for the type checker
        if unknown := [name for name in values if name not in self._known]:
            ((*found,),) = await self.channel.quietly(self._reading(unknown))
            self._known |= {name: str(value) for name, value in zip(unknown, found, strict=True) if value is not None}
        undone = {name: was for name, was in self._was.items() if name not in values}
        changed = {name: value for name, value in values.items() if self._now.get(name) != value}
        self._was = {name: self._known[name] for name in values if name in self._known}
        self._now = values
        await self._send(undone | changed, local=False)

    def _reading(self, names: list[str]) -> str:
        if self.impl.dialect_name == "postgresql":
            return "SELECT " + ", ".join(f"current_setting('{name}', true)" for name in names)
        return "SELECT " + ", ".join(f"@@SESSION.{name}" for name in names)

    async def _send(self, values: dict[str, str], *, local: bool) -> None:
        assert isinstance(self.channel, Online)  # noqa: S101 - for the type checker
        if not values:
            return
        if self.impl.dialect_name == "postgresql":
            scope = "true" if local else "false"
            text = "SELECT " + ", ".join(_setting(name, value, scope) for name, value in values.items())
        else:
            text = "SET " + ", ".join(f"SESSION {name} = {value}" for name, value in values.items())
        await self.channel.quietly(text)

    async def _write(self, values: dict[str, str]) -> None:
        mysql = self.impl.dialect_name == "mysql"
        for name, value in values.items():
            written = value if value == "DEFAULT" or mysql else f"'{value}'"
            await self.channel.put(Statement(f"SET {'SESSION ' if mysql else ''}{name} = {written}"))


def watching_client() -> str:
    """What makes PostgreSQL look after its client as long as the transaction lasts that this is sent in."""
    return f"SELECT {_setting(CHECK, EVERY, 'true')}"


def _setting(name: str, value: str, scope: str) -> str:
    if (name, value) == (CHECK, EVERY):
        return _CHECKING.format(scope=scope)
    return f"set_config('{name}', '{value}', {scope})"
