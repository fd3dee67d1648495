"""Copies of scratch databases hold all that the original holds; templates are made once, and anew when they are old."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from sqlalchemy import text

from amig.proof import scratch as scratch_module
from amig.proof.scratch import PREFIX, is_orphan, name_of, scratch
from amig.testing import templates
from amig.testing import templates as templates_of
from amig.testing.database import Database
from amig.testing.project import the_one
from amig.testing.seeing import differences, seen
from tests.projects import new_project
from tests.testing.inner import PEOPLE

KINDS = {
    "sqlite": (
        "CREATE VIEW names AS SELECT name FROM people",
        "CREATE TRIGGER no_bob BEFORE INSERT ON people WHEN NEW.name = 'Bob' BEGIN SELECT RAISE(ABORT, 'no Bob'); END",
        "CREATE TABLE twice (n INTEGER, m INTEGER GENERATED ALWAYS AS (n * 2))",
        "INSERT INTO twice (n) VALUES (4)",
    ),
    "postgresql": (
        "CREATE VIEW names AS SELECT name FROM people",
        (
            "CREATE FUNCTION no_bob() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " IF NEW.name = 'Bob' THEN RAISE 'no Bob'; END IF; RETURN NEW; END $$"
        ),
        "CREATE TRIGGER no_bob BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION no_bob()",
        "CREATE SEQUENCE counted START 7",
        "SELECT nextval('counted')",
        "CREATE TABLE twice (n INTEGER, m INTEGER GENERATED ALWAYS AS (n * 2) STORED)",
        "INSERT INTO twice (n) VALUES (4)",
    ),
    "mysql": (
        "CREATE VIEW b_names AS SELECT name FROM people",
        "CREATE VIEW a_names AS SELECT name FROM b_names WHERE name LIKE '%a'",
        "CREATE FUNCTION plus_one(n INTEGER) RETURNS INTEGER DETERMINISTIC RETURN n + 1",
        "CREATE PROCEDURE empty_it() DELETE FROM people",
        (
            "CREATE TRIGGER no_bob BEFORE INSERT ON people FOR EACH ROW"
            " IF NEW.name = 'Bob' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no Bob'; END IF"
        ),
        "CREATE TABLE twice (id INTEGER AUTO_INCREMENT PRIMARY KEY, n INTEGER, m INTEGER AS (n * 2) STORED)",
        "INSERT INTO twice (n) VALUES (4), (5)",
        "DELETE FROM twice WHERE n = 5",
        "CREATE TABLE pets (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL, FOREIGN KEY (owner) REFERENCES people (id))",
        "INSERT INTO pets VALUES (0, 1)",
        "CREATE SEQUENCE counted START WITH 7",
        "SELECT NEXTVAL(counted)",
    ),
}


async def test_a_copy_holds_all_that_the_original_holds(backend, tmp_path) -> None:
    """Tables, rows, views, triggers, routines, sequences, what is computed, and the version rows; apart from then on."""
    project = new_project(tmp_path, backend.url)
    project.add(PEOPLE)
    the = await the_one(project.config)
    async with scratch(backend.url) as engine:
        first = Database(the, engine)
        await first.upgrade()
        await first.execute("INSERT INTO people (id, name) VALUES (1, 'Ada'), (2, 'Bob')")
        for sql in KINDS[backend.name]:
            await first.execute(text(sql.replace(":", "\\:")))
        async with scratch(backend.url, of=name_of(engine)) as copied:
            second = Database(the, copied)
            assert differences(await seen(first), await seen(second), ("the original", "the copy")) == []
            assert await second.heads() == ("rev00001",)
            with pytest.raises(Exception, match="no Bob"):
                await second.execute("INSERT INTO people (id, name) VALUES (3, 'Bob')")
            await second.execute("DELETE FROM people WHERE id = 2")
            assert await first.rows("SELECT id FROM people ORDER BY id") == [(1,), (2,)]
            if backend.name == "mysql":
                await second.execute("INSERT INTO twice (n) VALUES (6)")
                assert await second.rows("SELECT id, m FROM twice ORDER BY id") == [(1, 8), (3, 12)]
                assert await second.rows("SELECT plus_one(1), NEXTVAL(counted) >= 8") == [(2, 1)]


async def test_templates_are_made_once_and_anew_when_they_are_old(sqlite, tmp_path, monkeypatch) -> None:
    """Another session would take one from long ago for a leftover of a killed run."""
    project = new_project(tmp_path, sqlite.url)
    ran = tmp_path / "ran"
    project.up(f'with open("{ran}", "a") as file:\n    file.write("x")\nawait op.execute("CREATE TABLE t (n INTEGER)")')
    async with templates(project.config) as made:
        for _ in range(3):
            async with made.copy() as database:
                assert await database.rows("SELECT * FROM t") == []
                await database.execute("INSERT INTO t VALUES (1)")
        assert ran.stat().st_size == 1
        monkeypatch.setattr(sys.modules[templates_of.__module__], "_OLD", -1.0)
        async with made.copy() as database:
            assert await database.heads() == ("rev00001",)
        assert ran.stat().st_size == 2
        async with made.copy("base") as database:
            assert await database.heads() == ()


async def test_what_a_test_changed_is_put_back(mysql, tmp_path) -> None:
    """Rows, counters and sequences; the copy is the same one, and as new."""
    project = new_project(tmp_path, mysql.url)
    project.up(
        """
        await op.create_table("kinds", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.Integer()))
        await op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.Integer()))
        await op.execute("INSERT INTO kinds (n) VALUES (5), (6)")
        await op.execute("CREATE SEQUENCE counted")
        await op.execute("CREATE TABLE pets (owner INTEGER, FOREIGN KEY (owner) REFERENCES kinds (id))")
        await op.execute("CREATE VIEW v AS SELECT n FROM kinds")
        """
    )
    async with templates(project.config) as made:
        async with made.copy() as database:
            fresh, name = await seen(database), name_of(database.engine)
            for sql in (
                "INSERT INTO t (n) VALUES (1)",
                "DELETE FROM t",
                "DELETE FROM kinds WHERE n = 5",
                "INSERT INTO kinds (n) VALUES (7)",
                "UPDATE kinds SET n = 8 WHERE n = 6",
                "SELECT NEXTVAL(counted)",
                "INSERT INTO pets SELECT max(id) FROM kinds",
            ):
                await database.execute(sql)
            forgotten = await database.engine.connect()
            await forgotten.execute(text("SELECT * FROM t"))
        async with made.copy() as database:
            assert name_of(database.engine) == name
            assert differences(fresh, await seen(database), ("a fresh copy", "what was put back")) == []
            await database.execute("INSERT INTO t (n) VALUES (1)")
            await database.execute("INSERT INTO kinds (n) VALUES (7)")
            assert await database.rows("SELECT id FROM t UNION ALL SELECT max(id) FROM kinds") == [(1,), (3,)]
            assert await database.rows("SELECT NEXTVAL(counted)") == [(1,)]
        await forgotten.invalidate()
        await forgotten.close()


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE t ADD COLUMN m INTEGER",
        "CREATE TABLE more (n INTEGER)",
        "DROP VIEW v",
        "CREATE FUNCTION f() RETURNS INTEGER RETURN 1",
    ],
)
async def test_what_is_more_than_rows_takes_a_new_copy(mysql, tmp_path, sql) -> None:
    """Whatever a test did to the structure, the next one does not see it."""
    project = new_project(tmp_path, mysql.url)
    project.table("t")
    project.up('await op.execute("CREATE VIEW v AS SELECT n FROM t")')
    async with templates(project.config) as made:
        async with made.copy() as database:
            fresh, name = await seen(database), name_of(database.engine)
            await database.execute(sql)
        async with made.copy() as database:
            assert name_of(database.engine) != name
            assert differences(fresh, await seen(database), ("the first copy", "the second")) == []


def test_whose_a_scratch_database_was() -> None:
    """By its name: one of a process that is no more can go, whatever its age; those of others stay."""
    mine = scratch_module._name()
    assert len(mine) <= 63
    assert not is_orphan(mine)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    gone = mine.replace(f"{os.getpid():x}_", f"{ended.pid:x}_")
    assert is_orphan(gone)
    elsewhere = gone.replace(scratch_module._machine(), "0" * 6)
    assert [
        name for name in (elsewhere, f"{PREFIX}{int(time.time()):x}_aabbccdd", "t", PREFIX) if is_orphan(name)
    ] == []


async def test_a_session_that_was_forgotten_does_not_hold_up_the_drop(mysql) -> None:
    """An open transaction would keep DROP DATABASE waiting for a day."""
    async with scratch(mysql.url) as engine:
        async with engine.begin() as connection:
            await connection.execute(text("CREATE TABLE t (n INTEGER)"))
        forgotten = await engine.connect()
        await forgotten.execute(text("SELECT * FROM t"))
    await forgotten.invalidate()
    await forgotten.close()
