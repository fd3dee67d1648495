"""One database has one key, by whatever name it is reached: what the database says of itself counts, never the URL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url
from sqlalchemy.ext.asyncio import create_async_engine

from amig.context import RunOptions
from amig.impl import impl_for
from amig.impl.online import Online
from amig.state.lock import Lock
from amig.state.locks import lock_for
from amig.state.versions import VersionTable
from tests.servers.databases import Backend


@asynccontextmanager
async def lock_at(url: str | URL, schema: str | None = None) -> AsyncGenerator[Lock, None]:
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        with Online(connection) as online:
            versions = VersionTable(impl_for(connection.dialect), "amig_version", schema)
            lock = lock_for(online, versions, RunOptions())
            yield lock
            await lock.restore()
    await engine.dispose()


async def same_key(url: str | URL, other: str | URL, schema: str | None = None) -> bool:
    """Whether who comes by the other name is kept out while the first one has the lock, in each kind of step."""
    async with lock_at(url) as first, lock_at(other, schema) as second:
        assert await first.enter() is not None
        shut_out = await second.enter() is None
        assert (first.key == second.key) is shut_out
        await first.rollback()
        await first.restore()
        assert await second.enter() is not None
    return shut_out


async def socket_url(server: Backend) -> URL:
    """The same database through the server's socket."""
    url = make_url(server.url)
    if server.name == "postgresql":
        ((folder,),) = await asyncio.to_thread(server.rows, "SHOW unix_socket_directories")
        return url.set(host=None).update_query_dict({"host": folder, "port": str(url.port)})
    ((socket,),) = await asyncio.to_thread(server.rows, "SELECT @@socket")
    return url.update_query_dict({"unix_socket": socket})


@pytest.mark.parametrize("way", ["localhost", "socket", "schema"])
@pytest.mark.parametrize("name", ["postgresql", "mysql"])
async def test_one_database_by_two_names(request, name, way) -> None:
    """`localhost`, 127.0.0.1 and the socket; with the default schema named and not."""
    server: Backend = request.getfixturevalue(name)
    url, schema = make_url(server.url), None
    if way == "localhost":
        url = url.set(host="localhost")
    elif way == "socket":
        url = await socket_url(server)
    else:
        schema = "public" if name == "postgresql" else url.database
    assert await same_key(server.url, url, schema)


async def test_another_schema_is_another_key(postgresql) -> None:
    """Tenants do not wait for each other."""
    await asyncio.to_thread(postgresql.execute, "CREATE SCHEMA tenant")
    assert not await same_key(postgresql.url, postgresql.url, "tenant")


@pytest.mark.parametrize("way", ["..", "symlink", "relative"])
async def test_one_file_by_two_paths(sqlite, tmp_path, monkeypatch, way) -> None:
    """The lock is the file's own."""
    (tmp_path / "folder").mkdir()
    path: Path = tmp_path / "folder" / ".." / "test.db"
    if way == "symlink":
        path = tmp_path / "link.db"
        path.symlink_to(tmp_path / "test.db")
    elif way == "relative":
        monkeypatch.chdir(tmp_path)
        path = Path("test.db")
    assert await same_key(sqlite.url, f"sqlite+aiosqlite:///{path}")
