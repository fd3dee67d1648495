"""The table of the leases: what it looks like on each server, and the statements on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Integer,
    MetaData,
    String,
    Table,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.schema import CreateTable

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Executable, Insert, Update

    from amig.impl.base import Impl
    from amig.ops.statement import Statement
    from amig.state.events import Who

_LONGEST = 255
_NOW = {"postgresql": "clock_timestamp()", "mysql": "UTC_TIMESTAMP(6)"}
_LATER = {
    "postgresql": "clock_timestamp() + interval '{seconds} seconds'",
    "mysql": "UTC_TIMESTAMP(6) + INTERVAL {seconds} SECOND",
}
_BETWEEN = {
    "postgresql": "CAST(extract(epoch FROM {until} - {since}) AS float8)",
    "mysql": "TIMESTAMPDIFF(MICROSECOND, {since}, {until}) / 1e6",
}


class Leased(NamedTuple):
    """A lease as it stands: `left` and `seconds` (how long it has been held) by the database's clock.

    Nobody has it where there is no `owner`. `renewals` is another number after each renewal.
    """

    number: int
    owner: str
    renewals: int
    host: str
    process: int
    app: str
    left: float
    seconds: float

    @property
    def sign(self) -> tuple[object, ...]:
        """Another one as soon as somebody has done anything to it, whatever the clocks say."""
        return self.number, self.owner, self.renewals


class Claim(NamedTuple):
    """Who wants a lease, and for how many seconds."""

    owner: str
    seconds: float
    who: Who
    process: int


@dataclass(frozen=True, slots=True)
class LeaseTable:
    """Where the leases are, one row for each version table; `versions` is the name of that."""

    impl: Impl
    versions: str
    name: str = "amig_lease"

    def table(self, schema: str | None) -> Table:
        """The table, in the schema that the server resolved."""
        return Table(
            self.name,
            MetaData(),
            Column("versions", String(_LONGEST), primary_key=True),
            Column("number", BigInteger, nullable=False),
            Column("owner", String(36), nullable=False),
            Column("renewals", BigInteger, nullable=False),
            Column("since", self._moment(), nullable=False),
            Column("expires", self._moment(), nullable=False),
            Column("host", String(_LONGEST), nullable=False),
            Column("process", Integer, nullable=False),
            Column("app", String(_LONGEST), nullable=False),
            schema=schema,
        )

    def _moment(self) -> Any:
        if self.impl.dialect_name == "mysql":
            from sqlalchemy.dialects.mysql import DATETIME

            return DATETIME(fsp=6)
        return DateTime(timezone=True)

    def create(self, schema: str | None) -> Statement:
        """What makes the table."""
        return self.impl.ddl(CreateTable(self.table(schema)))

    def select(self, schema: str | None) -> Executable:
        """The lease of the version table, as `Leased`."""
        c = self.table(schema).c
        left, seconds = self._between(self._now, "expires"), self._between("since", self._now)
        columns = c.number, c.owner, c.renewals, c.host, c.process, c.app, left, seconds
        return select(*columns).where(c.versions == self.versions)

    @property
    def _now(self) -> str:
        return _NOW[self.impl.dialect_name]

    def _between(self, since: str, until: str) -> ColumnElement[float]:
        return literal_column(_BETWEEN[self.impl.dialect_name].format(since=since, until=until))

    def _later(self, seconds: float) -> ColumnElement[Any]:
        return literal_column(_LATER[self.impl.dialect_name].format(seconds=seconds))

    def first(self, schema: str | None, claim: Claim) -> Insert:
        """The first lease that this version table ever had."""
        values = self._taken(claim)
        return insert(self.table(schema)).inline().values(versions=self.versions, number=1, renewals=0, **values)

    def take(self, schema: str | None, was: Leased, claim: Claim) -> Update:
        """Take a lease with a higher number, if nothing was done to it since."""
        return self._if_as(schema, was).values(number=was.number + 1, **self._taken(claim))

    def void(self, schema: str | None, was: Leased) -> Update:
        """End a lease whose owner is gone, so that it finds that out if it comes back."""
        return self._if_as(schema, was).values(number=was.number + 1, owner="")

    def renew(self, schema: str | None, number: int, owner: str, seconds: float) -> Update:
        """Renew a lease; touches no row where it is lost."""
        table = self.table(schema)
        values = {"renewals": table.c.renewals + 1, "expires": self._later(seconds)}
        return self._if_mine(table, number, owner).values(**values)

    def end(self, schema: str | None, number: int, owner: str) -> Update:
        """Give a lease back; touches no row where it is lost."""
        table = self.table(schema)
        return self._if_mine(table, number, owner).values(owner="", renewals=table.c.renewals + 1)

    def _taken(self, claim: Claim) -> dict[str, Any]:
        now: ColumnElement[Any] = literal_column(self._now)
        told = {"host": claim.who.host[:_LONGEST], "app": claim.who.app[:_LONGEST], "process": claim.process}
        return {"owner": claim.owner, "since": now, "expires": self._later(claim.seconds), **told}

    def _if_as(self, schema: str | None, was: Leased) -> Update:
        table = self.table(schema)
        return self._if_mine(table, was.number, was.owner).where(table.c.renewals == was.renewals)

    def _if_mine(self, table: Table, number: int, owner: str) -> Update:
        mine = table.c.versions == self.versions, table.c.number == number, table.c.owner == owner
        return update(table).where(*mine)


def leased(row: Sequence[Any]) -> Leased:
    """The lease that a row of the table is."""
    number, owner, renewals, host, process, app, left, seconds = row
    return Leased(number, owner, renewals, host, process, app, float(left), float(seconds))
