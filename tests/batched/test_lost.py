"""A string commits by itself: what became of it where no answer came, and what a cancellation does that came late."""

from __future__ import annotations

import asyncio

import anyio
import pytest
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.errors import CommitLostError
from amig.recorded.in_one import InOne
from amig.recorded.strings import Strings
from amig.run import _Run
from tests.batched.test_failing import SLEEPING, config_of, history, until

pytestmark = pytest.mark.usefixtures("one_at_a_time")

TOLD = "SELECT revision, event FROM amig_ledger WHERE statement IS NULL ORDER BY id"
ROWS = "SELECT version_num FROM amig_version"


@pytest.fixture
def sending(monkeypatch):
    """Does something when the second revision is about to be sent as a string."""
    send = Strings.send

    def first(act) -> None:
        async def sent(self, parts) -> None:
            if parts[0].step.revision.id == "rev00002":
                await act()
            await send(self, parts)

        monkeypatch.setattr(Strings, "send", sent)

    return first


@pytest.mark.parametrize(
    ("let_in", "outcome"), [(True, "committed"), pytest.param(False, "unknown", marks=pytest.mark.full)]
)
async def test_an_answer_that_is_lost_is_looked_up(
    postgresql, through_proxy, tmp_path, sending, let_in, outcome
) -> None:
    """Where the database can be asked it says that all of it is there; where it cannot, nothing is claimed."""
    proxy, url = through_proxy(postgresql.url)
    project = history(tmp_path / "p", *['await op.execute("INSERT INTO a SELECT count(*) FROM a")'] * 2)

    async def cut() -> None:
        proxy.unanswered, proxy.closed = b"/* amig: upgrade rev00002 */", not let_in

    sending(cut)
    with pytest.raises(CommitLostError) as caught:
        await amig.upgrade(project.config, url=url)
    assert (caught.value.revision, caught.value.outcome) == ("rev00002", outcome)
    assert caught.value.at == (("rev00002",) if let_in else ("rev00001",))
    assert postgresql.rows(TOLD) == [("rev00001", "done"), ("rev00002", "done")]
    assert [step.revision for step in (await amig.upgrade(project.config, url=postgresql.url)).steps] == ["rev00003"]
    assert postgresql.rows("SELECT id FROM a ORDER BY id") == [(0,), (1,)]


async def test_an_answer_that_never_comes_can_mean_that_it_was_taken_back(postgresql, through_proxy, tmp_path) -> None:
    """The connection goes while a statement of the string runs, and with it the session."""
    proxy, url = through_proxy(postgresql.url)
    sleeping = 'await op.execute("INSERT INTO a VALUES (1, 1)")\nawait op.execute("SELECT pg_sleep(58)")'
    project = history(tmp_path / "p", sleeping)
    running = asyncio.ensure_future(amig.upgrade(project.config, url=url))
    await until(lambda: postgresql.rows(SLEEPING) != [(0,)] or running.done())
    proxy.cut()
    with pytest.raises(amig.AmigError) as caught:
        await running
    lost = caught.value if isinstance(caught.value, CommitLostError) else caught.value.__cause__
    assert isinstance(lost, CommitLostError)
    assert (lost.revision, lost.outcome, lost.at) == ("rev00002", "taken back", ("rev00001",))
    assert postgresql.rows(SLEEPING) == [(0,)]
    assert postgresql.rows(ROWS) == [("rev00001",)]
    assert postgresql.rows("SELECT * FROM a") == []


@pytest.mark.parametrize("way", ["task", "scope"])
@pytest.mark.parametrize("kind", ["revision", "run"])
async def test_a_cancellation_that_comes_too_late(
    postgresql, through_proxy, tmp_path, sending, monkeypatch, kind, way
) -> None:
    """It stops the run; what was committed by then is done, and is told as nothing else."""
    proxy, url = through_proxy(postgresql.url)
    body = 'await op.execute("INSERT INTO a SELECT count(*) FROM a")'
    project = history(tmp_path / "p", *[body] * (2 if kind == "revision" else 1))
    config = await config_of(project, transaction=kind)
    counted, commit, did = list[str](), InOne.commit, _Run.did
    engine = create_async_engine(url)

    async def late() -> None:
        """Answers come much later, until one of them has been held back."""
        proxy.delay = 3.0

    async def committed(self, step):
        await late()
        return await commit(self, step)

    def noted(self, step, seconds) -> None:
        counted.append(step.revision.id)
        did(self, step, seconds)

    sending(late)
    monkeypatch.setattr(_Run, "did", noted)
    if kind == "run":
        monkeypatch.setattr(InOne, "commit", committed)

    def is_there() -> bool:
        found = postgresql.rows("SELECT to_regclass('amig_version')") != [(None,)]
        return found and postgresql.rows(ROWS) == [("rev00002",)]

    if way == "task":
        running = asyncio.ensure_future(amig.upgrade(config, engine=engine))
        await until(lambda: is_there() or running.done())
        proxy.delay = 0.0
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    else:
        with anyio.CancelScope() as scope:
            async with anyio.create_task_group() as group:
                group.start_soon(lambda: amig.upgrade(config, engine=engine))
                await until(is_there)
                proxy.delay = 0.0
                scope.cancel()
        assert scope.cancelled_caught
    assert counted == ["rev00001", "rev00002"]
    assert postgresql.rows(TOLD) == [("rev00001", "done"), ("rev00002", "done")]
    assert postgresql.rows(ROWS) == [("rev00002",)]
    left = [step.revision for step in (await amig.upgrade(config, engine=engine)).steps]
    assert left == (["rev00003"] if kind == "revision" else [])
    await engine.dispose()
