"""What a database remembers of what was done to it."""

from __future__ import annotations

import asyncio
import json
import logging

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.cli import run
from amig.errors import EditedRevisionError, LedgerRefusedError, NewerLedgerError, NoLedgerError, StepFailedError
from tests.projects import new_project


def events(backend, columns: str = "revision, direction, event") -> list[tuple[object, ...]]:
    return backend.rows(f"SELECT {columns} FROM amig_ledger ORDER BY id")


async def test_every_step_is_told_with_who_and_how_long(backend, tmp_path) -> None:
    project = new_project(tmp_path / "p")
    project.table("users")
    project.up('await op.add_column("users", sa.Column("name", sa.String(5)))')
    config = (await asyncio.to_thread(amig.Config.load, project.config)).replace(app="shop 1.4")
    await amig.upgrade(config, url=backend.url)
    await amig.downgrade(config, "-1", url=backend.url)
    told = [row for row in events(backend) if row[2] == "done"]
    assert told == [("rev00001", "upgrade", "done"), ("rev00002", "upgrade", "done"), ("rev00002", "downgrade", "done")]
    result = await amig.log(config, url=backend.url)
    newest = result.entries[0]
    assert (newest.revision, newest.direction, newest.event, newest.app) == (
        "rev00002",
        "downgrade",
        "done",
        "shop 1.4",
    )
    assert newest.host and newest.user and newest.seconds is not None and newest.at.endswith("+00:00")
    assert len({entry.run for entry in result.entries}) == 2
    of_one = await amig.log(config, "rev00001", url=backend.url)
    assert {entry.revision for entry in of_one.entries} == {"rev00001"}


async def test_a_failure_is_told_and_taken_back_with_nothing_else(backend, tmp_path) -> None:
    """`failed` is written after the rollback; the version rows and the ledger say the same."""
    project = new_project(tmp_path / "p")
    project.table("users")
    await amig.upgrade(project.config, url=backend.url)
    project.up('await op.execute("INSERT INTO users (id) VALUES (1)")\nraise LookupError("late")')
    with pytest.raises(StepFailedError, match="late"):
        await amig.upgrade(project.config, url=backend.url)
    *_, last = events(backend, "revision, event, error")
    assert last[:2] == ("rev00002", "failed")
    assert "LookupError" in str(last[2]) or "late" in str(last[2])
    assert backend.rows("SELECT version_num FROM amig_version") == [("rev00001",)]


async def test_a_stamp_is_told(backend, tmp_path) -> None:
    project = new_project(tmp_path / "p")
    project.table("users")
    await amig.stamp(project.config, "head", url=backend.url)
    assert events(backend) == [("rev00001", "stamp", "done")]


async def test_without_a_ledger_nothing_is_made(backend, tmp_path) -> None:
    project = new_project(tmp_path / "p")
    project.table("users")
    config = (await asyncio.to_thread(amig.Config.load, project.config)).replace(ledger=False)
    await amig.upgrade(config, url=backend.url)
    with pytest.raises(NoLedgerError, match="ledger = false"):
        await amig.log(config, url=backend.url)
    assert (await amig.log(project.config, url=backend.url)).entries == ()
    with pytest.raises(Exception, match="amig_ledger"):
        events(backend)


async def test_an_edited_revision_is_a_warning_with_a_diff_and_strictly_an_error(backend, tmp_path, caplog) -> None:
    """Comments, blank lines and formatting do not count, nor where it stands in the history."""
    project = new_project(tmp_path / "p")
    project.table("users")
    await amig.upgrade(project.config, url=backend.url)
    path = next((project.folder / "migrations" / "versions").glob("*rev00001*"))
    text = path.read_text()
    path.write_text("# a word\n" + text.replace('op.create_table("users"', "op.create_table(\n        'users'"))
    project.table("orders")
    with caplog.at_level(logging.WARNING, "amig.ledger"):
        await amig.upgrade(project.config, url=backend.url)
    assert [one for one in caplog.records if one.name == "amig.ledger"] == []
    path.write_text(text.replace('"users"', '"people"'))
    project.table("third")
    with pytest.raises(EditedRevisionError, match="rev00001") as caught:
        await amig.upgrade(
            (await asyncio.to_thread(amig.Config.load, project.config)).replace(strict=True), url=backend.url
        )
    assert any(line.startswith("-") and "users" in line for line in str(caught.value).splitlines())
    with caplog.at_level(logging.WARNING, "amig.ledger"):
        await amig.upgrade(project.config, url=backend.url)
    assert "was edited after it was applied" in caplog.text


async def test_a_ledger_of_a_newer_amig_is_not_read(backend, tmp_path) -> None:
    project = new_project(tmp_path / "p")
    project.table("users")
    await amig.upgrade(project.config, url=backend.url)
    backend.execute("UPDATE amig_ledger SET format = 9")
    with pytest.raises(NewerLedgerError, match="format 9"):
        await amig.log(project.config, url=backend.url)


async def test_a_role_that_may_not_create_the_ledger(postgresql, tmp_path) -> None:
    """The version table is there, the ledger is not: the error says which right is missing, and what else helps."""
    project = new_project(tmp_path / "p")
    project.table("users")
    await amig.ensure_version(project.config, url=postgresql.url)
    postgresql.execute("DROP ROLE IF EXISTS no_ledger")
    postgresql.execute("CREATE ROLE no_ledger LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    postgresql.execute("GRANT ALL ON amig_version TO no_ledger")
    try:
        engine = create_async_engine(postgresql.url, connect_args={"server_settings": {"role": "no_ledger"}})
        with pytest.raises((LedgerRefusedError, StepFailedError), match=r"ledger `amig_ledger` could not be created"):
            await amig.upgrade(project.config, engine=engine)
        await engine.dispose()
    finally:
        postgresql.execute("DROP OWNED BY no_ledger; DROP ROLE no_ledger")


def test_log_at_the_command_line(sqlite, tmp_path, monkeypatch, capsys) -> None:
    project = new_project(tmp_path / "p")
    project.table("users")
    monkeypatch.chdir(project.folder)
    assert run(["--url", sqlite.url, "log"]) == 0
    assert "the ledger is empty" in capsys.readouterr().err
    assert run(["--url", sqlite.url, "upgrade"]) == 0
    capsys.readouterr()
    assert run(["--url", sqlite.url, "log"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert "upgrade rev00001  done in" in line
    assert run(["--url", sqlite.url, "log", "--json"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)["entries"]
    assert entry["event"] == "done"
