"""Rows that are found before they are touched, on one database: what is told, and what cannot be."""

from __future__ import annotations

import json
from contextlib import closing

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.cli import run
from amig.errors import StepFailedError
from amig.foresee.finding import Foreseen
from tests.projects import Project, new_project
from tests.servers.databases import Backend

ORDERS = """
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, mail VARCHAR(40));
INSERT INTO orders VALUES (92, 1, 'a@x'), (93, NULL, 'b@x'), (94, NULL, 'a@x')
"""


@pytest.fixture
def project(tmp_path) -> Project:
    return new_project(tmp_path / "p")


def config(project: Project, backend: Backend) -> amig.Config:
    return amig.Config(file=project.config, url=backend.url)


async def foreseen(project: Project, backend: Backend) -> Foreseen:
    found = (await amig.check(config(project, backend), data=True)).foreseen
    assert found is not None
    return found


def filled(backend: Backend, script: str) -> None:
    with closing(backend.connect()) as connection, closing(connection.cursor()) as cursor:
        for statement in script.split(";"):
            cursor.execute(statement)
        connection.commit()


def not_null(backend: Backend) -> str:
    """The change in the words that a backend takes."""
    if backend.name == "sqlite":
        return (
            'async with op.batch_alter_table("orders") as batch:\n    batch.alter_column("customer_id", nullable=False)'
        )
    return 'await op.alter_column("orders", "customer_id", nullable=False, existing_type=sa.Integer())'


async def test_the_first_row_is_named_and_nothing_is_changed(project, backend) -> None:
    filled(backend, ORDERS)
    revision = project.up(not_null(backend))
    found = await foreseen(project, backend)
    (one,) = found.findings
    assert (one.cause, one.revision, one.table, one.columns) == ("nulls", revision, "orders", ("customer_id",))
    assert (one.rows, one.more, one.example, one.verdict) == (2, False, "id 93", "breaks")
    assert found.breaks
    assert len(backend.rows("SELECT * FROM orders")) == 3
    with pytest.raises(StepFailedError):
        await amig.upgrade(config(project, backend))
    assert await foreseen(project, backend) == found


async def test_of_duplicates_the_values_are_counted(project, backend) -> None:
    filled(backend, ORDERS)
    call = 'await op.create_index("u", "orders", ["mail"], unique=True)'
    project.up(call)
    (one,) = (await foreseen(project, backend)).findings
    assert (one.count, one.example) == ("1 value", "id 92")


async def test_a_repair_that_comes_first_makes_it_unsure(project, backend) -> None:
    """And then the upgrade goes through: what an earlier revision does to rows is not foreseen."""
    filled(backend, ORDERS)
    repair = project.up('await op.execute("UPDATE orders SET customer_id = 1 WHERE customer_id IS NULL")')
    project.up(not_null(backend))
    found = await foreseen(project, backend)
    assert [(one.verdict, one.first) for one in found.findings] == [("unsure", repair)]
    assert [(one.revision, one.why) for one in found.unforeseen] == [(repair, "runs SQL of its own, which is not read")]
    assert not found.breaks
    await amig.upgrade(config(project, backend))
    assert (await foreseen(project, backend)).pending == ()


async def test_an_open_revision_is_named(project, backend) -> None:
    filled(backend, ORDERS)
    project.up('for name in ("a", "b"):\n    await op.execute("SELECT 1")')
    project.up(not_null(backend))
    found = await foreseen(project, backend)
    assert "depends on more than its source" in found.unforeseen[0].why
    assert [one.verdict for one in found.findings] == ["unsure"]


async def test_a_question_that_the_server_refuses_spoils_no_other(project, backend) -> None:
    filled(backend, ORDERS)
    project.up('await op.create_index("u", "nowhere", ["mail"], unique=True)\n' + not_null(backend))
    found = await foreseen(project, backend)
    assert [one.cause for one in found.findings] == ["nulls"]
    assert [one.table for one in found.unasked] == ["nowhere"]
    assert not found.is_sure


async def test_more_than_a_thousand_are_not_counted(project, backend) -> None:
    filled(backend, ORDERS)
    values = ", ".join(f"({number}, NULL, NULL)" for number in range(1000, 2500))
    filled(backend, f"INSERT INTO orders VALUES {values}")
    project.up(not_null(backend))
    (one,) = (await foreseen(project, backend)).findings
    assert (one.rows, one.more, one.count) == (1000, True, "more than 1,000 rows")


async def test_what_is_dropped_is_told_and_breaks_nothing(project, backend) -> None:
    filled(backend, ORDERS)
    project.up('await op.drop_table("orders")')
    found = await foreseen(project, backend)
    assert [(one.verdict, one.says) for one in found.findings] == [("notice", "rows in orders, which is dropped")]
    assert not found.breaks


async def test_what_only_postgresql_has(project, postgresql) -> None:
    """Enums, exclusions, arrays, and names that need quotes; each breaks as it was foreseen."""
    script = """
    CREATE TYPE mood AS ENUM ('sad', 'ok');
    CREATE TABLE "Odd; ""name" (id INTEGER PRIMARY KEY, mood mood, moods mood[], room INTEGER, span int4range);
    INSERT INTO "Odd; ""name" VALUES (1, 'sad', ARRAY['ok']::mood[], 1, '[1,5)'), (2, 'ok', ARRAY['sad']::mood[], 1, '[3,9)')
    """
    with closing(postgresql.connect()) as connection:
        connection.execute(script)
    name = "'Odd; \"name'"
    columns = f'[{{"table": {name}, "column": "mood"}}, {{"table": {name}, "column": "moods", "array": True}}]'
    project.up(f'await op.replace_enum("mood", ["ok"], columns={columns}, previous=["sad", "ok"])')
    project.up(f'await op.create_exclude_constraint("e", {name}, ("span", "&&"), using="gist")')
    found = await foreseen(project, postgresql)
    assert [(one.cause, one.rows, one.example) for one in found.findings] == [
        ("enums", 1, "id 1"),
        ("enums", 1, "id 2"),
        ("exclusions", 1, "id 1"),
    ]
    assert found.unasked == ()
    with pytest.raises(StepFailedError):
        await amig.upgrade(config(project, postgresql))


async def test_the_server_refuses_to_write(project, postgresql) -> None:
    """A default that counts would count: it is not asked."""
    filled(postgresql, f"CREATE SEQUENCE counting; {ORDERS}")
    default = "server_default=sa.text(\"nextval('counting')\")"
    project.up(f'await op.add_column("orders", sa.Column("number", sa.Integer(), {default}, unique=True))')
    found = await foreseen(project, postgresql)
    assert "read-only transaction" in found.unasked[0].problem
    assert postgresql.rows("SELECT is_called FROM counting") == [(False,)]


async def test_all_questions_are_one_statement(project, postgresql) -> None:
    """The heads, the settings of the transaction, a savepoint, the questions; nothing more where nothing is found."""
    filled(postgresql, "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER)")
    project.up(not_null(postgresql))
    project.up('await op.create_check_constraint("c", "orders", "id > 5")')
    engine, sent = create_async_engine(postgresql.url), list[str]()
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *call: sent.append(call[2]))
    found = (await amig.check(amig.Config(file=project.config), data=True, engine=engine)).foreseen
    await engine.dispose()
    assert found is not None
    assert (found.asked, found.is_sure) == (2, True)
    begun = next(number for number, text in enumerate(sent) if "transaction_read_only" in text)
    assert [text.split()[0] for text in sent[begun:]] == ["SELECT", "SAVEPOINT", "SELECT"]
    assert sent[-1].count("UNION ALL") == 1


def test_on_the_command_line(project, postgresql, monkeypatch, capsys) -> None:
    """1 where something would fail, 0 where not; what is unsure counts with --strict."""
    project.config.write_text(f'script_location = "migrations"\nurl = "{postgresql.url}"\n')
    monkeypatch.chdir(project.folder)
    filled(postgresql, ORDERS)
    revision = project.up(not_null(postgresql))
    assert run(["check", "--data"]) == 1
    told = capsys.readouterr()
    assert told.out == f"nulls in orders.customer_id before NOT NULL (revision {revision}): 2 rows, first id 93\n"
    assert told.err == "1 pending, 1 asked about their rows: would fail\n"
    assert run(["check", "--data", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["foreseen"]["findings"][0]["rows"] == 2
    filled(postgresql, "DELETE FROM orders WHERE customer_id IS NULL")
    assert run(["check", "--data", "--strict"]) == 0
    assert capsys.readouterr().out == ""
    project.up('await op.execute("SELECT 1")')
    assert run(["check", "--data"]) == 0
    assert run(["check", "--data", "--strict"]) == 1
