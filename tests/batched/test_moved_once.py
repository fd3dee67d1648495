"""In one transaction the version rows move once, unless a revision could tell."""

from __future__ import annotations

import asyncio

import pytest

import amig
from tests.batched.watching import watched
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
