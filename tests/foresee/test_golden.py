"""Golden SQL: what is asked for each cause on each backend, in a file that is reviewed like code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from amig import ops
from amig.foresee.causes import CAUSES
from amig.foresee.chain import asked_of
from amig.foresee.question import Question
from amig.foresee.seeing import Seeing
from amig.foresee.standing import Standing
from amig.impl import impl_for, offline_dialect

FOLDER = Path(__file__).parent / "golden"
T = "Order lines"


def cases() -> Iterator[tuple[str, list[Any]]]:
    """What is to be done, in words, and its directives."""
    yield from nulls()
    yield from duplicates()
    yield from casts()
    yield from others()
    yield from chains()


def nulls() -> Iterator[tuple[str, list[Any]]]:
    yield "NOT NULL", [ops.AlterColumn(T, "customer", nullable=False, existing_type=sa.Integer())]
    yield "NOT NULL in a schema", [ops.AlterColumn("t", "a", nullable=False, schema="Sales")]
    yield "a new column", [ops.AddColumn("t", sa.Column("a", sa.Integer(), nullable=False))]
    yield (
        "a new column with a default",
        [ops.AddColumn("t", sa.Column("a", sa.Date(), nullable=False, server_default="x"))],
    )
    yield "a new date", [ops.AddColumn("t", sa.Column("a", sa.Date(), nullable=False))]
    yield "a primary key", [ops.CreatePrimaryKey("pk", "t", ["a", "b"])]


def duplicates() -> Iterator[tuple[str, list[Any]]]:
    yield "UNIQUE", [ops.CreateUniqueConstraint("u", T, ["group", "b"])]
    yield "UNIQUE that counts nulls", [ops.CreateUniqueConstraint("u", "t", ["a"], postgresql_nulls_not_distinct=True)]
    where = sa.text("a > 1")
    yield "a partial index", [ops.CreateIndex("i", "t", ["a"], unique=True, postgresql_where=where, sqlite_where=where)]
    yield "an index of an expression", [ops.CreateIndex("i", "t", [sa.text("lower(a)"), "b"], unique=True)]
    yield "an index of a beginning", [ops.CreateIndex("i", "t", ["a"], unique=True, mysql_length=8, mariadb_length=8)]
    yield "a new column", [ops.AddColumn("t", sa.Column("a", sa.Integer(), server_default="7", unique=True))]


def casts() -> Iterator[tuple[str, list[Any]]]:
    types: tuple[Any, ...] = (
        *(sa.Integer(), sa.SmallInteger(), sa.BigInteger(), sa.Numeric(5, 2), sa.Float(), sa.Date(), sa.DateTime()),
        *(sa.Boolean(), sa.Uuid(), sa.Enum("x", "it's", name="kind"), sa.JSON(), sa.String(5)),
    )
    for type_ in types:
        name = impl_for(offline_dialect("postgresql://")).type_spec(type_)
        using = {"postgresql_using": f"a::{name}"}
        yield f"text to {type_!r}", [ops.AlterColumn("t", "a", type_=type_, existing_type=sa.Text(), **using)]
    yield "text to a shorter text", [ops.AlterColumn("t", "a", type_=sa.String(5), existing_type=sa.String(9))]
    yield "a longer text", [ops.AlterColumn("t", "a", type_=sa.String(9), existing_type=sa.String(5))]
    yield "smaller numbers", [ops.AlterColumn("t", "a", type_=sa.SmallInteger(), existing_type=sa.Integer())]
    yield "fewer digits", [ops.AlterColumn("t", "a", type_=sa.Numeric(4, 1), existing_type=sa.Numeric(9, 3))]
    yield (
        "an expression",
        [ops.AlterColumn("t", "a", type_=sa.Integer(), existing_type=sa.Text(), postgresql_using="length(a)")],
    )


def others() -> Iterator[tuple[str, list[Any]]]:
    yield "a foreign key", [ops.CreateForeignKey("f", "t", "Parents", ["a", "b"], ["x", "y"])]
    yield "a full match", [ops.CreateForeignKey("f", "t", "p", ["a", "b"], ["x", "y"], match="FULL")]
    yield "one that is not validated", [ops.CreateForeignKey("f", "t", "p", ["a"], ["x"], postgresql_not_valid=True)]
    yield (
        "a new reference",
        [ops.AddColumn("t", sa.Column("a", sa.Integer(), sa.ForeignKey("p.id"), server_default="1"))],
    )
    yield "CHECK", [ops.CreateCheckConstraint("c", "t", "a ~ '{x}' OR b > 0")]
    yield "CHECK of an expression", [ops.CreateCheckConstraint("c", "t", sa.column("a") > 5)]
    columns: list[Any] = [{"table": "t", "column": "a"}, {"table": "t", "column": "b", "array": True}]
    yield "fewer values of an enum", [ops.ReplaceEnum("kind", ["x", "it's"], columns=columns, previous=["x", "y"])]
    yield "an exclusion", [ops.CreateExcludeConstraint("e", "t", ("room", "="), (sa.text("span"), "&&"), where="a > 0")]
    yield "a table that goes", [ops.DropTable("t")]
    yield "a column that goes", [ops.DropColumn("t", "a")]


def chains() -> Iterator[tuple[str, list[Any]]]:
    """What is done before changes what can be asked."""
    null = ops.AlterColumn("t", "a", nullable=False, existing_type=sa.Integer())
    yield "of a table that is made", [ops.CreateTable("t", sa.Column("a", sa.Integer())), null]
    yield "of a table that is renamed", [ops.RenameTable("old", "t"), null]
    rename = ops.AlterColumn("t", "old", new_column_name="a", existing_type=sa.Integer())
    yield "of a column that is renamed", [rename, null]
    yield "of a name that means another column", [ops.DropColumn("t", "a"), rename, null]
    yield "of a column that is new and not filled", [ops.AddColumn("t", sa.Column("a", sa.Integer())), null]
    yield "after SQL of its own", [ops.Execute("UPDATE t SET a = 0 WHERE a IS NULL"), null]
    yield "after SQL on another table", [ops.Execute("UPDATE u SET a = 0"), null]
    yield "after a function", [ops.Execute("SELECT repair()"), null]
    batch = ops.BatchAlterTable("t", [rename, null, ops.CreateUniqueConstraint("u", "t", ["a"])])
    yield "in a batch", [batch]
    yield (
        "a key to a table that is made",
        [
            ops.CreateTable("p", sa.Column("id", sa.Integer(), primary_key=True)),
            ops.CreateForeignKey("f", "t", "p", ["a"], ["id"]),
        ],
    )


def told(dialect: str, version: tuple[int, ...] | None = None) -> Iterator[str]:
    """Every case with its questions, in words and in SQL."""
    made = offline_dialect(f"{dialect}://")
    if version is not None:
        made.server_version_info = version
    for words, directives in cases():
        impl = impl_for(made)
        if version is not None:
            impl.dialect.server_version_info = version
        yield f"-- {words}"
        for one in asked_of(Seeing(impl, "ab12", Standing(impl)), directives):
            if isinstance(one, Question):
                first = "" if one.first is None else f" (first: {one.first})"
                yield f"-- {one.cause}, {one.verdict}: {one.says}{first}"
                yield f"{one.sql};"
            else:
                yield f"-- cannot be foreseen: {one.what}: {one.why}"
        yield ""


@pytest.mark.parametrize(
    ("name", "dialect", "version"),
    [
        ("postgresql", "postgresql", (15, 0)),
        ("postgresql16", "postgresql", (16, 0)),
        ("mysql", "mysql", None),
        ("mariadb", "mariadb", None),
        ("sqlite", "sqlite", None),
    ],
)
def test_the_questions_are_the_golden_ones(name: str, dialect: str, version: tuple[int, ...] | None, request) -> None:
    """`--rewrite` writes them anew; the difference is then read."""
    path, text = FOLDER / f"{name}.sql", "\n".join(told(dialect, version))
    if request.config.option.rewrite:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    assert path.read_text() == text


def test_every_cause_asks_on_some_backend() -> None:
    """A cause that is in no golden file would be one that nobody has seen ask."""
    texts = [path.read_text() for path in FOLDER.glob("*.sql")]
    assert [cause for cause in CAUSES if not any(f"-- {cause}, " in text for text in texts)] == []
