"""A server that says nothing: one that works is waited for, one that is frozen is not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

import amig
from amig.errors import StepFailedError, UnansweredError, UnreachableError
from amig.impl.guard import Guard
from amig.impl.ward import Ward, nobody
from tests.projects import SHELF, new_project
from tests.servers.databases import mysql_database, postgresql_database

MAKERS = {"postgresql": postgresql_database, "mysql": mysql_database}
SLEEP = {"postgresql": "SELECT pg_sleep({})", "mysql": "SELECT SLEEP({})"}
SERVERS = pytest.mark.parametrize("server", ["postgresql", "mysql"])


def impatient(project, answer_wait: float = 1.0) -> Path:
    """The configuration of somebody who does not wait long."""
    project.config.write_text(f"{project.config.read_text()}answer_wait = {answer_wait}\n")
    return project.config


@SERVERS
async def test_a_long_statement_is_no_silence(server, request, tmp_path) -> None:
    """It takes longer than the wait for an answer; the server is asked, and answers."""
    database = request.getfixturevalue(server)
    project = new_project(tmp_path / "p")
    project.up(f'await op.execute("{SLEEP[server].format(4)}")')
    config = impatient(project, 2.0)
    await amig.upgrade(config, url=database.url)
    assert (await amig.current(config, url=database.url)).revisions == ("rev00001",)


@pytest.mark.full
@pytest.mark.timeout(240)
@SERVERS
async def test_a_frozen_server_ends_the_run(server, request, tmp_path, throwaway) -> None:
    """The error says how long nothing was heard, and the cause is the server's."""
    own = throwaway(server)
    with MAKERS[server](own.url, request.node.nodeid) as database:
        project = new_project(tmp_path / "p")
        project.up(f'from tests.projects import SHELF\nSHELF.append(1)\nawait op.execute("{SLEEP[server].format(5)}")')
        SHELF.clear()
        run = asyncio.ensure_future(amig.upgrade(impatient(project), url=database.url))
        while not SHELF:  # noqa: ASYNC110 - the script fills it
            await asyncio.sleep(0.02)
        own.freeze()
        try:
            with pytest.raises(StepFailedError, match="has not answered for") as caught:
                await run
            assert isinstance(caught.value.__cause__, UnansweredError)
            assert not caught.value.recorded
        finally:
            own.thaw()


@asynccontextmanager
async def mute() -> AsyncGenerator[int, None]:
    """A port that lets everybody in, and never says a word."""
    inside: set[asyncio.StreamWriter] = set()
    server = await asyncio.start_server(lambda _, writer: inside.add(writer), "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        for writer in inside:
            writer.transport.abort()
        server.close()


@pytest.mark.parametrize("driver", ["postgresql+asyncpg", "mysql+aiomysql"])
@pytest.mark.full
async def test_a_server_that_lets_in_and_says_nothing(driver, tmp_path) -> None:
    """Connecting ends too."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    async with mute() as port:
        with pytest.raises(UnreachableError, match=r"did not answer for \d+ s"):
            await amig.upgrade(impatient(project), url=f"{driver}://user@127.0.0.1:{port}/shop")


async def test_a_silent_server_is_not_waited_for_again() -> None:
    """COMMIT, which nobody may cancel, ends as well; what comes after it ends sooner."""
    guard = Guard(ward=Ward(nobody, 0.05))
    with pytest.raises(UnansweredError):
        await guard.finish(asyncio.sleep(60))
    with pytest.raises(UnansweredError):
        await guard.run(asyncio.sleep(60))


async def test_who_answers_is_waited_for() -> None:
    """However often it has to be asked."""
    asked = []

    async def answers() -> bool:
        asked.append(1)
        return True

    guard = Guard(ward=Ward(answers, 0.02))
    assert await guard.run(asyncio.sleep(0.3, "done")) == "done"
    assert len(asked) > 1


async def test_somebodys_cancellation_stays_one() -> None:
    """What is reported is what was asked for, not the silence."""
    guard = Guard(ward=Ward(nobody, 30))
    task = asyncio.ensure_future(guard.run(asyncio.sleep(60)))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert guard.ward.silent is None
