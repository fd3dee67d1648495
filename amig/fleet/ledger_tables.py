"""The tables of the fleet ledger: runs, what became of tenants, orders from elsewhere, and who leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Identity,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)
from sqlalchemy.schema import CreateTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement

    from amig.impl.base import Impl
    from amig.ops.statement import Statement

FORMAT = 1
"""The version of the tables' shape, in each row of the runs."""

_NOW = {
    "postgresql": "extract(epoch FROM clock_timestamp())::float8",
    "mysql": "UNIX_TIMESTAMP(NOW(6))",
    "sqlite": "((julianday('now') - 2440587.5) * 86400.0)",
}


@dataclass(frozen=True, slots=True)
class FleetTables:
    """Where the fleet is remembered. Times are seconds since 1970 by the database's clock."""

    runs: Table
    tenants: Table
    orders: Table
    lead: Table
    now: ColumnElement[float]

    @classmethod
    def of(cls, impl: Impl) -> FleetTables:
        """The tables as a backend has them."""
        metadata = MetaData()
        counts: Any = Integer() if impl.dialect_name == "sqlite" else BigInteger()
        now: ColumnElement[float] = literal_column(_NOW[impl.dialect_name], Float(53))
        return cls(_runs(metadata, counts), _tenants(metadata, counts), _orders(metadata, counts), _lead(metadata), now)

    @property
    def last(self) -> str:
        """The name of the table that is made last: where it is, all are."""
        return self.lead.name

    def create(self, impl: Impl) -> Iterator[Statement]:
        """What makes them where they are missing."""
        for table in (self.runs, self.tenants, self.orders, self.lead):
            yield impl.ddl(CreateTable(table, if_not_exists=True))


def _runs(metadata: MetaData, counts: Any) -> Table:
    return Table(
        "amig_fleet_runs",
        metadata,
        Column("id", counts, Identity(), primary_key=True),
        Column("run", String(36), nullable=False, unique=True),
        Column("format", SmallInteger, nullable=False),
        Column("direction", String(12), nullable=False),
        Column("target", String(255), nullable=False),
        Column("goal", Text, nullable=False),
        Column("only", Text, nullable=False),
        Column("state", String(12), nullable=False),
        Column("why", Text, nullable=False),
        Column("tenants", Integer, nullable=False),
        Column("began", Float(53), nullable=False),
        Column("seen", Float(53), nullable=False),
        Column("ended", Float(53)),
        Column("report", Text),
        Column("host", String(255), nullable=False),
        Column("os_user", String(255), nullable=False),
        Column("app", String(255), nullable=False),
        Column("amig_version", String(64), nullable=False),
    )


def _tenants(metadata: MetaData, counts: Any) -> Table:
    """One row each time something became of a tenant; those that had nothing to do have none."""
    return Table(
        "amig_fleet_tenants",
        metadata,
        Column("id", counts, Identity(), primary_key=True),
        Column("run", String(36), nullable=False),
        Column("tenant", String(255), nullable=False),
        Column("outcome", String(12), nullable=False),
        Column("before", Text, nullable=False),
        Column("after", Text, nullable=False),
        Column("revision", String(32), nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("seconds", Float(53), nullable=False),
        Column("fingerprint", String(12), nullable=False),
        Column("problem", Text, nullable=False),
        Column("hint", Text, nullable=False),
        Column("wave", Integer, nullable=False),
        Column("at", Float(53), nullable=False),
        UniqueConstraint("run", "tenant", "id", name="uq_amig_fleet_tenants"),
    )


def _orders(metadata: MetaData, counts: Any) -> Table:
    return Table(
        "amig_fleet_orders",
        metadata,
        Column("id", counts, Identity(), primary_key=True),
        Column("run", String(36), nullable=False),
        Column("word", String(12), nullable=False),
        Column("host", String(255), nullable=False),
        Column("os_user", String(255), nullable=False),
        Column("at", Float(53), nullable=False),
    )


def _lead(metadata: MetaData) -> Table:
    """One row: who leads, and until when unless it is renewed."""
    return Table(
        "amig_fleet_lead",
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("owner", String(255), nullable=False),
        Column("run", String(36), nullable=False),
        Column("until", Float(53), nullable=False),
    )
