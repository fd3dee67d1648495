"""What happened: partitioned where it is much."""

from __future__ import annotations

import datetime as dt
import decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Mapped, mapped_column

from tests.autogen.models.analytics.base import LATER, Base, Fact, to


class Sale(Fact, Base):
    """By months; a row is known by its time and its number."""

    __tablename__ = "sale"
    __table_args__ = (
        sa.PrimaryKeyConstraint("at", "number", name="sale_key"),
        sa.CheckConstraint("quantity <> 0", name="sale_quantity"),
        {"schema": "core", "postgresql_partition_by": "RANGE (at)", "comment": "one row per line"},
    )
    number: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(always=False))
    customer_key: Mapped[int | None] = to("customer")
    product_key: Mapped[int] = to("product")
    store_key: Mapped[int | None] = to("store")
    campaign_key: Mapped[int | None] = to("campaign")
    day: Mapped[dt.date] = mapped_column(sa.ForeignKey("core.day.day"))
    quantity: Mapped[decimal.Decimal] = mapped_column(sa.Numeric(10, 3), server_default="1")
    net: Mapped[decimal.Decimal]
    tax: Mapped[decimal.Decimal] = mapped_column(server_default=sa.text("0.0"))
    gross: Mapped[decimal.Decimal] = mapped_column(sa.Numeric(20, 4), sa.Computed("net + tax", persisted=True))


class Visit(Fact, Base):
    __tablename__ = "visit"
    __table_args__ = (
        sa.PrimaryKeyConstraint("site", "at", "visitor"),
        {"schema": "core", "postgresql_partition_by": "LIST (site)"},
    )
    site: Mapped[str] = mapped_column(sa.String(20))
    visitor: Mapped[str] = mapped_column(pg.UUID(as_uuid=False))
    page_key: Mapped[int | None] = to("page")
    device_key: Mapped[int | None] = to("device")
    seconds: Mapped[float | None] = mapped_column(pg.REAL())
    query: Mapped[dict[str, Any] | None]


class Refund(Fact, Base):
    __tablename__ = "refund"
    id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True)
    sale_at: Mapped[dt.datetime]
    sale_number: Mapped[int] = mapped_column(sa.BigInteger)
    amount: Mapped[decimal.Decimal]
    why: Mapped[str | None] = mapped_column(sa.Text() if LATER else sa.String(80), index=LATER)
    __table_args__ = (
        sa.ForeignKeyConstraint(["sale_at", "sale_number"], ["core.sale.at", "core.sale.number"], name="refund_of"),
        {"schema": "core"},
    )


class Shipment(Fact, Base):
    __tablename__ = "shipment"
    __table_args__ = {"schema": "core"}
    id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True)
    carrier_key: Mapped[int] = to("carrier", ondelete="RESTRICT")
    underway: Mapped[pg.Range[dt.datetime] | None] = mapped_column(pg.TSRANGE())
    weight: Mapped[float | None] = mapped_column(pg.DOUBLE_PRECISION())


class Inventory(Fact, Base):
    __tablename__ = "inventory"
    __table_args__ = (sa.Index("inventory_when", "at", postgresql_using="brin"), {"schema": "core"})
    product_key: Mapped[int] = mapped_column(sa.ForeignKey("core.product.key"), primary_key=True)
    store_key: Mapped[int] = mapped_column(sa.ForeignKey("core.store.key"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(sa.ForeignKey("core.day.day"), primary_key=True)
    on_hand: Mapped[int]


class Spend(Fact, Base):
    __tablename__ = "spend"
    __table_args__ = (
        sa.UniqueConstraint("campaign_key", "day", postgresql_nulls_not_distinct=True),
        {"schema": "core"},
    )
    id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True)
    campaign_key: Mapped[int | None] = to("campaign")
    day: Mapped[dt.date]
    cost: Mapped[decimal.Decimal] = mapped_column(sa.Numeric(14, 2) if LATER else sa.Numeric(12, 2))


class Contact(Fact, Base):
    __tablename__ = "contact"
    __table_args__ = {"schema": "core"}
    id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True)
    customer_key: Mapped[int] = to("customer")
    employee_key: Mapped[int | None] = to("employee")
    rating: Mapped[int | None] = mapped_column(sa.SmallInteger, sa.CheckConstraint("rating BETWEEN 0 AND 10"))
    lasted: Mapped[dt.timedelta | None] = mapped_column(pg.INTERVAL(fields="DAY TO SECOND"))


class Reading(Fact, Base):
    __tablename__ = "reading"
    __table_args__ = {"schema": "core", "postgresql_partition_by": "HASH (id)"}
    id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True)
    values: Mapped[list[float]] = mapped_column(pg.ARRAY(pg.REAL(), dimensions=1))
    if LATER:
        unit: Mapped[str] = mapped_column(sa.String(8), server_default="K")


PARTS = {
    "sale": ("FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')", "DEFAULT"),
    "visit": ("FOR VALUES IN ('shop', 'blog')", "DEFAULT"),
    "reading": ("FOR VALUES WITH (MODULUS 2, REMAINDER 0)", "FOR VALUES WITH (MODULUS 2, REMAINDER 1)"),
}


def _part(table: sa.Table, connection: sa.Connection, **_: Any) -> None:
    for number, bounds in enumerate(PARTS[table.name]):
        connection.execute(sa.DDL(f"CREATE TABLE core.{table.name}_{number} PARTITION OF core.{table.name} {bounds}"))


for model in (Sale, Visit, Reading):
    sa.event.listen(model.__table__, "after_create", _part)
sa.Index("sale_customer", Sale.customer_key, Sale.at.desc())
sa.Index("visit_query", Visit.query, postgresql_using="gin")
