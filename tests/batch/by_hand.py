"""A third thing behind the interface of a channel: a plain sqlite3 connection, without a loop."""

from __future__ import annotations

import sqlite3
from collections.abc import Coroutine, Sequence
from typing import Any

from amig.impl import impl_for, offline_dialect
from amig.look import look
from amig.ops import BatchAlterTable
from amig.ops.base import Directive, OnTable
from amig.ops.seen import Seen
from amig.ops.statement import Statement

IMPL = impl_for(offline_dialect("sqlite://"))


def driven(work: Coroutine[Any, Any, Any]) -> Any:
    try:
        work.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("it waited for something")


class ByHand:
    """What a reader needs of a channel, and a way to carry directives out."""

    as_sql = False

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        connection.isolation_level = None

    def record(self, *, on: bool) -> bool:
        return on

    async def fetch(self, statement: Statement) -> Sequence[Sequence[Any]]:
        from sqlalchemy.exc import DBAPIError

        try:
            return self.connection.execute(statement.text).fetchall()
        except sqlite3.Error as error:
            raise DBAPIError(statement.text, None, error) from error

    async def change(self, statement: Statement) -> int:
        await self.fetch(statement)
        return 0

    def look(self, *tables: str) -> Seen:
        seen: Seen = driven(look(self, IMPL, [OnTable(table) for table in tables]))  # type: ignore[arg-type]
        return seen

    def run(self, directive: Directive[Any]) -> None:
        """Carry a directive out in a transaction; nothing of it stays when it fails."""
        self.connection.execute("PRAGMA foreign_keys = OFF")
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            for part in IMPL.parts(directive):
                seen = self.look(*(table.name for table in IMPL.looks(part))) if IMPL.looks(part) else None
                for statement in IMPL.emit(part, seen):
                    rows = driven(self.fetch(statement))
                    if statement.verify is not None:
                        statement.verify(rows)
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def batch(self, table: str, operations: Sequence[Directive[Any]], **options: Any) -> None:
        self.run(BatchAlterTable(table, operations, **options))
