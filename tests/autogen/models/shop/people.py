"""Customers, where they live and what they agreed to."""

from __future__ import annotations

import datetime as dt
import enum
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from tests.autogen.models.shop.base import BACKEND, LATER, Base, Named, Stamped, key, link


class Standing(enum.Enum):
    """How a customer stands with the shop."""

    new = "new"
    regular = "regular"
    blocked = "blocked"
    if LATER:
        deceased = "deceased"


class Country(Base):
    __tablename__ = "country"
    __table_args__ = (sa.CheckConstraint("length(iso2) = 2", name="iso2"), {"comment": "ISO 3166"})
    iso2: Mapped[str] = mapped_column(sa.CHAR(2), primary_key=True)
    iso3: Mapped[str] = mapped_column(sa.CHAR(3), unique=True)
    name: Mapped[str] = mapped_column(sa.String(80), comment="in English")
    in_union: Mapped[bool] = mapped_column(server_default=sa.false())
    if LATER:
        dial_code: Mapped[str | None] = mapped_column(sa.String(6))


class Region(Base):
    __tablename__ = "region"
    country_iso2: Mapped[str] = mapped_column(sa.CHAR(2), sa.ForeignKey("country.iso2"), primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(8), primary_key=True)
    name: Mapped[str]


class CustomerGroup(Named, Base):
    __tablename__ = "customer_group"
    discount: Mapped[float] = mapped_column(sa.Numeric(5, 2), server_default="0")
    __table_args__ = (sa.CheckConstraint("discount >= 0 AND discount < 100", name="discount"),)


class Customer(Stamped, Base):
    """Refers to its usual address, which refers to it."""

    __tablename__ = "customer"
    __table_args__ = (
        sa.Index(None, "last_name", "first_name"),
        sa.Index(
            "ix_customer_living",
            "email",
            unique=LATER,
            sqlite_where=sa.text("closed_on IS NULL"),
            postgresql_where=sa.text("closed_on IS NULL"),
        ),
        {"comment": "whoever has bought something" if LATER else "whoever bought something"},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(sa.String(320 if LATER else 200), unique=not LATER)
    first_name: Mapped[str]
    last_name: Mapped[str]
    standing: Mapped[Standing] = mapped_column(sa.Enum(Standing, name="standing"), server_default="new")
    born_on: Mapped[dt.date | None]
    closed_on: Mapped[dt.date | None]
    newsletter: Mapped[bool] = mapped_column(server_default=sa.true() if LATER else sa.false())
    usual_address_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("address.id", name="fk_customer_usual_address", use_alter=BACKEND != "sqlite")
    )
    recruited_by: Mapped[int | None] = link("customer.id")
    notes: Mapped[str | None] = mapped_column(sa.Text())


class Address(Base):
    __tablename__ = "address"
    __table_args__ = (sa.ForeignKeyConstraint(["country_iso2", "region_code"], ["region.country_iso2", "region.code"]),)
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = key("customer.id", ondelete="CASCADE")
    street: Mapped[str]
    house: Mapped[str | None] = mapped_column(sa.String(12))
    postcode: Mapped[str] = mapped_column(sa.String(12), index=True)
    city: Mapped[str] = mapped_column(sa.String(80))
    country_iso2: Mapped[str] = mapped_column(sa.CHAR(2))
    region_code: Mapped[str | None] = mapped_column(sa.String(8))
    latitude: Mapped[float | None] = mapped_column(sa.Float())
    longitude: Mapped[float | None] = mapped_column(sa.Float())


class GroupMember(Base):
    __tablename__ = "customer_group_member"
    customer_id: Mapped[int] = mapped_column(sa.ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True)
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("customer_group.id"), primary_key=True, index=True)
    since: Mapped[dt.date]


class Phone(Base):
    __tablename__ = "customer_phone"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = key("customer.id", ondelete="CASCADE")
    number: Mapped[str] = mapped_column(sa.String(24))
    kind: Mapped[str] = mapped_column(
        sa.Enum("home", "work", "mobile", name="phone_kind", native_enum=False, create_constraint=True, length=10)
    )
    __table_args__ = (sa.UniqueConstraint("customer_id", "number"),)


class Login(Base):
    __tablename__ = "login"
    customer_id: Mapped[int] = mapped_column(sa.ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True)
    password_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(64))
    failures: Mapped[int] = mapped_column(sa.SmallInteger(), server_default="0")
    seen_at: Mapped[dt.datetime | None]
    if LATER:
        second_factor: Mapped[bytes | None] = mapped_column(sa.LargeBinary(32))


class Token(Stamped, Base):
    __tablename__ = "api_token"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = key("customer.id", ondelete="CASCADE")
    scopes: Mapped[dict[str, Any]]
    expires_at: Mapped[dt.datetime] = mapped_column(index=True)


class Consent(Base):
    __tablename__ = "consent"
    customer_id: Mapped[int] = mapped_column(sa.ForeignKey("customer.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    given: Mapped[bool] = mapped_column(sa.Boolean(create_constraint=True, name="given"))
    at: Mapped[dt.datetime] = mapped_column(server_default=sa.func.now())


class Preference(Base):
    __tablename__ = "preference"
    customer_id: Mapped[int] = mapped_column(sa.ForeignKey("customer.id"), primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    value: Mapped[dict[str, Any] | None]
