"""What is foreseen comes true: a change that would break breaks, with that cause, and one that is clean succeeds."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, note, settings
from sqlalchemy.exc import DBAPIError

import amig
from amig.errors import StepFailedError
from amig.foresee.finding import Foreseen
from amig.impl.failure import causes, number, reason, sqlite_name, sqlstate
from tests.foresee.changes import Case, cases
from tests.projects import new_project
from tests.servers.databases import Backend

QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
TABLES = (
    "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, s VARCHAR(40), n INTEGER, r INTEGER)",
)
DROPS = ("t", "parent", "amig_version", "amig_ledger")
CODES: dict[str, set[object]] = {
    "nulls": {"23502", 1265, 1138, 1048, "SQLITE_CONSTRAINT_NOTNULL"},
    "duplicates": {"23505", 1062, "SQLITE_CONSTRAINT_UNIQUE"},
    "casts": {"22P02", "22001", "22003", "22007", "22008", 1264, 1265, 1292, 1366, 1406},
    "orphans": {"23503", 1452, "foreign keys"},
    "checks": {"23514", 4025, "SQLITE_CONSTRAINT_CHECK"},
}


@pytest.mark.timeout(600)
@settings(max_examples=6, suppress_health_check=QUIET)
@given(case=cases("sqlite"))
def test_on_sqlite(sqlite: Backend, case: Case) -> None:
    run(comes_true(sqlite, case))


@pytest.mark.timeout(600)
@settings(max_examples=6, suppress_health_check=QUIET)
@given(case=cases("postgresql"))
def test_on_postgresql(postgresql: Backend, case: Case) -> None:
    run(comes_true(postgresql, case))


@pytest.mark.timeout(600)
@settings(max_examples=6, suppress_health_check=QUIET)
@given(case=cases("mysql"))
def test_on_mariadb(mysql: Backend, case: Case) -> None:
    run(comes_true(mysql, case))


@pytest.mark.full
@pytest.mark.timeout(3000)
@settings(max_examples=250, suppress_health_check=QUIET)
@given(case=cases("sqlite"))
def test_much_on_sqlite(sqlite: Backend, case: Case) -> None:
    run(comes_true(sqlite, case))


@pytest.mark.full
@pytest.mark.timeout(3000)
@settings(max_examples=250, suppress_health_check=QUIET)
@given(case=cases("postgresql"))
def test_much_on_postgresql(postgresql: Backend, case: Case) -> None:
    run(comes_true(postgresql, case))


@pytest.mark.full
@pytest.mark.timeout(3000)
@settings(max_examples=250, suppress_health_check=QUIET)
@given(case=cases("mysql"))
def test_much_on_mariadb(mysql: Backend, case: Case) -> None:
    run(comes_true(mysql, case))


def run(coroutine: Any) -> None:
    with asyncio.Runner() as runner:
        runner.run(coroutine)


async def comes_true(backend: Backend, case: Case) -> None:
    fill(backend, case)
    with TemporaryDirectory() as folder:
        project = new_project(Path(folder) / "p")
        ids = [project.up(body) for body in case.bodies(backend.name)]
        config = amig.Config(file=project.config, url=backend.url)
        foreseen = (await amig.check(config, data=True)).foreseen
        assert foreseen is not None
        assert foreseen.pending == tuple(ids)
        note("\n".join([*case.bodies(backend.name), *(str(one) for one in foreseen.findings)]))
        error = await failure(config)
    judge(foreseen, error)


def fill(backend: Backend, case: Case) -> None:
    """The tables as the case has them."""
    mark = "?" if backend.name == "sqlite" else "%s"
    with closing(backend.connect()) as connection, closing(connection.cursor()) as cursor:
        for table in DROPS:
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in TABLES:
            cursor.execute(statement)
        for parent in case.parents:
            cursor.execute(f"INSERT INTO parent VALUES ({parent})")
        for id_, row in enumerate(case.rows, 1):
            cursor.execute(f"INSERT INTO t VALUES ({mark}, {mark}, {mark}, {mark})", (id_, *row))
        connection.commit()


async def failure(config: amig.Config) -> StepFailedError | None:
    try:
        await amig.upgrade(config)
    except StepFailedError as error:
        return error
    return None


def judge(foreseen: Foreseen, error: StepFailedError | None) -> None:
    """Foreseen to break: it did, for that reason. Foreseen as clean: it did not."""
    said = "" if error is None else str(error)
    certain = [one for one in foreseen.findings if one.verdict == "breaks"]
    doubts = [one for one in foreseen.findings if one.verdict == "unsure"]
    causes_found = ", ".join(sorted({one.cause for one in certain})) or ("unsure" if doubts else "clean")
    event(f"{causes_found}: {'succeeded' if error is None else 'failed'}")
    assert foreseen.unasked == ()
    if certain:
        assert error is not None, certain
        assert error.revision in {one.revision for one in certain}
        allowed = {code for one in certain + doubts for code in CODES[one.cause]}
        assert code_of(error) in allowed, said
    elif not doubts and not foreseen.unforeseen:
        assert error is None, said


def code_of(error: StepFailedError) -> object:
    """What the database calls the failure."""
    cause = next((one for one in causes(error) if isinstance(one, DBAPIError)), None)
    if cause is None:
        return "foreign keys" if "foreign key" in str(error) else reason(error)
    return sqlstate(cause) or number(cause) or sqlite_name(cause)
