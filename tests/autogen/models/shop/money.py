"""Currencies, taxes, prices, coupons and cards."""

from __future__ import annotations

import datetime as dt
import decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from tests.autogen.models.shop.base import LATER, Base, Money, Named, Stamped, key, link


class Currency(Base):
    __tablename__ = "currency"
    code: Mapped[str] = mapped_column(sa.CHAR(3), primary_key=True)
    digits: Mapped[int] = mapped_column(sa.SmallInteger(), server_default=sa.text("2"))
    symbol: Mapped[str] = mapped_column(sa.String(4))


class ExchangeRate(Base):
    __tablename__ = "exchange_rate"
    __table_args__ = (sa.CheckConstraint("rate > 0", name="positive"),)
    base: Mapped[str] = mapped_column(sa.CHAR(3), sa.ForeignKey("currency.code"), primary_key=True)
    quote: Mapped[str] = mapped_column(sa.CHAR(3), sa.ForeignKey("currency.code"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    rate: Mapped[decimal.Decimal] = mapped_column(sa.Numeric(18, 10 if LATER else 8))


class TaxClass(Named, Base):
    __tablename__ = "tax_class"


class TaxRate(Base):
    __tablename__ = "tax_rate"
    __table_args__ = (
        sa.UniqueConstraint("class_id", "country_iso2", "valid_from"),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        sa.CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="period"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = key("tax_class.id")
    country_iso2: Mapped[str] = mapped_column(sa.CHAR(2), sa.ForeignKey("country.iso2"))
    percent: Mapped[decimal.Decimal] = mapped_column(sa.Numeric(5, 2))
    valid_from: Mapped[dt.date] = mapped_column(server_default="2020-01-01")
    valid_to: Mapped[dt.date | None]


class PriceList(Named, Base):
    __tablename__ = "price_list"
    currency_code: Mapped[str] = mapped_column(sa.CHAR(3), sa.ForeignKey("currency.code"))
    gross: Mapped[bool] = mapped_column(server_default=sa.true())
    group_id: Mapped[int | None] = link("customer_group.id")


class Price(Base):
    __tablename__ = "price"
    list_id: Mapped[int] = mapped_column(sa.ForeignKey("price_list.id", ondelete="CASCADE"), primary_key=True)
    variant_id: Mapped[int] = mapped_column(sa.ForeignKey("variant.id", ondelete="CASCADE"), primary_key=True)
    from_quantity: Mapped[int] = mapped_column(primary_key=True, server_default="1", autoincrement=False)
    amount: Mapped[Money]
    was: Mapped[Money | None]
    __table_args__ = (
        sa.CheckConstraint("was IS NULL OR was > amount" if LATER else "was IS NULL OR was >= amount", name="reduced"),
        sa.Index("ix_price_variant", "variant_id", sa.text("amount DESC") if LATER else "amount"),
    )


class Coupon(Stamped, Base):
    __tablename__ = "coupon"
    __table_args__ = (sa.CheckConstraint("(percent IS NULL) <> (amount IS NULL)", name="one_of_two"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(24), unique=True)
    percent: Mapped[decimal.Decimal | None] = mapped_column(sa.Numeric(5, 2))
    amount: Mapped[Money | None]
    uses: Mapped[int] = mapped_column(server_default="0")
    most_uses: Mapped[int | None]


class CouponCategory(Base):
    __tablename__ = "coupon_category"
    coupon_id: Mapped[int] = mapped_column(sa.ForeignKey("coupon.id", ondelete="CASCADE"), primary_key=True)
    category_id: Mapped[int] = mapped_column(sa.ForeignKey("category.id", ondelete="CASCADE"), primary_key=True)


class CouponUse(Base):
    __tablename__ = "coupon_use"
    coupon_id: Mapped[int] = mapped_column(sa.ForeignKey("coupon.id"), primary_key=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True)
    saved: Mapped[Money]


class GiftCard(Stamped, Base):
    __tablename__ = "gift_card"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.CHAR(16), unique=True)
    loaded: Mapped[Money]
    spent: Mapped[Money] = mapped_column(server_default=sa.text("0.00"))
    left: Mapped[decimal.Decimal] = mapped_column(
        sa.Numeric(12, 2), sa.Computed("loaded - spent", persisted=True), nullable=True
    )


class GiftCardUse(Base):
    __tablename__ = "gift_card_use"
    id: Mapped[int] = mapped_column(sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True)
    card_id: Mapped[int] = key("gift_card.id")
    payment_id: Mapped[int] = key("payment.id")
    amount: Mapped[Money]
