"""`amig drift`: which of the three is alone with what it says."""

from __future__ import annotations

import asyncio
import json

import pytest
import sqlalchemy as sa

import amig
from amig.commands.drift import DriftResult
from tests.projects import new_project


def models(*more: sa.Column) -> sa.MetaData:
    metadata = sa.MetaData()
    sa.Table("users", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.Integer), *more)
    return metadata


async def drift_of(backend, folder, metadata, *by_hand: str, pending: bool = False) -> DriftResult:
    """The drift of a database that ran a revision, and had something done to it by hand."""
    project = new_project(folder)
    project.table("users", "users1")
    await amig.upgrade(project.config, url=backend.url)
    if pending:
        project.up('await op.add_column("users", sa.Column("later", sa.Integer()))', id_="later1")
    for sql in by_hand:
        await asyncio.to_thread(backend.execute, sql)
    return await amig.drift(amig.Config(script_location=folder / "migrations", url=backend.url, metadata=metadata))


def told(result: DriftResult) -> list[tuple[str, str]]:
    return [(one.subject, one.odd) for one in result.drifted]


ADD = "ALTER TABLE users ADD COLUMN email VARCHAR(50)"


async def test_three_that_agree(backend, tmp_path) -> None:
    """Nothing differs, and nothing was changed."""
    result = await drift_of(backend, tmp_path / "p", models())
    assert result == DriftResult(())
    assert result.is_same


async def test_models_that_are_ahead(backend, tmp_path) -> None:
    """A revision is missing."""
    result = await drift_of(backend, tmp_path / "p", models(sa.Column("email", sa.String(50))))
    assert told(result) == [("column users.email", "models")]
    assert not result.is_same


async def test_a_database_that_was_changed_by_hand(backend, tmp_path) -> None:
    """A column, a table, an index: each is told; not the parts of what is new."""
    by_hand = (ADD, "CREATE TABLE notes (n INTEGER)", "CREATE INDEX by_n ON users (n)")
    result = await drift_of(backend, tmp_path / "p", models(), *by_hand)
    assert ("column users.email", "database") in told(result)
    assert ("index users.by_n", "database") in told(result)
    assert ("table notes", "database") in told(result)
    assert len(result.drifted) == 3


async def test_revisions_that_are_alone(backend, tmp_path) -> None:
    """Somebody did by hand what the models say, and no revision does it."""
    result = await drift_of(backend, tmp_path / "p", models(sa.Column("email", sa.String(50))), ADD)
    assert told(result) == [("column users.email", "revisions")]


async def test_all_three_differ(postgresql, tmp_path) -> None:
    """Text in the models, long numbers by hand, a number in the revision."""
    metadata = sa.MetaData()
    sa.Table("users", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.Text))
    result = await drift_of(postgresql, tmp_path / "p", metadata, "ALTER TABLE users ALTER n TYPE bigint")
    assert told(result) == [("type users.n", "all")]
    assert len(result.drifted[0].says) == 2


async def test_revisions_that_the_database_has_not_run_are_no_drift(backend, tmp_path) -> None:
    """They are told, and what they do is not taken for a change by hand."""
    result = await drift_of(backend, tmp_path / "p", models(sa.Column("later", sa.Integer)), pending=True)
    assert result.drifted == ()
    assert result.pending == ("later1",)


async def test_without_models_two_are_compared(backend, tmp_path) -> None:
    """The revisions and the database."""
    result = await drift_of(backend, tmp_path / "p", None, ADD)
    assert told(result) == [("column users.email", "database")]


def test_on_the_command_line(sqlite, tmp_path, monkeypatch, capsys) -> None:
    """Exit code 3, sentences by which is alone, JSON for machines."""
    from amig.cli import run

    project = new_project(tmp_path / "p", sqlite.url)
    project.table("users", "users1")
    monkeypatch.chdir(tmp_path / "p")
    assert run(["upgrade"]) == 0
    assert run(["drift"]) == 0
    assert "no drift" in capsys.readouterr().err
    sqlite.execute(ADD)
    assert run(["drift"]) == 3
    out = capsys.readouterr().out
    assert out.splitlines()[0] == "only the database has it so: it was changed by hand"
    assert "column users.email is only in the database" in out
    assert run(["drift", "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["drifted"][0]["odd"] == "database"


async def test_several_databases(tmp_path) -> None:
    """Each by its name."""
    project = new_project(tmp_path / "p")
    project.table("users", "users1")
    urls = {name: {"url": f"sqlite+aiosqlite:///{tmp_path / name}.db"} for name in ("one", "two")}
    config = amig.Config(script_location=tmp_path / "p" / "migrations", databases=urls)
    await amig.upgrade(config)
    import sqlite3
    from contextlib import closing

    def by_hand() -> None:
        with closing(sqlite3.connect(tmp_path / "two.db")) as connection:
            connection.execute(ADD)

    await asyncio.to_thread(by_hand)
    result = await amig.drift(config)
    assert [(one.name, told(one)) for one in result.databases] == [
        ("one", []),
        ("two", [("column users.email", "database")]),
    ]
    assert told(result) == [("column users.email", "database")]


@pytest.mark.parametrize("url", ["sqlite+aiosqlite://"])
async def test_a_database_in_memory(tmp_path, url) -> None:
    """Nothing is there, and nothing has run."""
    project = new_project(tmp_path / "p")
    project.table("users", "users1")
    result = await amig.drift(project.config, url=url)
    assert (result.drifted, result.pending) == ((), ("users1",))
