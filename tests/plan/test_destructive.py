"""What destroys rows or values says so; what does not keeps quiet."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql

from amig.ops import (
    AddColumn,
    AlterColumn,
    BatchAlterTable,
    CreateTable,
    DropColumn,
    DropEnum,
    DropExtension,
    DropIndex,
    DropTable,
    DropView,
    Execute,
    RawSQL,
    RunScript,
)
from amig.ops.base import Directive
from amig.ops.destroyed import destroyed_by
from amig.ops.narrowing import narrows

T = sa.table("t", sa.column("a"))


@pytest.mark.parametrize(
    ("directive", "lost"),
    [
        (DropTable("t"), "table `t`"),
        (DropColumn("t", "a"), "column `a` of `t`"),
        (DropEnum("mood"), "enum type `mood`"),
        (DropExtension("citext", cascade=True), "what uses extension `citext`"),
        (DropExtension("citext"), None),
        (DropIndex("ix", "t"), None),
        (DropView("v"), None),
        (CreateTable("t"), None),
        (AlterColumn("t", "a", nullable=False), None),
        (AlterColumn("t", "a", type_=sa.String(5)), None),
        (AlterColumn("t", "a", type_=sa.String(5), existing_type=sa.Text()), "what is longer than 5 in `a` of `t`"),
        (AlterColumn("t", "a", type_=sa.Text(), existing_type=sa.String(5)), None),
        (BatchAlterTable("t", [AddColumn("t", sa.Column("b", sa.Integer()))]), None),
        (BatchAlterTable("t", [DropColumn("t", "a"), DropColumn("t", "b")]), "column `a` of `t`, column `b` of `t`"),
        (Execute(sa.delete(T)), "every row of `t`"),
        (Execute(sa.delete(T).where(T.c.a == 1)), None),
        (Execute("DELETE FROM t"), "every row of `t`"),
        (Execute(RawSQL("TRUNCATE t")), "every row of `t`"),
        (RunScript("SELECT 1; DROP TABLE x"), "table `x`"),
    ],
)
def test_directives_say_what_they_destroy(directive: Directive, lost: str | None) -> None:
    """In words that name it."""
    assert directive.destructive == lost


@pytest.mark.parametrize(
    ("sql", "lost"),
    [
        ("DROP TABLE IF EXISTS s.t CASCADE", "table `s.t`"),
        ("drop /* really */ temporary table t", "table `t`"),
        ("DROP SCHEMA app", "schema `app`"),
        ("DROP TYPE mood", "type `mood`"),
        ("TRUNCATE TABLE ONLY t", "every row of `t`"),
        ("TRUNCATE t", "every row of `t`"),
        ("ALTER TABLE t DROP COLUMN IF EXISTS a", "column `a` of `t`"),
        ("ALTER TABLE s.t DROP a", "column `a` of `s.t`"),
        ("ALTER TABLE t ADD b int, DROP COLUMN a", "column `a` of `t`"),
        ("ALTER TABLE t DROP PARTITION p1", "partition `p1` of `t`"),
        ("DELETE FROM t", "every row of `t`"),
        ("DELETE FROM t USING (SELECT 1 WHERE true) AS x", "every row of `t`"),
        ("WITH x AS (SELECT 1 WHERE true) DELETE FROM t", "every row of `t`"),
        ("WITH x AS (DELETE FROM t RETURNING a) SELECT 1 WHERE true", "every row of `t`"),
        ("SELECT 1; DELETE FROM t", "every row of `t`"),
        ("DELETE FROM t WHERE a = 1", None),
        ("WITH x AS (DELETE FROM t WHERE a = 1 RETURNING a) SELECT 1", None),
        ("DROP INDEX ix", None),
        ("DROP VIEW v", None),
        ("DROP TRIGGER tr ON t", None),
        ("ALTER TABLE t DROP CONSTRAINT c", None),
        ("ALTER TABLE t DROP FOREIGN KEY c", None),
        ("ALTER TABLE t ALTER a DROP NOT NULL, ALTER a DROP DEFAULT", None),
        ("CREATE TABLE t (a int REFERENCES u ON DELETE CASCADE)", None),
        ("INSERT INTO t VALUES ('DROP TABLE t; DELETE FROM t')", None),
        ("-- DROP TABLE t\nSELECT 1", None),
        ("SELECT 'open", None),
        ("", None),
        ("ALTER", None),
        ("DROP", None),
    ],
)
@pytest.mark.parametrize("dialect", ["postgresql", "mysql", "sqlite", ""])
def test_sql_is_read_as_far_as_its_words_tell(sql: str, lost: str | None, dialect: str) -> None:
    """Strings and comments are none of them."""
    assert destroyed_by(sql, dialect) == lost


def test_names_in_quotes() -> None:
    """As they are written."""
    assert destroyed_by('DROP TABLE "Odd Table"', "postgresql") == 'table `"Odd Table"`'
    assert destroyed_by("DROP TABLE `DROP`", "mysql") == "table `DROP`"
    assert destroyed_by('SELECT "DROP" FROM t', "postgresql") is None


class Odd(sa.TypeDecorator[str]):
    impl = sa.String(10)
    cache_ok = True


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        (sa.String(20), sa.String(10), "what is longer than 10"),
        (sa.String(10), sa.String(10), None),
        (sa.String(), sa.String(10), "what is longer than 10"),
        (Odd(), sa.String(5), "what is longer than 5"),
        (sa.LargeBinary(8), sa.LargeBinary(4), "what is longer than 4"),
        (sa.BigInteger, sa.Integer, "numbers too large for Integer"),
        (sa.Integer(), sa.SmallInteger(), "numbers too large for SmallInteger"),
        (sa.Integer(), sa.BigInteger(), None),
        (sa.Integer(), sa.Numeric(8, 2), "numbers too large for Numeric"),
        (sa.Integer(), sa.Numeric(12, 2), None),
        (sa.Numeric(10, 2), sa.Numeric(10, 4), "numbers too large for Numeric"),
        (sa.Numeric(10, 4), sa.Numeric(12, 2), "digits after the point"),
        (sa.Numeric(10, 2), sa.Float(), None),
        (sa.Float(), sa.Integer(), "numbers too large for Integer"),
        (sa.DateTime(), sa.Date(), "values that are no Date"),
        (sa.Date(), sa.DateTime(), None),
        (sa.DateTime(), sa.DateTime(timezone=True), None),
        (sa.Text(), sa.Integer(), "values that are no Integer"),
        (sa.Integer(), sa.Boolean(), "values that are no Boolean"),
        (sa.Boolean(), sa.Integer(), None),
        (sa.Integer(), sa.Text(), None),
        (sa.Enum("a", "b", "c"), sa.Enum("a"), "the values 'b', 'c'"),
        (sa.Enum("a"), sa.Enum("a", "b"), None),
        (postgresql.ENUM("a", "b"), mysql.ENUM("a"), "the values 'b'"),
        (sa.Enum("a"), sa.String(1), None),
        (sa.String(9), sa.Enum("a"), "values that are no Enum"),
        (sa.JSON(), sa.Integer(), None),
        (sa.Text(), postgresql.JSONB(), None),
    ],
)
def test_a_type_that_holds_less(old, new, lost: str | None) -> None:
    """What may be lost; None where nothing, or where nobody can say."""
    assert narrows(old, new) == lost
