"""Two workers and four replicas, in each mode, asked over HTTP."""

from __future__ import annotations

import signal
import socket
import time
from contextlib import ExitStack

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


def test_check_refuses_two_workers_and_lets_them_in_later(postgresql, tmp_path) -> None:
    """Behind: nobody starts. Current: both do."""
    project = a_project(tmp_path, "postgresql", 0.1)
    for _ in range(2):
        with serving(tmp_path, postgresql.url, project.config, mode="check") as server:
            assert server.ended() != 0
        assert "the database lacks `rev00001`, `rev00002`" in server.said()
    with serving(tmp_path, postgresql.url, project.config) as server:
        server.up()
        with serving(tmp_path, postgresql.url, project.config, "--workers", "2", mode="check") as pair:
            pair.up()


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


def test_the_database_comes_after_the_app(postgresql, tmp_path) -> None:
    """With `connect_wait` the app waits for a server that is not there yet."""
    project = a_project(tmp_path, "postgresql", 0.1)
    project.config.write_text(project.config.read_text() + "connect_wait = 30\n")
    target = make_url(postgresql.url)
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


def _sleeping(backend) -> int:
    query = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)' AND state = 'active' AND datname = current_database()"
    return backend.rows(query)[0][0]


def _until_sleeping(backend) -> None:
    until = time.monotonic() + 20
    while not _sleeping(backend):
        assert time.monotonic() < until
        time.sleep(0.05)


def _end_sleep(backend) -> None:
    pick = "FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)' AND pid <> pg_backend_pid()"
    backend.execute(f"SELECT pg_cancel_backend(pid) {pick}")
