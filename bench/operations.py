"""What an operation costs of amig's own time: a call through `op`, less what SQLAlchemy takes for the same statement.

Nothing is sent: the channel takes statements and forgets them. SQLAlchemy's part is to make the same Table, Column,
Index or constraint and to compile it; the compile alone, of one that has been compiled before, stands beside it.
Microseconds of processor time a call, the quickest of several rounds.

    python bench/operations.py
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Coroutine
from contextlib import nullcontext
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.schema import (
    AddConstraint,
    CreateColumn,
    CreateIndex,
    CreateTable,
    DropIndex,
    DropTable,
    DropTableComment,
    SetTableComment,
)

from amig.errors import UnsupportedError
from amig.impl import impl_for, offline_dialect
from amig.ops import Operations, Verbs
from amig.ops.verb import Verb
from amig.step import Body

ROUNDS, CALLS, LIMIT = 15, 200, 100.0


class Nowhere:
    """A channel that leads nowhere."""

    as_sql = True

    async def put(self, statement: Any) -> None:
        """Look at the text, as a database would, and forget it."""
        _ = statement.text

    async def flush(self) -> None:
        """Nothing waits."""

    def turn(self) -> Any:
        return nullcontext()


class Turn:
    """An asynchronous `nullcontext`."""

    async def __aenter__(self) -> None: ...
    async def __aexit__(self, *_: object) -> None: ...


class Host:
    """What the body of a step asks of the migration context."""

    def __init__(self, dialect: str) -> None:
        self.impl, self.channel = impl_for(offline_dialect(f"{dialect}://")), Nowhere()
        self.channel.turn = Turn  # type: ignore[method-assign]

    async def look(self, *_: object) -> None:
        """There is no database."""

    async def admit(self, statement: Any) -> None:
        """Every statement may pass."""


def driven(work: Coroutine[Any, Any, Any]) -> None:
    try:
        work.send(None)
    except StopIteration:
        return
    raise RuntimeError("it waited for something")


def table(*columns: sa.Column[Any]) -> sa.Table:
    return sa.Table("t", sa.MetaData(), *columns)


def columns() -> list[sa.Column[Any]]:
    return [sa.Column("id", sa.Integer(), primary_key=True), sa.Column("a", sa.String(20))]


def number() -> sa.Column[Any]:
    return sa.Column("n", sa.Integer(), nullable=False, server_default="3")


def nothing() -> None:
    """SQLAlchemy has no construct for this text."""


def cases(op: Operations) -> dict[str, tuple[Callable[[], Any], Callable[[], Any]]]:
    """For each operation the call, and SQLAlchemy's construct for the same text."""
    return {
        "create_table": (lambda: op.create_table("t", *columns()), lambda: CreateTable(table(*columns()))),
        "drop_table": (lambda: op.drop_table("t"), lambda: DropTable(table())),
        "add_column": (lambda: op.add_column("t", number()), lambda: CreateColumn(table(number()).c.n)),
        "create_index": (
            lambda: op.create_index("ix", "t", ["a"]),
            lambda: CreateIndex(sa.Index("ix", table(sa.Column("a")).c.a)),
        ),
        "drop_index": (lambda: op.drop_index("ix", "t"), lambda: DropIndex(sa.Index("ix", table(sa.Column("a")).c.a))),
        "create_primary_key": (lambda: op.create_primary_key("k", "t", ["a"]), lambda: adding(sa.PrimaryKeyConstraint)),
        "create_unique_constraint": (
            lambda: op.create_unique_constraint("uq", "t", ["a"]),
            lambda: adding(sa.UniqueConstraint),
        ),
        "create_check_constraint": (
            lambda: op.create_check_constraint("ck", "t", "a > 1"),
            lambda: AddConstraint(sa.CheckConstraint("a > 1", name="ck", table=table()), isolate_from_table=False),
        ),
        "create_foreign_key": (lambda: op.create_foreign_key("fk", "t", "o", ["a"], ["id"]), foreign_key),
        "create_exclude_constraint": (
            lambda: op.create_exclude_constraint("ex", "t", ("a", "=")),
            lambda: adding(lambda a, name: ExcludeConstraint((a, "="), name=name)),
        ),
        "create_table_comment": (
            lambda: op.create_table_comment("t", "it's"),
            lambda: SetTableComment(sa.Table("t", sa.MetaData(), comment="it's")),
        ),
        "drop_table_comment": (lambda: op.drop_table_comment("t"), lambda: DropTableComment(table())),
        "bulk_insert": (lambda: op.bulk_insert(ROWS, [{"a": 1}]), lambda: ROWS.insert().values(a=1)),
        **{name: (call, nothing) for name, call in texts(op).items()},
    }


def texts(op: Operations) -> dict[str, Callable[[], Any]]:
    """Operations that amig words itself."""
    return {
        "drop_column": lambda: op.drop_column("t", "n"),
        "alter_column": lambda: op.alter_column("t", "n", nullable=True, existing_type=sa.Integer()),
        "drop_constraint": lambda: op.drop_constraint("uq", "t", "unique"),
        "rename_table": lambda: op.rename_table("t", "u"),
        "execute": lambda: op.execute("SELECT 1"),
        "run_script": lambda: op.run_script("SELECT 1; SELECT 2"),
        "create_enum": lambda: op.create_enum("e", ["a", "b"]),
        "drop_enum": lambda: op.drop_enum("e"),
        "add_enum_value": lambda: op.add_enum_value("e", "c"),
        "rename_enum_value": lambda: op.rename_enum_value("e", "c", "d"),
        "create_view": lambda: op.create_view("v", "SELECT 1"),
        "replace_view": lambda: op.replace_view("v", "SELECT 2"),
        "drop_view": lambda: op.drop_view("v"),
        "create_materialized_view": lambda: op.create_materialized_view("m", "SELECT 1"),
        "refresh_materialized_view": lambda: op.refresh_materialized_view("m"),
        "drop_materialized_view": lambda: op.drop_materialized_view("m"),
        "create_function": lambda: op.create_function("f()", "RETURNS int LANGUAGE sql AS 'SELECT 1'"),
        "replace_function": lambda: op.replace_function("f()", "RETURNS int LANGUAGE sql AS 'SELECT 2'"),
        "drop_function": lambda: op.drop_function("f()"),
        "create_trigger": lambda: op.create_trigger("tr", "t", "AFTER INSERT", "FOR EACH ROW EXECUTE FUNCTION f()"),
        "replace_trigger": lambda: op.replace_trigger("tr", "t", "AFTER INSERT", "FOR EACH ROW EXECUTE FUNCTION f()"),
        "drop_trigger": lambda: op.drop_trigger("tr", "t"),
        "create_sequence": lambda: op.create_sequence("q", start=5),
        "alter_sequence": lambda: op.alter_sequence("q", increment=2),
        "drop_sequence": lambda: op.drop_sequence("q"),
        "create_extension": lambda: op.create_extension("citext"),
        "drop_extension": lambda: op.drop_extension("citext"),
    }


ROWS = sa.table("t", sa.column("a", sa.Integer()))


def adding(kind: Callable[..., Any]) -> AddConstraint:
    plain = table(sa.Column("a", sa.Integer()))
    constraint = kind(plain.c.a, name="x")
    plain.append_constraint(constraint)
    return AddConstraint(constraint, isolate_from_table=False)


def foreign_key() -> AddConstraint:
    world = sa.MetaData()
    sa.Table("o", world, sa.Column("id", sa.Integer()))
    plain = sa.Table("t", world, sa.Column("a", sa.Integer()))
    constraint = sa.ForeignKeyConstraint([plain.c.a], ["o.id"], name="fk")
    plain.append_constraint(constraint)
    return AddConstraint(constraint, isolate_from_table=False)


def refused(call: Callable[[], Any]) -> bool:
    """Whether this backend has no such thing."""
    try:
        driven(call())
    except UnsupportedError:
        return True
    return False


def microseconds(work: Callable[[], None]) -> float:
    began = time.process_time()
    for _ in range(CALLS):
        work()
    return (time.process_time() - began) / CALLS * 1e6


def main() -> int:
    """Print a table; exit with 1 when an operation is over the limit."""
    over, tried = False, set()
    print(f"{'operation':26}{'dialect':12}{'call':>8}{'construct + compile':>22}{'compile':>10}{'own':>8}")
    for name in ("postgresql", "mysql", "sqlite"):
        host = Host(name)
        dialect = host.impl.dialect
        body = Body(host, "bench")  # type: ignore[arg-type]
        for operation, (call, construct) in cases(Operations(body)).items():
            if refused(call):
                continue
            tried.add(operation)
            made = construct()

            def theirs(construct: Callable[[], Any] = construct, dialect: Any = dialect) -> None:
                element = construct()
                str(element.compile(dialect=dialect)) if element is not None else None

            def compiled(made: Any = made, dialect: Any = dialect) -> None:
                str(made.compile(dialect=dialect)) if made is not None else None

            def ours(call: Callable[[], Any] = call) -> None:
                driven(call())

            whole, both, alone = (min(microseconds(work) for _ in range(ROUNDS)) for work in (ours, theirs, compiled))
            own = whole - both
            over |= own > LIMIT
            mark = "   over" if own > LIMIT else ""
            print(f"{operation:26}{name:12}{whole:8.1f}{both:22.1f}{alone:10.1f}{own:8.1f}{mark}")
    print(f"own: call less construct + compile; at most {LIMIT:.0f} us")
    everything = {name for name, verb in vars(Verbs).items() if isinstance(verb, Verb)}
    missing = sorted(everything - tried - {"irreversible"})
    print(f"{len(tried)} operations, missing: {', '.join(missing) or 'none'}")
    return int(over or bool(missing))


if __name__ == "__main__":
    sys.exit(main())
