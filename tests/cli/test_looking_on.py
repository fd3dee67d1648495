"""What takes long is told where nothing can be drawn, too; it costs short runs nothing and never fails a migration."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import event, make_url
from sqlalchemy.pool import Pool

from amig.cli import run
from tests.projects import new_project
from tests.servers.databases import Backend


@pytest.fixture(name="database")
def database_fixture(request, server):
    return request.getfixturevalue(server)


@contextmanager
def connections() -> Iterator[list[object]]:
    """Every connection that is opened meanwhile, by whichever pool."""
    opened: list[object] = []

    def count(connection: object, _record: object) -> None:
        opened.append(connection)

    event.listen(Pool, "connect", count)
    try:
        yield opened
    finally:
        event.remove(Pool, "connect", count)


@pytest.mark.parametrize(
    ("server", "waits"),
    [
        pytest.param("postgresql", "a lock on busy; blocked by", marks=pytest.mark.full),  # a terminal shows it, too
        ("mysql", "a table metadata lock; perhaps blocked by"),
    ],
)
def test_who_is_in_the_way(server, waits, database, tmp_path, capsys) -> None:
    """A line when a statement has run for two seconds: what it waits for, and the session that has it."""
    project = new_project(tmp_path / "p", database.url)
    project.config.write_text(f"{project.config.read_text()}retries = 0\n")
    database.execute("CREATE TABLE busy (n int)")
    project.up('await op.execute("ALTER TABLE busy ADD COLUMN x int")', header="lock_timeout = 3")
    with held(database, "SELECT * FROM busy"):
        assert run(["-c", str(project.config), "upgrade"]) == 1
    said = capsys.readouterr().err.splitlines()
    told = f"upgrade rev00001  running for 2 s: ALTER TABLE busy ADD COLUMN x int; waits for {waits} session "
    assert said[0].startswith(told)
    assert said[1].startswith("error: upgrade of revision `rev00001` failed")


@pytest.mark.full
def test_a_row_that_another_transaction_has(mysql, tmp_path, capsys) -> None:
    """MySQL's state does not say it; the transaction's does."""
    project = new_project(tmp_path / "p", mysql.url)
    mysql.execute("CREATE TABLE busy (n int PRIMARY KEY)")
    mysql.execute("INSERT INTO busy VALUES (1)")
    project.up('await op.execute("DELETE FROM busy")', header="lock_timeout = 3")
    with held(mysql, "UPDATE busy SET n = 2"):
        assert run(["-c", str(project.config), "upgrade"]) == 1
    assert "DELETE FROM busy; waits for a row lock; perhaps blocked by session" in capsys.readouterr().err


@contextmanager
def held(database: Backend, sql: str) -> Iterator[None]:
    """Another session's transaction, which stays open."""
    with closing(database.connect()) as holder:
        cursor = holder.cursor()
        cursor.execute("BEGIN")
        cursor.execute(sql)
        yield


def test_what_it_costs(postgresql, tmp_path, capsys) -> None:
    """Nothing before two seconds, then one connection and one line; nothing at all with `--quiet`."""
    counts, said = [], []
    for number, (seconds, option) in enumerate(((1.3, "--json"), (2.4, "--json"), (2.3, "--quiet"))):
        project = new_project(tmp_path / str(number), postgresql.url)
        project.config.write_text(f'{project.config.read_text()}version_table = "v{number}"\n')
        project.up(f'await op.execute("SELECT pg_sleep({seconds})")')
        with connections() as opened:
            assert run(["-c", str(project.config), "upgrade", option]) == 0
        counts.append(len(opened))
        said.append(capsys.readouterr())
    assert counts == [counts[0], counts[0] + 1, counts[0]]
    assert [one.err.count("running for 2 s: SELECT pg_sleep") for one in said] == [0, 1, 0]
    assert [len(one.err.splitlines()) for one in said] == [2, 3, 0]
    assert [json.loads(one.out)["after"] for one in said[:2]] == [["rev00001"]] * 2
    sessions = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    assert postgresql.rows(sessions) == [(0,)]


def test_where_no_further_connection_is_allowed(postgresql, tmp_path, capsys) -> None:
    """The statement and its time are told, and nothing is said of what could not be asked."""
    url = make_url(postgresql.url)
    role = f"only_one_{url.database}"[:60]
    postgresql.execute(
        f'CREATE ROLE "{role}" LOGIN CONNECTION LIMIT 1; ALTER DATABASE "{url.database}" OWNER TO "{role}"'
    )
    try:
        project = new_project(tmp_path / "p", url.set(username=role).render_as_string(hide_password=False))
        project.up('await op.execute("SELECT pg_sleep(2.5)")')
        assert run(["-c", str(project.config), "upgrade"]) == 0
    finally:
        postgresql.execute(f'REASSIGN OWNED BY "{role}" TO postgres; DROP OWNED BY "{role}"; DROP ROLE "{role}"')
    told = [re.sub(r"  \(.*", "  #", line) for line in capsys.readouterr().err.splitlines()]
    assert told == [
        "upgrade rev00001  running for 2 s: SELECT pg_sleep(2.5)",
        "upgrade rev00001  number 1  #",
        "at rev00001",
    ]


def test_a_terminal_that_is_gone_fails_no_migration(sqlite, tmp_path, monkeypatch) -> None:
    """Whoever closes the window does not stop in the middle what runs."""

    class Gone:
        encoding = "utf-8"

        def isatty(self) -> bool:
            return False

        def write(self, _: str) -> int:
            raise BrokenPipeError

        def flush(self) -> None:
            raise BrokenPipeError

    project = new_project(tmp_path / "p", sqlite.url)
    project.table("one")
    project.table("two")
    monkeypatch.setattr(sys, "stderr", Gone())
    with pytest.raises(BrokenPipeError):
        run(["-c", str(project.config), "upgrade"])
    assert sqlite.rows("SELECT version_num FROM amig_version") == [("rev00002",)]
