"""What the model is held against: a project whose scripts stand at gates, and runners on real databases."""

from __future__ import annotations

import asyncio
import sqlite3
import textwrap
import time
from collections.abc import Awaitable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from amig.context import MigrationContext, RunOptions
from amig.impl.guard import Guard
from amig.impl.opened import opened
from amig.run import reach
from amig.script.directory import ScriptDirectory
from tests.servers.databases import Backend
from tests.stateful.gate import Gate, GatedLock, GatedPatience, mine
from tests.stateful.model import PARENTS

SCRIPT = '''
"""{revision}"""

import sqlalchemy as sa

from tests.stateful.gate import gate

revision = "{revision}"
down_revision = {parents}
transactional = {transactional}


async def upgrade(op):
    await gate(op, revision, "upgrade", 1)
    await op.create_table("{revision}1", sa.Column("id", sa.Integer()))
    await gate(op, revision, "upgrade", 2)
    await op.create_table("{revision}2", sa.Column("id", sa.Integer()))
    await gate(op, revision, "upgrade", 3)


async def downgrade(op):
    await gate(op, revision, "downgrade", 1)
    await op.drop_table("{revision}2")
    await gate(op, revision, "downgrade", 2)
    await op.drop_table("{revision}1")
    await gate(op, revision, "downgrade", 3)
'''
LONGEST = 30.0
"""Seconds that a runner may take from one gate to the next."""


def scripts(folder: Path, outside: frozenset[str]) -> Path:
    """The project's folder with a file for each revision of the model; gives back its configuration."""
    versions = folder / "migrations" / "versions"
    versions.mkdir(parents=True)
    for revision, parents in PARENTS.items():
        text = SCRIPT.format(revision=revision, parents=tuple(parents) or None, transactional=revision not in outside)
        (versions / f"{revision}.py").write_text(textwrap.dedent(text))
    (folder / "amig.toml").write_text('script_location = "migrations"\n')
    return folder / "amig.toml"


class Runner:
    """One migrator, which goes from gate to gate."""

    def __init__(self, engine: AsyncEngine, script: ScriptDirectory, direction: str, target: str) -> None:
        self.engine, self.script, self.direction, self.target = engine, script, direction, target
        self.gate = Gate()
        self.context: MigrationContext | None = None

    async def begin(self) -> None:
        self.task = asyncio.get_running_loop().create_task(self._work())
        await self._arrive()

    async def _work(self) -> None:
        mine.set(self.gate)
        connection = await opened(self.engine, 0)
        try:
            async with MigrationContext.online(connection, self.script, RunOptions()) as context:
                self.context = self.gate.context = context
                context.lock = GatedLock(context.lock, self.gate)
                context.patience = lambda: GatedPatience(self.gate)
                found = await context.heads()
                await reach(context, self.script.resolve(self.target, found, self.direction), found)
        finally:
            await Guard().finish(connection.close())

    async def step(self) -> None:
        self.gate.let_go()
        await self._arrive()

    async def _arrive(self) -> None:
        standing = asyncio.ensure_future(self.gate.arrived.wait())
        await asyncio.wait({standing, self.task}, timeout=LONGEST, return_when=asyncio.FIRST_COMPLETED)
        standing.cancel()
        assert self.task.done() or self.gate.arrived.is_set(), f"it hangs after {self.gate.at}"

    @property
    def at(self) -> object:
        """The gate where it stands; `well` when it came home, else the name of its error."""
        if not self.task.done():
            return self.gate.at
        return "well" if (error := self.task.exception()) is None else type(error).__name__

    async def cancel(self) -> None:
        """As an application does that is told to stop."""
        self.task.cancel()
        await self._end()
        assert self.task.cancelled(), self.at

    async def lose_session(self, backend: Onlooker) -> None:
        """The server ends the session; the runner goes on and finds that out."""
        driver = self.driver
        if backend.name == "sqlite":
            await cut(driver)
        else:
            await asyncio.to_thread(backend.execute, END[backend.name].format(session=self.session))
        while not self.task.done():
            self.gate.let_go()
            await self._arrive()
        self.task.exception()
        await bury(driver)

    async def die(self) -> None:
        """No more is sent, and nothing said: as by `kill -9`."""
        driver = self.driver
        await cut(driver)
        self.task.cancel()
        await self._end()
        with suppress(asyncio.CancelledError):
            self.task.exception()
        await bury(driver)

    async def _end(self) -> None:
        """Wait for it; a commit that it has begun is never cancelled."""
        until = time.monotonic() + LONGEST
        while not self.task.done():
            assert time.monotonic() < until, f"it hangs at {self.gate.at}"
            await asyncio.wait({self.task}, timeout=0.05)
            if self.gate.at and self.gate.at.name in ("commit", "committed"):
                self.gate.let_go()

    @property
    def driver(self) -> Any:
        assert self.context is not None
        return self.context.channel.driver

    @property
    def session(self) -> int:
        """What the server calls it."""
        asks = getattr(self.driver, "get_server_pid", None) or getattr(self.driver, "thread_id", lambda: 0)
        return int(asks())


async def cut(driver: Any) -> None:
    """End a driver's connection without a word to anybody."""
    if hasattr(driver, "get_server_pid"):
        driver._transport.abort()
    elif hasattr(driver, "thread_id"):
        driver._writer.transport.abort()
    else:
        await driver._execute(driver._conn.close)
    await asyncio.sleep(0)


async def bury(driver: Any) -> None:
    """End the thread of a SQLite connection that was cut: the process that it was a part of is no more."""
    if not hasattr(driver, "get_server_pid") and not hasattr(driver, "thread_id"):
        await driver.close()


class Onlooker:
    """Looks at a database from outside, over one connection: a history is looked at a hundred times."""

    def __init__(self, backend: Backend) -> None:
        self.name, self.url, self.connect = backend.name, backend.url, backend.connect
        self._connection = backend.connect()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(self._connection.cursor()) as cursor:
            cursor.execute(sql)
            found = [tuple(row) for row in cursor.fetchall()]
        self._connection.rollback()
        return found

    def execute(self, sql: str) -> None:
        with closing(self._connection.cursor()) as cursor:
            cursor.execute(sql)
        self._connection.commit()

    def close(self) -> None:
        self._connection.close()


ALIVE = {
    "postgresql": "SELECT count(*) FROM pg_stat_activity WHERE pid = {session}",
    "mysql": "SELECT count(*) FROM information_schema.processlist WHERE id = {session}",
}
END = {"postgresql": "SELECT pg_terminate_backend({session})", "mysql": "KILL {session}"}
LOCKED = {
    "postgresql": "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    "mysql": "SELECT IS_USED_LOCK(CONCAT('amig:', SHA1(CONCAT(DATABASE(), '.amig_version')))) IS NOT NULL",
}


def is_locked(backend: Onlooker) -> bool:
    """Whether somebody has the lock, as others see it."""
    if backend.name != "sqlite":
        return bool(backend.rows(LOCKED[backend.name])[0][0])
    database = backend.url.removeprefix("sqlite+aiosqlite:///")
    if Path(f"{database}-amig.lock").exists():
        return True
    connection = backend.connect()
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        assert "locked" in str(error)
        return True
    finally:
        connection.close()
    return False


def is_alive(backend: Onlooker, session: int) -> bool:
    """Whether the server still has a session."""
    return backend.name != "sqlite" and backend.rows(ALIVE[backend.name].format(session=session)) != [(0,)]


TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
    "mysql": "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()",
}


def _all_tables(backend: Onlooker) -> frozenset[str]:
    return frozenset(row[0] for row in backend.rows(TABLES[backend.name]) if not row[0].startswith("sqlite_"))


def tables(backend: Onlooker) -> frozenset[str]:
    """Those that the scripts make."""
    return frozenset(name for name in _all_tables(backend) if not name.startswith("amig_"))


def rows(backend: Onlooker) -> frozenset[str]:
    """The version rows, as others see them."""
    if "amig_version" not in _all_tables(backend):
        return frozenset()
    return frozenset(row[0] for row in backend.rows("SELECT version_num FROM amig_version"))


def ledger(backend: Onlooker) -> list[tuple[str, str, str]]:
    """The events of whole revisions, oldest first: revision, direction, event."""
    if "amig_ledger" not in _all_tables(backend):
        return []
    said = "SELECT revision, direction, event FROM amig_ledger WHERE statement IS NULL ORDER BY id"
    return [(revision, direction, event) for revision, direction, event in backend.rows(said)]


def clean(backend: Onlooker) -> None:
    """Empty a database."""
    for name in _all_tables(backend):
        backend.execute(f"DROP TABLE {name}")


async def drive(work: Awaitable[object]) -> None:
    """Something to await, as a coroutine of this loop."""
    await work
