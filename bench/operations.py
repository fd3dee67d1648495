"""What an operation costs of amig's own time: a call through `op`, less what SQLAlchemy takes for the same statement.

Nothing is sent: the channel takes statements and forgets them. SQLAlchemy's part is to make the same Table, Column,
Index or constraint and to compile it; the compile alone stands beside it. Microseconds a call, the median of rounds.

    python bench/operations.py
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Coroutine
from contextlib import nullcontext
from typing import Any

import sqlalchemy as sa
from sqlalchemy.schema import AddConstraint, CreateColumn, CreateIndex, CreateTable, DropTable

from amig.impl import impl_for, offline_dialect
from amig.ops import Operations
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


def unique() -> sa.UniqueConstraint:
    plain = table(sa.Column("a"))
    constraint = sa.UniqueConstraint(plain.c.a, name="uq")
    plain.append_constraint(constraint)
    return constraint


def cases(op: Operations) -> dict[str, tuple[Callable[[], Any], Callable[[], Any]]]:
    """For each operation the call, and SQLAlchemy's construct for the same text."""
    return {
        "create_table": (lambda: op.create_table("t", *columns()), lambda: CreateTable(table(*columns()))),
        "drop_table": (lambda: op.drop_table("t"), lambda: DropTable(table())),
        "add_column": (lambda: op.add_column("t", number()), lambda: CreateColumn(table(number()).c.n)),
        "drop_column": (lambda: op.drop_column("t", "n"), lambda: None),
        "alter_column": (lambda: op.alter_column("t", "n", nullable=True, existing_type=sa.Integer()), lambda: None),
        "create_index": (
            lambda: op.create_index("ix", "t", ["a"]),
            lambda: CreateIndex(sa.Index("ix", table(sa.Column("a")).c.a)),
        ),
        "create_unique_constraint": (
            lambda: op.create_unique_constraint("uq", "t", ["a"]),
            lambda: AddConstraint(unique(), isolate_from_table=False),
        ),
        "execute": (lambda: op.execute("SELECT 1"), lambda: None),
    }


def microseconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    for _ in range(CALLS):
        work()
    return (time.perf_counter() - began) / CALLS * 1e6


def main() -> int:
    """Print a table; exit with 1 when an operation is over the limit."""
    over = False
    print(f"{'operation':26}{'dialect':12}{'call':>8}{'construct + compile':>22}{'compile':>10}{'own':>8}")
    for name in ("postgresql", "mysql", "sqlite"):
        host = Host(name)
        dialect = host.impl.dialect
        body = Body(host, "bench")  # type: ignore[arg-type]
        for operation, (call, construct) in cases(Operations(body)).items():
            if name == "sqlite" and operation in ("alter_column", "create_unique_constraint"):
                continue
            made = construct()

            def theirs(construct: Callable[[], Any] = construct, dialect: Any = dialect) -> None:
                element = construct()
                str(element.compile(dialect=dialect)) if element is not None else None

            def compiled(made: Any = made, dialect: Any = dialect) -> None:
                str(made.compile(dialect=dialect)) if made is not None else None

            def ours(call: Callable[[], Any] = call) -> None:
                driven(call())

            rounds = [tuple(map(microseconds, (ours, theirs, compiled))) for _ in range(ROUNDS)]
            whole, both, alone = (statistics.median(values) for values in zip(*rounds, strict=True))
            own = statistics.median(a - b for a, b, _ in rounds)
            over |= own > LIMIT
            mark = "   over" if own > LIMIT else ""
            print(f"{operation:26}{name:12}{whole:8.1f}{both:22.1f}{alone:10.1f}{own:8.1f}{mark}")
    print(f"own: call less construct + compile; at most {LIMIT:.0f} us")
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
