"""A revision that stopped half way goes on at the right statement, or says what keeps it from that."""

from __future__ import annotations

import asyncio
import json
import logging

import pytest

import amig
from amig.cli import run
from amig.errors import (
    CannotResumeError,
    InterruptedRevisionError,
    NotInterruptedError,
    StatementChangedError,
    StepFailedError,
    UnclearStatementError,
)
from tests.projects import Project, new_project
from tests.resume.dying import killed

HALF = """
    await op.execute("INSERT INTO whole (id, n) VALUES (1, 5)")
    await op.create_table("half", sa.Column("id", sa.Integer()))
    await op.execute("INSERT INTO whole (id, n) VALUES (2, 5)")
    await op.execute("INSERT INTO {table} (id) VALUES (1)")
"""


def path_of(project: Project, id_: str = "rev00002"):
    return project.folder / "migrations" / "versions" / f"{id_}.py"


def corrected(project: Project, old: str, new: str, id_: str = "rev00002") -> None:
    path = path_of(project, id_)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


async def stopped(mysql, folder, body: str = HALF.format(table="nowhere")) -> Project:
    """A project whose second revision has failed."""
    project = new_project(folder)
    project.table("whole")
    project.up(body)
    with pytest.raises(StepFailedError):
        await amig.upgrade(project.config, url=mysql.url)
    return project


async def in_flight(mysql, folder, statement: str, before: str = "") -> Project:
    """A project whose second revision was killed when its second statement had acted, and nobody had said so yet."""
    project = new_project(folder)
    project.table("whole")
    await amig.upgrade(project.config, url=mysql.url)
    if before:
        mysql.execute(before)
    project.up(f'await op.execute("CREATE TABLE first (a INTEGER)")\nawait op.execute("{statement}")')
    assert await asyncio.to_thread(killed, project, mysql.url, 1, after=statement) is None
    sent = "SELECT event FROM amig_ledger WHERE statement = 2"
    assert mysql.rows(sent) == [("started",)]
    return project


async def test_it_continues_at_the_failed_statement(mysql, tmp_path) -> None:
    """What comes after the failed one may be corrected; every row is there once."""
    project = await stopped(mysql, tmp_path / "p")
    now = await amig.current(project.config, url=mysql.url)
    assert now.interrupted is not None
    assert (now.interrupted.revision, now.interrupted.statement, now.interrupted.total) == ("rev00002", 3, 4)
    assert str(now.interrupted) == "interrupted at statement 3 of 4"
    corrected(project, "INTO nowhere", "INTO half")
    await amig.upgrade(project.config, url=mysql.url)
    assert mysql.rows("SELECT id FROM whole ORDER BY id") == [(1,), (2,)]
    assert mysql.rows("SELECT id FROM half") == [(1,)]
    assert (await amig.current(project.config, url=mysql.url)).interrupted is None


async def test_the_hint_says_where(mysql, tmp_path) -> None:
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up(HALF.format(table="nowhere"))
    with pytest.raises(StepFailedError, match="failed at statement 4 of 4") as caught:
        await amig.upgrade(project.config, url=mysql.url)
    again = "fix the cause and run `amig upgrade` again: it continues at statement 3"
    assert caught.value.hint == f"MySQL cannot undo DDL; {again}"
    with pytest.raises(StepFailedError, match="failed at statement 4 of 4"):
        await amig.upgrade(project.config, url=mysql.url)


async def test_without_a_ledger_it_is_said_at_the_start(mysql, tmp_path, caplog) -> None:
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up(HALF.format(table="nowhere"))
    with caplog.at_level(logging.WARNING), pytest.raises(StepFailedError) as caught:
        await amig.upgrade(amig.Config(file=project.config, ledger=False), url=mysql.url)
    assert "nothing can be resumed" in caplog.text
    assert "undo them and run again" in (caught.value.hint or "")


async def test_a_done_statement_must_be_what_it_was(mysql, tmp_path) -> None:
    """The error names it with both texts; nothing ran, and with the old text back it goes on."""
    project = await stopped(mysql, tmp_path / "p")
    corrected(project, '"half"', '"other"')
    with pytest.raises(StatementChangedError) as caught:
        await amig.upgrade(project.config, url=mysql.url)
    assert (caught.value.statement, "half" in caught.value.was, "other" in caught.value.now) == (2, True, True)
    assert "amig resolve rev00002 --retry" in (caught.value.hint or "")
    corrected(project, '"other"', '"half"')
    corrected(project, "INTO nowhere", "INTO half")
    await amig.upgrade(project.config, url=mysql.url)
    assert mysql.rows("SELECT id FROM half") == [(1,)]


async def test_nothing_else_runs_meanwhile(mysql, tmp_path, caplog) -> None:
    """Neither the other direction; a stamp warns, and is the last word."""
    project = await stopped(mysql, tmp_path / "p")
    with pytest.raises(InterruptedRevisionError, match=r"statement 3 of 4.*downgrade of `rev00001`"):
        await amig.downgrade(project.config, "base", url=mysql.url)
    with caplog.at_level(logging.WARNING):
        await amig.stamp(project.config, "rev00002", url=mysql.url)
    assert "was interrupted at statement 3 of 4" in caplog.text
    await amig.downgrade(project.config, "base", url=mysql.url)
    assert (await amig.current(project.config, url=mysql.url)).interrupted is None


_FOREIGN = "CONSTRAINT fk FOREIGN KEY (n) REFERENCES whole (id)"


@pytest.mark.parametrize(
    ("statement", "before", "undo"),
    [
        ("CREATE TABLE made (a INTEGER)", "", "DROP TABLE made"),
        ("DROP TABLE gone", "CREATE TABLE gone (a INTEGER)", "CREATE TABLE gone (a INTEGER)"),
        ("ALTER TABLE whole ADD COLUMN extra INTEGER", "", "ALTER TABLE whole DROP COLUMN extra"),
        ("CREATE INDEX `an ix` ON whole (n)", "", "DROP INDEX `an ix` ON whole"),
        ("ALTER TABLE whole CHANGE n m INTEGER", "", "ALTER TABLE whole CHANGE m n INTEGER"),
        ("ALTER TABLE whole ADD CONSTRAINT c CHECK (n > 0)", "", "ALTER TABLE whole DROP CONSTRAINT c"),
        ("ALTER TABLE whole MODIFY n BIGINT", "", "ALTER TABLE whole MODIFY n INTEGER"),
        (f"ALTER TABLE whole ADD {_FOREIGN}", "CREATE INDEX fk ON whole (n)", "ALTER TABLE whole DROP FOREIGN KEY fk"),
        (
            "ALTER TABLE whole DROP FOREIGN KEY fk",
            f"ALTER TABLE whole ADD {_FOREIGN}",
            f"ALTER TABLE whole ADD {_FOREIGN}",
        ),
        (
            "ALTER TABLE whole DROP CONSTRAINT fk",
            f"ALTER TABLE whole ADD {_FOREIGN}",
            f"ALTER TABLE whole ADD {_FOREIGN}",
        ),
    ],
    ids=["create", "drop", "column", "index", "rename", "check", "harmless", "foreign", "no-foreign", "no-constraint"],
)
@pytest.mark.parametrize("happened", [True, False])
async def test_the_catalogue_tells(mysql, tmp_path, statement, before, undo, happened) -> None:
    """In flight when the process died: it is run exactly when it did not happen, or when that does no harm."""
    project = await in_flight(mysql, tmp_path / "p", statement, before)
    there = "SHOW CREATE TABLE whole" if "whole" in statement else "SHOW TABLES"
    expected = mysql.rows(there)
    if not happened:
        mysql.execute(undo)
        assert mysql.rows(there) != expected
    await amig.upgrade(project.config, url=mysql.url)
    assert mysql.rows(there) == expected
    assert mysql.rows("SELECT version_num FROM amig_version") == [("rev00002",)]


UNCLEAR = "CREATE FUNCTION five() RETURNS INTEGER RETURN 5"
FUNCTIONS = "SELECT count(*) FROM information_schema.routines WHERE routine_schema = database()"


async def test_what_cannot_be_told_is_asked(mysql, tmp_path) -> None:
    """Exit 1, with the statement, and the three words; it did not happen, and is run."""
    project = await in_flight(mysql, tmp_path / "p", UNCLEAR)
    mysql.execute("DROP FUNCTION five")
    with pytest.raises(UnclearStatementError, match=r"statement 2 of 2.*CREATE FUNCTION five") as caught:
        await amig.upgrade(project.config, url=mysql.url)
    for word in ("--applied", "--rolled-back", "--retry"):
        assert word in (caught.value.hint or "")
    result = await amig.resolve(project.config, "rev00002", word="rolled-back", url=mysql.url)
    assert (result.statement, result.resumes_at) == (2, 2)
    await amig.upgrade(project.config, url=mysql.url)
    assert mysql.rows(FUNCTIONS) == [(1,)]


async def test_it_was_applied(mysql, tmp_path) -> None:
    """It is not run again, which would fail."""
    project = await in_flight(mysql, tmp_path / "p", UNCLEAR)
    assert (await amig.resolve(project.config, word="applied", url=mysql.url)).resumes_at == 3
    await amig.upgrade(project.config, url=mysql.url)
    assert mysql.rows(FUNCTIONS) == [(1,)]
    assert mysql.rows("SELECT version_num FROM amig_version") == [("rev00002",)]


async def test_it_begins_anew(mysql, tmp_path) -> None:
    """The person has undone what was there; the script may be another one altogether."""
    project = await stopped(mysql, tmp_path / "p")
    mysql.execute("DROP TABLE half")
    mysql.execute("DELETE FROM whole")
    assert (await amig.resolve(project.config, word="retry", url=mysql.url)).resumes_at == 1
    assert (await amig.current(project.config, url=mysql.url)).interrupted is None
    corrected(project, "INTO nowhere", "INTO whole")
    corrected(project, "(1, 5)", "(7, 5)")
    await amig.upgrade(project.config, url=mysql.url)
    assert mysql.rows("SELECT id FROM whole ORDER BY id") == [(1,), (2,), (7,)]


async def test_nothing_to_resolve(backend, tmp_path) -> None:
    """It says what is so."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    await amig.upgrade(project.config, url=backend.url)
    with pytest.raises(NotInterruptedError, match="no revision was interrupted, the database is at `rev00001`"):
        await amig.resolve(project.config, word="retry", url=backend.url)
    with pytest.raises(NotInterruptedError, match="revision `rev00001`"):
        await amig.resolve(project.config, "rev00001", word="applied", url=backend.url)


async def test_another_revision_was_interrupted(mysql, tmp_path) -> None:
    project = await stopped(mysql, tmp_path / "p")
    with pytest.raises(NotInterruptedError, match="it is `rev00002` whose upgrade was interrupted at statement 3 of 4"):
        await amig.resolve(project.config, "rev00001", word="retry", url=mysql.url)
    with pytest.raises(NotInterruptedError, match="statement 3 of it never began"):
        await amig.resolve(project.config, word="applied", url=mysql.url)


async def test_statements_of_its_own_cannot_be_skipped(mysql, tmp_path) -> None:
    """Reads are harmless; what was written with the script's own bind would be written again."""
    body = """
        await op.get_bind().execute(sa.text("SELECT 1"))
        await op.create_table("half", sa.Column("id", sa.Integer()))
        {own}
        await op.create_table("third", sa.Column("id", sa.Integer()))
        await op.execute("INSERT INTO nowhere (id) VALUES (1)")
    """
    project = await stopped(mysql, tmp_path / "p", body.format(own="pass"))
    corrected(project, "INTO nowhere", "INTO half")
    await amig.upgrade(project.config, url=mysql.url)
    own = 'await op.get_bind().execute(sa.text("INSERT INTO whole (id) VALUES (3)"))'
    project.up(body.format(own=own).replace("half", "fourth").replace("third", "fifth"))
    with pytest.raises(StepFailedError):
        await amig.upgrade(project.config, url=mysql.url)
    with pytest.raises(CannotResumeError, match=r"statement 3 was sent with its own bind.*INSERT INTO whole"):
        await amig.upgrade(project.config, url=mysql.url)
    assert mysql.rows("SELECT id FROM whole") == [(3,)]


async def test_an_invalid_index_is_removed_first(postgresql, tmp_path) -> None:
    """CREATE INDEX CONCURRENTLY that fails leaves one behind; what came before in the revision stays and is not redone."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up(
        """
        await op.add_column("whole", sa.Column("m", sa.Integer()))
        await op.execute("INSERT INTO whole (id, n) VALUES (1, 5), (2, 5)")
        await op.create_index("ix", "whole", ["n"], unique=True, postgresql_concurrently=True)
        await op.create_table("other", sa.Column("id", sa.Integer()))
        """
    )
    with pytest.raises(StepFailedError, match="failed at statement 3") as caught:
        await amig.upgrade(project.config, url=postgresql.url)
    assert "what ran outside a transaction stays" in (caught.value.hint or "")
    assert postgresql.rows("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix'::regclass") == [(False,)]
    postgresql.execute("UPDATE whole SET n = id")
    await amig.upgrade(project.config, url=postgresql.url)
    assert postgresql.rows("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix'::regclass") == [(True,)]
    assert postgresql.rows("SELECT count(*) FROM whole") == [(2,)]


def test_at_the_command_line(mysql, tmp_path, monkeypatch, capsys) -> None:
    project = asyncio.run(stopped(mysql, tmp_path / "p"))
    monkeypatch.chdir(project.folder)
    assert run(["--url", mysql.url, "current"]) == 0
    assert "upgrade of rev00002: interrupted at statement 3 of 4" in capsys.readouterr().err
    assert run(["--url", mysql.url, "log"]) == 0
    assert "upgrade of rev00002: interrupted at statement 3 of 4" in capsys.readouterr().err
    assert run(["--url", mysql.url, "resolve"]) == 2
    assert "--rolled-back" in capsys.readouterr().err
    assert run(["--url", mysql.url, "resolve", "--retry", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {
        "revision": "rev00002",
        "direction": "upgrade",
        "word": "retry",
        "statement": 3,
        "resumes_at": 1,
    }
    assert run(["--url", mysql.url, "log", "--statements"]) == 0
    said = capsys.readouterr()
    assert "resolved" in said.out
    assert "interrupted" not in said.err
