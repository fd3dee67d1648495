"""Each fault at each moment on each database: what the matrix says comes of it, nothing else, and a rerun succeeds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import amig
from tests.faults.clients import SIGNALS, Client, Inside, Outside
from tests.faults.matrix import EVENTS, MATRIX, MOMENTS, SERVERS_ONLY, Outcome, page
from tests.faults.scene import Scene, until
from tests.faults.throwaway import Throwaway
from tests.servers.databases import Backend, mysql_database, postgresql_database
from tests.servers.proxy import Proxy

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "faults.md"
ON_A_SERVER_OF_ITS_OWN = ("frozen", "crash")
SAMPLE = {
    ("postgresql", "session", "commit"),
    ("postgresql", "kill", "ddl"),
    ("postgresql", "scope", "data"),
    ("postgresql", "cut", "autocommit"),
    ("mysql", "session", "ddl"),
    ("mysql", "task", "version"),
    ("mysql", "cut", "data"),
    ("postgresql", "session", "lock"),
    ("sqlite", "SIGTERM", "data"),
    ("sqlite", "task", "autocommit"),
}
"""What runs by default; the rest is `full`."""
CASES = [(name, event, moment) for name, cells in MATRIX.items() for event, moment in cells if cells[event, moment]]


def marked(case: tuple[str, str, str]) -> object:
    return pytest.param(*case, id="-".join(case), marks=() if case in SAMPLE else pytest.mark.full)


@pytest.fixture
def database(name, event, request, tmp_path, throwaway) -> Iterator[Backend]:
    """On the common server, or on one that nobody else uses."""
    if event not in ON_A_SERVER_OF_ITS_OWN:
        yield request.getfixturevalue({"sqlite": "sqlite", "postgresql": "postgresql", "mysql": "mysql"}[name])
        return
    make = postgresql_database if name == "postgresql" else mysql_database
    with ExitStack() as stack:
        yield stack.enter_context(make(throwaway(name).url, request.node.nodeid))


@pytest.mark.timeout(500)
@pytest.mark.parametrize(("name", "event", "moment"), [marked(case) for case in CASES])
async def test_what_comes_of_it(name, event, moment, database, throwaway, through_proxy, tmp_path) -> None:
    """How the command ends, what stays, what the ledger says; nothing runs on, and each revision is there once."""
    scene = Scene(database, tmp_path, moment, answer_wait=5.0 if event == "frozen" else 30.0)
    await amig.upgrade(scene.project.config, url=database.url)
    scene.prepare()
    proxy, url = through_proxy(database.url) if event == "cut" else (None, database.url)
    scene.begin()
    client = await (Outside.start(scene, url, event) if event in SIGNALS else started(scene, url, event))
    try:
        at = tmp_path / "test.db"
        await until(
            lambda: client.gone() or (scene.is_there() and (name != "sqlite" or holds_open(client, moment, at)))
        )
        assert not client.gone(), await client.ended()
        await asyncio.sleep(0.3)
        server = throwaway(name) if event in ON_A_SERVER_OF_ITS_OWN else None
        await happen(event, scene, client, proxy, server)
        ends = await client.ended()
        if server is not None:
            await asyncio.to_thread(server.thaw if event == "frozen" else server.restart)
        if moment != "lock" and (name == "postgresql" or event not in ("kill", "cut", "frozen")):
            await until(lambda: not scene.sessions())
    finally:
        scene.release()
    await client.ended()
    await until(scene.is_free)
    assert Outcome(ends, *left(scene)) == MATRIX[name][event, moment]
    await again(scene)


async def happen(event: str, scene: Scene, client: Client, proxy: Proxy | None, server: Throwaway | None) -> None:
    """The fault itself; a script that waits, and a COMMIT that must not be cancelled, then go on."""
    if event == "session":
        await asyncio.to_thread(scene.end_session)
    elif proxy is not None:
        proxy.cut()
    elif server is not None:
        await asyncio.to_thread(server.freeze if event == "frozen" else server.kill)
    else:
        client.strike()
    if scene.moment == "python" and event in ("session", "cut", "crash"):
        scene.hold.unlink()
    if scene.moment == "commit" and event in ("task", "scope", "SIGINT", "SIGTERM"):
        await asyncio.sleep(1)
        scene.release()


async def started(scene: Scene, url: str, event: str) -> Client:
    return Inside(scene, url, event)


def holds_open(client: Client, moment: str, file: Path) -> bool:
    """Whether the migrator has opened the file; the scene, which is this process, has to hold the lock."""
    found = 0
    for place in Path(f"/proc/{client.pid()}/fd").iterdir():
        try:
            found += place.readlink() == file
        except OSError:
            continue
    return found > (isinstance(client, Inside) and moment == "lock")


def left(scene: Scene) -> tuple[str, str]:
    """What stays of revision 2, and the ledger's last word on it."""
    rows = scene.backend.rows("SELECT version_num FROM amig_version")
    word = scene.backend.rows(
        "SELECT event FROM amig_ledger WHERE revision = 'rev00002' AND statement IS NULL ORDER BY id DESC"
    )
    ledger = word[0][0] if word else "-"
    if rows == [("rev00002",)]:
        return "applied", ledger
    assert rows == [("rev00001",)]
    half = scene.backend.rows("SELECT count(*) FROM marks")[0][0] + has_half(scene.backend)
    return "resumes" if half else "nothing", ledger


def has_half(backend: Backend) -> int:
    where = {"sqlite": "FROM sqlite_master WHERE name", "mysql": "FROM information_schema.tables WHERE table_schema ="}
    sql = where.get(backend.name, "FROM information_schema.tables WHERE table_schema = 'public' AND table_name")
    sql = f"{sql} database() AND table_name" if backend.name == "mysql" else sql
    return int(backend.rows(f"SELECT count(*) {sql} = 'half'")[0][0])


async def again(scene: Scene) -> None:
    """The same files, run again: each revision once, each statement once."""
    await amig.upgrade(scene.project.config, url=scene.backend.url)
    rows = scene.backend.rows
    assert rows("SELECT version_num FROM amig_version") == [("rev00002",)]
    assert rows("SELECT id FROM marks") == [(2,)]
    assert has_half(scene.backend) == 1
    done = "SELECT revision FROM amig_ledger WHERE event = 'done' AND statement IS NULL ORDER BY id"
    assert rows(done) == [("rev00001",), ("rev00002",)]
    if scene.moment in ("data", "version", "commit") and scene.backend.name != "sqlite":
        assert rows("SELECT n FROM busy") == [(1,)]


def test_every_combination_is_declared() -> None:
    """Each event at each moment has a cell on each database; what is empty cannot be."""
    combinations = {(event, moment) for event in EVENTS for moment in MOMENTS}
    for name, cells in MATRIX.items():
        assert set(cells) == combinations
        empty = {case for case, outcome in cells.items() if outcome is None}
        no_server = {case for case in combinations if name == "sqlite" and case[0] in SERVERS_ONLY}
        no_slow_commit = {case for case in combinations if name != "postgresql" and case[1] == "commit"}
        assert empty == no_server | no_slow_commit
    assert set(CASES) >= SAMPLE


def test_the_page_is_what_the_tests_hold(request) -> None:
    """A full run writes it; otherwise it must be what was written."""
    if request.config.option.full or request.config.option.rewrite:
        PAGE.write_text(page())
    assert PAGE.read_text() == page()
