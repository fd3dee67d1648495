"""The dimensions."""

from __future__ import annotations

import datetime as dt
import decimal
import enum
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from amig.ops.raw_type import RawType
from tests.autogen.models.analytics.base import LATER, Base, Dimension, email, to


class Channel(enum.Enum):
    """Where somebody came from."""

    organic = "organic"
    paid = "paid"
    mail = "mail"
    if LATER:
        social = "social"
    partner = "partner"


channel = sa.Enum(Channel, name="channel", schema="core")
segment = pg.ENUM("low", "middle", "high", name="segment", schema="core")


class Versioned(Dimension):
    """A dimension of which no two versions hold at once."""

    code: Mapped[str]

    @declared_attr.directive
    def __table_args__(cls) -> tuple[object, ...]:
        name = cls.__tablename__
        return (
            pg.ExcludeConstraint(("code", "="), ("valid", "&&"), name=f"{name}_once_at_a_time", using="gist"),
            {"schema": "core"},
        )


class Plain(Dimension):
    """A dimension without versions."""

    code: Mapped[str] = mapped_column(pg.CITEXT())

    @declared_attr.directive
    def __table_args__(cls) -> tuple[object, ...]:
        return (sa.UniqueConstraint("code", name=f"{cls.__tablename__}_code"), {"schema": "core"})


class Customer(Versioned, Base):
    __tablename__ = "customer"
    mail: Mapped[str | None] = mapped_column(email)
    born: Mapped[dt.date | None]
    segment: Mapped[str | None] = mapped_column(segment)
    came_by: Mapped[Channel | None] = mapped_column(channel, server_default="organic")
    tags: Mapped[list[str]] = mapped_column(server_default="{}")
    worth: Mapped[decimal.Decimal | None] = mapped_column(sa.Numeric(20, 4) if LATER else sa.Numeric(18, 4))


class Household(Plain, Base):
    __tablename__ = "household"
    size: Mapped[int | None] = mapped_column(
        sa.SmallInteger, sa.CheckConstraint("size >= 1" if LATER else "size > 0", name="household_size")
    )


class Product(Versioned, Base):
    __tablename__ = "product"
    title: Mapped[str]
    category_key: Mapped[int | None] = to("category")
    sizes: Mapped[list[int] | None] = mapped_column(pg.ARRAY(sa.Integer))
    price: Mapped[decimal.Decimal | None]
    title_folded: Mapped[str] = mapped_column(sa.Computed("lower(title)", persisted=True))


class Category(Plain, Base):
    """A tree in a path."""

    __tablename__ = "category"
    path: Mapped[str] = mapped_column(RawType("ltree"))
    parent_key: Mapped[int | None] = to("category", deferrable=True, initially="DEFERRED")


class Store(Versioned, Base):
    __tablename__ = "store"
    place: Mapped[str | None] = mapped_column(RawType("point"))
    area: Mapped[decimal.Decimal | None] = mapped_column(sa.Numeric(8, 2))
    opens: Mapped[dt.time] = mapped_column(server_default="08:00")
    closes: Mapped[dt.time] = mapped_column(sa.Time(timezone=True) if LATER else sa.Time(), server_default="20:00")


class Campaign(Plain, Base):
    __tablename__ = "campaign"
    channel: Mapped[Channel] = mapped_column(channel)
    runs: Mapped[pg.Range[dt.date] | None] = mapped_column(pg.DATERANGE())
    budget: Mapped[decimal.Decimal] = mapped_column(pg.MONEY(), server_default=sa.text("0::money"))


class Promotion(Plain, Base):
    __tablename__ = "promotion"
    percent: Mapped[decimal.Decimal] = mapped_column(sa.Numeric(4, 1))


class Carrier(Plain, Base):
    __tablename__ = "carrier"


class Currency(Plain, Base):
    __tablename__ = "currency"
    digits: Mapped[int] = mapped_column(sa.SmallInteger, server_default="2")


class Country(Plain, Base):
    __tablename__ = "country"
    names: Mapped[dict[str, str] | None] = mapped_column(pg.HSTORE())


class Region(Plain, Base):
    __tablename__ = "region"
    country_key: Mapped[int] = to("country")


class Device(Plain, Base):
    __tablename__ = "device"
    bits: Mapped[str | None] = mapped_column(pg.BIT(8))
    flags: Mapped[str | None] = mapped_column(pg.BIT(16, varying=True))


class Employee(Versioned, Base):
    __tablename__ = "employee"
    manager_key: Mapped[int | None] = to("employee")
    badge: Mapped[uuid.UUID] = mapped_column(server_default=sa.text("gen_random_uuid()"), unique=True)
    if LATER:
        left_on: Mapped[dt.date | None]


class Supplier(Plain, Base):
    __tablename__ = "supplier"


class Page(Plain, Base):
    __tablename__ = "page"
    title: Mapped[str | None]


class Day(Base):
    """A day, with everything that is asked of one."""

    __tablename__ = "day"
    __table_args__ = (sa.CheckConstraint("quarter BETWEEN 1 AND 4", name="day_quarter"), {"schema": "core"})
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    week: Mapped[int] = mapped_column(sa.SmallInteger)
    quarter: Mapped[int] = mapped_column(sa.SmallInteger)
    holiday: Mapped[bool] = mapped_column(server_default=sa.false())
    name: Mapped[str | None] = mapped_column(sa.String(40, collation="C"), comment="of the holiday" if LATER else None)


ticket_number = sa.Sequence(
    "ticket_number", start=10_000, increment=5 if LATER else 1, schema="core", metadata=Base.metadata
)
invoice_number = sa.Sequence(
    "invoice_number", minvalue=1, maxvalue=99_999, cycle=True, schema="core", metadata=Base.metadata
)

sa.Index("product_title_like", Product.title, postgresql_using="gin", postgresql_ops={"title": "gin_trgm_ops"})
sa.Index("category_path", Category.path, postgresql_using="gist")
sa.Index("customer_mail", Customer.mail, unique=True, postgresql_where=sa.text("upper(valid) IS NULL"))
sa.Index("customer_tags", Customer.tags, postgresql_using="gin")
sa.Index(
    "customer_born",
    Customer.born.desc().nulls_last(),
    postgresql_include=["segment", "worth"] if LATER else ["segment"],
)
if not LATER:
    sa.Index("store_place", Store.place, postgresql_using="gist")
