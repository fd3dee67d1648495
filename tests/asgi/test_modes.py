"""Two workers and four replicas, in each mode, asked over HTTP."""

from __future__ import annotations

import signal
import socket
import sqlite3
import time
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pymysql
import pytest
from sqlalchemy import make_url

import amig
from amig.aside import aside
from tests.asgi.serving import serving
from tests.projects import new_project
from tests.servers.proxy import proxy

SLOW = {
    "postgresql": "SELECT pg_sleep({0})",
    "mysql": "SELECT SLEEP({0})",
    "sqlite": "SELECT 1",
}

ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 1e12) SELECT count(*) FROM c"


def a_project(folder, backend, seconds: float = 1.0):
    """Two revisions, of which the second takes its time and counts itself."""
    project = new_project(folder / "p")
    project.table("first")
    body = f"""
        await op.execute("{SLOW[backend].format(seconds)}")
        await op.execute("INSERT INTO first (id, n) SELECT coalesce(max(id), 0) + 1, 7 FROM first")
        await op.create_table("second", sa.Column("id", sa.Integer(), primary_key=True))
    """
    project.up(body)
    return project


def current(answer) -> bool:
    return answer.json()["state"] == "current"


@pytest.mark.parametrize(
    "backend",
    ["postgresql", *(pytest.param(name, marks=pytest.mark.full) for name in ("sqlite", "mysql"))],
    indirect=True,
)
def test_two_workers_and_four_replicas_migrate_once(backend, tmp_path) -> None:
    """All of them serve, and each revision ran once."""
    project = a_project(tmp_path, backend.name)
    with ExitStack() as stack:
        replicas = [stack.enter_context(serving(tmp_path, backend.url, project.config)) for _ in range(4)]
        pair = stack.enter_context(serving(tmp_path, backend.url, project.config, "--workers", "2"))
        for server in (*replicas, pair):
            server.up(50)
            assert server.get("/rows").json()["rows"] == [{"id": 1, "n": 7}]
            assert server.get("/health/ready").json()["state"] == "current"
        serving_pids = set()
        until = time.monotonic() + 20
        while len(serving_pids) < 2 and time.monotonic() < until:
            pair.client.close()
            pair.client = type(pair.client)(timeout=10, trust_env=False)
            serving_pids.add(pair.get("/rows").json()["pid"])
        assert len(serving_pids) == 2, pair.said()
    done = backend.rows(
        "SELECT revision, count(*) FROM amig_ledger WHERE event = 'done' AND statement IS NULL GROUP BY revision"
    )
    assert sorted(map(tuple, done)) == [("rev00001", 1), ("rev00002", 1)]


@pytest.mark.full
def test_background_serves_at_once(postgresql, tmp_path) -> None:
    """Alive and not ready while it migrates, with what is still to do; ready when it is done."""
    project = a_project(tmp_path, "postgresql", 4)
    with ExitStack() as stack:
        replicas = [
            stack.enter_context(serving(tmp_path, postgresql.url, project.config, mode="background")) for _ in range(4)
        ]
        pair = stack.enter_context(
            serving(tmp_path, postgresql.url, project.config, "--workers", "2", mode="background")
        )
        for server in replicas:
            server.up()
        seen = replicas[0].until("/health/ready", lambda answer: "rev00002" in answer.json()["pending"])
        assert (seen.status_code, seen.json()["ready"], seen.json()["state"]) == (503, False, "migrating")
        for server in (*replicas, pair):
            assert server.until("/health/ready", current).status_code == 200
            assert server.get("/state").json()["state"] == "current"
    assert postgresql.rows("SELECT count(*) FROM first") == [(1,)]


@pytest.mark.full
def test_background_tells_a_failure_and_tries_again(postgresql, tmp_path) -> None:
    """The reason is in the answer and in the log; when the cause is gone, it goes on by itself."""
    project = new_project(tmp_path / "p")
    project.table("first")
    postgresql.execute("CREATE TABLE first (mine int)")
    with serving(tmp_path, postgresql.url, project.config, mode="background") as server:
        server.up()
        failed = server.until("/health/ready", lambda answer: answer.json()["state"] == "failed")
        assert failed.status_code == 503
        assert "already exists" in failed.json()["reason"]
        assert server.get("/health/live").status_code == 200
        postgresql.execute("DROP TABLE first")
        assert server.until("/health/ready", current).json()["reason"] is None
    assert "could not be brought up to date in the background; trying again in 0.3 s" in server.said()


@pytest.mark.full
async def test_wait_until_somebody_else_has_done_it(postgresql, tmp_path) -> None:
    """Replicas and workers wait; then all of them serve."""
    project = a_project(tmp_path, "postgresql", 0.1)
    with ExitStack() as stack:
        waiting = [
            stack.enter_context(serving(tmp_path, postgresql.url, project.config, mode="wait")) for _ in range(4)
        ]
        waiting.append(
            stack.enter_context(serving(tmp_path, postgresql.url, project.config, "--workers", "2", mode="wait"))
        )
        await aside(time.sleep, 3)
        assert all(server.process.poll() is None for server in waiting)
        assert postgresql.rows("SELECT to_regclass('amig_version')") == [(None,)]
        await amig.upgrade(project.config, url=postgresql.url)
        for server in waiting:
            await aside(server.up)


@pytest.mark.full
def test_wait_has_a_deadline(postgresql, tmp_path) -> None:
    """It says what is still lacking."""
    project = a_project(tmp_path, "postgresql")
    with serving(tmp_path, postgresql.url, project.config, mode="wait", deadline="1") as server:
        assert server.ended() != 0
    assert "the database was not ready after 1 s: it still lacks rev00001, rev00002" in server.said()


@pytest.mark.full
async def test_check_refuses_four_replicas_and_two_workers_and_lets_them_in_later(postgresql, tmp_path) -> None:
    """Behind: nobody starts, and a pair's server ends with its workers. Current: all of them do."""
    project = a_project(tmp_path, "postgresql", 0.1)
    lacking = "the database lacks `rev00001`, `rev00002`"

    def checking(*options: str):
        return serving(tmp_path, postgresql.url, project.config, *options, mode="check")

    with ExitStack() as stack:
        with ExitStack() as refused:
            pair = refused.enter_context(checking("--workers", "2"))
            for server in [refused.enter_context(checking()) for _ in range(4)]:
                assert await aside(server.ended) != 0
                assert lacking in server.said()
            await aside(pair.ended, 20)
            assert lacking in pair.said()
        assert postgresql.rows("SELECT to_regclass('amig_version')") == [(None,)]
        await amig.upgrade(project.config, url=postgresql.url)
        pair = stack.enter_context(checking("--workers", "2"))
        for server in (pair, *[stack.enter_context(checking()) for _ in range(4)]):
            await aside(server.up)


@pytest.mark.full
def test_a_replica_waits_for_the_lock_as_long_as_the_deadline_says(postgresql, tmp_path) -> None:
    """Longer than `lock_wait`; at the deadline the session that holds it is named."""
    project = a_project(tmp_path, "postgresql", 30)
    project.config.write_text(project.config.read_text() + "lock_wait = 0.1\n")
    with serving(tmp_path, postgresql.url, project.config):
        _until_sleeping(postgresql)
        with serving(tmp_path, postgresql.url, project.config, deadline="2") as server:
            assert server.ended() != 0
        assert "the database was not ready after 2 s: another migrator holds the lock: session " in server.said()
        _end_sleep(postgresql)


@pytest.mark.full
def test_sigterm_while_migrating_mysql(mysql, tmp_path) -> None:
    """The statement is killed at the server, its lock is free, and the ledger knows where it stopped."""
    project = a_project(tmp_path, "mysql", 30)
    running = "SELECT count(*) FROM information_schema.processlist WHERE info LIKE '%SLEEP(30%' AND info NOT LIKE '%processlist%'"
    with serving(tmp_path, mysql.url, project.config) as server:
        _until(lambda: mysql.rows(running) == [(1,)])
        server.process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        server.ended(20)
        assert time.monotonic() - began < 10
    assert "start-up was stopped by SIGTERM" in server.said()
    assert mysql.rows(running) == [(0,)]
    assert mysql.rows("SELECT version_num FROM amig_version") == [("rev00001",)]
    held = "SELECT count(*) FROM information_schema.metadata_lock_info WHERE lock_type = 'User lock'"
    with suppress(pymysql.err.OperationalError):  # MariaDB's plugin is not everywhere
        assert mysql.rows(held) == [(0,)]
    assert "interrupted" in {event for (event,) in mysql.rows("SELECT event FROM amig_ledger")}


@pytest.mark.full
def test_sigterm_while_migrating_sqlite(sqlite, tmp_path) -> None:
    """The statement is interrupted, and the file is free."""
    project = new_project(tmp_path / "p")
    project.table("first")
    project.up(f'await op.execute("{ENDLESS}")')
    with serving(tmp_path, sqlite.url, project.config) as server:
        _until(lambda: Path(f"{make_url(sqlite.url).database}-journal").exists() or _is_locked(sqlite))
        time.sleep(0.5)
        server.process.send_signal(signal.SIGTERM)
        server.ended(20)
    assert "start-up was stopped by SIGTERM" in server.said()
    assert sqlite.rows("SELECT version_num FROM amig_version") == [("rev00001",)]
    assert not _is_locked(sqlite)


def _is_locked(database) -> bool:
    with closing(sqlite3.connect(make_url(database.url).database or "", timeout=0)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'first'").fetchone() == (1,)
        connection.execute("ROLLBACK")
        return False


def _until(true) -> None:
    until = time.monotonic() + 30
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.mark.full
def test_sigterm_while_migrating(postgresql, tmp_path) -> None:
    """The process ends soon, nothing is left at the server, and the next start goes on."""
    project = a_project(tmp_path, "postgresql", 30)
    with serving(tmp_path, postgresql.url, project.config) as server:
        _until_sleeping(postgresql)
        server.process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        server.ended(10)
        assert time.monotonic() - began < 5
    assert "start-up was stopped by SIGTERM" in server.said()
    assert _sleeping(postgresql) == 0
    here = "(SELECT oid FROM pg_database WHERE datname = current_database())"
    assert postgresql.rows(f"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = {here}") == [(0,)]
    assert postgresql.rows("SELECT version_num FROM amig_version") == [("rev00001",)]


@pytest.mark.full
def test_sigterm_while_migrating_in_the_background(postgresql, tmp_path) -> None:
    """Shutting down stops it at the server too."""
    project = a_project(tmp_path, "postgresql", 30)
    with serving(tmp_path, postgresql.url, project.config, mode="background") as server:
        server.up()
        _until_sleeping(postgresql)
    assert _sleeping(postgresql) == 0
    assert "Application shutdown complete" in server.said()


@pytest.mark.full
def test_the_database_comes_after_the_app_mysql(mysql, tmp_path) -> None:
    """MySQL and MariaDB, too."""
    _comes_after(mysql, tmp_path)


def test_the_database_comes_after_the_app(postgresql, tmp_path) -> None:
    """With `connect_wait` the app waits for a server that is not there yet."""
    _comes_after(postgresql, tmp_path)


def _comes_after(backend, tmp_path) -> None:
    project = a_project(tmp_path, backend.name, 0.1)
    project.config.write_text(project.config.read_text() + "connect_wait = 30\n")
    target = make_url(backend.url)
    with socket.socket() as reserved:  # nobody listens here yet
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]
    url = target.set(port=port, host="127.0.0.1").render_as_string(hide_password=False)
    with ExitStack() as stack:
        server = stack.enter_context(serving(tmp_path, url, project.config))
        time.sleep(2)
        assert server.process.poll() is None, server.said()
        stack.enter_context(proxy(target.host or "", target.port or 0, listen=port))
        server.up()
        assert server.get("/rows").json()["rows"] == [{"id": 1, "n": 7}]


ASLEEP = "FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()"


def _sleeping(backend) -> int:
    return backend.rows(f"SELECT count(*) {ASLEEP}")[0][0]


def _until_sleeping(backend) -> None:
    until = time.monotonic() + 20
    while not _sleeping(backend):
        assert time.monotonic() < until
        time.sleep(0.05)


def _end_sleep(backend) -> None:
    backend.execute(f"SELECT pg_cancel_backend(pid) {ASLEEP}")
