"""What is seen in a revision's source before anything runs."""

from __future__ import annotations

import textwrap

import pytest

from amig.ops.forgotten import forgotten, mixes
from amig.ops.split import split


def lines(source: str) -> list[tuple[str, int]]:
    return [(name, line) for name, _, line in forgotten(textwrap.dedent(source), "x.py")]


def test_a_forgotten_await_is_found_wherever_it_is() -> None:
    """On upgrade's parameter whatever its name, on an imported `op`, in helpers, in branches."""
    source = """
        from amig import op as current
        from amig.ops import Operations

        async def helper(o: Operations):
            o.drop_table("a")

        async def upgrade(my):
            if True:
                my.add_column("a", None)
            for _ in range(3):
                await my.drop_table("b")
                current.execute("x")

        async def downgrade(my):
            my.invoke(None)
    """
    assert lines(source) == [("drop_table", 6), ("add_column", 10), ("execute", 13), ("invoke", 16)]


def test_what_is_no_forgotten_await() -> None:
    """Plain functions, other objects, what gives no coroutine, and a batch under any name."""
    source = """
        from amig import op

        def plain(op):
            op.drop_table("a")

        async def upgrade(op):
            op.get_context()
            op.f("x")
            other.drop_table("a")
            x = op.drop_table("kept")
            async with op.batch_alter_table("t") as op:
                op.drop_column("a")
            await asyncio.gather(op.drop_table("a"))

        async def downgrade(op):
            async with op.batch_alter_table("t") as batch:
                batch.drop_column("a")
    """
    assert lines(source) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("op.create_index('i', 't', ['a'], postgresql_concurrently=True)\n    op.drop_table('t')", True),
        ("op.drop_table('t')\n    op.drop_index('i', postgresql_concurrently=True)", True),
        ("op.create_index('i', 't', ['a'], postgresql_concurrently=True)", False),
        ("op.create_index('i', 't', ['a'], postgresql_concurrently=False)\n    op.drop_table('t')", False),
        (
            "with op.get_context().autocommit_block():\n        op.drop_index('i', postgresql_concurrently=True)\n    op.drop_table('t')",
            False,
        ),
    ],
)
def test_statements_that_do_not_mix(body: str, found: bool) -> None:
    """Both are named; what stands in an autocommit block does not count."""
    assert bool(mixes(f"def upgrade(op):\n    {body}\n", "upgrade")) is found
    assert mixes(f"def upgrade(op):\n    {body}\n", "downgrade") is None


SCRIPTS = [
    ("SELECT 1", "sqlite", ["SELECT 1"]),
    (" SELECT 1 ", "sqlite", [" SELECT 1 "]),
    ("SELECT 1;", "sqlite", ["SELECT 1"]),
    ("a; b ;; c", "postgresql", ["a", "b", "c"]),
    ("SELECT ';' ; SELECT \";\"", "postgresql", ["SELECT ';'", 'SELECT ";"']),
    ("SELECT 'it''s;'; b", "postgresql", ["SELECT 'it''s;'", "b"]),
    ("SELECT 'a\\'; b'; c", "mysql", ["SELECT 'a\\'; b'", "c"]),
    ("a -- no; end\n; b /* x; y */", "postgresql", ["a -- no; end", "b /* x; y */"]),
    ("a # no; end\n; `b;c`", "mysql", ["a # no; end", "`b;c`"]),
    ("CREATE FUNCTION f() AS $$ a; b; $$; c", "postgresql", ["CREATE FUNCTION f() AS $$ a; b; $$", "c"]),
    ("DO $x$ a; $$ b; $$ $x$; c", "postgresql", ["DO $x$ a; $$ b; $$ $x$", "c"]),
    (
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT CASE WHEN 1 THEN 2 END; END; SELECT 3",
        "sqlite",
        ["CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT CASE WHEN 1 THEN 2 END; END", "SELECT 3"],
    ),
    (
        "CREATE PROCEDURE p() BEGIN IF 1 THEN SELECT 1; END IF; WHILE 0 DO SELECT 2; END WHILE; END; SELECT 3",
        "mysql",
        ["CREATE PROCEDURE p() BEGIN IF 1 THEN SELECT 1; END IF; WHILE 0 DO SELECT 2; END WHILE; END", "SELECT 3"],
    ),
    (
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; b",
        "postgresql",
        ["CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END", "b"],
    ),
    (
        "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT (2)); b",
        "postgresql",
        ["CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT (2))", "b"],
    ),
    ("BEGIN; a; COMMIT", "postgresql", ["BEGIN", "a", "COMMIT"]),
    (" ; -- nothing\n ;", "sqlite", []),
]


@pytest.mark.parametrize(("sql", "dialect", "found"), SCRIPTS, ids=[case[0][:30] for case in SCRIPTS])
def test_a_string_of_several_statements(sql: str, dialect: str, found: list[str]) -> None:
    """Split at the semicolons that end a statement, and at no other."""
    assert [part.text for part in split(sql, dialect)] == found


MORE_SCRIPTS = [
    ("a; b ;; c", "mssql", ["a", "b", "c"]),
    ("SELECT E'a\\';b'; c", "postgresql", ["SELECT E'a\\';b'", "c"]),
    ("SELECT 'C:\\'; c", "postgresql", ["SELECT 'C:\\'", "c"]),
    ("/* a /* b; */ c; */ SELECT 1; d", "postgresql", ["/* a /* b; */ c; */ SELECT 1", "d"]),
    ("SELECT [a;b]; c", "sqlite", ["SELECT [a;b]", "c"]),
    ("/*!40101 SET x = 1 */; SELECT 1", "mysql", ["/*!40101 SET x = 1 */", "SELECT 1"]),
    ("SELECT 5--1; SELECT 2", "mysql", ["SELECT 5--1", "SELECT 2"]),
    (
        "DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT ';'; END//\nDELIMITER ;\nSELECT 2;",
        "mariadb",
        ["CREATE PROCEDURE p() BEGIN SELECT ';'; END", "SELECT 2"],
    ),
    ("delimiter $$\nSELECT '$$'$$\nSELECT 2$$", "mysql", ["SELECT '$$'", "SELECT 2"]),
    (
        "CREATE DEFINER=`root`@`localhost` TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN SET @a = 1; END; SELECT 2",
        "mysql",
        [
            "CREATE DEFINER=`root`@`localhost` TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN SET @a = 1; END",
            "SELECT 2",
        ],
    ),
    ("SELECT 'never closed; b", "postgresql", ["SELECT 'never closed; b"]),
    (
        "CREATE TABLE trigger_log (x INT); BEGIN; COMMIT",
        "sqlite",
        ["CREATE TABLE trigger_log (x INT)", "BEGIN", "COMMIT"],
    ),
]


@pytest.mark.parametrize(("sql", "dialect", "found"), MORE_SCRIPTS, ids=[case[0][:30] for case in MORE_SCRIPTS])
def test_each_dialects_own_words(sql: str, dialect: str, found: list[str]) -> None:
    """Quotes, comments and bodies as that dialect reads them; DELIMITER on MySQL."""
    assert [part.text for part in split(sql, dialect)] == found


def test_a_statement_knows_its_line() -> None:
    """Counted from 1, comments and empty lines included."""
    assert [part.line for part in split("a;\n\n-- c\nb; c\n;d", "postgresql")] == [1, 4, 4, 5]
