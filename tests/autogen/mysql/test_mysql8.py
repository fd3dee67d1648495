"""What MySQL 8 says in another way than MariaDB, as its manual has it: rows of its catalogue beside the models."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.mysql.base import MySQLDialect

from amig.autogen.model.mysql import MySQLDescriber
from amig.impl.mysql import MySQLImpl
from amig.look.normal import Sample, Samples
from amig.look.normal.mysql_scratch import scratches
from amig.look.normal.mysql_shown import shapes
from amig.look.shapes import TableShape
from amig.look.survey.mysql_columns import Columns
from amig.look.survey.mysql_indexes import indexes
from amig.look.survey.mysql_queries import listed, queries
from amig.look.words.mysql import MySQLWords


def impl() -> MySQLImpl:
    dialect = MySQLDialect()
    dialect.server_version_info = (8, 0, 36)
    dialect._support_default_function = True  # type: ignore[misc]
    return MySQLImpl(dialect)


def row(name: str, type_: str, default: str | None = None, extra: str = "", generated: str = "") -> list[Any]:
    """A row of information_schema.columns."""
    return [1, name, type_, "YES", default, extra, generated, None, ""]


def test_columns_as_mysql_keeps_them_and_as_the_models_say_them() -> None:
    pairs = [
        (row("x", "int", "7"), sa.Column("x", sa.Integer, server_default="7")),
        (row("x", "tinyint(1)", "1"), sa.Column("x", sa.Boolean, server_default=sa.true())),
        (row("x", "varchar(20)", "it's"), sa.Column("x", sa.String(20), server_default="it's")),
        (row("x", "decimal(10,2)", "1.50"), sa.Column("x", sa.Numeric(10, 2), server_default="1.5")),
        (row("x", "json"), sa.Column("x", sa.JSON)),
        (
            row("x", "datetime", "CURRENT_TIMESTAMP", "DEFAULT_GENERATED"),
            sa.Column("x", sa.DateTime, server_default=sa.func.now()),
        ),
        (
            row("x", "datetime", "CURRENT_TIMESTAMP", "DEFAULT_GENERATED on update CURRENT_TIMESTAMP"),
            sa.Column("x", sa.DateTime, server_default=sa.text("CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP")),
        ),
        (
            row("x", "char(36)", "concat(_utf8mb4\\'a\\',uuid())", "DEFAULT_GENERATED"),
            sa.Column("x", sa.CHAR(36), server_default=sa.text("(concat('a', uuid()))")),
        ),
        (
            row("x", "varchar(9)", None, "STORED GENERATED", "concat(`id`,_utf8mb4\\'x\\')"),
            sa.Column("x", sa.String(9), sa.Computed("concat(id, 'x')", persisted=True)),
        ),
    ]
    for kept, column in pairs:
        columns = Columns(impl(), MySQLWords(impl()))
        (have,), _ = columns.shapes([kept], [])
        sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), column)
        assert have == MySQLDescriber(impl()).column(column)


def test_checks_are_unescaped_once() -> None:
    columns = Columns(impl(), MySQLWords(impl()))
    _, (check,) = columns.shapes([row("x", "int")], [["ck", "(`x` <> _utf8mb4\\'a\\')", "Table"]])
    assert (check.name, check.text) == ("ck", "x <> 'a'")


def test_an_index_of_an_expression() -> None:
    rows = [["ix", 1, 1, None, "A", None, "BTREE", "lower(`x`)"], ["ix", 1, 2, "x", "D", None, "BTREE", None]]
    _, _, (have,) = indexes(rows, MySQLWords(impl()), hashes=False)
    table = sa.Table("t", sa.MetaData(), sa.Column("x", sa.String(9)))
    want = MySQLDescriber(impl()).index(sa.Index("ix", sa.func.lower(table.c.x), table.c.x.desc()))
    assert have == want
    assert have.parts == ("lower(x)", "x DESC")


def test_its_checks_and_expressions_are_asked_for_and_its_lists_are_json_of_their_own() -> None:
    asked = [listed(impl(), query, ["db"]).text for query in queries(impl())]
    assert len(asked) == 5
    assert all("JSON_ARRAYAGG" in sql and "SET STATEMENT" not in sql for sql in asked)
    assert "index_type, expression" in asked[1]
    assert "information_schema.table_constraints" in asked[4]


def test_what_it_shows_of_a_temporary_table() -> None:
    table = sa.Table("t", sa.MetaData(), sa.Column("x", sa.String(9), server_default=sa.text("(upper( 'a' ))")))
    check = sa.CheckConstraint("x != 'b'", name="ck")
    table.append_constraint(check)
    index = sa.Index("ix", sa.func.lower(table.c.x))
    shape = TableShape("t")
    samples = Samples({(None, "t"): Sample(table, shape, shape, checks=(check,), indexes=(index,))})
    (scratch,) = scratches(impl(), samples)
    assert "KEY amig_index_0 ((lower(x)))" in scratch.create
    shown = """CREATE TEMPORARY TABLE `amig_1` (
  `x` varchar(9) DEFAULT (upper(_utf8mb4'a')),
  KEY `amig_index_0` ((lower(`x`))),
  CONSTRAINT `amig_check_0` CHECK ((`x` <> _utf8mb4'b'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci"""
    said = shapes(impl(), samples, {(None, "t"): shown})[None, "t"]
    assert said.columns[0].default == "upper('a')"
    assert said.checks[0].text == "x <> 'b'"
    assert said.indexes[0].parts == ("lower(x)",)
