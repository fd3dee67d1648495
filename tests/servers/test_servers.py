"""The harness itself: servers answer, databases are fresh, proxies count and delay, nothing outlives its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

NO_CACHE = {"statement_cache_size": 0, "prepared_statement_cache_size": 0}


@pytest.mark.parametrize("time_", ["first", "second"])
def test_a_database_is_fresh(backend, time_) -> None:
    """Two tests never meet in one database."""
    backend.execute("CREATE TABLE only_here (id INTEGER)")
    assert backend.rows("SELECT count(*) FROM only_here") == [(0,)]


async def test_the_proxy_counts_round_trips(postgresql, through_proxy) -> None:
    """A cached statement outside a transaction is one round trip."""
    proxy, url = through_proxy(postgresql.url)
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text("SELECT 1"))
        proxy.reset()
        await connection.execute(text("SELECT 1"))
        await connection.execute(text("SELECT 1"))
        assert proxy.round_trips == 2
    await engine.dispose()


async def test_the_proxy_delays(postgresql, through_proxy) -> None:
    """Each answer comes later by the delay."""
    _, url = through_proxy(postgresql.url, delay=0.05)
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text("SELECT 1"))
        began = time.monotonic()
        await connection.execute(text("SELECT 1"))
        assert time.monotonic() - began >= 0.05
    await engine.dispose()


async def test_pgbouncer_pools_by_transaction(through_pgbouncer) -> None:
    """A session setting of one transaction may be gone in the next, but the pooler answers."""
    engine = create_async_engine(through_pgbouncer, poolclass=NullPool, connect_args=NO_CACHE)
    async with engine.connect() as connection:
        assert await connection.scalar(text("SELECT 6 * 7")) == 42
    await engine.dispose()


@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
def test_a_server_does_not_outlive_a_killed_parent(kind) -> None:
    """Even kill -9 leaves neither a process nor a folder."""
    program = f"""
        import time
        from tests.servers import {kind}
        server, url = {kind}.start()
        print(server.process.pid, server.folder, flush=True)
        time.sleep(60)
    """
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-c", textwrap.dedent(program)]
    parent = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=root, env={**os.environ, "PYTHONPATH": root}
    )
    assert parent.stdout is not None
    pid, folder = parent.stdout.readline().split()
    assert Path(f"/proc/{pid}").exists()
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    deadline = time.monotonic() + 20
    while (Path(f"/proc/{pid}").exists() or Path(folder).exists()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not Path(f"/proc/{pid}").exists()
    assert not Path(folder).exists()
