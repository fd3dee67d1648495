"""What the sources send, as it is."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Mapped, mapped_column

from tests.autogen.models.analytics.base import LATER, Base, Landed


class ShopOrder(Landed, Base):
    __tablename__ = "shop_order"


class ShopCustomer(Landed, Base):
    __tablename__ = "shop_customer"


class ShopProduct(Landed, Base):
    __tablename__ = "shop_product"


class ShopRefund(Landed, Base):
    __tablename__ = "shop_refund"


class WebEvent(Landed, Base):
    __tablename__ = "web_event"
    agent: Mapped[str | None]
    address: Mapped[str | None] = mapped_column(pg.INET())
    labels: Mapped[dict[str, str] | None] = mapped_column(pg.HSTORE())


class AppEvent(Landed, Base):
    __tablename__ = "app_event"
    device: Mapped[str | None] = mapped_column(pg.MACADDR())
    build: Mapped[str | None] = mapped_column(sa.String(40 if LATER else 20))


class MailEvent(Landed, Base):
    __tablename__ = "mail_event"


class AdCost(Landed, Base):
    __tablename__ = "ad_cost"


class AdClick(Landed, Base):
    __tablename__ = "ad_click"


class Ticket(Landed, Base):
    __tablename__ = "ticket"
    words: Mapped[str | None] = mapped_column(
        pg.TSVECTOR(),
        sa.Computed("to_tsvector('english'::regconfig, coalesce(body ->> 'text', ''))", persisted=True),
    )


class Call(Landed, Base):
    __tablename__ = "call"
    lasted: Mapped[str | None] = mapped_column(sa.Interval())


class Survey(Landed, Base):
    __tablename__ = "survey"
    if LATER:
        score: Mapped[int | None] = mapped_column(sa.SmallInteger, sa.CheckConstraint("score BETWEEN 0 AND 10"))


class Weather(Landed, Base):
    __tablename__ = "weather"


class Rates(Landed, Base):
    __tablename__ = "exchange_rates"


class StockCount(Landed, Base):
    __tablename__ = "stock_count"


if not LATER:

    class Fax(Landed, Base):
        """Nobody sends any."""

        __tablename__ = "fax"
        pages: Mapped[int] = mapped_column(sa.SmallInteger, server_default="1")


raw = {mapper.local_table.name: mapper.local_table for mapper in Base.registry.mappers}
sa.Index("web_event_body", raw["web_event"].c.body, postgresql_using="gin", postgresql_ops={"body": "jsonb_path_ops"})
sa.Index(
    "web_event_landed",
    raw["web_event"].c.landed_at,
    postgresql_using="brin",
    postgresql_with={"pages_per_range": 64 if LATER else 128},
)
sa.Index("web_event_labels", raw["web_event"].c.labels, postgresql_using="gin")
sa.Index("app_event_who", raw["app_event"].c.body["user"].astext)
sa.Index("ticket_words", raw["ticket"].c.words, postgresql_using="gin")
sa.Index("ad_click_digest", raw["ad_click"].c.digest, postgresql_using="hash")
