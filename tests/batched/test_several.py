"""Steps that share a string are transactions of their own: what stops one leaves those before it done, and told so."""

from __future__ import annotations

import asyncio
import logging

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.errors import CommitLostError, StepFailedError
from amig.recorded.in_thread import Visit
from amig.recorded.strings import Strings
from tests.batched.test_failing import LOCKS, SLEEPING, config_of, until
from tests.batched.watching import strings, watched
from tests.projects import new_project

SLOW = 'await op.execute("SELECT pg_sleep(0.6)")'
ADDING = 'await op.add_column("a", sa.Column("x{}", sa.Integer()))'
TOLD = "SELECT revision, event FROM amig_ledger WHERE statement IS NULL ORDER BY id"
ROWS = "SELECT version_num FROM amig_version"
KEY = "hashtextextended('amig:public.amig_version', 0)"


@pytest.fixture(autouse=True)
def _patient(monkeypatch) -> None:
    """What goes together does not depend on how busy the machine is."""
    monkeypatch.setattr("amig.recorded.strings._BRIEF", 60.0)


@pytest.fixture
def sent_together(monkeypatch) -> list[list[str]]:
    """What each string held, by its revisions."""
    together, send = list[list[str]](), Strings.send

    async def noted(self, parts) -> None:
        together.append([part.step.revision.id for part in parts])
        await send(self, parts)

    monkeypatch.setattr(Strings, "send", noted)
    return together


def history(folder, *bodies: str):
    """One revision, which goes alone, two that go together, and then four; `bodies` are the last ones."""
    project = new_project(folder)
    project.table("a")
    for place in range(3):
        project.up(ADDING.format(place))
    for body in bodies:
        project.up(body)
    return project


def ids(*places: int) -> list[str]:
    return [f"rev{place:05d}" for place in places]


@pytest.mark.parametrize("backend_name", ["sqlite", "postgresql"])
async def test_brief_steps_share_strings(backend_name, request, tmp_path, sent_together) -> None:
    """Twice as many each time; each is a transaction, a row of the ledger, and is told in its turn."""
    backend = request.getfixturevalue(backend_name)
    project = history(tmp_path / "p", *map(ADDING.format, range(3, 7)))
    told = list[str]()
    await amig.upgrade(project.config, "rev00001", url=backend.url)
    sent_together.clear()
    done = await amig.upgrade(project.config, url=backend.url, tell=lambda ran: told.append(ran.revision))
    assert [len(some) for some in sent_together] == [1, 2, 4]
    assert [step.revision for step in done.steps] == told == ids(*range(2, 9))
    assert all(step.seconds > 0 and not step.elsewhere for step in done.steps)
    assert backend.rows(TOLD) == [(one, "done") for one in ids(*range(1, 9))]
    assert (await amig.downgrade(project.config, "base", url=backend.url)).after == ()
    assert backend.rows(ROWS) == []


async def test_each_is_a_transaction_of_the_server(postgresql, tmp_path) -> None:
    """Rows that were written in them bear different numbers of transactions."""
    project = history(tmp_path / "p", *['await op.execute("INSERT INTO a (id) SELECT count(*) FROM a")'] * 6)
    async with watched(postgresql.url) as (engine, sent):
        await amig.upgrade(project.config, engine=engine)
    assert max(text.count("/* amig: ") for text in sent) > 2
    assert len(strings(sent)) == 10
    assert postgresql.rows("SELECT count(*), count(DISTINCT xmin::text) FROM a") == [(6, 6)]


@pytest.mark.parametrize("backend_name", ["sqlite", "postgresql"])
async def test_one_that_fails_leaves_those_before_it_done(backend_name, request, tmp_path, sent_together) -> None:
    """It is named, and told as it would have been alone; what comes after it has not begun."""
    backend = request.getfixturevalue(backend_name)
    bodies = [ADDING.format(3), f'{ADDING.format(4)}\nawait op.drop_table("nope")', ADDING.format(5)]
    project = history(tmp_path / "p", *bodies)
    await amig.upgrade(project.config, "rev00001", url=backend.url)
    sent_together.clear()
    told = list[str]()
    with pytest.raises(StepFailedError, match="nope") as caught:
        await amig.upgrade(project.config, url=backend.url, tell=lambda ran: told.append(ran.revision))
    assert sent_together == [ids(2), ids(3, 4), ids(5, 6, 7)]
    assert (caught.value.revision, caught.value.statement, caught.value.at) == ("rev00006", 2, ("rev00005",))
    assert told == ids(2, 3, 4, 5)
    assert backend.rows(TOLD) == [*((one, "done") for one in ids(*range(1, 6))), ("rev00006", "failed")]
    assert backend.rows(ROWS) == [("rev00005",)]
    if backend_name == "postgresql":
        assert backend.rows(LOCKS) == [(0,)]


async def test_no_step_is_said_to_run_that_does_not(sqlite, tmp_path, caplog) -> None:
    """The log names those that are done and the one that fails, each once."""
    project = history(tmp_path / "p", 'await op.drop_table("nope")', ADDING.format(5))
    with caplog.at_level(logging.INFO, "amig.run"), pytest.raises(StepFailedError):
        await amig.upgrade(project.config, url=sqlite.url)
    running = [one.getMessage().split(",")[0] for one in caplog.records if one.getMessage().startswith("running")]
    assert [said.rpartition(" ")[2] for said in running] == ids(1, 2, 3, 4, 5)


async def test_a_string_that_is_not_understood_does_nothing(postgresql, tmp_path) -> None:
    """The server reads all of it first: those before the culprit go once more, and it alone fails."""
    project = history(tmp_path / "p", ADDING.format(3), 'await op.execute("INSERT OR IGNORE INTO a VALUES (1)")')
    with pytest.raises(StepFailedError, match="syntax error") as caught:
        await amig.upgrade(project.config, url=postgresql.url)
    assert caught.value.revision == "rev00006"
    assert postgresql.rows(TOLD) == [*((one, "done") for one in ids(*range(1, 6))), ("rev00006", "failed")]


async def test_another_migrator_comes_between(postgresql, tmp_path, sent_together) -> None:
    """Whoever waits for the lock gets it after the step that has it; the others wait in their turn."""
    project = history(tmp_path / "p", SLOW, *map(ADDING.format, range(3, 5)))
    await amig.upgrade(project.config, "rev00003", url=postgresql.url)
    other = create_async_engine(postgresql.url)
    running = asyncio.ensure_future(amig.upgrade(project.config, url=postgresql.url))
    async with other.connect() as holder:
        await until(lambda: postgresql.rows(SLEEPING) != [(0,)] or running.done())
        await holder.execute(text(f"SELECT pg_advisory_xact_lock({KEY})"))
        assert postgresql.rows(ROWS) == [("rev00005",)]
        await asyncio.sleep(0.3)
        assert not running.done()
        await holder.rollback()
    done = await running
    await other.dispose()
    assert ids(5, 6) in sent_together
    assert ids(6) in sent_together  # tried again
    assert [step.revision for step in done.steps if not step.elsewhere] == ids(4, 5, 6, 7)
    assert postgresql.rows(TOLD) == [(one, "done") for one in ids(*range(1, 8))]


async def test_what_another_did_meanwhile_is_told_as_its_own(postgresql, tmp_path) -> None:
    """The string finds other rows than it was planned from, and goes on from those."""
    project = history(tmp_path / "p", SLOW, *map(ADDING.format, range(3, 6)))
    await amig.upgrade(project.config, "rev00003", url=postgresql.url)
    other = create_async_engine(postgresql.url)
    running = asyncio.ensure_future(amig.upgrade(project.config, url=postgresql.url))
    async with other.begin() as holder:
        await until(lambda: postgresql.rows(SLEEPING) != [(0,)] or running.done())
        await holder.execute(text(f"SELECT pg_advisory_xact_lock({KEY})"))
        await holder.execute(text("ALTER TABLE a ADD COLUMN x3 integer, ADD COLUMN x4 integer"))
        await holder.execute(text("UPDATE amig_version SET version_num = 'rev00007'"))
    done = await running
    await other.dispose()
    assert [(step.revision, step.elsewhere) for step in done.steps] == [
        *((one, False) for one in ids(4, 5, 8)),
        *((one, True) for one in ids(6, 7)),
    ]
    assert postgresql.rows(TOLD) == [(one, "done") for one in ids(1, 2, 3, 4, 5, 8)]


@pytest.mark.parametrize("stop", ["cancel", "terminate"])
async def test_a_stop_in_the_midst_is_told_of_the_step_it_met(postgresql, tmp_path, sent_together, stop) -> None:
    """What was committed before it is done, and told; nothing of what comes after it."""
    project = history(tmp_path / "p", 'await op.execute("SELECT pg_sleep(58)")', ADDING.format(3))
    told = list[str]()
    tell = lambda ran: told.append(ran.revision)  # noqa: E731
    await amig.upgrade(project.config, "rev00001", url=postgresql.url)
    running = asyncio.ensure_future(amig.upgrade(project.config, url=postgresql.url, tell=tell))
    await until(lambda: postgresql.rows(SLEEPING) != [(0,)] or running.done())
    if stop == "cancel":
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    else:
        await asyncio.to_thread(postgresql.rows, SLEEPING.replace("count(*)", "pg_terminate_backend(pid)"))
        with pytest.raises(CommitLostError) as caught:
            await running
        lost = caught.value
        assert (lost.revision, lost.outcome, lost.at) == ("rev00005", "taken back", ("rev00004",))
    assert sent_together[-1] == ids(5, 6)
    assert told == ids(2, 3, 4)
    assert postgresql.rows(SLEEPING) == [(0,)]
    assert postgresql.rows(LOCKS) == [(0,)]
    assert postgresql.rows(ROWS) == [("rev00004",)]
    assert postgresql.rows(TOLD)[:4] == [(one, "done") for one in ids(1, 2, 3, 4)]


async def test_a_visit_that_is_stopped_between_two_steps_leaves_the_first_done(sqlite, tmp_path, monkeypatch) -> None:
    """What its COMMIT has kept is counted; the next one does not begin."""
    project = history(tmp_path / "p", *map(ADDING.format, range(3, 6)))
    alone, loop, told = Visit._alone, asyncio.get_running_loop(), list[str]()

    def stopped(self, cursor, part, timeout) -> None:
        alone(self, cursor, part, timeout)
        if part.step.revision.id == "rev00005":
            loop.call_soon_threadsafe(running.cancel)
            asyncio.run_coroutine_threadsafe(asyncio.sleep(0.2), loop).result()

    monkeypatch.setattr(Visit, "_alone", stopped)
    running = asyncio.ensure_future(
        amig.upgrade(project.config, url=sqlite.url, tell=lambda ran: told.append(ran.revision))
    )
    with pytest.raises(asyncio.CancelledError):
        await running
    assert told == ids(1, 2, 3, 4, 5)
    assert sqlite.rows(ROWS) == [("rev00005",)]
    assert sqlite.rows(TOLD) == [*((one, "done") for one in ids(1, 2, 3, 4, 5)), ("rev00006", "interrupted")]


async def test_slow_steps_are_told_one_by_one(postgresql, tmp_path, sent_together, monkeypatch) -> None:
    """A string of several is brief: nobody waits long to hear of what is done."""
    monkeypatch.setattr("amig.recorded.strings._BRIEF", 0.1)
    project = history(tmp_path / "p", *['await op.execute("SELECT pg_sleep(0.3)")'] * 4)
    await amig.upgrade(project.config, url=postgresql.url)
    assert sent_together == [ids(1), ids(2, 3), ids(4, 5, 6, 7), ids(8)]


async def test_bounds_are_those_of_each_step(postgresql, tmp_path, sent_together) -> None:
    """A revision's own time limit bounds its own statements, in a string of several too."""
    project = history(tmp_path / "p", SLOW)
    project.up(SLOW, header="statement_timeout = 0.2")
    config = await config_of(project, statement_timeout=5)
    with pytest.raises(StepFailedError, match="statement timeout") as caught:
        await amig.upgrade(config, url=postgresql.url)
    assert caught.value.revision == "rev00006"
    assert sent_together[2] == ids(4, 5, 6)
    assert postgresql.rows(ROWS) == [("rev00005",)]
