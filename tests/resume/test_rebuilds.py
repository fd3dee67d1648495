"""A table that was being rebuilt outside a transaction when the run ended."""

from __future__ import annotations

import asyncio

import pytest

import amig
from amig.errors import CannotResumeError
from tests.projects import Project, new_project
from tests.resume.dying import killed

BODY = """
    async with op.batch_alter_table("whole", recreate="always") as batch:
        batch.add_column(sa.Column("m", sa.Integer(), server_default="3"))
    await op.create_table("other", sa.Column("id", sa.Integer()))
"""
COLUMNS = "SELECT m, count(*) FROM whole GROUP BY m"


def dying_in(folder, url: str, statement: str) -> Project:
    """A project whose second revision was killed right after this statement of its rebuild."""
    project = new_project(folder)
    project.table("whole")
    asyncio.run(amig.upgrade(project.config, url=url))
    project.up(BODY, header="transactional = False")
    assert killed(project, url, 1, after=statement) is None
    return project


@pytest.mark.parametrize("statement", ["DROP TABLE whole", "RELEASE amig_rebuild"])
def test_sqlite_rebuilds_in_a_savepoint(sqlite, tmp_path, statement) -> None:
    """Before its end nothing of it has been; after it nothing is asked: the ledger was told in the same savepoint."""
    project = dying_in(tmp_path / "p", sqlite.url, statement)
    asyncio.run(amig.upgrade(project.config, url=sqlite.url))
    assert sqlite.rows(COLUMNS) == []
    assert sqlite.rows("SELECT count(*) FROM other") == [(0,)]
    assert (asyncio.run(amig.current(project.config, url=sqlite.url))).interrupted is None


@pytest.mark.parametrize("name", ["postgresql", "mysql"])
def test_a_server_cannot_go_on(name, request, tmp_path) -> None:
    """Half of a rebuild is there: a person must put it right."""
    backend = request.getfixturevalue(name)
    project = dying_in(tmp_path / "p", backend.url, "DROP TABLE whole")
    with pytest.raises(CannotResumeError, match="the table is rebuilt, and that stopped half way"):
        asyncio.run(amig.upgrade(project.config, url=backend.url))
