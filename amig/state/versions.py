"""The version rows: one row per head, in a table of Alembic's shape."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Column, Insert, MetaData, PrimaryKeyConstraint, String, Table, bindparam, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateTable

from amig.errors import ConcurrentChangeError
from amig.impl.failure import number, sqlite_name, sqlstate
from amig.ops.statement import Statement

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel

ID_LENGTH = 32
"""Characters of the version column, as in Alembic's table."""

_NO_TABLE_STATES = ("42P01", "3F000")
_NO_TABLE_NUMBERS = (1146, 1049)


class Moves(Protocol):
    """How the rows of one step change."""

    @property
    def deletes(self) -> tuple[str, ...]: ...
    @property
    def updates(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def inserts(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class VersionTable:
    """Where the version rows are, and the statements on them. `schema` None means the server's own default."""

    impl: Impl
    name: str
    schema: str | None = None
    primary_key: bool = True
    _tables: dict[str | None, Table] = field(default_factory=dict, compare=False, repr=False)
    _reads: dict[tuple[str | None, bool], Statement] = field(default_factory=dict, compare=False, repr=False)

    def table(self, schema: str | None = None) -> Table:
        """The table, in the schema that the server resolved; always the same, so that SQLAlchemy compiles once."""
        if (at := schema or self.schema) not in self._tables:
            self._tables[at] = self._table(at)
        return self._tables[at]

    def _table(self, schema: str | None) -> Table:
        key = [PrimaryKeyConstraint("version_num", name=f"{self.name}_pkc")] if self.primary_key else []
        column: Column[str] = Column("version_num", String(ID_LENGTH), nullable=False)
        return Table(self.name, MetaData(), column, *key, schema=schema)

    def create(self, schema: str | None = None) -> Statement:
        compiled = CreateTable(self.table(schema)).compile(dialect=self.impl.dialect)
        return Statement(str(compiled).strip())

    def select(self, schema: str | None = None, *, locked: bool = False) -> Statement:
        if (schema, locked) not in self._reads:
            query = self.table(schema).select()
            self._reads[schema, locked] = self.impl.dml(query.with_for_update() if locked else query, result=True)
        return self._reads[schema, locked]

    def peek(self) -> Statement:
        """The one cheap read before any lock: a table of the same name further down the search path is not ours."""
        if self.schema or self.impl.dialect_name != "postgresql":
            return self.select("main" if self.impl.dialect_name == "sqlite" and not self.schema else None)
        name = self.impl.dialect.identifier_preparer.quote(self.name)
        here = "to_regclass(quote_ident(current_schema()) || '.' || quote_ident(CAST(:name AS text)))"
        query = text(f"SELECT version_num FROM {name} WHERE tableoid = {here}")  # noqa: S608 - quoted
        return self.impl.dml(query.bindparams(bindparam("name", self.name, String())), result=True)

    def moving(self, moves: Moves, schema: str | None = None) -> Iterator[Statement]:
        """The statements of one step; each UPDATE and DELETE must hit one row."""
        table = self.table(schema)
        at = table.c.version_num
        for gone in moves.deletes:
            yield self.impl.dml(table.delete().where(at == gone))
        for old, new in moves.updates:
            yield self.impl.dml(table.update().where(at == old).values(version_num=new))
        for new in moves.inserts:
            yield self.impl.dml(table.insert().inline().values(version_num=new))

    async def move(self, channel: Channel, moves: Moves, expects: Collection[str], schema: str | None = None) -> None:
        """Move the rows; raises ConcurrentChangeError when a row was not there to be moved."""
        for statement in self.moving(moves, schema):
            touched = await channel.change(statement)
            if touched != 1 and not isinstance(statement.construct, Insert):  # drivers do not count those alike
                found = await self.read(channel, schema)
                raise ConcurrentChangeError(tuple(sorted(expects)), tuple(sorted(found)))

    async def read(self, channel: Channel, schema: str | None = None, *, locked: bool = False) -> frozenset[str]:
        """The rows now; the table must exist."""
        return heads_of(await channel.fetch(self.select(schema, locked=locked)))


def heads_of(rows: Collection[Any]) -> frozenset[str]:
    """Version ids of fetched rows."""
    return frozenset(str(row[0]) for row in rows)


def is_missing_table(error: DBAPIError) -> bool:
    """Whether a read failed because the version table, or its schema, is not there."""
    missing = "no such table" in str(error.orig) or "unknown database" in str(error.orig)
    return (
        sqlstate(error) in _NO_TABLE_STATES
        or number(error) in _NO_TABLE_NUMBERS
        or (bool(sqlite_name(error)) and missing)
    )
