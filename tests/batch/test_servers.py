"""Rebuilds on PostgreSQL and MariaDB: what they keep, and what they refuse to lose."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.errors import StepFailedError
from tests.projects import new_project

REBUILD = """
async with op.batch_alter_table("t", recreate="always") as batch:
    batch.add_column(sa.Column("x", sa.Integer(), server_default="7"), insert_after="id")
    batch.alter_column("name", type_=sa.String(60), existing_type=sa.String(20), nullable=False)
"""


async def run(url: str, *statements: str) -> list[Any]:
    engine = create_async_engine(url)
    rows: list[Any] = []
    async with engine.begin() as connection:
        for statement in statements:
            result = await connection.exec_driver_sql(statement)
            rows = [tuple(row) for row in result.all()] if result.returns_rows else []
    await engine.dispose()
    return rows


async def upgrade(url: str, tmp_path: Any, body: str = REBUILD) -> None:
    project = new_project(tmp_path / "p")
    project.up(body)
    await amig.upgrade(project.config, url=url)


async def test_postgresql_keeps_all_of_it(postgresql, tmp_path) -> None:
    """Serial and identity go on counting; constraints, indexes, triggers, comments and collations are there again."""
    await run(
        postgresql.url,
        "CREATE TABLE other (id integer PRIMARY KEY)",
        "INSERT INTO other VALUES (1)",
        """CREATE TABLE t (id serial PRIMARY KEY, name varchar(20) COLLATE "C" DEFAULT 'it''s', o integer REFERENCES other,
           ident bigint GENERATED ALWAYS AS IDENTITY (START WITH 100), twice integer GENERATED ALWAYS AS (o * 2) STORED,
           CONSTRAINT ck CHECK (length(name) > 1), CONSTRAINT uq UNIQUE (name, o) DEFERRABLE)""",
        "CREATE INDEX ix ON t USING hash (name) WHERE o > 0",
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.o = 1; RETURN NEW; END $$",
        "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()",
        "COMMENT ON TABLE t IS 'the table'",
        "COMMENT ON COLUMN t.name IS 'the name'",
        "INSERT INTO t (name) VALUES ('ann'), ('bob')",
    )
    await upgrade(postgresql.url, tmp_path)
    await run(postgresql.url, "INSERT INTO t (name) VALUES ('zed')")
    rows = await run(postgresql.url, "SELECT id, x, name, o, ident, twice FROM t ORDER BY id")
    assert rows == [(1, 7, "ann", 1, 100, 2), (2, 7, "bob", 1, 101, 2), (3, 7, "zed", 1, 102, 2)]
    columns = await run(
        postgresql.url, "SELECT attname FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0"
    )
    assert [name for (name,) in columns][:3] == ["id", "x", "name"]
    named = (
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 't'::regclass AND contype <> 'n'"
    )
    constraints = dict(await run(postgresql.url, named))
    assert set(constraints) == {"t_pkey", "ck", "uq", "t_o_fkey"}
    assert "DEFERRABLE" in constraints["uq"]
    of_id = "conrelid = 't'::regclass AND contype = 'n' AND conkey = ARRAY[1::int2]"
    names = await run(postgresql.url, f"SELECT conname FROM pg_constraint WHERE {of_id}")
    assert names in ([("t_id_not_null",)], [])  # PostgreSQL 18 names it
    ((index,),) = await run(postgresql.url, "SELECT pg_get_indexdef('ix'::regclass)")
    assert index.endswith("ON public.t USING hash (name) WHERE (o > 0)")
    comment = (
        "SELECT obj_description('t'::regclass), col_description('t'::regclass, 3), pg_get_serial_sequence('t', 'id')"
    )
    assert await run(postgresql.url, comment) == [("the table", "the name", "public.t_id_seq")]
    assert await run(
        postgresql.url,
        "SELECT collname FROM pg_attribute a JOIN pg_collation c ON c.oid = attcollation"
        " WHERE attrelid = 't'::regclass AND attname = 'name'",
    ) == [("C",)]


LOSSES = {
    "the foreign key of `child`": "CREATE TABLE child (t_id integer REFERENCES t)",
    "view `v`": "CREATE VIEW v AS SELECT id FROM t",
    "view `m`": "CREATE MATERIALIZED VIEW m AS SELECT id FROM t",
    "row security": "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
    "privileges": "GRANT SELECT ON t TO PUBLIC",
    "partitions or inheritance": "CREATE TABLE heir () INHERITS (t)",
}


@pytest.mark.parametrize("what", LOSSES)
async def test_postgresql_loses_nothing(what: str, postgresql, tmp_path) -> None:
    """What a rebuild would take along is named, and nothing is done."""
    await run(postgresql.url, "CREATE TABLE t (id integer PRIMARY KEY, name varchar(20))", LOSSES[what])
    with pytest.raises(StepFailedError, match=what) as caught:
        await upgrade(postgresql.url, tmp_path)
    assert "never" in str(caught.value.hint)


async def test_mariadb_keeps_all_of_it(mysql, tmp_path) -> None:
    """AUTO_INCREMENT, keys, checks, foreign keys, triggers, comments, character sets, ON UPDATE."""
    await run(
        mysql.url,
        "CREATE TABLE other (id int PRIMARY KEY)",
        "INSERT INTO other VALUES (1)",
        """CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, name varchar(20) CHARACTER SET latin1 DEFAULT 'it''s' COMMENT 'n',
           o int, at timestamp DEFAULT current_timestamp ON UPDATE current_timestamp, twice int AS (o * 2) STORED,
           UNIQUE KEY uq (name, o), KEY ix (name(5)), CONSTRAINT ck CHECK (o > 0),
           CONSTRAINT fk FOREIGN KEY (o) REFERENCES other (id) ON DELETE CASCADE) COMMENT 'the table' AUTO_INCREMENT = 50""",
        "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.o = 1",
        "INSERT INTO t (name) VALUES ('ann'), ('bob')",
    )
    ((_, before),) = await run(mysql.url, "SHOW CREATE TABLE t")
    await upgrade(mysql.url, tmp_path)
    await run(mysql.url, "INSERT INTO t (name) VALUES ('zed')")
    rows = await run(mysql.url, "SELECT id, x, name, o, twice FROM t ORDER BY id")
    assert rows == [(50, 7, "ann", 1, 2), (51, 7, "bob", 1, 2), (52, 7, "zed", 1, 2)]
    ((_, after),) = await run(mysql.url, "SHOW CREATE TABLE t")
    changed = {"  `name`", ") ENGINE"}
    kept = [line.rstrip(",") for line in before.splitlines() if not line.startswith(tuple(changed))]
    assert [line for line in kept if line not in after] == []
    assert "`name` varchar(60)" in after


async def test_mariadb_loses_nothing(mysql, tmp_path) -> None:
    """A table that others refer to is left alone."""
    await run(
        mysql.url,
        "CREATE TABLE t (id int PRIMARY KEY, name varchar(20))",
        "CREATE TABLE child (t_id int, FOREIGN KEY (t_id) REFERENCES t (id))",
    )
    with pytest.raises(StepFailedError, match="the foreign key of `child`"):
        await upgrade(mysql.url, tmp_path)


@pytest.mark.parametrize("dialect", ["postgresql", "mysql", "mariadb", "mssql", "oracle"])
async def test_offline_a_rebuild_is_written_from_what_is_handed_in(dialect: str, tmp_path) -> None:
    """Every backend writes it, with its own words for the rename."""
    project = new_project(tmp_path / "p", f"{dialect}://u@h/d")
    project.up(
        """
        t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer(), primary_key=True), sa.Column("a", sa.String(9)),
            sa.ForeignKeyConstraint(["a"], ["o.id"], name="fk"), sa.Index("ix", "a"))
        async with op.batch_alter_table("t", copy_from=t, recreate="always", partial_reordering=[("a", "id")]) as batch:
            batch.alter_column("a", type_=sa.Integer(), nullable=False)
            batch.add_column(sa.Column("b", sa.Integer()))
        """
    )
    text = (await amig.upgrade(project.config, sql=True)).sql
    renamed = "EXEC sp_rename '_amig_new_t', t" if dialect == "mssql" else "RENAME TO t"
    steps = ["_amig_new_t", "INSERT INTO", "SELECT", "DROP TABLE t", renamed, "fk FOREIGN KEY", "CREATE INDEX ix"]
    places = [text.index(step) for step in steps]
    assert places == sorted(places)
    separator = {"mssql": "\nGO\n", "oracle": "\n/\n"}.get(dialect)
    assert separator is None or text.count(separator) >= 6
    assert ("CAST(a AS INTEGER)" in text) is (dialect not in ("mysql", "mariadb"))


async def test_plain_alters_where_they_do(postgresql, tmp_path) -> None:
    """`auto` on a server that can alter sends ALTERs, and no copy is made."""
    await run(
        postgresql.url, "CREATE TABLE t (id integer PRIMARY KEY, name varchar(20))", "CREATE VIEW v AS SELECT id FROM t"
    )
    body = 'async with op.batch_alter_table("t") as batch:\n    batch.alter_column("name", type_=sa.String(30))'
    await upgrade(postgresql.url, tmp_path, body)
    typed = (
        "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'name'"
    )
    assert await run(postgresql.url, typed) == [("character varying(30)",)]


async def test_mariadb_takes_not_null_where_no_default_was_given(mysql, tmp_path) -> None:
    """Its own text says `DEFAULT NULL` then, which must go."""
    await run(mysql.url, "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20))", "INSERT INTO t VALUES (1, 'x')")
    await upgrade(mysql.url, tmp_path)
    shown = await run(mysql.url, "SHOW CREATE TABLE t")
    assert "`name` varchar(60) NOT NULL" in shown[0][1]


async def test_mariadb_keeps_no_copy_of_a_rebuild_that_failed(mysql, tmp_path) -> None:
    """The rows do not fit: the copy is dropped again, and nothing is said to be kept."""
    await run(mysql.url, "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20))", "INSERT INTO t VALUES (1, NULL)")
    with pytest.raises(StepFailedError, match="cannot be null") as caught:
        await upgrade(mysql.url, tmp_path)
    assert "nothing of this revision was kept" in str(caught.value.hint)
    assert await run(mysql.url, "SHOW TABLES") == [("amig_ledger",), ("amig_version",), ("t",)]
