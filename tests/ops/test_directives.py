"""Directives as values: the call read back, copied, reversed, emitted twice; and the table of verbs."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
import sqlalchemy as sa

from amig import ops
from amig.errors import BadOperationError, IrreversibleError, UnsupportedError
from amig.impl import impl_for, offline_dialect
from amig.ops.base import Directive
from amig.ops.verb import BatchVerb, OnTable, Verb
from tests.differential.calls import calls

DIALECTS = ("postgresql", "mysql", "sqlite")
CALLS = {call.label: call for call in calls()}


NO_VERBS = (Directive, ops.Change, ops.BatchAlterTable)
BATCH_VERBS = {
    "add_column",
    "alter_column",
    "drop_column",
    "create_check_constraint",
    "create_exclude_constraint",
    "create_foreign_key",
    "create_index",
    "create_primary_key",
    "create_table_comment",
    "create_unique_constraint",
    "drop_constraint",
    "drop_index",
    "drop_table_comment",
    "execute",
}


def made(label: str) -> Directive[Any]:
    call = CALLS[label]
    verb: Verb[Any, Any] = vars(ops.Verbs)[call.verb]
    return verb.directive(*[make() for make in call.args], **{key: make() for key, make in call.kwargs.items()})


def written(directive: Directive[Any], dialect: str) -> list[str] | None:
    """What a backend writes, None where it refuses."""
    try:
        return [statement.text for statement in impl_for(offline_dialect(f"{dialect}://")).emit(directive)]
    except (UnsupportedError, BadOperationError):
        return None


def test_every_directive_has_one_verb() -> None:
    """One line in the table for each class, and nothing else."""
    kinds = {
        value
        for value in vars(ops).values()
        if inspect.isclass(value) and issubclass(value, Directive) and value not in NO_VERBS
    }
    assert {verb.directive for verb in vars(ops.Verbs).values() if isinstance(verb, Verb)} == kinds


def test_a_batch_has_the_verbs_of_one_table() -> None:
    """A batch may hold what Alembic's may."""
    batch = {name for name, verb in vars(ops.BatchOperations).items() if isinstance(verb, BatchVerb)}
    assert batch == BATCH_VERBS


@pytest.mark.parametrize("label", CALLS)
def test_emitting_is_pure(label: str) -> None:
    """Asked twice, on every backend, a directive says the same."""
    directive = made(label)
    for dialect in DIALECTS:
        assert written(directive, dialect) == written(directive, dialect)


@pytest.mark.parametrize("label", CALLS)
def test_the_call_can_be_read_back(label: str) -> None:
    """A directive made again from its own arguments, or copied by `__replace__`, says the same."""
    directive = made(label)
    args, named = directive.arguments()
    again, copy = type(directive)(*args, **named), directive.__replace__()
    for dialect in DIALECTS:
        assert written(again, dialect) == written(directive, dialect) == written(copy, dialect)


@pytest.mark.parametrize("label", CALLS)
def test_reversed_twice_is_the_same(label: str) -> None:
    """Where there is a way back, its way back is the first one; where not, the error names the operation."""
    directive = made(label)
    try:
        back = directive.reverse()
    except IrreversibleError as error:
        assert "op." in str(error) or type(directive).__name__ in str(error)
        return
    for dialect in DIALECTS:
        assert written(back.reverse(), dialect) == written(directive, dialect)


def test_what_a_drop_knows_of_what_it_dropped() -> None:
    """The reverse of a create can be reversed; a bare drop cannot."""
    column = sa.Column("age", sa.Integer(), nullable=False)
    assert written(ops.AddColumn("t", column).reverse().reverse(), "sqlite") == [
        "ALTER TABLE t ADD COLUMN age INTEGER NOT NULL"
    ]
    for bare in (ops.DropColumn("t", "a"), ops.DropTable("t"), ops.DropIndex("i", "t"), ops.DropConstraint("c", "t")):
        with pytest.raises(IrreversibleError):
            bare.reverse()


def test_a_module_level_column_serves_many_runs() -> None:
    """Items are copied: the same Column can be given again and again, and is never claimed."""
    column, key = sa.Column("a", sa.Integer(), index=True), sa.UniqueConstraint("a")
    for _ in range(3):
        assert written(ops.CreateTable("t", column, key), "sqlite")
        assert written(ops.AddColumn("t", column), "sqlite")
    assert column.table is None


def test_a_table_comes_back_ready_for_inserts() -> None:
    """With its name, its schema and its columns."""
    table = ops.CreateTable("t", sa.Column("a", sa.Integer()), schema="s").result()
    assert (table.fullname, list(table.c.keys())) == ("s.t", ["a"])


@pytest.mark.parametrize(
    ("verb", "args", "keyword"),
    [
        ("create_table", ("t",), "mysql"),
        ("create_index", ("i", "t", ["a"]), "postgresql_usin"),
        ("create_unique_constraint", ("u", "t", ["a"]), "postgresql_inclde"),
        ("create_check_constraint", ("c", "t", "a > 1"), "deferable"),
        ("drop_column", ("t", "c"), "mssql_drop"),
        ("alter_column", ("t", "c"), "postgresql_usng"),
    ],
)
def test_an_unknown_keyword_is_refused_while_the_call_is_made(verb: str, args: tuple[Any, ...], keyword: str) -> None:
    """By name, before anything is emitted."""
    with pytest.raises(BadOperationError, match=keyword):
        vars(ops.Verbs)[verb].directive(*args, **{keyword: 1})


@pytest.mark.parametrize("kind", ["index", "table", "unique", "check", "foreign key"])
def test_the_typed_keywords_are_those_that_the_dialects_have(kind: str) -> None:
    """Every dialect keyword of SQLAlchemy's own lists is typed."""
    from sqlalchemy.dialects import mysql, oracle, postgresql, sqlite
    from sqlalchemy.dialects.mssql.base import MSDialect

    from amig.ops import options

    typed, construct = {
        "index": (options.IndexOptions, sa.Index),
        "table": (options.TableOptions, sa.Table),
        "unique": (options.UniqueOptions, sa.UniqueConstraint),
        "check": (options.CheckOptions, sa.CheckConstraint),
        "foreign key": (options.ForeignKeyOptions, sa.ForeignKeyConstraint),
    }[kind]
    dialects: dict[str, Any] = {
        "postgresql": postgresql.dialect,
        "mysql": mysql.dialect,
        "sqlite": sqlite.dialect,
        "mssql": MSDialect,
        "oracle": oracle.dialect,
    }
    found = {
        f"{name}_{keyword}"
        for name, dialect in dialects.items()
        for kind_, keywords in dialect.construct_arguments
        if kind_ is construct
        for keyword in keywords
        if keyword != "*"
    }
    assert found - set(typed.__annotations__) == set()


def test_a_batch_verb_knows_its_table() -> None:
    """It queues a directive on that table."""
    batch = ops.BatchOperations(OnTable("t", "s"))
    batch.add_column(sa.Column("a", sa.Integer()))
    batch.drop_constraint("c", "unique")
    assert [written(one, "postgresql") for one in batch.queued] == [
        ["ALTER TABLE s.t ADD COLUMN a INTEGER"],
        ["ALTER TABLE s.t DROP CONSTRAINT c"],
    ]


def test_help_shows_the_signature_and_the_docstring() -> None:
    """As an editor and `help()` do."""
    method = ops.op.add_column
    assert method.__name__ == "add_column"
    assert method.__doc__ == ops.AddColumn.__doc__
    assert list(inspect.signature(method).parameters)[:3] == ["table_name", "column", "schema"]


def test_a_verb_is_called_as_its_class_is() -> None:
    """A misnamed line in the table is an error at once."""
    with pytest.raises((TypeError, RuntimeError)):
        type("Wrong", (), {"add_colum": Verb(ops.AddColumn)})
