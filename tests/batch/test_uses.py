"""What uses a rebuilt table on SQLite: it works as before, or the rebuild stops and says what would break."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.errors import StepFailedError
from tests.projects import new_project

SCHEMA = """
CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, b TEXT);
CREATE TABLE log (said);
CREATE TABLE o (x);
INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y');
"""
NOT_NULL = 'async with op.batch_alter_table("t") as batch:\n    batch.alter_column("a", nullable=False)'
DROP_B = 'async with op.batch_alter_table("t") as batch:\n    batch.drop_column("b")'

USES = {
    "a view of a view": (
        "CREATE VIEW v AS SELECT * FROM t; CREATE VIEW w AS SELECT b FROM v;",
        "SELECT b FROM w",
        "view `w` must still work",
    ),
    "a view that ends in a comment": (
        "CREATE VIEW v AS SELECT a, b FROM t -- the end\n;",
        "SELECT b FROM v",
        "view `v` must still work",
    ),
    "a trigger of another table": (
        "CREATE TRIGGER tr AFTER INSERT ON o BEGIN INSERT INTO log SELECT b FROM t; END;",
        "INSERT INTO o VALUES (1)",
        "trigger `tr` must still work",
    ),
    "a trigger that inserts": (
        "CREATE TRIGGER tr AFTER UPDATE OF x ON o BEGIN INSERT INTO t(a, b) VALUES (1, 'z'); END;",
        "UPDATE o SET x = 1",
        "trigger `tr` must still work",
    ),
    "a trigger of a deletion": (
        "CREATE TRIGGER tr BEFORE DELETE ON o BEGIN UPDATE t SET b = 1; END;",
        "DELETE FROM o",
        "trigger `tr` must still work",
    ),
    "a trigger in place of a view's insert": (
        (
            "CREATE VIEW v AS SELECT a FROM t;"
            "CREATE TRIGGER tr INSTEAD OF INSERT ON v BEGIN INSERT INTO t(a, b) VALUES (new.a, 'n'); END;"
        ),
        "INSERT INTO v VALUES (5)",
        "trigger `tr` must still work",
    ),
}


def made(sqlite: Any, more: str = "") -> None:
    with sqlite.connect() as connection:
        connection.executescript(SCHEMA + more)
    connection.close()


def ask(sqlite: Any, sql: str) -> list[Any]:
    with sqlite.connect() as connection:
        rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


async def upgrade(sqlite: Any, tmp_path: Any, body: str) -> None:
    project = new_project(tmp_path / "p")
    project.up(body)
    await amig.upgrade(project.config, url=sqlite.url)


@pytest.mark.parametrize("name", USES)
async def test_what_uses_the_table_works_as_before(name: str, sqlite, tmp_path) -> None:
    """At second hand too, and with the table's new definition beneath it."""
    script, query, _ = USES[name]
    made(sqlite, script)
    await upgrade(sqlite, tmp_path, NOT_NULL)
    ask(sqlite, query)
    assert ask(sqlite, "SELECT id FROM t")[:2] == [(1,), (2,)]


@pytest.mark.parametrize("name", USES)
async def test_what_would_break_stops_it(name: str, sqlite, tmp_path) -> None:
    """The column it needs would go: named, and nothing was done."""
    script, query, problem = USES[name]
    made(sqlite, script)
    before = ask(sqlite, "SELECT sql FROM sqlite_master")
    with pytest.raises(StepFailedError, match=problem):
        await upgrade(sqlite, tmp_path, DROP_B)
    assert (
        ask(sqlite, "SELECT sql FROM sqlite_master WHERE name NOT IN ('amig_version', 'amig_ledger') AND sql NOT NULL")
        == before
    )
    ask(sqlite, query)


async def test_what_did_not_work_before_is_no_obstacle(sqlite, tmp_path) -> None:
    """A view and triggers that are broken already stay as they are."""
    made(
        sqlite,
        "CREATE TABLE gone (y); CREATE VIEW v AS SELECT y FROM gone JOIN t;"
        "CREATE TRIGGER tr AFTER INSERT ON o BEGIN INSERT INTO log SELECT y FROM gone, t; END;"
        "PRAGMA legacy_alter_table = ON; DROP TABLE gone;",
    )
    await upgrade(sqlite, tmp_path, DROP_B)
    assert [row[1] for row in ask(sqlite, "PRAGMA table_info('t')")] == ["id", "a"]


async def test_rows_keep_their_ids(sqlite, tmp_path) -> None:
    """Those that no column holds: a full-text index on the table finds its rows again."""
    with sqlite.connect() as connection:
        connection.executescript(
            "CREATE TABLE t (a INT, b TEXT); INSERT INTO t (rowid, a, b) VALUES (5, 1, 'x'), (9, 2, 'y');"
            "CREATE TABLE u (a INT, rowid TEXT); INSERT INTO u (_rowid_, a) VALUES (7, 1);"
            "CREATE VIRTUAL TABLE f USING fts5(b, content='t'); INSERT INTO f(f) VALUES ('rebuild');"
        )
    connection.close()
    other = NOT_NULL.replace('"t"', '"u"')
    await upgrade(sqlite, tmp_path, f"{NOT_NULL}\n{other}")
    assert ask(sqlite, "SELECT rowid, a FROM t") == [(5, 1), (9, 2)]
    assert ask(sqlite, "SELECT _rowid_, a FROM u") == [(7, 1)]
    assert ask(sqlite, "SELECT rowid, b FROM f WHERE f MATCH 'y'") == [(9, "y")]


async def test_temporary_triggers_come_back(sqlite, tmp_path) -> None:
    """They belong to the connection, and go with the old table like the others."""
    made(sqlite)
    trigger = "CREATE TEMP TRIGGER tt AFTER INSERT ON main.t BEGIN INSERT INTO log VALUES (new.a); END"
    await upgrade(
        sqlite,
        tmp_path,
        f'await op.execute("{trigger}")\n{NOT_NULL}\nawait op.execute("INSERT INTO t (a) VALUES (55)")',
    )
    assert ask(sqlite, "SELECT * FROM log") == [(55,)]


NO_TABLES = {
    "temporary": ("CREATE TEMP TABLE t (a)", "finds a temporary table first", 'schema="main"'),
    "view": ("DROP TABLE t; CREATE VIEW t AS SELECT x AS a FROM o", "is about a view", "op.replace_view"),
    "virtual": ("DROP TABLE t; CREATE VIRTUAL TABLE t USING fts5(a)", "is about a virtual table", "op.execute"),
}


@pytest.mark.parametrize("name", NO_TABLES)
async def test_what_has_the_name_and_is_not_the_table(name: str, sqlite, tmp_path) -> None:
    """Said so, with what to do."""
    sql, problem, hint = NO_TABLES[name]
    made(sqlite)
    with pytest.raises(StepFailedError, match=problem) as caught:
        await upgrade(sqlite, tmp_path, f'await op.execute("{sql}")\n{NOT_NULL}')
    assert hint in str(caught.value.hint)


async def test_the_file_keeps_the_name_as_it_was_written(sqlite, tmp_path) -> None:
    """SQLite does not care about case; whoever reads the schema may."""
    made(sqlite)
    await upgrade(sqlite, tmp_path, NOT_NULL.replace('"t"', '"T"').replace('"a"', '"A"'))
    assert ("t",) in ask(sqlite, "SELECT name FROM sqlite_master")
    assert [row[1] for row in ask(sqlite, "PRAGMA table_info('t')")] == ["id", "a", "b"]


CAUGHT = """
try:
    async with op.batch_alter_table("t") as batch:
        batch.{operation}
except Exception:
    pass
await op.add_column("o", sa.Column("later", sa.Integer()))
"""


@pytest.mark.parametrize(
    "operation",
    ['create_check_constraint("ck", "a > 1")', 'drop_column("b")', 'create_index("ix_o", ["a"], unique=True)'],
)
async def test_a_failure_that_is_caught_leaves_the_table_as_it_was(operation: str, sqlite, tmp_path) -> None:
    """At the copy, at the last check, or at an index: nothing half-way stays, and nothing of it runs later."""
    made(sqlite, "CREATE VIEW v AS SELECT b FROM t; CREATE INDEX ix_o ON o (x);")
    before = ask(sqlite, "SELECT name, sql FROM sqlite_master WHERE name NOT IN ('o')")
    body = CAUGHT.format(operation=operation)
    if "ix_o" in operation:
        body = body.replace("batch.create_index", 'batch.alter_column("a", nullable=False)\n        batch.create_index')
    await upgrade(
        sqlite,
        tmp_path,
        body + 'pragma = await op.get_bind().exec_driver_sql("PRAGMA legacy_alter_table")\nassert pragma.scalar() == 0',
    )
    kept = "SELECT name, sql FROM sqlite_master WHERE name NOT IN ('o', 'amig_version', 'amig_ledger') AND sql NOT NULL"
    assert ask(sqlite, kept) == before
    assert ask(sqlite, "SELECT * FROM t") == [(1, 1, "x"), (2, 2, "y")]
    assert [row[1] for row in ask(sqlite, "PRAGMA table_info('o')")] == ["x", "later"]


async def test_outside_a_transaction_a_rebuild_is_one_all_the_same(sqlite, tmp_path) -> None:
    """Nothing of it is kept, and the error does not say so."""
    made(sqlite)
    project = new_project(tmp_path / "p")
    batch = 'async with op.batch_alter_table("t") as batch:\n    batch.create_check_constraint("ck", "a > 1")'
    project.up(f'await op.execute("INSERT INTO log VALUES (1)")\n{batch}', header="transactional = False")
    with pytest.raises(StepFailedError, match="CHECK constraint failed") as caught:
        await amig.upgrade(project.config, url=sqlite.url)
    assert caught.value.kept == ("INSERT INTO log VALUES (1)",)
    assert ask(sqlite, "SELECT name FROM sqlite_master WHERE name LIKE '_amig_new%'") == []
    assert ask(sqlite, "SELECT * FROM t") == [(1, 1, "x"), (2, 2, "y")]


async def test_a_connection_stays_set_as_it_was(sqlite, tmp_path) -> None:
    """`legacy_alter_table`, for one, may be on."""
    made(sqlite, "CREATE VIEW v AS SELECT a FROM t;")
    project = new_project(tmp_path / "p")
    project.up(NOT_NULL)
    engine = create_async_engine(sqlite.url)

    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection: Any, _: Any) -> None:
        connection.execute("PRAGMA legacy_alter_table = ON")

    await amig.upgrade(project.config, engine=engine)
    async with engine.connect() as connection:
        assert (await connection.exec_driver_sql("PRAGMA legacy_alter_table")).scalar() == 1
    await engine.dispose()
    assert ask(sqlite, "SELECT * FROM v") == [(1,), (2,)]


async def test_comments_after_the_table_are_no_options(sqlite, tmp_path) -> None:
    """What is added stands before the end of the text, and not in a comment."""
    with sqlite.connect() as connection:
        connection.executescript("CREATE TABLE t (a INT) -- the end\n; INSERT INTO t VALUES (1);")
    connection.close()
    strict = '"t", table_kwargs={"sqlite_strict": True}'
    await upgrade(sqlite, tmp_path, NOT_NULL.replace('"t"', strict))
    assert ask(sqlite, "SELECT strict FROM pragma_table_list WHERE name = 't'") == [(1,)]


async def test_never_means_never(sqlite, tmp_path) -> None:
    """What ALTER TABLE cannot say is refused in the words of the batch."""
    made(sqlite)
    with pytest.raises(StepFailedError, match="`alter_column` needs the table to be rebuilt here") as caught:
        await upgrade(sqlite, tmp_path, NOT_NULL.replace('"t"', '"t", recreate="never"'))
    assert "leave `recreate` out" in str(caught.value.hint)


@pytest.mark.parametrize(
    "call",
    [
        'add_column("t", sa.Column("n", sa.Integer(), nullable=False))',
        'add_column("t", sa.Column("n", sa.DateTime(), server_default=sa.func.now()))',
        'drop_column("t", "id")',
        'drop_column("t", "b")',
    ],
)
async def test_what_sqlite_cannot_alter_a_batch_can(call: str, sqlite, tmp_path) -> None:
    """The file's refusal comes with the way out, and that way leads there."""
    made(sqlite, "CREATE INDEX ib ON t (b);")
    with pytest.raises(StepFailedError) as caught:
        await upgrade(sqlite, tmp_path, f"await op.{call}")
    assert "`op.batch_alter_table` can do it" in str(caught.value.hint)
    in_batch = call.replace('"t", ', "").replace("nullable=False", 'nullable=False, server_default="1"')
    await upgrade(sqlite, tmp_path / "again", f'async with op.batch_alter_table("t") as batch:\n    batch.{in_batch}')
    assert ask(sqlite, "SELECT count(*) FROM t") == [(2,)]


async def test_expressions_as_defaults_and_checks_beside_a_column(sqlite, tmp_path) -> None:
    """An expression gets its parentheses; a type's CHECK goes with it, wherever it was written."""
    made(sqlite)
    kind = 'sa.Enum("x", "y", create_constraint=True)'
    await upgrade(
        sqlite,
        tmp_path,
        f"""
        await op.add_column("t", sa.Column("k", {kind}))
        async with op.batch_alter_table("t") as batch:
            batch.alter_column("a", server_default=sa.text("1 + 1"))
            batch.alter_column("b", server_default=sa.func.lower("X"))
            batch.alter_column("k", existing_type={kind}, type_=sa.Enum("x", "z", create_constraint=True))
        """,
    )
    ask(sqlite, "INSERT INTO t (id, k) VALUES (9, 'z')")
    assert ask(sqlite, "SELECT a, b, k FROM t WHERE id = 9") == [(2, "x", "z")]


BZ = ', sa.Column("b", sa.Text()), sa.Column("z", sa.Text())'
T = 'sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer(), primary_key=True), sa.Column("a", sa.Integer()){more})'
WRONG = {
    "copy_from without a column": (f"copy_from={T.format(more='')}", "without `b`, which would be lost", "drop_column"),
    "copy_from with another": (
        f"copy_from={T.format(more=BZ)}",
        "with `z`, which the table has not",
        "batch.add_column",
    ),
    "a circle": (
        'recreate="always", partial_reordering=[("a", "b"), ("b", "a")]',
        "is to sort `a`, `b` in a circle",
        "partial_reordering",
    ),
    "an unknown keyword": ('recreat="always"', "unexpected keyword argument 'recreat'", "did you mean `recreate`?"),
    "an unknown choice": ('recreate="sometimes"', "was given recreate='sometimes'", '"auto", "always" or "never"'),
}


@pytest.mark.parametrize("name", WRONG)
async def test_a_batch_that_is_called_wrongly(name: str, sqlite, tmp_path) -> None:
    """Nothing is done, and the error says what would do."""
    argument, problem, hint = WRONG[name]
    made(sqlite)
    with pytest.raises(StepFailedError, match=problem) as caught:
        await upgrade(sqlite, tmp_path, NOT_NULL.replace('"t"', f'"t", {argument}'))
    assert hint in str(caught.value.hint)
    assert ask(sqlite, "SELECT * FROM t") == [(1, 1, "x"), (2, 2, "y")]
