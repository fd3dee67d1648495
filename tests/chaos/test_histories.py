"""Random histories, killed at a random statement in a random way and run again: as if nothing had happened."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from sqlalchemy import make_url

from tests.chaos.cutting import CuttingProxy, cutting
from tests.chaos.forking import Nursery
from tests.chaos.histories import Writer
from tests.chaos.storms import Storm
from tests.conftest import BACKENDS, server_url
from tests.servers.databases import Backend, mysql_database, postgresql_database, sqlite_database

ALL, SOME = 200, 4
CASES = [
    pytest.param(name, number, id=f"{name}-{number}", marks=[] if number < SOME else [pytest.mark.full])
    for number in range(ALL)
    for name in BACKENDS
]


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    yield made
    made.close()


@pytest.fixture(scope="session")
def proxies() -> Iterator[dict[str, CuttingProxy]]:
    """One in front of each server, made when it is needed."""
    with ExitStack() as stack:

        class Made(dict[str, CuttingProxy]):
            def __missing__(self, name: str) -> CuttingProxy:
                url = make_url(server_url(name))
                self[name] = stack.enter_context(cutting(url.host or "127.0.0.1", url.port or 0))
                return self[name]

        yield Made()


@contextmanager
def database(name: str, test: str, folder) -> Iterator[Backend]:
    made = {"mysql": mysql_database, "postgresql": postgresql_database}.get(name)
    folder.mkdir()
    with made(server_url(name), test) if made else sqlite_database(folder) as backend:
        yield backend


@pytest.mark.timeout(180)
@pytest.mark.parametrize(("name", "number"), CASES)
def test_the_end_is_the_same(name, number, request, tmp_path, seed, nursery, proxies) -> None:
    """Schema, rows, version and ledger; on failure everything is told that it takes to repeat it."""
    dice = random.Random(f"{seed}/{name}/{number}")
    history = Writer(tmp_path / "p", dice, name, small=number < SOME).write()
    request.node.user_properties.append(("database", name))
    proxy = None if name == "sqlite" else proxies[name]
    storm = Storm(history, dice, nursery, proxy)
    test = request.node.nodeid
    try:
        with database(name, f"{test}-quiet", tmp_path / "quiet") as backend:
            expected = asyncio.run(storm.quiet(backend))
        with database(name, f"{test}-storm", tmp_path / "storm") as backend:
            asyncio.run(storm.rage(backend))
            found = asyncio.run(storm.end(backend))
        for what, said in expected.items():
            assert found[what] == said, what
    except BaseException as error:
        error.add_note(f"{history}\n{storm}\nrepeat with: --seed {seed} -k 'same[{name}-{number}]'")
        raise
    request.node.user_properties += [("tally", said) for said in storm.tally]
