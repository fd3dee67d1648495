"""A string looks for a lease, which no lock of the server tells of."""

from __future__ import annotations

import asyncio

import pytest

import amig
from amig.errors import LockTimeoutError
from amig.recorded.strings import Strings
from tests.batched.test_failing import config_of, history, until
from tests.batched.watching import strings, watched
from tests.lock.test_lease import FAR, HELD, _make_table

pytestmark = pytest.mark.usefixtures("one_at_a_time")

BODY = 'await op.execute("INSERT INTO a SELECT count(*) FROM a")'
LEASE = "SELECT number, owner FROM amig_lease"


@pytest.fixture
def leased(postgresql, monkeypatch):
    """Somebody takes a lease behind the back of a run, when its string for the second revision is about to be sent."""

    def until_then(seconds: int, versions: str = "amig_version") -> None:
        expires = FAR["postgresql"].format(f"{seconds} seconds")
        row = HELD.format(now="clock_timestamp()", expires=expires).replace("'amig_version'", f"'{versions}'")
        send, taken = Strings.send, list[str]()

        async def meddled(self, parts) -> None:
            if parts[0].step.revision.id == "rev00002" and not taken:
                taken.append(row)
                await _make_table(postgresql)
                await asyncio.to_thread(postgresql.execute, row)
            await send(self, parts)

        monkeypatch.setattr(Strings, "send", meddled)

    return until_then


async def test_a_string_does_nothing_while_somebody_has_a_lease(postgresql, tmp_path, leased) -> None:
    """The run waits as it would have otherwise, and says for whom; then it goes through."""
    leased(60)
    project = history(tmp_path / "p", BODY, BODY)
    config = await config_of(project, lock_wait=0.5)
    with pytest.raises(LockTimeoutError, match="lease 7 of web-1"):
        await amig.upgrade(config, url=postgresql.url)
    assert postgresql.rows("SELECT * FROM a") == []
    assert postgresql.rows("SELECT version_num FROM amig_version") == [("rev00001",)]
    running = asyncio.ensure_future(amig.upgrade(config.replace(lock_wait=60), url=postgresql.url))
    await asyncio.sleep(0.5)
    assert postgresql.rows("SELECT * FROM a") == []
    assert not running.done()
    await asyncio.to_thread(postgresql.execute, "UPDATE amig_lease SET owner = ''")
    await until(running.done)
    assert [step.revision for step in (await running).steps] == ["rev00002", "rev00003"]
    assert postgresql.rows(LEASE) == [(7, "")]


@pytest.mark.full
async def test_the_lease_of_the_dead_is_ended_the_ordinary_way(postgresql, tmp_path, leased) -> None:
    """The string does nothing; the step that is run instead ends the lease with a higher number."""
    leased(-1)
    project = history(tmp_path / "p", BODY, BODY)
    async with watched(postgresql.url) as (engine, sent):
        done = await amig.upgrade(await config_of(project, lock_wait=60), engine=engine)
    assert done.after == ("rev00003",)
    assert postgresql.rows("SELECT id FROM a ORDER BY id") == [(0,), (1,)]
    assert postgresql.rows(LEASE) == [(8, "")]
    assert [text.split("*/")[0] for text in strings(sent)] == [
        "/* amig: upgrade rev00001 ",
        "/* amig: upgrade rev00002 ",
        "/* amig: upgrade rev00003 ",
    ]


async def test_a_lease_of_another_version_table_is_none_of_its_affairs(postgresql, tmp_path, leased) -> None:
    """It is sent once, and carried out."""
    leased(60, "their_version")
    project = history(tmp_path / "p", BODY)
    async with watched(postgresql.url) as (engine, sent):
        done = await amig.upgrade(await config_of(project, lock_wait=0.5), engine=engine)
    assert (done.after, len(strings(sent))) == (("rev00002",), 2)
    assert postgresql.rows(LEASE) == [(7, "somebody")]
