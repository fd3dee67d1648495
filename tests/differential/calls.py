"""Calls to try on both tools: made from the signature of each operation and a pool of values per option."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any, NamedTuple

import sqlalchemy as sa

Make = Callable[[], Any]


class Call(NamedTuple):
    """One call. Its arguments are made anew for each tool, for a Column belongs to one table."""

    verb: str
    args: tuple[Make, ...]
    kwargs: dict[str, Make]
    label: str


def const(value: Any) -> Make:
    return lambda: value


def column(*args: Any, **kwargs: Any) -> Make:
    return lambda: sa.Column(*[a() if callable(a) and not isinstance(a, type) else a for a in args], **kwargs)


COLUMNS: dict[str, Make] = {
    "integer": column("c", sa.Integer()),
    "not null": column("c", sa.String(20), nullable=False),
    "default text": column("c", sa.String(20), server_default="it's 5%"),
    "default expression": column("c", sa.DateTime(), server_default=sa.text("CURRENT_TIMESTAMP")),
    "numeric": column("c", sa.Numeric(10, 2), server_default=sa.text("0")),
    "mixed case": column("Mixed Case", sa.Integer()),
    "reserved": column("select", sa.Integer()),
    "comment": column("c", sa.Integer(), comment="what's 100%"),
    "foreign key": column("c", sa.Integer(), lambda: sa.ForeignKey("other.id")),
    "foreign key options": column(
        "c", sa.Integer(), lambda: sa.ForeignKey("s.other.id", name="fk", ondelete="CASCADE")
    ),
    "index": column("c", sa.Integer(), index=True),
    "unique": column("c", sa.Integer(), unique=True),
    "computed": column("c", sa.Integer(), lambda: sa.Computed("a * 2")),
    "identity": column("c", sa.Integer(), lambda: sa.Identity(start=3)),
    "boolean": column("c", sa.Boolean(create_constraint=True, name="ck_bool")),
    "enum": column("c", lambda: sa.Enum("a", "b", name="kind", native_enum=False, create_constraint=True)),
    "large": column("c", sa.LargeBinary()),
    "json": column("c", sa.JSON()),
    "text": column("c", sa.Text()),
    "interval": column("c", sa.Date()),
}
TABLE_ITEMS: dict[str, tuple[Make, ...]] = {
    "plain": (column("id", sa.Integer(), primary_key=True), column("n", sa.String(10))),
    "no key": (column("n", sa.String(10)),),
    "composite key": (
        column("a", sa.Integer(), primary_key=True, autoincrement=False),
        column("b", sa.Integer(), primary_key=True, autoincrement=False),
    ),
    "named key": (column("id", sa.Integer()), lambda: sa.PrimaryKeyConstraint("id", name="pk")),
    "unique": (column("id", sa.Integer()), lambda: sa.UniqueConstraint("id", name="uq")),
    "check": (column("id", sa.Integer()), lambda: sa.CheckConstraint("id > 0 AND id % 2 = 0", name="ck")),
    "foreign key": (
        column("id", sa.Integer()),
        lambda: sa.ForeignKeyConstraint(["id"], ["other.id"], name="fk", ondelete="SET NULL"),
    ),
    "self reference": (
        column("id", sa.Integer(), primary_key=True),
        column("parent", sa.Integer(), lambda: sa.ForeignKey("t.id")),
    ),
    "schema reference": (column("id", sa.Integer(), lambda: sa.ForeignKey("s.other.id")),),
    "index": (column("id", sa.Integer(), index=True),),
    "index item": (column("id", sa.Integer()), lambda: sa.Index("ix", "id", unique=True)),
    "enum": (column("e", lambda: sa.Enum("a", "b", name="kind")),),
    "comment": (column("id", sa.Integer(), comment="it's"),),
    "identity": (column("id", sa.Integer(), lambda: sa.Identity(always=True), primary_key=True),),
}


def items(values: dict[str, Any]) -> list[tuple[str, Make]]:
    return [(name, const(value)) for name, value in values.items()]


def options(pool: dict[str, list[Any]], at_most: int = 2) -> Iterator[dict[str, Any]]:
    """No option, each value of each option, and every pair of options with their first values."""
    yield {}
    for name, values in pool.items():
        for value in values:
            yield {name: value}
    for size in range(2, at_most + 1):
        for names in combinations(pool, size):
            yield {name: pool[name][0] for name in names}


def labelled(verb: str, args: dict[str, Make], kwargs: dict[str, Any]) -> Call:
    text = ", ".join([*args, *(f"{key}={value!r}"[:60] for key, value in kwargs.items())])
    made = {
        key: value if callable(value) and not isinstance(value, type) else const(value) for key, value in kwargs.items()
    }
    return Call(verb, tuple(args.values()), made, f"{verb}({text})")


def calls() -> Iterator[Call]:
    yield from table_calls()
    yield from column_calls()
    yield from alter_calls()
    yield from index_calls()
    yield from constraint_calls()
    yield from other_calls()


def table_calls() -> Iterator[Call]:
    pool = {
        "schema": ["s", "Odd Schema"],
        "if_not_exists": [True, False],
        "comment": ["it's a table"],
        "prefixes": [["TEMPORARY"]],
        "mysql_engine": ["InnoDB"],
        "mysql_charset": ["utf8mb4"],
        "postgresql_tablespace": ["fast"],
        "sqlite_autoincrement": [True],
        "sqlite_with_rowid": [False],
    }
    for name, makes in TABLE_ITEMS.items():
        for kwargs in ({}, {"schema": "s"}):
            yield labelled("create_table", {"t": const("t"), **{f"{name} {i}": m for i, m in enumerate(makes)}}, kwargs)
    for kwargs in options(pool):
        columns = {f"plain {i}": m for i, m in enumerate(TABLE_ITEMS["plain"])}
        yield labelled("create_table", {"t": const("t"), **columns}, kwargs)
    for kwargs in options({"schema": ["s"], "if_exists": [True, False]}):
        yield labelled("drop_table", {"t": const("t")}, kwargs)
    for kwargs in options({"schema": ["s"]}):
        yield labelled("rename_table", {"t": const("t"), "new": const("New Name")}, kwargs)


def column_calls() -> Iterator[Call]:
    for name, make in COLUMNS.items():
        for kwargs in ({}, {"schema": "s"}):
            yield labelled("add_column", {"t": const("t"), name: make}, kwargs)
    for kwargs in options({"if_not_exists": [True], "inline_primary_key": [True], "schema": ["Odd Schema"]}):
        yield labelled("add_column", {"t": const("t"), "integer": COLUMNS["integer"]}, kwargs)
    for name in ("foreign key", "foreign key options"):
        yield labelled("add_column", {"t": const("t"), name: COLUMNS[name]}, {"inline_references": True})
    for kwargs in options({"schema": ["s"], "if_exists": [True], "mssql_drop_default": [True]}):
        yield labelled("drop_column", {"t": const("t"), "c": const("c")}, kwargs)


def alter_calls() -> Iterator[Call]:
    pool = {
        "nullable": [True, False],
        "comment": ["new", None],
        "server_default": ["5", None, sa.text("now()")],
        "new_column_name": ["other", "Other Name"],
        "type_": [sa.String(30), sa.BigInteger(), sa.DateTime()],
        "schema": ["s"],
    }
    existing = {"existing_type": sa.Integer()}
    more = {**existing, "existing_nullable": False, "existing_server_default": "3", "existing_comment": "old"}
    for kwargs in options(pool):
        for given in ({}, existing, more):
            yield labelled("alter_column", {"t": const("t"), "c": const("c")}, {**kwargs, **given})
    boolean = {"type_": sa.Boolean(create_constraint=True, name="ck"), "existing_type": sa.Integer()}
    yield labelled("alter_column", {"t": const("t"), "c": const("c")}, boolean)
    using = {"type_": sa.Integer(), "postgresql_using": "c::integer"}
    yield labelled("alter_column", {"t": const("t"), "c": const("c")}, using)
    for one in ({"autoincrement": True}, {"existing_autoincrement": True, "nullable": False}):
        yield labelled("alter_column", {"t": const("t"), "c": const("c")}, {**existing, **one})
    for wanted in (sa.Identity(), sa.Identity(always=True, start=5), None):
        for was in (None, sa.Identity(), sa.Identity(always=True, increment=2)):
            if wanted is not was:
                kwargs = {"server_default": wanted, "existing_server_default": was, "existing_type": sa.Integer()}
                yield labelled("alter_column", {"t": const("t"), "c": const("c")}, kwargs)


def index_calls() -> Iterator[Call]:
    pool = {
        "schema": ["s"],
        "unique": [True],
        "if_not_exists": [True],
        "postgresql_where": [sa.text("a > 1")],
        "postgresql_using": ["gin"],
        "postgresql_include": [["b"]],
        "postgresql_concurrently": [True],
        "postgresql_ops": [{"a": "text_pattern_ops"}],
        "postgresql_with": [{"fillfactor": 50}],
        "postgresql_nulls_not_distinct": [True],
        "postgresql_tablespace": ["fast"],
        "mysql_length": [5],
        "mysql_prefix": ["FULLTEXT"],
        "mysql_using": ["hash"],
        "sqlite_where": [sa.text("a > 1")],
    }
    for kwargs in options(pool):
        yield labelled("create_index", {"ix": const("ix"), "t": const("t"), "[a]": const(["a"])}, kwargs)
    for name, columns in {
        "two": ["a", "Mixed Case"],
        "expression": ["a", sa.text("lower(b)")],
        "function": [sa.func.lower(sa.column("b"))],
        "descending": [sa.desc(sa.column("a"))],
    }.items():
        yield labelled("create_index", {"ix": const("ix"), "t": const("t"), name: const(columns)}, {})
    for kwargs in options({"schema": ["s"], "if_exists": [True], "postgresql_concurrently": [True]}):
        yield labelled("drop_index", {"ix": const("ix"), "t": const("t")}, kwargs)


def constraint_calls() -> Iterator[Call]:
    deferred: dict[str, list[Any]] = {"deferrable": [True, False], "initially": ["DEFERRED"]}
    for name in ("x", None):
        for kwargs in options({"schema": ["s"]}):
            args = {str(name): const(name), "t": const("t"), "[a]": const(["a", "B c"])}
            yield labelled("create_primary_key", args, kwargs)
        for kwargs in options({"schema": ["s"], **deferred, "postgresql_nulls_not_distinct": [True]}):
            args = {str(name): const(name), "t": const("t"), "[a]": const(["a", "b"])}
            yield labelled("create_unique_constraint", args, kwargs)
        for kwargs in options({"schema": ["s"], **deferred, "postgresql_not_valid": [True]}):
            for condition in ("a > 5 AND b LIKE '5%'", sa.text("a > 5"), sa.column("a") > 5):
                args = {str(name): const(name), "t": const("t"), str(condition): const(condition)}
                yield labelled("create_check_constraint", args, kwargs)
        pool = {
            "ondelete": ["CASCADE", "SET NULL"],
            "onupdate": ["RESTRICT"],
            **deferred,
            "match": ["FULL"],
            "source_schema": ["s"],
            "referent_schema": ["r"],
            "postgresql_not_valid": [True],
        }
        for kwargs in options(pool):
            args = {
                str(name): const(name),
                "t": const("t"),
                "other": const("other"),
                "[a]": const(["a"]),
                "[id]": const(["id"]),
            }
            yield labelled("create_foreign_key", args, kwargs)
    for kind in ("foreignkey", "unique", "check", "primary", None):
        for kwargs in options({"schema": ["s"], "if_exists": [True]}):
            yield labelled("drop_constraint", {"x": const("x"), "t": const("t"), str(kind): const(kind)}, kwargs)


def other_calls() -> Iterator[Call]:
    for kwargs in options({"schema": ["s"], "existing_comment": ["old"]}):
        yield labelled("create_table_comment", {"t": const("t"), "c": const("it's 100%")}, kwargs)
        yield labelled("drop_table_comment", {"t": const("t")}, kwargs)
    table = sa.table("t", sa.column("a", sa.Integer()), sa.column("b", sa.String()))
    rows: list[list[dict[str, Any]]] = [[{"a": 1, "b": "x"}], [{"a": 1, "b": "it's 5%"}, {"a": 2, "b": None}], []]
    for many in rows:
        for kwargs in ({}, {"multiinsert": False}):
            yield labelled("bulk_insert", {"table": const(table), str(many): const(many)}, kwargs)
    for said in ("SELECT 1", "UPDATE t SET a = '5%'", sa.text("SELECT 1"), table.update().values(a=5), "SELECT '\\:x'"):
        yield labelled("execute", {str(said): const(said)}, {})
