"""Races and kills with real processes: good migrations come through, others fail for what they do."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from amig import Config
from amig.aside import aside
from amig.errors import BadCallError, CheckFailedError
from amig.testing import kill_at, kill_everywhere, race
from tests.projects import new_project
from tests.testing.inner import PEOPLE

OUTSIDE = "transactional = False"
TWO_TABLES = """
async def upgrade(op: Operations) -> None:
    await op.create_table("one", sa.Column("id", sa.Integer(), primary_key=True))
    await op.create_table("two", sa.Column("id", sa.Integer(), primary_key=True))


async def downgrade(op: Operations) -> None:
    await op.drop_table("two")
    await op.drop_table("one")
"""
CLOCK = """
async def upgrade(op: Operations) -> None:
    made = sa.Column("made", sa.DateTime(), server_default=sa.func.current_timestamp())
    await op.create_table("seeds", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("mark", sa.Text()), made)
    await op.execute(f"INSERT INTO seeds (id, mark) VALUES (1, '{time.time_ns()}')")


async def downgrade(op: Operations) -> None:
    await op.drop_table("seeds")
"""


@pytest.mark.timeout(120)
async def test_replicas_share_the_work(database, tmp_path) -> None:
    """Each revision is run by one of them; what a clock wrote need not be the same as in a run alone."""
    project = new_project(tmp_path, database.url)
    project.add(PEOPLE)
    project.add(CLOCK)
    project.table("more")
    raced = await race(project.config, replicas=3)
    assert len(raced.replicas) == 3
    assert sorted(revision for ran in raced.replicas for revision in ran) == ["rev00001", "rev00002", "rev00003"]
    assert raced.heads == ("rev00003",)


@pytest.mark.full
async def test_a_revision_that_works_when_it_is_imported_loses_the_race(sqlite, tmp_path) -> None:
    """The replica's own error says what it was, and in which file."""
    project = new_project(tmp_path, sqlite.url)
    project.add(PEOPLE)
    project.up("await op.execute('SELECT 1')", header=f'import os\nos.mkdir("{tmp_path}/made")')
    with pytest.raises(CheckFailedError, match=r"replicas race: replica \d: .*File exists") as caught:
        await race(project.config, start="rev00001")
    assert "migrations/versions/rev00002.py" in str(caught.value)


async def test_objects_in_the_configuration_stay_in_this_process(sqlite, tmp_path) -> None:
    """What cannot travel is told, with what to write instead."""
    project = new_project(tmp_path, sqlite.url)
    project.add(PEOPLE)
    settings = await aside(Config.load, project.config, metadata=lambda: None)
    with pytest.raises(BadCallError, match="cannot be sent to another process") as caught:
        await race(settings)
    assert "app.models" in str(caught.value.hint)


@pytest.mark.full
@pytest.mark.timeout(120)
async def test_killed_at_one_statement_and_run_again(database, tmp_path) -> None:
    """It says at which; a number beyond the last one kills nothing."""
    project = new_project(tmp_path, database.url)
    project.add(PEOPLE)
    project.add(TWO_TABLES)
    killed = await kill_at(project.config, statement=6, moment="after", start="rev00001")
    assert re.match(r"killed after statement 6 \(\w+ ", str(killed))
    assert await kill_at(project.config, statement=200, start="rev00001") is None


@pytest.mark.full
@pytest.mark.timeout(600)
async def test_killed_at_every_statement(database, tmp_path) -> None:
    """Before each is sent and after each has acted; inside a transaction, outside, with a clock."""
    project = new_project(tmp_path, database.url)
    project.add(PEOPLE)
    project.add(TWO_TABLES, header=OUTSIDE)
    project.add(CLOCK)
    killed = await kill_everywhere(project.config)
    assert len(killed) > 20
    assert {one.moment for one in killed} == {"before", "after"}


@pytest.mark.timeout(120)
async def test_what_cannot_be_resumed_is_found(database, tmp_path) -> None:
    """Without the ledger nothing knows how far a revision came outside a transaction; the second run meets its table."""
    project = new_project(tmp_path, database.url)
    project.add(PEOPLE)
    project.add(TWO_TABLES, header=OUTSIDE)
    with project.config.open("a") as file:
        file.write("ledger = false\n")
    with pytest.raises(CheckFailedError, match="killed and run again: killed before statement") as caught:
        await kill_everywhere(project.config, start="rev00001", moments=("before",))
    assert (caught.value.revision, "one" in caught.value.statement) == ("rev00002", True)


@pytest.mark.full
@pytest.mark.timeout(120)
async def test_rows_that_come_twice_are_found(sqlite, tmp_path) -> None:
    """The structure is the same; a row that was written before the end of the revision is there again."""
    project = new_project(tmp_path, sqlite.url)
    project.table("log")
    project.up('await op.execute("INSERT INTO log (n) VALUES (1)")\nawait op.execute("SELECT 1")', header=OUTSIDE)
    with project.config.open("a") as file:
        file.write("ledger = false\n")
    with pytest.raises(CheckFailedError, match="after another run the database is otherwise") as caught:
        await kill_everywhere(project.config, start="rev00001", moments=("before",))
    assert any(said.startswith("rows of log") for said in caught.value.differences)


def test_models_as_objects_can_be_sent(tmp_path) -> None:
    """A MetaData travels; it need not be a name."""
    from amig.testing.replicas import _sent

    assert _sent(Config(metadata=sa.MetaData()))
