"""What lies where, and where it comes from."""

from __future__ import annotations

import datetime as dt
import decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from tests.autogen.models.shop.base import LATER, Base, Code, Money, Named, Stamped, key, link


class Warehouse(Named, Base):
    __tablename__ = "warehouse"
    address_id: Mapped[int | None] = link("address.id")
    opened_on: Mapped[dt.date] = mapped_column(server_default="2001-02-03")
    if LATER:
        closes_at: Mapped[dt.time] = mapped_column(server_default="18:30:00")


class Bin(Base):
    """Part of a warehouse: its key begins with that of the warehouse."""

    __tablename__ = "bin"
    warehouse_id: Mapped[int] = mapped_column(sa.ForeignKey("warehouse.id", ondelete="CASCADE"), primary_key=True)
    aisle: Mapped[str] = mapped_column(sa.String(4), primary_key=True)
    shelf: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    volume: Mapped[decimal.Decimal | None]


class Level(Base):
    __tablename__ = "stock_level"
    variant_id: Mapped[int] = mapped_column(sa.ForeignKey("variant.id", ondelete="CASCADE"), primary_key=True)
    warehouse_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    aisle: Mapped[str] = mapped_column(sa.String(4), primary_key=True)
    shelf: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    on_hand: Mapped[int] = mapped_column(server_default="0")
    reserved: Mapped[int] = mapped_column(server_default="0")
    free: Mapped[int] = mapped_column(sa.Computed("on_hand - reserved", persisted=True), nullable=True)
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["warehouse_id", "aisle", "shelf"],
            ["bin.warehouse_id", "bin.aisle", "bin.shelf"],
            name="fk_level_bin",
            onupdate="CASCADE" if LATER else None,
        ),
        sa.CheckConstraint("reserved <= on_hand", name="reserved"),
    )


class Movement(Base):
    __tablename__ = "stock_movement"
    id: Mapped[int] = mapped_column(sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True)
    variant_id: Mapped[int] = key("variant.id")
    warehouse_id: Mapped[int] = key("warehouse.id")
    quantity: Mapped[int] = mapped_column(sa.BigInteger() if LATER else sa.Integer())
    reason: Mapped[str] = mapped_column(sa.Enum("sale", "return", "purchase", "count", name="movement_reason"))
    at: Mapped[dt.datetime] = mapped_column(server_default=sa.func.current_timestamp(), index=True)


class Supplier(Named, Stamped, Base):
    __tablename__ = "supplier"
    country_iso2: Mapped[str] = mapped_column(sa.CHAR(2), sa.ForeignKey("country.iso2"))
    vat: Mapped[str | None] = mapped_column(sa.String(20), unique=True)
    days: Mapped[int] = mapped_column(sa.SmallInteger(), server_default="7")


class SupplierProduct(Base):
    __tablename__ = "supplier_product"
    supplier_id: Mapped[int] = mapped_column(sa.ForeignKey("supplier.id", ondelete="CASCADE"), primary_key=True)
    variant_id: Mapped[int] = mapped_column(sa.ForeignKey("variant.id", ondelete="CASCADE"), primary_key=True)
    their_number: Mapped[Code | None]
    cost: Mapped[Money]


class Purchase(Stamped, Base):
    __tablename__ = "purchase_order"
    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[int] = key("supplier.id")
    number: Mapped[Code] = mapped_column(unique=True)
    due_on: Mapped[dt.date | None]


class PurchaseLine(Base):
    __tablename__ = "purchase_line"
    purchase_id: Mapped[int] = mapped_column(sa.ForeignKey("purchase_order.id", ondelete="CASCADE"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    variant_id: Mapped[int] = key("variant.id")
    quantity: Mapped[int]
    cost: Mapped[Money]
    total: Mapped[decimal.Decimal | None] = mapped_column(
        sa.Numeric(14, 2), sa.Computed("quantity * cost", persisted=True)
    )


class Reservation(Base):
    __tablename__ = "stock_reservation"
    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = key("variant.id")
    cart_id: Mapped[int | None] = link("cart.id", ondelete="CASCADE")
    until: Mapped[dt.datetime]
    quantity: Mapped[int] = mapped_column(server_default=None if LATER else "1")


class StockTake(Named, Base):
    __tablename__ = "stock_take"
    warehouse_id: Mapped[int] = key("warehouse.id")
    started_at: Mapped[dt.datetime | None]


class StockTakeLine(Base):
    __tablename__ = "stock_take_line"
    take_id: Mapped[int] = mapped_column(sa.ForeignKey("stock_take.id", ondelete="CASCADE"), primary_key=True)
    variant_id: Mapped[int] = mapped_column(sa.ForeignKey("variant.id"), primary_key=True)
    expected: Mapped[int]
    counted: Mapped[int | None]
