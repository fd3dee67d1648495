"""The fixtures in real sessions: each test has a database of its own, under every plugin that runs async tests."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from amig.proof.scratch import PREFIX
from tests.testing.inner import ROOT, good_project, session

PLAIN = """
import asyncio
import pytest
from sqlalchemy import text

INSERT = text("INSERT INTO people (id, name, first) VALUES (1, 'Ada', 'Ada')")
COUNT = text("SELECT count(*) FROM people")


@pytest.mark.parametrize("time", [1, 2])
def test_sync(amig_sync_connection, time):
    assert amig_sync_connection.scalar(COUNT) == 0
    amig_sync_connection.execute(INSERT)
    amig_sync_connection.commit()


def test_both_see_one_database(amig_sync_connection, amig_engine):
    async def write():
        async with amig_engine.begin() as connection:
            await connection.execute(INSERT)
    asyncio.run(write())
    assert amig_sync_connection.scalar(COUNT) == 1
"""
ASYNC = """
import pytest
from sqlalchemy import text

INSERT = text("INSERT INTO people (id, name, first) VALUES (1, 'Ada', 'Ada')")
COUNT = text("SELECT count(*) FROM people")
MARK
FIXTURE


@pytest.mark.parametrize("time", [1, 2])
async def test_connection(amig_connection, time):
    assert await amig_connection.scalar(COUNT) == 0
    await amig_connection.execute(INSERT)
    await amig_connection.commit()


async def test_engine(amig_engine, amig_connection):
    async with amig_engine.begin() as connection:
        await connection.execute(INSERT)
    assert await amig_connection.scalar(COUNT) == 1


async def test_names_are_split(amig_at):
    async with amig_at("people") as db:
        await db.execute("INSERT INTO people (id, name) VALUES (1, :name)", {"name": "Ada"})
        await db.upgrade("split")
        assert await db.rows("SELECT id, first FROM people") == [(1, "Ada")]
        assert await db.heads() == ("split",)
        await db.downgrade("people")
        assert await db.heads() == ("people",)
"""
WAYS = {
    "strict": ("pytestmark = pytest.mark.asyncio", "", ["-o", "asyncio_mode=strict"]),
    "session loop": ('pytestmark = pytest.mark.asyncio(loop_scope="session")', "", ["-o", "asyncio_mode=strict"]),
    "auto": ("", "", ["-o", "asyncio_mode=auto"]),
    "anyio": (
        "pytestmark = pytest.mark.anyio",
        "@pytest.fixture\ndef anyio_backend():\n    return 'asyncio'",
        ["-p", "no:asyncio"],
    ),
    "anyio beside strict": (
        "pytestmark = pytest.mark.anyio",
        "@pytest.fixture(scope='module')\ndef anyio_backend():\n    return 'asyncio'",
        ["-o", "asyncio_mode=strict"],
    ),
}
QUICK = ("anyio beside strict",)
PASSED = {
    **dict.fromkeys(("test_connection[1]", "test_connection[2]", "test_engine", "test_names_are_split"), "PASSED"),
}
LISTED = {
    "postgresql": "SELECT datname FROM pg_database",
    "mysql": "SELECT schema_name FROM information_schema.schemata",
}


def written(way: str) -> str:
    mark, fixture, _ = WAYS[way]
    return ASYNC.replace("MARK", mark).replace("FIXTURE", fixture)


@pytest.mark.timeout(120)
def test_each_test_has_its_own_database(database, tmp_path) -> None:
    """In sync and async tests, in one session; migrated once and copied, and all are gone afterwards."""
    good_project(tmp_path, database.url)
    (tmp_path / "test_plain.py").write_text(PLAIN)
    (tmp_path / "test_async.py").write_text(written("strict"))
    (tmp_path / "tmp").mkdir()
    done = session(tmp_path, TMPDIR=str(tmp_path / "tmp"))
    assert done.outcomes == {
        **dict.fromkeys(("test_sync[1]", "test_sync[2]", "test_both_see_one_database"), "PASSED"),
        **PASSED,
    }, done.text
    assert done.code == 0
    assert not list((tmp_path / "tmp").glob(f"{PREFIX}*"))


@pytest.mark.timeout(120)
@pytest.mark.parametrize("way", [way if way in QUICK else pytest.param(way, marks=pytest.mark.full) for way in WAYS])
def test_whoever_runs_the_test_opens_the_connection(database, tmp_path, way) -> None:
    """pytest-asyncio, strict and auto, whatever the scope of its loop; anyio's plugin, alone and beside it.

    asyncpg's connections know their loop.
    """
    good_project(tmp_path, database.url)
    (tmp_path / "test_async.py").write_text(written(way))
    done = session(tmp_path, *WAYS[way][2])
    assert (done.code, done.outcomes) == (0, PASSED), done.text


@pytest.mark.full
@pytest.mark.timeout(120)
def test_workers_have_templates_of_their_own(postgresql, tmp_path) -> None:
    """`pytest -n 2 --amig`: checks and fixtures, and no database is left on the server."""
    good_project(tmp_path, postgresql.url)
    (tmp_path / "test_plain.py").write_text(PLAIN)
    (tmp_path / "test_async.py").write_text(written("strict"))
    done = session(tmp_path, "-n", "2", "--amig")
    assert set(done.outcomes.values()) == {"PASSED"}, done.text
    assert (done.code, len(done.outcomes)) == (0, 14), done.text
    assert mine(postgresql, done) == []


def mine(backend, done) -> list[str]:
    """Scratch databases that a session has left; those of other processes of this run are none of its own."""
    assert done.code is not None
    names = [name for (name,) in backend.rows(LISTED[backend.name]) if name.startswith(PREFIX)]
    return [name for name in names if not alive(name)]


def alive(name: str) -> bool:
    """Whether the process in a scratch database's name is still there."""
    maker = name.removeprefix(PREFIX).split("_")[1]
    return Path(f"/proc/{int(maker[6:], 16)}").exists()


@pytest.mark.full
@pytest.mark.timeout(120)
def test_what_a_killed_session_left_the_next_one_drops(postgresql, tmp_path) -> None:
    """At once: the name says whose it was, and that process is no more."""
    good_project(tmp_path, postgresql.url)
    (tmp_path / "test_hang.py").write_text(
        "import time\n\n\ndef test_hang(amig_database):\n"
        f"    open('{tmp_path}/there', 'w').write(amig_database.engine.url.database)\n    time.sleep(60)\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:asyncio"]
    hanging = subprocess.Popen(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)})
    deadline = time.monotonic() + 60
    while not (tmp_path / "there").exists() or not (tmp_path / "there").read_text():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    os.kill(hanging.pid, signal.SIGKILL)
    hanging.wait()
    left = (tmp_path / "there").read_text()
    assert (left,) in postgresql.rows(LISTED["postgresql"])
    (tmp_path / "test_hang.py").unlink()
    (tmp_path / "test_plain.py").write_text("def test_it(amig_database):\n    pass\n")
    assert session(tmp_path).code == 0
    assert (left,) not in postgresql.rows(LISTED["postgresql"])


@pytest.mark.full
@pytest.mark.timeout(120)
def test_what_cannot_be_is_told(sqlite, tmp_path) -> None:
    """A sync test that wants an open async connection; a template that cannot be made, tried once."""
    project = good_project(tmp_path, sqlite.url)
    (tmp_path / "test_sync.py").write_text("def test_it(amig_connection):\n    pass\n")
    done = session(tmp_path)
    assert "is wanted by a test that neither pytest-asyncio nor anyio's plugin runs" in done.text
    project.up('await op.execute("nonsense")', id_="bad")
    (tmp_path / "test_sync.py").write_text(
        "import pytest\n\n\n@pytest.mark.parametrize('n', [1, 2])\ndef test_it(amig_engine, n):\n    pass\n"
    )
    done = session(tmp_path)
    assert set(done.outcomes.values()) == {"ERROR"}
    assert len(re.findall("upgrade of revision `bad` failed at statement 1", done.text)) >= 2
    assert "Traceback" not in done.text


def test_no_blocking_driver(monkeypatch) -> None:
    """Those that would do are named."""
    from amig.errors import NoSyncDriverError
    from amig.testing import blocking

    monkeypatch.setattr(blocking, "find_spec", lambda _name: None)
    from sqlalchemy import make_url

    with pytest.raises(NoSyncDriverError, match="`psycopg`, `psycopg2`") as caught:
        blocking.sync_engine(make_url("postgresql+asyncpg://host/name"))
    assert "amig_engine" in str(caught.value.hint)
