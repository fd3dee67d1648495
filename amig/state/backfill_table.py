"""The table of backfills: how far each is, one row for a revision, and the statements on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Column, Float, Integer, MetaData, SmallInteger, String, Table, literal_column
from sqlalchemy.schema import CreateTable

from amig.ops.statement import Statement
from amig.outcome import State
from amig.state.ledger_table import _LONGEST, _NOW, _in_utc, _types

if TYPE_CHECKING:
    from amig.impl.base import Impl

FORMAT = 1
"""The version of the table's shape, in each of its rows."""


@dataclass(frozen=True, slots=True)
class Filled:
    """How far the backfill of a revision is. `cursor` is what its last batch gave back, `rows` what all have touched.

    `seconds` is the time that batches took, `hash` the fingerprint of the script that ran the last one. `since`, `last`
    and `ended` are by the database's clock, in UTC: when it was due, and when the last batch and all were done.
    """

    revision: str
    cursor: Any = None
    batches: int = 0
    rows: int = 0
    total: int | None = None
    seconds: float = 0.0
    hash: str | None = None
    since: datetime | None = None
    last: datetime | None = None
    ended: datetime | None = None
    finished: bool = False

    @property
    def state(self) -> State:
        if self.finished:
            return "finished"
        return "begun" if self.batches else "pending"


@dataclass(frozen=True, slots=True)
class BackfillTable:
    """Where the rows are. `versions` is the version table that they belong to: several may share one."""

    impl: Impl
    versions: str
    name: str = "amig_backfill"

    def table(self, schema: str | None) -> Table:
        """The table, in the schema that the server resolved."""
        _, long, at = _types(self.impl.dialect_name)
        columns: list[Column[Any]] = [
            Column("versions", String(_LONGEST), primary_key=True),
            Column("revision", String(32), primary_key=True),
            Column("format", SmallInteger, nullable=False),
            Column("position", long),
            Column("batches", Integer, nullable=False),
            Column("touched", BigInteger, nullable=False),
            Column("total", BigInteger),
            Column("seconds", Float(53), nullable=False),
            Column("hash", String(80)),
            Column("due_at", at, nullable=False),
            Column("last_at", at),
            Column("finished_at", at),
        ]
        return Table(self.name, MetaData(), *columns, schema=schema)

    def create(self, schema: str | None) -> Statement:
        """What makes the table."""
        return self.impl.ddl(CreateTable(self.table(schema)))

    def insert(self, schema: str | None, revision: str) -> Statement:
        """A backfill that is due and has not begun."""
        row = {"versions": self.versions, "revision": revision, "format": FORMAT, "due_at": self._now}
        return self.impl.dml(self.table(schema).insert().inline().values(**row, batches=0, touched=0, seconds=0.0))

    def delete(self, schema: str | None, revisions: Iterable[str]) -> Statement:
        """Forget backfills."""
        table = self.table(schema)
        mine = (table.c.versions == self.versions) & table.c.revision.in_(list(revisions))
        return self.impl.dml(table.delete().where(mine))

    def select(self, schema: str | None) -> Statement:
        """All of them."""
        table = self.table(schema)
        return self.impl.dml(table.select().where(table.c.versions == self.versions), result=True)

    def take(self, schema: str | None, revision: str) -> Statement:
        """One of them, locked to the end of the transaction; no row where another transaction holds it."""
        table = self.table(schema)
        mine = (table.c.versions == self.versions) & (table.c.revision == revision)
        return self.impl.dml(table.select().where(mine).with_for_update(skip_locked=True), result=True)

    def update(self, schema: str | None, now: Filled) -> Statement:
        """How far it is after a batch, by the database's clock."""
        table = self.table(schema)
        mine = (table.c.versions == self.versions) & (table.c.revision == now.revision)
        values = {
            "format": FORMAT,
            "position": None if now.cursor is None else json.dumps(now.cursor, ensure_ascii=False),
            "batches": now.batches,
            "touched": now.rows,
            "total": now.total,
            "seconds": now.seconds,
            "hash": now.hash,
            "last_at": self._now,
            "finished_at": self._now if now.finished else None,
        }
        return self.impl.dml(table.update().where(mine).values(**values))

    @property
    def _now(self) -> Any:
        return literal_column(_NOW[self.impl.dialect_name])


def filled_of(row: Sequence[Any]) -> Filled:
    """What a row of the table says."""
    _, revision, _, position, batches, rows, total, seconds, hash_, since, last, ended = row
    return Filled(
        revision,
        None if position is None else json.loads(position),
        batches,
        rows,
        total,
        seconds,
        hash_,
        _in_utc(since),
        None if last is None else _in_utc(last),
        None if ended is None else _in_utc(ended),
        ended is not None,
    )
