"""Batches on SQLite files: what survives, what is refused, and what the foreign keys are doing meanwhile."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

import amig
from amig.errors import StepFailedError
from tests.projects import new_project

SCHEMA = """
CREATE TABLE p (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT COLLATE NOCASE NOT NULL DEFAULT 'it''s', -- a comment, "here"
    age INT CHECK (age > 0), boss INT REFERENCES p(id) ON DELETE CASCADE,
    dbl INT GENERATED ALWAYS AS (age * 2) STORED, vir INT AS (age + 1),
    UNIQUE (name, age), CHECK (length(name) < 50), CONSTRAINT named CHECK (age < 200)
) STRICT;
CREATE TABLE c (id INTEGER PRIMARY KEY, p_id INT NOT NULL REFERENCES p(id) ON DELETE CASCADE);
CREATE UNIQUE INDEX ix_low ON p (lower(name)) WHERE age > 5;
CREATE TRIGGER tr AFTER INSERT ON p BEGIN UPDATE c SET p_id = new.id WHERE id = 99; END;
CREATE VIEW v AS SELECT p.name, c.id FROM p JOIN c ON c.p_id = p.id;
CREATE TABLE w (a TEXT PRIMARY KEY, b INT) WITHOUT ROWID;
INSERT INTO p (id, name, age, boss) VALUES (1, 'ann', 30, NULL), (2, 'bob', 40, 1), (50, 'zed', 9, 2);
DELETE FROM p WHERE id = 50;
INSERT INTO c VALUES (1, 1), (2, 2);
INSERT INTO w VALUES ('x', 1), ('y', NULL);
"""


@pytest.fixture
def file(sqlite) -> Any:
    with sqlite.connect() as connection:
        connection.executescript(SCHEMA)
    connection.close()
    return sqlite


def ask(file: Any, sql: str) -> list[Any]:
    connection = file.connect()
    rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


def text_of(file: Any, table: str) -> str:
    return ask(file, f"SELECT sql FROM sqlite_master WHERE name = '{table}'")[0][0]


def dump(file: Any) -> list[Any]:
    rows = [ask(file, f"SELECT * FROM {table}") for table in ("p", "c", "w", "v")]
    return [
        ask(
            file,
            "SELECT name, sql FROM sqlite_master WHERE name NOT IN ('amig_version', 'amig_ledger') AND sql NOT NULL",
        ),
        *rows,
    ]


def enforcing(url: str, *, on: bool = True) -> AsyncEngine:
    engine = create_async_engine(url)

    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection: Any, _: Any) -> None:
        connection.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")

    return engine


async def stamp_base(file: Any) -> None:
    """As if nothing had run: another project begins."""
    with file.connect() as connection:
        connection.execute("DELETE FROM amig_version")
    connection.close()


async def upgrade(file: Any, tmp_path: Any, body: str, **options: Any) -> Any:
    """One revision with this body, on a connection that enforces foreign keys; gives back the pragma afterwards."""
    project = new_project(tmp_path / "p")
    project.up(body, **options)
    engine = enforcing(file.url)
    try:
        await amig.upgrade(project.config, engine=engine)
        async with engine.connect() as connection:
            return (await connection.exec_driver_sql("PRAGMA foreign_keys")).scalar()
    finally:
        await engine.dispose()


async def test_everything_survives(file, tmp_path) -> None:
    """Checks, unnamed uniques, references to itself, generated columns, STRICT, AUTOINCREMENT, collations, and rows."""
    enforced = await upgrade(
        file,
        tmp_path,
        """
        async with op.batch_alter_table("p") as batch:
            batch.alter_column("age", existing_type=sa.Integer(), type_=sa.Integer(), nullable=False, server_default="1")
            batch.drop_constraint("named", type_="check")
        async with op.batch_alter_table("w") as batch:
            batch.alter_column("b", type_=sa.BigInteger())
        """,
    )
    assert enforced == 1
    text = text_of(file, "p")
    for words in (
        "PRIMARY KEY AUTOINCREMENT",
        "COLLATE NOCASE NOT NULL DEFAULT 'it''s'",
        "CHECK (age > 0) NOT NULL DEFAULT '1'",
        "REFERENCES p(id) ON DELETE CASCADE",
        "GENERATED ALWAYS AS (age * 2) STORED",
        "AS (age + 1)",
        "UNIQUE (name, age)",
        "CHECK (length(name) < 50)",
        ") STRICT",
    ):
        assert words in text
    assert "named" not in text
    assert text_of(file, "w").endswith("WITHOUT ROWID")
    assert ask(file, "SELECT id, name, age, boss, dbl, vir FROM p") == [
        (1, "ann", 30, None, 60, 31),
        (2, "bob", 40, 1, 80, 41),
    ]
    assert ask(file, "SELECT * FROM c") == [(1, 1), (2, 2)]
    assert ask(file, "SELECT * FROM w") == [("x", 1), ("y", None)]
    assert ask(file, "SELECT * FROM v") == [("ann", 1), ("bob", 2)]
    assert ask(file, "SELECT seq FROM sqlite_sequence WHERE name = 'p'") == [(50,)]
    assert "WHERE age > 5" in text_of(file, "ix_low")
    assert text_of(file, "tr").startswith("CREATE TRIGGER tr AFTER INSERT")


async def test_a_rename_is_followed_everywhere(file, tmp_path) -> None:
    """In checks, indexes, triggers and views; what comes later may use the old name or the new one."""
    await upgrade(
        file,
        tmp_path,
        """
        async with op.batch_alter_table("p") as batch:
            batch.alter_column("name", new_column_name="full name", nullable=False)
            batch.create_unique_constraint("uq", ["name", "boss"])
            batch.create_index("ix", ["full name"])
            batch.add_column(sa.Column("extra", sa.Integer(), server_default="7"), insert_after="id")
        """,
    )
    assert [row[1] for row in ask(file, "PRAGMA table_xinfo('p')")][:3] == ["id", "extra", "full name"]
    assert 'UNIQUE ("full name", boss)' in text_of(file, "p")
    assert 'length("full name")' in text_of(file, "p")
    assert 'lower("full name")' in text_of(file, "ix_low")
    assert ask(file, "SELECT * FROM v") == [("ann", 1), ("bob", 2)]


REFUSED = {
    "an unknown column": ('batch.alter_column("nope", nullable=True)', "has no column `nope`", "`id`, `name`"),
    "an unknown column in a key": ('batch.create_unique_constraint("u", ["nope"])', "has no column `nope`", "`age`"),
    "an unknown constraint": (
        'batch.drop_constraint("nope")',
        "has no constraint `nope`",
        "its named constraints are `named`",
    ),
    "an unknown index": (
        'batch.alter_column("age", nullable=True); batch.drop_index("nope")',
        "no index `nope`",
        "`ix_low`",
    ),
    "a column twice": (
        'batch.add_column(sa.Column("age", sa.Text(), primary_key=True))',
        "`age` already",
        "if_not_exists",
    ),
    "a constraint twice": ('batch.create_check_constraint("named", "1 = 1")', "`named` already", "drop it first"),
    "a column that another is made of": ('batch.drop_column("age")', "`age`", "in the same batch, before"),
    "a check about two columns": (
        'batch.alter_column("w", nullable=True); batch.drop_column("name")',
        "has no column `w`",
        "its columns are",
    ),
    "a comment": ('batch.alter_column("age", comment="x")', "it has no comments", "leave `comment` out"),
    "an exclusion": ('batch.create_exclude_constraint("x", ("age", "="))', "only PostgreSQL has", "use a trigger"),
    "a view that would break": (
        'batch.drop_constraint("named"); batch.drop_column("name")',
        "view `v` must still work",
        "nothing of this revision was kept",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_what_cannot_be_done_changes_nothing(name: str, file, tmp_path) -> None:
    """Each error names the thing and says what there is; the file is as it was."""
    operation, problem, hint = REFUSED[name]
    before = dump(file)
    with pytest.raises(StepFailedError) as caught:
        await upgrade(file, tmp_path, f'async with op.batch_alter_table("p") as batch:\n    {operation}')
    assert problem in str(caught.value)
    assert hint in str(caught.value.hint)
    assert dump(file) == before


async def test_no_such_table(file, tmp_path) -> None:
    """Said before anything is done."""
    with pytest.raises(StepFailedError, match="finds no such table"):
        await upgrade(
            file, tmp_path, 'async with op.batch_alter_table("q") as batch:\n    batch.alter_column("a", nullable=True)'
        )


HELPER = """
helper = getattr(op, "batch_alter" + "_table")
async with helper("p") as batch:
    batch.alter_column("age", nullable=False)
"""


async def test_an_unforeseen_rebuild_is_refused(file, tmp_path) -> None:
    """Its children would go with it; the hint names the header, and with the header it works."""
    before = dump(file)
    with pytest.raises(StepFailedError, match="rows of `c`, `p` would be deleted") as caught:
        await upgrade(file, tmp_path, HELPER)
    assert "foreign_keys = False" in str(caught.value.hint)
    assert dump(file) == before
    await upgrade(file, tmp_path / "again", HELPER, header="foreign_keys = False")
    assert ask(file, "SELECT * FROM c") == [(1, 1), (2, 2)]


async def test_a_table_that_nobody_refers_to_needs_no_foresight(file, tmp_path) -> None:
    """There is nothing to delete."""
    await upgrade(file, tmp_path, HELPER.replace('"p"', '"w"').replace('"age"', '"b"').replace("False", "True"))
    assert ask(file, "SELECT * FROM w") == [("x", 1), ("y", None)]


async def test_in_the_callers_own_transaction(file, tmp_path) -> None:
    """There the pragma does nothing any more: refused, unless the keys were off already."""
    project = new_project(tmp_path / "p")
    project.up('async with op.batch_alter_table("p") as batch:\n    batch.alter_column("age", nullable=False)')
    engine = enforcing(file.url)
    async with engine.connect() as connection, connection.begin() as transaction:
        with pytest.raises(StepFailedError, match="while foreign keys are enforced"):
            await amig.upgrade(project.config, connection=connection)
        await transaction.rollback()
    await engine.dispose()
    engine = enforcing(file.url, on=False)
    async with engine.begin() as connection:
        await amig.upgrade(project.config, connection=connection)
    await engine.dispose()
    assert ask(file, "SELECT * FROM c") == [(1, 1), (2, 2)]


async def test_keys_that_break_are_found_before_the_commit(file, tmp_path) -> None:
    """Only new violations count; what was broken before stays so."""
    with file.connect() as connection:
        connection.execute("INSERT INTO c VALUES (3, 77)")
    connection.close()
    await upgrade(
        file, tmp_path, 'async with op.batch_alter_table("w") as batch:\n    batch.alter_column("b", nullable=True)'
    )
    before = dump(file)
    body = 'async with op.batch_alter_table("w") as batch:\n    batch.alter_column("b", server_default="1")\n'
    await stamp_base(file)
    with pytest.raises(StepFailedError, match=r"foreign keys are broken that were not before: `c -> p \(1\)`"):
        await upgrade(file, tmp_path / "again", body + 'await op.execute("DELETE FROM p WHERE id = 2")')
    assert dump(file) == before


@pytest.mark.parametrize("mode", [{}, {"autocommit": False}, {"isolation_level": None}, {"autocommit": True}])
async def test_every_mode_of_the_driver(file, tmp_path, mode: dict[str, Any]) -> None:
    """The pragma is off before the transaction and back afterwards, whatever begins transactions."""
    import sys

    if "autocommit" in mode and sys.version_info < (3, 12):
        pytest.skip("the driver has no `autocommit` before Python 3.12")
    project = new_project(tmp_path / "p")
    project.up('async with op.batch_alter_table("p") as batch:\n    batch.alter_column("age", nullable=False)')
    project.up('async with op.batch_alter_table("p") as batch:\n    batch.drop_constraint("nope")')
    engine = create_async_engine(file.url, connect_args=mode)

    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        if begun := mode.get("autocommit") is False:
            connection.execute("COMMIT")
        connection.execute("PRAGMA foreign_keys = ON")
        if begun:
            connection.execute("BEGIN")
        connection.isolation_level = mode.get("isolation_level", "")

    with pytest.raises(StepFailedError, match="has no constraint"):
        await amig.upgrade(project.config, engine=engine)
    async with engine.connect() as connection:
        assert (await connection.exec_driver_sql("PRAGMA foreign_keys")).scalar() == 1
    await engine.dispose()
    assert ask(file, "SELECT * FROM c") == [(1, 1), (2, 2)]
    assert "NOT NULL" in text_of(file, "p").split("age INT", 1)[1].split(",")[0]


async def test_reflect_arguments_and_conventions(file, tmp_path) -> None:
    """A listener and a Column say otherwise than the file; a convention names what has no name."""
    await upgrade(
        file,
        tmp_path,
        """
        def shorter(inspector, table, column):
            if column["name"] == "age":
                column["type"] = sa.SmallInteger()

        names = {"uq": "uq_%(table_name)s_%(column_0_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"}
        async with op.batch_alter_table(
            "w", reflect_kwargs={"listeners": [("column_reflect", shorter)]}, reflect_args=[sa.Column("b", sa.Text())]
        ) as batch:
            batch.alter_column("a", nullable=False)
        async with op.batch_alter_table("p", naming_convention=names) as batch:
            batch.drop_constraint("uq_p_name", type_="unique")
            batch.drop_constraint("fk_p_boss", type_="foreignkey")
        """,
    )
    assert "b TEXT" in text_of(file, "w")
    assert "UNIQUE" not in text_of(file, "p")
    assert "REFERENCES" not in text_of(file, "p")


async def test_copy_from_and_table_arguments(file, tmp_path) -> None:
    """The structure that is handed in counts; arguments are added to the new table."""
    await upgrade(
        file,
        tmp_path,
        """
        w = sa.Table("w", sa.MetaData(), sa.Column("a", sa.String(), primary_key=True), sa.Column("b", sa.BigInteger()))
        arguments = (sa.CheckConstraint("b < 100"), sa.UniqueConstraint("a", "b", name="both"))
        async with op.batch_alter_table(
            "w", copy_from=w, table_args=arguments, table_kwargs={"sqlite_with_rowid": False}, recreate="always"
        ) as batch:
            batch.add_column(sa.Column("c", sa.Integer()), insert_before="b")
        """,
    )
    assert [row[1] for row in ask(file, "PRAGMA table_xinfo('w')")] == ["a", "c", "b"]
    text = text_of(file, "w")
    assert "BIGINT" in text
    assert "CHECK (b < 100)" in text
    assert "CONSTRAINT both UNIQUE (a, b)" in text
    assert "WITHOUT ROWID" in text


async def test_a_boolean_and_an_enum_bring_their_checks_and_take_them_along(sqlite, tmp_path) -> None:
    """The CHECK of the old type goes, that of the new one comes; a dropped column takes its own."""
    project = new_project(tmp_path / "p")
    project.up(
        """
        await op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True),
            sa.Column("flag", sa.Boolean(create_constraint=True)),
            sa.Column("kind", sa.Enum("a", "b", name="kind_ck", create_constraint=True)))
        async with op.batch_alter_table("t") as batch:
            batch.alter_column("flag", existing_type=sa.Boolean(create_constraint=True), type_=sa.Integer())
            batch.alter_column("kind", existing_type=sa.Enum("a", "b", name="kind_ck", create_constraint=True),
                type_=sa.Enum("a", "b", "c", name="kind_ck", create_constraint=True))
        """
    )
    await amig.upgrade(project.config, url=sqlite.url)
    text = text_of(sqlite, "t")
    assert "flag IN (" not in text
    assert text.count("kind_ck") == 1
    assert "'c'" in text
    project.up('async with op.batch_alter_table("t") as batch:\n    batch.drop_column("kind")')
    await amig.upgrade(project.config, url=sqlite.url)
    assert "CHECK" not in text_of(sqlite, "t")


async def test_blocking_scripts_and_forgotten_words(file, tmp_path) -> None:
    """`with` in a plain `def`; a plain `with` in an `async def` says what to write; a block that raises does nothing."""
    project = new_project(tmp_path / "p")
    project.add(
        "def upgrade(op):\n    with op.batch_alter_table('w') as batch:\n        batch.alter_column('b', server_default='5')\n"
        "    op.execute(\"INSERT INTO w (a) VALUES ('z')\")\n\n\ndef downgrade(op):\n    pass"
    )
    await amig.upgrade(project.config, url=file.url)
    assert ask(file, "SELECT b FROM w WHERE a = 'z'") == [(5,)]
    project.up("with op.batch_alter_table('w') as batch:\n    batch.drop_column('b')")
    with pytest.raises(StepFailedError, match="a plain `with`") as caught:
        await amig.upgrade(project.config, url=file.url)
    assert "async with" in str(caught.value.hint)
    before = dump(file)
    other = new_project(tmp_path / "q")
    await stamp_base(file)
    other.up("async with op.batch_alter_table('w') as batch:\n    batch.drop_column('b')\n    raise ValueError('no')")
    with pytest.raises(StepFailedError, match="no"):
        await amig.upgrade(other.config, url=file.url)
    assert dump(file) == before


async def test_offline(file, tmp_path) -> None:
    """Without a look the structure must be handed in; with it, the whole rebuild is written."""
    project = new_project(tmp_path / "p", file.url)
    project.up('async with op.batch_alter_table("w") as batch:\n    batch.alter_column("b", nullable=False)')
    with pytest.raises(amig.AmigError, match="needs a database") as caught:
        await amig.upgrade(project.config, sql=True)
    assert "copy_from" in str(caught.value.hint)
    other = new_project(tmp_path / "q", file.url)
    other.up(
        """
        w = sa.Table("w", sa.MetaData(), sa.Column("a", sa.String(), primary_key=True), sa.Column("b", sa.BigInteger()),
            sa.Index("ixb", "b"))
        async with op.batch_alter_table("w", copy_from=w) as batch:
            batch.alter_column("b", nullable=False)
        """
    )
    text = (await amig.upgrade(other.config, sql=True)).sql
    steps = [
        "PRAGMA foreign_keys = OFF",
        "BEGIN",
        "CREATE TABLE _amig_new_w",
        "INSERT INTO _amig_new_w (rowid, a, b)",
        "DROP TABLE w",
        "RENAME TO w",
        "CREATE INDEX ixb ON w (b)",
        "COMMIT",
    ]
    places = [text.index(step) for step in steps]
    assert places == sorted(places)
    with sqlite3.connect(":memory:") as connection:
        connection.executescript("CREATE TABLE w (a TEXT PRIMARY KEY, b INT); INSERT INTO w VALUES ('x', 1);" + text)
        assert connection.execute("SELECT * FROM w").fetchall() == [("x", 1)]
    connection.close()


async def test_an_attached_schema(sqlite, tmp_path) -> None:
    """A table of another file that is attached under a name, with its index and its trigger."""
    other = tmp_path / "other.db"
    engine = create_async_engine(sqlite.url)

    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection: Any, _: Any) -> None:
        connection.execute(f"ATTACH '{other}' AS side")

    async with engine.begin() as connection:
        for statement in (
            "CREATE TABLE side.t (id INTEGER PRIMARY KEY, a TEXT)",
            "CREATE INDEX side.ix ON t (a)",
            "CREATE TRIGGER side.tr AFTER INSERT ON t BEGIN SELECT 1; END",
            "CREATE VIEW side.v AS SELECT a FROM t",
            "INSERT INTO side.t VALUES (1, 'x')",
        ):
            await connection.exec_driver_sql(statement)
    project = new_project(tmp_path / "p")
    project.up(
        'async with op.batch_alter_table("t", schema="side") as batch:\n    batch.alter_column("a", nullable=False)'
    )
    await amig.upgrade(project.config, engine=engine)
    await engine.dispose()
    with sqlite3.connect(other) as raw:
        assert "NOT NULL" in raw.execute("SELECT sql FROM sqlite_master WHERE name = 't'").fetchone()[0]
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master ORDER BY 1")]
        assert raw.execute("SELECT * FROM t").fetchall() == [(1, "x")]
    raw.close()
    assert names == ["ix", "t", "tr", "v"]


async def test_a_leftover_is_no_obstacle(sqlite, tmp_path) -> None:
    """A leftover of an earlier, interrupted tool does not stand in the way."""
    with sqlite.connect() as connection:
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)")
        connection.execute("CREATE TABLE _amig_new_t (x INT)")
    connection.close()
    project = new_project(tmp_path / "p")
    project.up(
        'async with op.batch_alter_table("t") as batch:\n    batch.alter_column("a", type_=sa.Text(), nullable=False)'
    )
    await amig.upgrade(project.config, url=sqlite.url)
    assert "NOT NULL" in text_of(sqlite, "t")
