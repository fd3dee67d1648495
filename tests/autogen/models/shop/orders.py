"""From the cart to the return."""

from __future__ import annotations

import datetime as dt
import decimal
import enum
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from tests.autogen.models.shop.base import LATER, Base, Code, Money, Named, Stamped, key, link


class State(enum.Enum):
    """Where an order stands."""

    open = "open"
    paid = "paid"
    sent = "sent"
    done = "done"
    cancelled = "cancelled"
    if LATER:
        disputed = "disputed"


states = sa.Enum(State, name="order_state")


class Cart(Stamped, Base):
    __tablename__ = "cart"
    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[uuid.UUID] = mapped_column(unique=True)
    customer_id: Mapped[int | None] = link("customer.id", ondelete="CASCADE")
    currency_code: Mapped[str] = mapped_column(sa.CHAR(3), sa.ForeignKey("currency.code"), server_default="EUR")


class CartLine(Base):
    __tablename__ = "cart_line"
    cart_id: Mapped[int] = mapped_column(sa.ForeignKey("cart.id", ondelete="CASCADE"), primary_key=True)
    variant_id: Mapped[int] = mapped_column(sa.ForeignKey("variant.id", ondelete="CASCADE"), primary_key=True)
    quantity: Mapped[int] = mapped_column(server_default="1")
    gift_note: Mapped[str | None] = mapped_column(sa.String(200))


class ShippingZone(Named, Base):
    __tablename__ = "shipping_zone"


zone_country = sa.Table(
    "shipping_zone_country",
    Base.metadata,
    sa.Column("zone_id", sa.ForeignKey("shipping_zone.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("country_iso2", sa.CHAR(2), sa.ForeignKey("country.iso2"), primary_key=True),
)


class ShippingMethod(Named, Base):
    __tablename__ = "shipping_method"
    zone_id: Mapped[int] = key("shipping_zone.id")
    price: Mapped[Money]
    days: Mapped[int | None] = mapped_column(sa.SmallInteger())


class PaymentMethod(Named, Base):
    __tablename__ = "payment_method"
    settings: Mapped[dict[str, Any] | None]
    active: Mapped[bool] = mapped_column(server_default=sa.true())


class Order(Stamped, Base):
    __tablename__ = "orders"
    __table_args__ = (
        sa.Index("ix_orders_customer_placed", "customer_id", sa.desc("placed_at")),
        sa.CheckConstraint("paid <= total", name="paid"),
        {"comment": "one for each checkout"},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[Code] = mapped_column(unique=True)
    customer_id: Mapped[int] = key("customer.id")
    bill_to: Mapped[int] = key("address.id")
    ship_to: Mapped[int] = key("address.id")
    method_id: Mapped[int | None] = link("shipping_method.id")
    state: Mapped[State] = mapped_column(states, server_default="open")
    currency_code: Mapped[str] = mapped_column(sa.CHAR(3), sa.ForeignKey("currency.code"))
    total: Mapped[Money]
    paid: Mapped[Money] = mapped_column(server_default="0")
    placed_at: Mapped[dt.datetime | None] = mapped_column(index=not LATER)
    channel: Mapped[str] = mapped_column(sa.String(12), server_default="web")
    message: Mapped[str | None] = mapped_column(sa.Text() if LATER else sa.String(500))


class OrderLine(Base):
    __tablename__ = "order_line"
    __table_args__ = (sa.CheckConstraint("quantity > 0", name="quantity"),)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    variant_id: Mapped[int] = key("variant.id")
    title: Mapped[str]
    quantity: Mapped[int]
    unit_price: Mapped[Money]
    discount: Mapped[Money] = mapped_column(server_default="0.00")


class OrderLineTax(Base):
    """Refers to two columns at once."""

    __tablename__ = "order_line_tax"
    order_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rate_id: Mapped[int] = mapped_column(sa.ForeignKey("tax_rate.id"), primary_key=True)
    amount: Mapped[Money]
    __table_args__ = (
        sa.ForeignKeyConstraint(["order_id", "line"], ["order_line.order_id", "order_line.line"], ondelete="CASCADE"),
    )


class StateChange(Base):
    __tablename__ = "order_state_change"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = key("orders.id", ondelete="CASCADE")
    before: Mapped[State | None] = mapped_column(states)
    after: Mapped[State] = mapped_column(states)
    at: Mapped[dt.datetime] = mapped_column(server_default=sa.func.now())
    __table_args__ = (sa.Index(None, "order_id", "at"),)


class Payment(Stamped, Base):
    __tablename__ = "payment"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = key("orders.id")
    method_id: Mapped[int] = key("payment_method.id")
    amount: Mapped[Money]
    reference: Mapped[str | None] = mapped_column(sa.String(64), unique=LATER)
    raw: Mapped[dict[str, Any] | None]


class Refund(Stamped, Base):
    __tablename__ = "refund"
    id: Mapped[int] = mapped_column(primary_key=True)
    payment_id: Mapped[int] = key("payment.id")
    amount: Mapped[Money]
    reason: Mapped[str | None]
    __table_args__ = (sa.CheckConstraint("amount > 0", name="amount"),)


class Shipment(Stamped, Base):
    __tablename__ = "shipment"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = key("orders.id")
    warehouse_id: Mapped[int] = key("warehouse.id")
    tracking: Mapped[str | None] = mapped_column(sa.String(60))
    weight: Mapped[decimal.Decimal | None] = mapped_column(sa.Numeric(8, 3))
    sent_at: Mapped[dt.datetime | None]


class ShipmentLine(Base):
    __tablename__ = "shipment_line"
    shipment_id: Mapped[int] = mapped_column(sa.ForeignKey("shipment.id", ondelete="CASCADE"), primary_key=True)
    order_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    quantity: Mapped[int]
    __table_args__ = (sa.ForeignKeyConstraint(["order_id", "line"], ["order_line.order_id", "order_line.line"]),)


class Return(Stamped, Base):
    __tablename__ = "return_request"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = key("orders.id")
    reason: Mapped[str | None if LATER else str]
    accepted: Mapped[bool | None]


class ReturnLine(Base):
    __tablename__ = "return_line"
    return_id: Mapped[int] = mapped_column(sa.ForeignKey("return_request.id", ondelete="CASCADE"), primary_key=True)
    variant_id: Mapped[int] = mapped_column(sa.ForeignKey("variant.id"), primary_key=True)
    quantity: Mapped[int]
    condition: Mapped[str] = mapped_column(sa.String(12), server_default="unopened")


class Invoice(Stamped, Base):
    __tablename__ = "invoice"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = key("orders.id")
    year: Mapped[int] = mapped_column(sa.SmallInteger())
    serial: Mapped[int]
    cancels_id: Mapped[int | None] = link("invoice.id")
    __table_args__ = (
        sa.UniqueConstraint("year", "serial", name="uq_invoice_number"),
        sa.CheckConstraint("year >= 2000", name="year"),
    )


class InvoiceLine(Base):
    __tablename__ = "invoice_line"
    invoice_id: Mapped[int] = mapped_column(sa.ForeignKey("invoice.id", ondelete="CASCADE"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]
    net: Mapped[Money]
    tax: Mapped[Money]
