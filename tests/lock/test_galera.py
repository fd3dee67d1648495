"""On a Galera cluster of two nodes a lock of one node says nothing on the other: every step has a lease."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator

import pymysql
import pytest
from sqlalchemy import make_url

import amig
from tests.lock.migrators import mixed_project
from tests.servers import galera
from tests.servers.process import MissingServerError

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def nodes() -> Iterator[tuple[str, str]]:
    """The URLs of a database on the two nodes."""
    try:
        galera.provider()
    except MissingServerError as error:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(error))
    with galera.cluster() as urls:
        yield urls


@pytest.fixture
def both(nodes, request) -> tuple[str, str]:
    name = f"galera_{abs(hash(request.node.name)) % 10**8}"
    ask(nodes[0], f"CREATE DATABASE {name}")
    return nodes[0] + name, nodes[1] + name


def ask(url: str, sql: str) -> list[tuple[object, ...]]:
    """Rows as they are on a node once it has caught up with the others."""
    at = make_url(url)
    database = at.database or None
    with (
        pymysql.connect(host=at.host, port=at.port or 0, user="root", database=database, autocommit=True) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("SET SESSION wsrep_sync_wait = 15")
        cursor.execute(sql)
        return [tuple(row) for row in cursor.fetchall()]


async def test_migrators_on_two_nodes_run_each_revision_once(both, tmp_path) -> None:
    """Six at once, three on each; both nodes hold the same in the end, and the lease is free."""
    project = mixed_project(tmp_path / "p")
    for n in range(6, 12):
        project.up(
            f'await op.execute("INSERT INTO log (r) VALUES ({n})")\nawait op.create_table("t{n}", sa.Column("n", sa.Integer(), primary_key=True))'
        )
    done = await asyncio.gather(*(amig.upgrade(project.config, url=both[n % 2]) for n in range(6)))
    assert {result.after for result in done} == {(project.last,)}
    assert sum(not ran.elsewhere for result in done for ran in result.steps) == project.count
    for url in both:
        assert await asyncio.to_thread(ask, url, "SELECT r FROM log ORDER BY r") == [(n,) for n in range(1, 12)]
        assert await asyncio.to_thread(ask, url, "SELECT owner FROM amig_lease") == [("",)]


async def test_a_long_step_on_one_node_is_waited_for_on_the_other(both, tmp_path) -> None:
    """A session's lock would be free there."""
    project = mixed_project(tmp_path / "p")
    project.up('await op.execute("DO SLEEP(3)")\nawait op.execute("INSERT INTO log (r) VALUES (6)")')
    done = await asyncio.gather(*(amig.upgrade(project.config, url=url) for url in both))
    assert sum(not ran.elsewhere for result in done for ran in result.steps) == project.count
    assert await asyncio.to_thread(ask, both[1], "SELECT r FROM log ORDER BY r") == [(n,) for n in range(1, 7)]
