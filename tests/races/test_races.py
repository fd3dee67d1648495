"""Many processes start at once: each revision runs once, nobody fails, and all return when the goal is reached."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

import amig
from tests.races.race import Race, each_ran_once, project_of, race

PLACES = ("sqlite", "postgresql", "mysql", "pgbouncer")


def run(place: str, request: pytest.FixtureRequest, tmp_path, count: int, *, half: bool, outside: bool = False) -> Race:
    """Race to the head from an empty or a half-migrated database; the figures are told at the end of the tests."""
    behind = place == "pgbouncer"
    backend = request.getfixturevalue("postgresql" if behind else place)
    url = request.getfixturevalue("through_pgbouncer") if behind else backend.url
    project = project_of(tmp_path / "p", outside=backend.name if outside else None)
    if half:
        command = [sys.executable, "-m", "amig", "-c", str(project.config), "--url", backend.url]
        subprocess.run([*command, "upgrade", "rev00006"], check=True, capture_output=True)
    found = race(project, url, backend, count)
    each_ran_once(project, backend)
    said = f"{place}, {'half-migrated' if half else 'empty'}{', autocommit steps' if outside else ''}, {found}"
    request.node.user_properties.append(("figure", said))
    return found


@pytest.mark.timeout(200)
@pytest.mark.parametrize(
    ("place", "outside"),
    [("sqlite", 1), ("postgresql", 1), pytest.param("mysql", 1, marks=pytest.mark.full), ("pgbouncer", 0)],
)
def test_six_processes(place, outside, request, tmp_path) -> None:
    """By the command and the coroutine, on an empty database, with autocommit steps where their lock can be held."""
    run(place, request, tmp_path, 6, half=False, outside=bool(outside))


@pytest.mark.full
def test_commands_started_by_hand(backend, tmp_path) -> None:
    """The same with the plain command, a few times at once, each with a start-up of its own."""
    project = project_of(tmp_path / "p")
    command = [sys.executable, "-m", "amig", "-c", str(project.config), "--url", backend.url, "upgrade"]
    started = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    said = [process.communicate(timeout=50)[1] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], said
    each_ran_once(project, backend)


async def test_many_migrators_in_one_loop_behind_a_pooler(through_pgbouncer, postgresql, tmp_path) -> None:
    """The lock belongs to the transaction, so a transaction pooler cannot give it to two, nor keep it."""
    project = project_of(tmp_path / "p")
    await asyncio.gather(*(amig.upgrade(project.config, url=through_pgbouncer) for _ in range(8)))
    await asyncio.to_thread(each_ran_once, project, postgresql)
    assert await asyncio.to_thread(
        postgresql.rows,
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    ) == [(0,)]


@pytest.mark.full
@pytest.mark.timeout(300)
@pytest.mark.parametrize("count", [12, 50])
@pytest.mark.parametrize("half", [False, True], ids=["empty", "half"])
@pytest.mark.parametrize("place", PLACES)
def test_a_crowd(place, half, count, request, tmp_path) -> None:
    """The same with a dozen and with fifty, empty and half-migrated."""
    run(place, request, tmp_path, count, half=half)


@pytest.mark.full
@pytest.mark.timeout(300)
@pytest.mark.parametrize("count", [12, 50])
@pytest.mark.parametrize("place", ["sqlite", "postgresql", "mysql"])
def test_a_crowd_with_autocommit_steps(place, count, request, tmp_path) -> None:
    """A lock of the session, or of a file, holds where there is no transaction, and nobody waits for the index in vain."""
    run(place, request, tmp_path, count, half=False, outside=True)
