"""Calls made from signatures: every keyword of every operation, alone with each value, and in seeded combinations."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from inspect import Parameter, signature
from typing import Any, get_type_hints

import sqlalchemy as sa
from alembic.operations import Operations as AlembicOperations

from amig.ops import Verbs, options
from amig.ops.verb import Verb
from tests.differential.calls import COLUMNS, TABLE_ITEMS, Call, Make, column, const

NOT_IN_ALEMBIC = {"insert_before", "insert_after", "operations"}
COMBINATIONS = 40
TABLE = sa.table("t", sa.column("a", sa.Integer()), sa.column("b", sa.String()))

POSITIONAL: dict[str, list[tuple[Make, ...]]] = {
    "add_column": [(const("t"), make) for make in COLUMNS.values()]
    + [(const("Odd Table"), COLUMNS["integer"]), (const("t"), column("c", sa.Integer(), primary_key=True))],
    "alter_column": [(const("t"), const("c")), (const("Odd Table"), const("Odd Column"))],
    "bulk_insert": [
        (const(TABLE), const([{"a": 1, "b": "x"}])),
        (const(TABLE), const([{"a": 1, "b": "it's"}, {"a": 2, "b": None}])),
        (const(TABLE), const([])),
        (lambda: sa.Table("u", sa.MetaData(), sa.Column("d", sa.Date())), const([{"d": None}])),
    ],
    "create_check_constraint": [
        (const("ck"), const("t"), const("a > 5")),
        (const(None), const("t"), lambda: sa.column("a") > 5),
        (const("ck"), const("Odd Table"), lambda: sa.text("b <> '%'")),
    ],
    "create_exclude_constraint": [
        (const("ex"), const("t"), const(("a", "="))),
        (const("ex"), const("t"), const(("a", "&&")), lambda: (sa.func.lower(sa.column("b")), "=")),
    ],
    "create_foreign_key": [
        (const("fk"), const("t"), const("o"), const(["a"]), const(["id"])),
        (const(None), const("t"), const("t"), const(["a", "b"]), const(["c", "d"])),
    ],
    "create_index": [
        (const("ix"), const("t"), const(["a"])),
        (const("ix"), const("Odd Table"), lambda: ["a", sa.text("lower(b)")]),
        (const(None), const("t"), const(["a", "b"])),
    ],
    "create_primary_key": [
        (const("pk"), const("t"), const(["a"])),
        (const(None), const("Odd Table"), const(["a", "B c"])),
    ],
    "create_table": [(const("t"), *makes) for makes in TABLE_ITEMS.values()],
    "create_table_comment": [(const("t"), const("it's")), (const("Odd Table"), const(None))],
    "create_unique_constraint": [
        (const("uq"), const("t"), const(["a"])),
        (const(None), const("Odd Table"), const(["a", "b"])),
    ],
    "drop_column": [(const("t"), const("c")), (const("Odd Table"), const("Odd Column"))],
    "drop_constraint": [
        (const("x"), const("t"), const(kind)) for kind in ("foreignkey", "unique", "check", "primary", None)
    ],
    "drop_index": [(const("ix"), const("t")), (const("Odd Index"), const("Odd Table")), (const("ix"),)],
    "drop_table": [(const("t"),), (const("Odd Table"),)],
    "drop_table_comment": [(const("t"),), (const("Odd Table"),)],
    "execute": [(const("SELECT 1"),), (lambda: sa.text("SELECT 'a'"),), (lambda: TABLE.update().values(a=5),)],
    "rename_table": [(const("t"), const("u")), (const("Odd Table"), const("Other Table"))],
}

VALUES: dict[str, list[Make]] = {
    "autoincrement": [const(True), const(False)],
    "comment": [const("it's 5%"), const(None)],
    "deferrable": [const(True), const(False)],
    "execution_options": [const({"x": 1})],
    "existing_autoincrement": [const(True), const(False)],
    "existing_comment": [const("old"), const(None)],
    "existing_nullable": [const(True), const(False)],
    "existing_server_default": [const("3"), const(None), lambda: sa.text("now()")],
    "existing_type": [sa.Integer, lambda: sa.String(20), sa.DateTime],
    "if_exists": [const(True)],
    "if_not_exists": [const(True)],
    "implicit_returning": [const(False)],
    "info": [const({"a": 1})],
    "initially": [const("DEFERRED"), const("IMMEDIATE")],
    "inline_primary_key": [const(True)],
    "inline_references": [const(True)],
    "listeners": [const([])],
    "mariadb_charset": [const("utf8mb4")],
    "mariadb_collate": [const("utf8mb4_bin")],
    "mariadb_engine": [const("InnoDB")],
    "mariadb_length": [const(5)],
    "mariadb_prefix": [const("FULLTEXT")],
    "mariadb_row_format": [const("DYNAMIC")],
    "mariadb_using": [const("btree")],
    "mariadb_with_parser": [const("ngram")],
    "match": [const("FULL")],
    "mssql_clustered": [const(True), const(False)],
    "mssql_columnstore": [const(True)],
    "mssql_drop_check": [const(True)],
    "mssql_drop_default": [const(True)],
    "mssql_drop_foreign_key": [const(True)],
    "mssql_include": [const(["b"])],
    "mssql_where": [lambda: sa.text("a > 1")],
    "multiinsert": [const(True), const(False)],
    "mysql_auto_increment": [const("5")],
    "mysql_charset": [const("utf8mb4")],
    "mysql_collate": [const("utf8mb4_bin")],
    "mysql_comment": [const("x")],
    "mysql_default_charset": [const("utf8mb4")],
    "mysql_engine": [const("InnoDB")],
    "mysql_length": [const(5), const({"a": 3})],
    "mysql_partition_by": [const("HASH(id)")],
    "mysql_partitions": [const("4")],
    "mysql_prefix": [const("FULLTEXT")],
    "mysql_row_format": [const("DYNAMIC")],
    "mysql_subpartition_by": [const("HASH(id)")],
    "mysql_subpartitions": [const("2")],
    "mysql_using": [const("hash")],
    "mysql_with_parser": [const("ngram")],
    "new_column_name": [const("d"), const("New Name")],
    "nullable": [const(True), const(False)],
    "ondelete": [const("CASCADE"), const("SET NULL")],
    "onupdate": [const("RESTRICT")],
    "ops": [const({"a": "int4_ops"})],
    "oracle_bitmap": [const(True)],
    "oracle_compress": [const(True)],
    "oracle_on_commit": [const("PRESERVE ROWS")],
    "oracle_resolve_synonyms": [const(True)],
    "oracle_tablespace": [const("fast")],
    "oracle_vector": [const(False)],
    "postgresql_concurrently": [const(True)],
    "postgresql_ignore_search_path": [const(True)],
    "postgresql_include": [const(["b"])],
    "postgresql_inherits": [const("parent")],
    "postgresql_invalid": [const(True)],
    "postgresql_not_valid": [const(True)],
    "postgresql_nulls_not_distinct": [const(True)],
    "postgresql_on_commit": [const("DROP")],
    "postgresql_ops": [const({"a": "text_pattern_ops"})],
    "postgresql_partition_by": [const("LIST (id)")],
    "postgresql_tablespace": [const("fast")],
    "postgresql_using": [const("gin")],
    "postgresql_where": [lambda: sa.text("a > 1")],
    "postgresql_with": [const({"fillfactor": 50})],
    "postgresql_with_oids": [const(False)],
    "prefixes": [const(["TEMPORARY"])],
    "quote": [const(True), const(False)],
    "quote_schema": [const(True)],
    "referent_schema": [const("r")],
    "schema": [const("s"), const("Odd Schema")],
    "server_default": [const("5"), const(None), lambda: sa.text("now()"), sa.Identity, lambda: sa.Computed("a")],
    "source_schema": [const("s")],
    "sqlite_autoincrement": [const(True)],
    "sqlite_on_conflict": [const("IGNORE")],
    "sqlite_strict": [const(True)],
    "sqlite_where": [lambda: sa.text("a > 1")],
    "sqlite_with_rowid": [const(False)],
    "type_": [sa.BigInteger, lambda: sa.String(30), lambda: sa.Boolean(create_constraint=True, name="ckb")],
    "unique": [const(True), const(False)],
    "using": [const("gist"), const("gin")],
    "where": [lambda: sa.text("a > 1"), const("a > 2")],
}


def keywords(directive: Callable[..., Any]) -> list[str]:
    """The keywords of a call that Alembic knows too: named ones, and those of each dialect."""
    found: list[str] = []
    unwritten = getattr(directive, "unwritten", frozenset())
    for parameter in signature(directive).parameters.values():
        if parameter.kind is Parameter.KEYWORD_ONLY and parameter.name not in unwritten | NOT_IN_ALEMBIC:
            found.append(parameter.name)
        elif parameter.kind is Parameter.VAR_KEYWORD:
            kind = str(parameter.annotation).partition("[")[2].rstrip("]")
            found += list(get_type_hints(getattr(options, kind)))
    return found


def shared_verbs() -> dict[str, Callable[..., Any]]:
    """The operations that both tools have."""
    return {
        name: verb.directive
        for name, verb in vars(Verbs).items()
        if isinstance(verb, Verb) and hasattr(AlembicOperations, name)
    }


def generated(seed: int = 1, combinations: int = COMBINATIONS) -> Iterator[Call]:
    """Every positional form; every keyword with each of its values; then combinations, the same for the same seed."""
    chance = random.Random(seed)
    for verb, directive in shared_verbs().items():
        names = keywords(directive)
        forms = POSITIONAL[verb]
        for index in range(len(forms)):
            yield made(verb, index, {})
        for name in names:
            for value in range(len(VALUES[name])):
                yield made(verb, 0, {name: value})
        for _ in range(combinations if len(names) > 1 else 0):
            chosen = chance.sample(names, min(len(names), chance.randint(2, 4)))
            picked = {name: chance.randrange(len(VALUES[name])) for name in chosen}
            yield made(verb, chance.randrange(len(forms)), picked)


def made(verb: str, form: int, picked: dict[str, int]) -> Call:
    kwargs = {name: VALUES[name][value] for name, value in picked.items()}
    said = ", ".join([f"form {form}", *(f"{name}={shown(VALUES[name][value]())}" for name, value in picked.items())])
    return Call(verb, POSITIONAL[verb][form], kwargs, f"{verb}<{said}>")


def shown(value: Any) -> str:
    return str(value) if isinstance(value, sa.TextClause) else repr(value)[:40].replace("\n", " ")
