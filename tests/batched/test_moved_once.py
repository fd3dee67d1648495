"""In one transaction the version rows move once, unless a revision could tell."""

from __future__ import annotations

import asyncio

import pytest

import amig
from tests.batched.watching import strings, watched
from tests.projects import new_project

ROWS = "SELECT version_num FROM amig_version"
SEEN = "SELECT version_num FROM seen ORDER BY at"


@pytest.mark.parametrize("told", [False, True])
@pytest.mark.parametrize("backend_name", ["sqlite", "postgresql"])
async def test_who_reads_the_table_sees_each_step(backend_name, told, request, tmp_path) -> None:
    """A text that names it is sent where the rows are those of the step before; else they move with the last step."""
    backend = request.getfixturevalue(backend_name)
    project = new_project(tmp_path / "p")
    project.up('await op.create_table("seen", sa.Column("at", sa.Integer()), sa.Column("version_num", sa.String(32)))')
    for at in range(1, 4):
        rows = "FROM AMIG_VERSION" if told else "WHERE 1 = 1"
        project.up(f'await op.execute("INSERT INTO seen SELECT {at}, {"version_num" if told else "NULL"} {rows}")')
    config = (await asyncio.to_thread(amig.Config.load, project.config)).replace(transaction="run")
    await amig.upgrade(config, "rev00001", url=backend.url)
    async with watched(backend.url) as (engine, sent):
        await amig.upgrade(config, engine=engine)
        moves = "".join(sent).count("UPDATE") - "".join(sent).count("FOR UPDATE")
    seen = [row[0] for row in backend.rows(SEEN)]
    assert seen == (["rev00001", "rev00002", "rev00003"] if told else [None] * 3)
    assert moves == (3 if told else 1)
    assert backend.rows(ROWS) == [("rev00004",)]
    assert [row[0] for row in backend.rows("SELECT revision FROM amig_ledger ORDER BY id")] == [
        f"rev{at:05d}" for at in range(1, 5)
    ]


@pytest.mark.parametrize("told", [False, True])
async def test_who_reads_the_ledger_finds_each_step_in_it(postgresql, told, tmp_path) -> None:
    """A text that names it is sent where the step before it is told; else all are told at the end, in one statement."""
    project = new_project(tmp_path / "p")
    project.up('await op.create_table("seen", sa.Column("at", sa.Integer()), sa.Column("version_num", sa.String(32)))')
    for at in range(1, 4):
        last = "(SELECT revision FROM AMIG_ledger ORDER BY id DESC LIMIT 1)" if told else "NULL"
        project.up(f'await op.execute("INSERT INTO seen VALUES ({at}, {last})")')
    config = (await asyncio.to_thread(amig.Config.load, project.config)).replace(transaction="run")
    await amig.upgrade(config, "rev00001", url=postgresql.url)
    async with watched(postgresql.url) as (engine, sent):
        await amig.upgrade(config, engine=engine)
    assert [row[0] for row in postgresql.rows(SEEN)] == (["rev00001", "rev00002", "rev00003"] if told else [None] * 3)
    assert "".join(sent).count("INSERT INTO public.amig_ledger") == (3 if told else 1)
    rows = postgresql.rows("SELECT revision, event, seconds FROM amig_ledger ORDER BY id")
    assert [row[:2] for row in rows] == [(f"rev{at:05d}", "done") for at in range(1, 5)]
    assert all(0 < row[2] < 60 for row in rows)


async def test_the_rows_move_first_where_nobody_can_tell(postgresql, tmp_path) -> None:
    """One block at the server does all; SQL of one's own may call what reads them, and goes before they move."""
    project = new_project(tmp_path / "p")
    project.table("a")
    project.up('await op.add_column("a", sa.Column("x", sa.Integer()))')
    postgresql.execute("CREATE TABLE seen (version_num text)")
    seeing = "CREATE FUNCTION see() RETURNS void LANGUAGE sql AS 'INSERT INTO seen SELECT version_num FROM {}'"
    project.up(f'await op.execute("{seeing.format("amig_" + "version")}")')
    project.up('await op.execute("SELECT see()")')
    async with watched(postgresql.url) as (engine, sent):
        await amig.upgrade(project.config, engine=engine)
    blocks = {one.split(" */")[0].rpartition(" ")[2]: one.count("\nDO ") for one in strings(sent)}
    assert (blocks["rev00002"], blocks["rev00004"]) == (1, 2)
    assert postgresql.rows("SELECT version_num FROM seen") == [("rev00003",)]
    assert postgresql.rows(ROWS) == [("rev00004",)]
