"""`kill -9` at every statement: run again, and the end is the same as undisturbed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

import amig
from tests.conftest import server_url
from tests.projects import Project, new_project
from tests.resume.dying import killed, state
from tests.servers.databases import Backend, mysql_database, postgresql_database, sqlite_database

BETWEEN = """
    await op.execute("INSERT INTO whole (id, n) VALUES (1, 1)")
    await op.add_column("whole", sa.Column("m", sa.String(20), comment="it's \\\\ odd"))
    await op.execute("INSERT INTO whole (id, n, m) SELECT id + 10, n, 'x' FROM whole")
    await op.create_index("ix_m", "whole", ["m"])
    await op.execute("UPDATE whole SET n = n + 1")
    await op.create_table("other", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("a", sa.Integer()))
    await op.bulk_insert(sa.table("other", sa.column("id"), sa.column("a")), [{"id": 1, "a": 2}, {"id": 2, "a": 3}])
    await op.alter_column("whole", "n", new_column_name="k", existing_type=sa.Integer())
    await op.drop_column("other", "a")
    await op.execute("INSERT INTO other (id) SELECT 5 + count(*) FROM other")
"""
SEGMENTS = """
    await op.add_column("whole", sa.Column("m", sa.String(20)))
    await op.execute("INSERT INTO whole (id, n) VALUES (1, 1)")
    await op.create_index("ix_m", "whole", ["m"], postgresql_concurrently=True)
    await op.execute("INSERT INTO whole (id, n) SELECT id + 10, n FROM whole")
    await op.create_index("ix_n", "whole", ["n"], postgresql_concurrently=True)
    await op.drop_index("ix_m", "whole", postgresql_concurrently=True)
    await op.execute("UPDATE whole SET n = n + 1")
    await op.create_table("other", sa.Column("id", sa.Integer(), primary_key=True))
"""
BLOCK = """
    await op.execute("INSERT INTO whole (id, n) VALUES (1, 1)")
    async with op.get_context().autocommit_block():
        await op.create_table("other", sa.Column("id", sa.Integer(), primary_key=True))
        await op.add_column("whole", sa.Column("m", sa.Integer()))
    await op.execute("UPDATE whole SET n = n + 1")
"""
OUTSIDE = """
    await op.create_table("other", sa.Column("id", sa.Integer(), primary_key=True))
    await op.add_column("whole", sa.Column("m", sa.Integer()))
    await op.create_index("ix_m", "whole", ["m"])
    await op.drop_table("other")
"""


@pytest.fixture
def databases(request: pytest.FixtureRequest, tmp_path) -> Callable[[str, int], object]:
    """One fresh database after another."""

    @contextmanager
    def fresh(name: str, number: int) -> Iterator[Backend]:
        test = f"{request.node.nodeid}{number}"
        (tmp_path / str(number)).mkdir()
        made = {"mysql": mysql_database, "postgresql": postgresql_database}.get(name)
        with made(server_url(name), test) if made else sqlite_database(tmp_path / str(number)) as database:
            yield database

    return fresh


def project_of(folder, body: str, header: str = "") -> Project:
    project = new_project(folder)
    project.table("whole")
    project.up(body, header=header)
    return project


CASES = {
    "mysql": ("mysql", BETWEEN, ""),
    "segments": ("postgresql", SEGMENTS, ""),
    "block": ("postgresql", BLOCK, ""),
    "sqlite-block": ("sqlite", BLOCK, ""),
    "mysql-outside": ("mysql", OUTSIDE, "transactional = False"),
    "outside": ("postgresql", OUTSIDE, "transactional = False"),
    "sqlite-outside": ("sqlite", OUTSIDE, "transactional = False"),
}


def everywhere(databases, folder, case: str, moment: str, numbers: Callable[[int], range]) -> None:
    """Killed at these statements, run again, and compared: schema, rows, version and ledger."""
    name, body, header = CASES[case]
    project = project_of(folder, body, header)
    with databases(name, 0) as database:
        total = killed(project, database.url, 10_000, moment=moment)
        expected = state(database)
    assert total is not None
    for number in numbers(total):
        with databases(name, number) as database:
            assert killed(project, database.url, number, moment=moment) is None
            asyncio.run(amig.upgrade(project.config, url=database.url))
            assert state(database) == expected, number


@pytest.mark.parametrize("moment", [pytest.param("before", marks=pytest.mark.full), "after"])
@pytest.mark.parametrize("case", CASES)
def test_here_and_there(databases, tmp_path, case, moment, seed) -> None:
    """As if nothing had happened, and every row counted once."""
    everywhere(databases, tmp_path / "p", case, moment, lambda total: range(1 + seed % 11, total + 1, 11))


@pytest.mark.full
@pytest.mark.timeout(900)
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("case", CASES)
def test_at_every_statement(databases, tmp_path, case, moment) -> None:
    """The same at each of them."""
    everywhere(databases, tmp_path / "p", case, moment, lambda total: range(1, total + 1))
