"""The table of the ledger: what it looks like on each server, and the statements on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    DateTime,
    Float,
    Identity,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    func,
    literal_column,
    select,
)
from sqlalchemy.schema import CreateTable
from sqlalchemy.types import TypeEngine

from amig.ops.statement import Statement
from amig.state.events import Event, Who

if TYPE_CHECKING:
    from amig.impl.base import Impl

FORMAT = 1
"""The version of the table's shape, in each of its rows."""

LEDGER = "amig_ledger"
"""What the table is called."""

_NOW = {
    "postgresql": "clock_timestamp()",
    "mysql": "UTC_TIMESTAMP(6)",
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now') || '000'",
}
_LONGEST = 255
_OF_EVENT = (
    "run",
    "revision",
    "direction",
    "event",
    "statement",
    "operation",
    "hash",
    "error",
    "seconds",
    "data",
)
_ALWAYS = ("format", "versions", "host", "os_user", "app", "amig_version", "at")


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """Where the events are. `versions` is the version table that they belong to: several may share a ledger."""

    impl: Impl
    versions: str
    name: str = LEDGER
    _tables: dict[str | None, Table] = field(default_factory=dict, compare=False, repr=False)
    _unfinished: dict[str | None, Statement] = field(default_factory=dict, compare=False, repr=False)
    _texts: dict[tuple[str, str | None], str] = field(default_factory=dict, compare=False, repr=False)

    def table(self, schema: str | None) -> Table:
        """The table, in the schema that the server resolved; always the same, so that SQLAlchemy compiles once."""
        if schema not in self._tables:
            self._tables[schema] = self._table(schema)
        return self._tables[schema]

    def _table(self, schema: str | None) -> Table:
        key, long, at = _types(self.impl.dialect_name)
        columns: list[Column[Any]] = [
            Column("id", key, Identity(), primary_key=True),
            Column("format", SmallInteger, nullable=False),
            Column("versions", String(_LONGEST), nullable=False),
            Column("run", String(36), nullable=False),
            Column("revision", String(32), nullable=False),
            Column("direction", String(12), nullable=False),
            Column("event", String(12), nullable=False),
            Column("statement", Integer),
            Column("operation", Integer),
            Column("hash", String(80)),
            Column("error", long),
            Column("seconds", Float(53)),
            Column("data", long),
            Column("at", at, nullable=False),
            Column("host", String(_LONGEST), nullable=False),
            Column("os_user", String(_LONGEST), nullable=False),
            Column("app", String(_LONGEST), nullable=False),
            Column("amig_version", String(64), nullable=False),
        ]
        return Table(self.name, MetaData(), *columns, schema=schema)

    def create(self, schema: str | None) -> Statement:
        """What makes the table."""
        return self.impl.ddl(CreateTable(self.table(schema)))

    def insert(self, schema: str | None, events: Iterable[Event], by: Who, *, where: str | None = None) -> Statement:
        """One statement for all of the events, by the database's clock. `where`: what fails unless it is so, on MySQL.

        A text where that costs the driver nothing; asyncpg would prepare each anew.
        """
        if self.impl.dialect_name != "postgresql":
            return Statement(self.written(schema, events, by, where=where))
        rows = [self._row(event, by) for event in events]
        return self.impl.dml(self.table(schema).insert().inline().values(rows if len(rows) > 1 else rows[0]))

    def written(
        self,
        schema: str | None,
        events: Iterable[Event],
        by: Who,
        *,
        elapsed: str = "NULL",
        where: str | None = None,
    ) -> str:
        """The same as one text. `elapsed` is an expression for how long it took, where an event does not say."""
        told = [self._of_event(event) for event in events]
        columns = {name: [row[name] for row in told] for name in told[0]}
        written = {
            name: [self._written(value, elapsed if name == "seconds" else "NULL") for value in column]
            for name, column in columns.items()
            if name == "seconds" or column.count(None) < len(column)
        }
        same = f"{self._always(by)}, {_NOW[self.impl.dialect_name]}"
        rows = [f"{', '.join(row)}, {same}" for row in zip(*written.values(), strict=True)]
        into = f"INSERT INTO {self.impl.table(self.name, schema)} ({', '.join(written)}, {', '.join(_ALWAYS)}) "
        if where is not None:
            first, *more = (f"SELECT {row} FROM DUAL" for row in rows)  # noqa: S608 - quoted
            return into + " UNION ALL ".join((f"{first} WHERE {where}", *more))
        if len(rows) > 1 and self.impl.dialect_name == "postgresql":
            return into + _told_together(written, same)
        return into + "VALUES " + ", ".join([f"({row})" for row in rows])

    def placed(self, schema: str | None) -> str:
        """The same of one row, on SQLite, with places for what `placed_row` gives: read once for all of them."""
        if (key := ("placed", schema)) not in self._texts:
            names = (*_OF_EVENT, *_ALWAYS)
            places = ", ".join("?" * (len(names) - 1))
            into = f"INSERT INTO {self.impl.table(self.name, schema)} ({', '.join(names)})"
            self._texts[key] = f"{into} VALUES ({places}, {_NOW['sqlite']})"
        return self._texts[key]

    def placed_row(self, event: Event, by: Who, seconds: float) -> tuple[object, ...]:
        """The values of an event; `seconds` is how long it took, where it does not say."""
        told = self._of_event(event)
        told["seconds"] = seconds if event.seconds is None else event.seconds
        return (*told.values(), *self._of_run(by).values())

    def _always(self, by: Who) -> str:
        """What each event of a run has in common, written once."""
        if (key := (str(by), None)) not in self._texts:
            self._texts[key] = ", ".join(self._written(value, "NULL") for value in self._of_run(by).values())
        return self._texts[key]

    def _written(self, value: object, nothing: str) -> str:
        if value is None:
            return nothing
        return self.impl.literal(value) if isinstance(value, str) else repr(value)

    def _row(self, event: Event, by: Who) -> dict[str, Any]:
        now: ColumnElement[Any] = literal_column(_NOW[self.impl.dialect_name])
        return {**self._of_event(event), **self._of_run(by), "at": now}

    def _of_run(self, by: Who) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "versions": self.versions,
            "host": by.host[:_LONGEST],
            "os_user": by.user[:_LONGEST],
            "app": by.app[:_LONGEST],
            "amig_version": by.amig,
        }

    def _of_event(self, event: Event) -> dict[str, Any]:
        data = json.dumps(dict(event.data), ensure_ascii=False) if event.data else None
        return {**{name: getattr(event, name) for name in _OF_EVENT}, "data": data}

    def last_upgrades(self, schema: str | None) -> Statement:
        """Of each revision the last event that says it is done, where that was an upgrade."""
        table = self.table(schema)
        done = (table.c.versions == self.versions) & (table.c.event == "done") & table.c.statement.is_(None)
        last = select(func.max(table.c.id)).where(done, table.c.direction != "stamp").group_by(table.c.revision)
        return self.impl.dml(table.select().where(table.c.id.in_(last), table.c.direction == "upgrade"), result=True)

    def unfinished(self, schema: str | None) -> Statement:
        """What is told of single statements since a revision came to its end, oldest first; asked at every step."""
        if schema not in self._unfinished:
            self._unfinished[schema] = self._unfinished_in(schema)
        return self._unfinished[schema]

    def _unfinished_in(self, schema: str | None) -> Statement:
        table = self.table(schema)
        mine, ends = table.c.versions == self.versions, table.c.event.in_(["done", "resolved"])
        ended = select(table.c.id).where(mine, ends, table.c.statement.is_(None))
        last = ended.order_by(table.c.id.desc()).limit(1)  # `max` would read the whole ledger on SQLite and MySQL
        after = table.c.id > func.coalesce(last.scalar_subquery(), 0)
        wanted = table.select().where(mine, after, table.c.statement.is_not(None)).order_by(table.c.id)
        return self.impl.dml(wanted, result=True)

    def unfinished_text(self, schema: str | None) -> str:
        """The same question as text, written once."""
        if (key := ("unfinished", schema)) not in self._texts:
            self._texts[key] = self.unfinished(schema).text
        return self._texts[key]

    def create_text(self, schema: str | None) -> str:
        """What makes the table as text, written once."""
        if (key := ("create", schema)) not in self._texts:
            self._texts[key] = self.create(schema).text
        return self._texts[key]

    def select(
        self,
        schema: str | None,
        *,
        revisions: Sequence[str] | None = None,
        last: int | None = None,
        statements: bool = True,
    ) -> Statement:
        """The events, newest first: of some revisions, the last so many, with those of single statements or not."""
        table = self.table(schema)
        query = table.select().where(table.c.versions == self.versions).order_by(table.c.id.desc())
        if revisions is not None:
            query = query.where(table.c.revision.in_(list(revisions)))
        if not statements:
            query = query.where(table.c.statement.is_(None))
        return self.impl.dml(query if last is None else query.limit(last), result=True)


def _told_together(written: dict[str, list[str]], same: str) -> str:
    """Rows of PostgreSQL, which reads once what all of them have in common; they keep their order."""
    own = {name: values for name, values in written.items() if name == "revision" or len(set(values)) > 1}
    shown = ", ".join(name if name in own else values[0] for name, values in written.items())
    rows = ", ".join([f"({', '.join(row)})" for row in zip(*own.values(), strict=True)])
    return f"SELECT {shown}, {same} FROM (VALUES {rows}) AS told ({', '.join(own)})"  # noqa: S608 - quoted


def _types(dialect_name: str) -> tuple[TypeEngine[Any], TypeEngine[Any], TypeEngine[Any]]:
    """A number that counts by itself, a long text, and a moment with microseconds."""
    if dialect_name == "mysql":
        from sqlalchemy.dialects.mysql import DATETIME, LONGTEXT

        return BigInteger(), LONGTEXT(), DATETIME(fsp=6)
    return Integer() if dialect_name == "sqlite" else BigInteger(), Text(), DateTime(timezone=True)


def event_of(row: Sequence[Any]) -> Event:
    """The event that a row of the table is."""
    id_, _, _, run, revision, direction, kind, statement, operation, hash_, error, seconds, data, at, *by = row
    host, user, app, amig = by
    told: Mapping[str, Any] = json.loads(data) if data else {}
    return Event(
        run=run,
        revision=revision,
        direction=direction,
        event=kind,
        statement=statement,
        operation=operation,
        hash=hash_,
        error=error,
        seconds=seconds,
        data=told,
        id=id_,
        at=_in_utc(at),
        host=host,
        user=user,
        app=app,
        amig=amig,
    )


def _in_utc(at: datetime) -> datetime:
    """Servers that keep no time zone were given UTC."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
