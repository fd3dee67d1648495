"""Closed steps of MySQL in a chain: COMMIT goes out with the first statement of the next one, and nothing else changes."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import pymysql
import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.context import MigrationContext
from amig.errors import CommitLostError, ConcurrentChangeError, StepFailedError
from amig.impl.straight import Straight
from tests.batched.test_straight import FAILING, SEVERAL, WHOLE_EVENTS, failure, history
from tests.batched.test_straight import killed as killed_at

DROPPED = "DROP TABLE IF EXISTS whole, other, b, amig_version, amig_ledger"


def column(name: str) -> str:
    return f'await op.add_column("whole", sa.Column("{name}", sa.Integer()))'


BEFORE = [column(name) for name in "klm"]


@pytest.fixture
def packets(monkeypatch):
    """All that is recorded goes out in one chain, after the first of them; what is sent together."""
    monkeypatch.setattr("amig.recorded.strings.Strings._as_many", lambda *_: 64)
    found: list[list[str]] = []
    send = Straight._as_one

    async def noting(self: Straight, sent: Any) -> int:
        found.append([one.text for one in sent])
        return await send(self, sent)

    monkeypatch.setattr(Straight, "_as_one", noting)
    return found


async def test_a_step_in_the_midst_is_one_packet(mysql, tmp_path, packets) -> None:
    """The rows of the step before, what the ledger is told of it, COMMIT; the next one's begin, and its statement."""
    project = history(tmp_path / "p", *BEFORE, column("o"), column("p"), "pass")
    assert len((await amig.upgrade(project.config, url=mysql.url)).steps) == 7
    (packet,) = [sent for sent in packets if sent[-1].endswith("ADD COLUMN o INTEGER")]
    assert [text.split()[0] for text in packet] == ["UPDATE", "INSERT", "COMMIT", "INSERT", "ALTER"]
    assert "'rev00004'" in packet[0]
    assert sum("COMMIT" in sent[:-1] for sent in packets) == 3
    assert mysql.rows("SELECT * FROM amig_version") == [("rev00007",)]


async def test_one_round_trip_for_a_step_in_the_midst(mysql, tmp_path, through_proxy, packets) -> None:
    """Five more steps are five more packets."""
    proxy, url = through_proxy(mysql.url)
    trips = []
    for count in (4, 9):
        mysql.execute(DROPPED)
        project = history(tmp_path / str(count), *[column(f"c{n}") for n in range(count)])
        engine = create_async_engine(url)
        proxy.reset()
        assert len((await amig.upgrade(project.config, engine=engine)).steps) == count + 1
        trips.append(proxy.round_trips)
        await engine.dispose()
    assert trips[1] - trips[0] == 5


async def test_the_ledger_is_told_the_same_of_a_chain(mysql, tmp_path, packets) -> None:
    """Row by row: with a listener, for whom each goes by itself, and without one; constructs and all."""
    told = []
    for listening in (True, False):
        mysql.execute(DROPPED)
        bodies = [
            *BEFORE,
            SEVERAL,
            column("o"),
            "pass",
            'await op.execute("INSERT INTO whole (n) VALUES (7)")',
            column("p"),
            "pass",
        ]
        project, engine = history(tmp_path / str(listening), *bodies), create_async_engine(mysql.url)
        if listening:
            event.listen(engine.sync_engine, "before_cursor_execute", lambda *_: None)
        await amig.upgrade(project.config, engine=engine)
        await engine.dispose()
        told.append(mysql.rows(f"{WHOLE_EVENTS} ORDER BY id"))
        assert mysql.rows("SELECT count(*) FROM amig_ledger WHERE seconds > 0 AND seconds < 60") == [(10,)]
    assert told[0] == told[1]
    assert sum("COMMIT" in sent[:-1] for sent in packets) == 3


async def test_branches_and_a_merge_in_a_chain(mysql, tmp_path, packets) -> None:
    """Where more than one row moves, COMMIT goes out by itself, and the chain goes on after it."""
    project = history(tmp_path / "p", *BEFORE)
    for name, down in (("left1", '"rev00003"'), ("both1", '("rev00004", "left1")')):
        project.up(column(name), id_=name)
        file = project.folder / "migrations" / "versions" / f"{name}.py"
        lines = file.read_text().splitlines(keepends=True)
        file.write_text(
            "".join(f"down_revision = {down}\n" if one.startswith("down_revision") else one for one in lines)
        )
    for name in "opq":
        project.up(column(name))
    assert len((await amig.upgrade(project.config, url=mysql.url)).steps) == 9
    assert mysql.rows("SELECT * FROM amig_version") == [(project.last,)]
    done = mysql.rows(
        "SELECT count(*), count(DISTINCT revision) FROM amig_ledger WHERE event = 'done' AND statement IS NULL"
    )
    assert done == [(9, 9)]


@pytest.mark.parametrize("body", FAILING.values(), ids=FAILING)
async def test_a_failure_in_a_chain_is_told_as_always(mysql, tmp_path, packets, body) -> None:
    """Those before it are done, and told; the rest as if it had gone out alone."""
    told = []
    for listening in (True, False):
        mysql.execute(DROPPED)
        project = history(tmp_path / str(listening), *BEFORE, body.replace('"m"', '"mm"'), column("o"), column("p"))
        told.append(await failure(mysql, project, listening=listening))
    assert told[0] == told[1]
    assert told[0][0][:4] == [f"rev0000{n}" for n in range(1, 5)]
    assert any("COMMIT" in sent[:-1] for sent in packets)


def test_rows_that_are_moved_during_a_step_of_a_chain(mysql, tmp_path, packets, monkeypatch) -> None:
    """The step at whose end they are others is the one that fails, though the next one was about to be sent with it."""
    project = history(
        tmp_path / "p", *BEFORE, 'await op.create_table("b", sa.Column("id", sa.Integer()))', column("o"), "pass"
    )
    send = Straight._as_one

    async def moving(self: Straight, sent: Any) -> int:
        count = await send(self, sent)
        if sent[-1].text.startswith("CREATE TABLE b"):
            mysql.execute("UPDATE amig_version SET version_num = 'elsewhere'")
        return count

    monkeypatch.setattr(Straight, "_as_one", moving)
    with pytest.raises(StepFailedError) as caught:
        asyncio.run(amig.upgrade(project.config, url=mysql.url))
    assert isinstance(caught.value.__cause__, ConcurrentChangeError)
    assert caught.value.revision == "rev00005"
    assert "COMMIT" in packets[-1] or "COMMIT" in packets[-2]
    assert mysql.rows("SELECT * FROM amig_version") == [("elsewhere",)]
    told = mysql.rows("SELECT revision, event, statement FROM amig_ledger WHERE revision >= 'rev00005' ORDER BY id")
    assert told == [("rev00005", *one) for one in (("started", None), ("started", 1), ("done", 1), ("failed", None))]
    assert mysql.rows("SHOW COLUMNS FROM whole LIKE 'o'") == []


@pytest.mark.parametrize("moment", ["before it is sent", "before it is answered", "at the statement after it"])
def test_a_session_that_is_lost_at_a_commit(mysql, tmp_path, packets, monkeypatch, moment) -> None:
    """What is told is true, and the next run does the rest, no statement twice."""
    project = history(tmp_path / "p", *BEFORE, column("o"), column("p"), "pass")
    send, once = Straight._as_one, [True]

    async def losing(self: Straight, sent: Any) -> int:
        if once and sent[-1].text.endswith("ADD COLUMN o INTEGER"):
            once.clear()
            if moment == "before it is sent":
                mysql.execute(f"KILL {self.driver.thread_id()}")
            else:
                skip = 0 if moment == "before it is answered" else len(sent) - 2
                monkeypatch.setattr(type(self.driver), "next_result", lost_after(skip))
        return await send(self, sent)

    def lost_after(skip: int) -> Any:
        real, left = pymysql_next(), [skip]

        async def next_result(driver: Any) -> Any:
            if left[0]:
                left[0] -= 1
                return await real(driver)
            await asyncio.sleep(0.3)
            driver.close()
            raise pymysql.err.OperationalError(2013, "Lost connection to MySQL server during query")

        return next_result

    monkeypatch.setattr(Straight, "_as_one", losing)
    with pytest.raises((StepFailedError, CommitLostError)) as caught:
        asyncio.run(amig.upgrade(project.config, url=mysql.url))
    monkeypatch.undo()
    at = mysql.rows("SELECT * FROM amig_version")
    assert at == [("rev00004",)] if moment != "before it is sent" else [("rev00003",)]
    assert "rev0000" in str(caught.value)
    asyncio.run(amig.upgrade(project.config, url=mysql.url))
    assert mysql.rows("SELECT * FROM amig_version") == [("rev00007",)]
    done = "SELECT count(*), count(DISTINCT revision) FROM amig_ledger WHERE event = 'done' AND statement IS NULL"
    assert mysql.rows(done) == [(7, 7)]


def pymysql_next() -> Any:
    import aiomysql

    return aiomysql.Connection.next_result


async def test_a_cancellation_in_a_chain(mysql, tmp_path, packets) -> None:
    """It stops the statement that runs; what was done before is done, and the next run goes on."""
    slow = 'await op.execute("UPDATE whole SET n = SLEEP(43)")'
    first = 'await op.execute("INSERT INTO whole () VALUES ()")'
    project, ran = history(tmp_path / "p", first, *BEFORE, slow, column("o"), "pass"), list[str]()
    task = asyncio.ensure_future(amig.upgrade(project.config, url=mysql.url, tell=lambda one: ran.append(one.revision)))
    running = "SELECT count(*) FROM information_schema.processlist WHERE info LIKE '%UPDATE whole SET n = SLEEP(43)%' AND info NOT LIKE '%processlist%'"
    while mysql.rows(running) == [(0,)]:  # noqa: ASYNC110 - the server tells of no event
        await asyncio.sleep(0.02)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert (task.cancelled(), mysql.rows(running)) == (True, [(0,)])
    assert (await amig.current(project.config, url=mysql.url)).revisions == ("rev00005",)
    assert ran == [f"rev0000{n}" for n in range(1, 6)]
    mysql.execute("DELETE FROM whole")
    await amig.upgrade(project.config, url=mysql.url)
    assert mysql.rows("SELECT * FROM amig_version") == [("rev00008",)]


async def test_what_is_refused_before_it_is_sent_leaves_the_step_before_it_whole(
    mysql, tmp_path, packets, monkeypatch
) -> None:
    """Its COMMIT, which would have gone out with the statement, goes by itself."""
    project = history(tmp_path / "p", *BEFORE, column("o"), column("p"), "pass")
    admit = MigrationContext.admit

    async def refusing(self: Any, statement: Any, directive: Any) -> None:
        if statement.text.endswith("ADD COLUMN o INTEGER"):
            raise ValueError("not this one")
        await admit(self, statement, directive)

    monkeypatch.setattr(MigrationContext, "admit", refusing)
    with pytest.raises(StepFailedError, match="not this one") as caught:
        await amig.upgrade(project.config, url=mysql.url)
    assert caught.value.revision == "rev00005"
    assert mysql.rows("SELECT * FROM amig_version") == [("rev00004",)]
    told = mysql.rows("SELECT revision, event FROM amig_ledger ORDER BY id DESC LIMIT 2")
    assert told == [("rev00005", "failed"), ("rev00004", "done")]
    monkeypatch.undo()
    assert len((await amig.upgrade(project.config, url=mysql.url)).steps) == 3


async def test_a_server_that_takes_one_at_a_time_is_sent_a_chain_so(mysql, tmp_path, packets) -> None:
    """Each text by itself, and in the same order."""
    from tests.batched.test_straight import _one_at_a_time

    project = history(tmp_path / "p", *BEFORE, column("o"), column("p"), "pass")
    engine = create_async_engine(mysql.url)
    event.listen(engine.sync_engine, "connect", lambda adapted, _record: adapted.run_async(_one_at_a_time))
    assert len((await amig.upgrade(project.config, engine=engine)).steps) == 7
    await engine.dispose()
    assert sum(len(sent) > 1 for sent in packets) == 1
    assert mysql.rows("SELECT * FROM amig_version") == [("rev00007",)]


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_in_a_chain(mysql, tmp_path, moment, seed) -> None:
    """`kill -9` at some of the driver's answers: run again, and the end is the same as undisturbed."""
    chain(mysql, tmp_path / "p", moment, 1 + seed % 9, 9)


@pytest.mark.full
@pytest.mark.timeout(600)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_everywhere_in_a_chain(mysql, tmp_path, moment) -> None:
    """The same at each of them."""
    chain(mysql, tmp_path / "p", moment, 1, 1)


def chain(mysql: Any, folder: Any, moment: str, first: int, each: int) -> None:
    """Killed at these of the answers, each time from the start; and run to its end."""
    project = history(folder, *[column(f"c{n}") for n in range(9)], SEVERAL, column("y"), column("z"))
    state = ("SELECT * FROM other ORDER BY id", "SELECT * FROM amig_version", "SHOW COLUMNS FROM whole")
    total = killed_at(project.config, mysql.url, 0, moment)
    assert total is not None
    expected = [mysql.rows(query) for query in state]
    for place in range(first, total + 1, each):
        mysql.execute(DROPPED)
        assert killed_at(project.config, mysql.url, place, moment) is None, place
        asyncio.run(amig.upgrade(project.config, url=mysql.url))
        assert [mysql.rows(query) for query in state] == expected, f"killed {moment} answer {place} of {total}"
