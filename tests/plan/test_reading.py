"""The server itself refuses to write: asked without anything of amig's in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from amig.context import MigrationContext, RunOptions
from amig.impl.failure import refuses_to_write
from amig.script.directory import ScriptDirectory
from amig.state.reading import read_only
from tests.projects import new_project
from tests.servers.databases import Backend

WRITES = [
    "INSERT INTO t VALUES (2)",
    "UPDATE t SET a = 3",
    "DELETE FROM t",
    "CREATE TABLE u (a INTEGER)",
    "DROP TABLE t",
    "ALTER TABLE t ADD COLUMN b INTEGER",
    "CREATE INDEX ix ON t (a)",
]


@asynccontextmanager
async def reading(backend: Backend, folder) -> AsyncGenerator[AsyncConnection, None]:
    """A connection in the transaction that a plan is made in."""
    backend.execute("CREATE TABLE t (a INTEGER)")
    backend.execute("INSERT INTO t VALUES (1)")
    script = await asyncio.to_thread(ScriptDirectory.open, folder / "migrations")
    engine = create_async_engine(backend.url)
    async with engine.connect() as connection:
        made = MigrationContext.online(connection, script, RunOptions())
        async with made as context, read_only(context.channel, context.lock):
            yield connection
        await connection.rollback()
        await connection.execute(text("INSERT INTO t VALUES (9)"))
        await connection.commit()
    await engine.dispose()


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("after", ["", "commit", "rollback"])
async def test_every_write_is_the_servers_error(backend, tmp_path, write, after) -> None:
    """In the transaction, and after one was ended; reads are answered, and at the end one can write again."""
    folder = new_project(tmp_path / "p").folder
    async with reading(backend, folder) as connection:
        assert (await connection.execute(text("SELECT a FROM t"))).all() == [(1,)]
        if after:
            await getattr(connection, after)()
        if (backend.name, after) == ("postgresql", "rollback"):  # the setting went too; a plan is not followed so far
            assert (await connection.execute(text("SHOW transaction_read_only"))).scalar() == "off"
            return
        with pytest.raises(DBAPIError) as caught:
            await connection.execute(text(write))
        assert refuses_to_write(caught.value)
    assert backend.rows("SELECT a FROM t ORDER BY a") == [(1,), (9,)]


async def test_nothing_waits_for_a_reader(backend, tmp_path) -> None:
    """It holds no lock that a writer needs."""
    folder = new_project(tmp_path / "p").folder
    async with reading(backend, folder) as connection:
        await connection.execute(text("SELECT 1"))
        if backend.name != "sqlite":
            backend.execute("CREATE TABLE u (a INTEGER)")
        backend.execute("INSERT INTO t VALUES (5)")
        assert backend.rows("SELECT count(*) FROM t") == [(2,)]
