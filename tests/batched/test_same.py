"""Strings never change meaning: generated scripts do the same with them as statement by statement."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import amig
from tests.batched.watching import strings, watched
from tests.conftest import server_url
from tests.projects import SHELF, new_project
from tests.servers.databases import postgresql_database, sqlite_database

CLOSED = (
    'await op.create_table("{t}", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.Integer()))',
    'await op.add_column("{t}", sa.Column("c{i}", sa.String(8), server_default="it\'s %s"))',
    'await op.drop_column("{t}", "n")',
    'await op.create_index("i{i}", "{t}", ["n"])',
    'await op.execute("INSERT INTO {t} (id, n) VALUES ({i}, {i})")',
    'await op.execute("UPDATE {t} SET n = n + 1; DELETE FROM {t} WHERE n > 7")',
    'await op.execute("INSERT INTO {t} (id) VALUES (1) -- again")',
    'await op.bulk_insert(sa.table("{t}", sa.column("id", sa.Integer()), sa.column("n", sa.Integer())), [{{"id": {i}}}])',
    'await op.execute(sa.text("UPDATE {t} SET n = 1 / (n - 3)"))',
    'await op.execute("ALTER TABLE {t} ADD CONSTRAINT u{i} UNIQUE (n) DEFERRABLE INITIALLY DEFERRED")',
    'await op.execute("SET LOCAL lock_timeout = 99; SELECT nothing")',
    'await op.drop_table("{t}")',
    'await op.execute("INSERT OR ROLLBACK INTO {t} (id) VALUES (1)")',
    'await op.execute("DELETE FROM amig_version")',
)
OPEN = (
    (
        'table = "sqlite_master WHERE name" if op.get_bind().dialect.name == "sqlite" else "pg_class WHERE relname"\n'
        'read = sa.text("SELECT count(*) FROM " + table + " = \'{t}\'")\n'
        'SHELF.append(["read", (await op.get_bind().execute(read)).scalar()])'
    ),
    (
        'try:\n    async with op.get_bind().begin_nested():\n        await op.drop_table("{t}")\nexcept Exception as error:\n'
        "    SHELF.append(type(error).__name__)"
    ),
    'if SHELF:\n    await op.execute("CREATE TABLE IF NOT EXISTS {t} (id int, n int)")',
    'SHELF.append("side effect {i}")',
    'raise ValueError("of its own {i}")',
)

lines = st.tuples(st.one_of(st.sampled_from(CLOSED), st.sampled_from(CLOSED + OPEN)), st.sampled_from("ab"))
scripts = st.lists(st.lists(lines, min_size=1, max_size=3), min_size=2, max_size=6)
modes = st.sampled_from(["revision", "run"])


def write(folder: Path, script: list[list[tuple[str, str]]], header: str) -> Path:
    project, count = new_project(folder), 0
    project.table("a", header=header)
    for revision in script:
        written = []
        for line, table in revision:
            count += 1
            written.append(line.format(t=table, i=count))
        opens = any("SHELF" in line for line in written)
        project.up("\n".join(["from tests.projects import SHELF"] * opens + written), header=header)
    return project.config


def looked(database: Any) -> Any:
    """Everything that the database holds, the times left out."""
    if database.name == "sqlite":
        shape = [database.rows("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2")]
        tables = [row[0] for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
    else:
        columns = "SELECT table_name, column_name, data_type, column_default, is_nullable"
        shape = [
            database.rows(
                f"{columns} FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, ordinal_position"
            ),
            database.rows("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"),
        ]
        tables = [
            row[0] for row in database.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        ]
    held = {name: sorted(map(str, database.rows(f"SELECT * FROM {name}"))) for name in tables if name != "amig_ledger"}
    there = "amig_ledger" in tables
    told = (
        "SELECT revision, direction, event, statement, hash, error, data, seconds IS NULL FROM amig_ledger ORDER BY id"
    )
    return shape, held, database.rows(told) if there else None


def emptied(database: Any) -> None:
    """Nothing is left of what was there."""
    if database.name == "sqlite":
        for name in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
            database.execute(f"DROP TABLE {name[0]}")
    else:
        database.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


async def ran(database: Any, folder: Path, script: list[list[tuple[str, str]]], mode: str, header: str) -> Any:
    """What a run comes to: steps or failure, side effects, what the database holds, and how many strings there were."""
    await asyncio.to_thread(emptied, database)
    SHELF.clear()
    place = await asyncio.to_thread(write, folder, script, header)
    config = (await asyncio.to_thread(amig.Config.load, place)).replace(transaction=mode)
    async with watched(database.url) as (engine, sent):
        try:
            result = await amig.upgrade(config, engine=engine)
            outcome: Any = [step.revision for step in result.steps], result.after
        except amig.AmigError as error:
            told = str(error).replace(str(folder), "")
            outcome = type(error), told, getattr(error, "statement", None), getattr(error, "hint", None)
    return (outcome, list(SHELF), await asyncio.to_thread(looked, database)), len(strings(sent))


@contextmanager
def opened(name: str, examples: int) -> Iterator[Any]:
    if name == "sqlite":
        with tempfile.TemporaryDirectory() as root, sqlite_database(Path(root)) as database:
            yield database
    else:
        with postgresql_database(server_url("postgresql"), f"same_{examples}") as database:
            yield database


def compare(name: str, examples: int) -> int:
    """Run that many scripts both ways; gives back how many strings were sent."""
    total = 0

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck), deadline=None)
    @given(scripts, modes)
    def same(script: list[list[tuple[str, str]]], mode: str) -> None:
        nonlocal total
        with tempfile.TemporaryDirectory() as root:
            batched, count = asyncio.run(ran(database, Path(root) / "x", script, mode, ""))
            plain, none = asyncio.run(ran(database, Path(root) / "y", script, mode, "replay = False"))
        assert none == 0
        assert _without_headers(batched) == _without_headers(plain)
        total += count

    with opened(name, examples) as database:
        same()
    return total


def _nowhere(said: Any) -> Any:
    """A text without the folder of the project, and the line in its file."""
    return re.sub(r"/[xy]/|, line [0-9]+", "", said) if isinstance(said, str) else said


def _without_headers(told: Any) -> Any:
    """The ledger keeps the source, in which the header is; lines of the script are one further down for it."""
    outcome, shelf, (shape, held, events) = told
    stripped = [(*map(_nowhere, row[:6]), re.sub(r'(?s)"source": .*', "", str(row[6])), row[7]) for row in events or ()]
    lines_out = [_nowhere(str(part)) for part in outcome]
    return lines_out, shelf, shape, held, stripped


@pytest.mark.parametrize("name", ["postgresql", "sqlite"])
def test_strings_change_nothing(name) -> None:
    """A few scripts."""
    assert compare(name, 3) > 0


@pytest.mark.full
@pytest.mark.parametrize("name", ["postgresql", "sqlite"])
def test_strings_change_nothing_ever(name) -> None:
    """Many."""
    assert compare(name, 300) > 100
