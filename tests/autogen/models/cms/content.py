"""The tree of everything that can be shown: one table each for what all have, and what a kind has (joined)."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from tests.autogen.models.cms.base import BACKEND, LATER, Base, Dated, Owned, Placed, Row, many_to_many, translated


class Status(enum.IntEnum):
    """Kept by name."""

    draft = 1
    review = 2
    published = 3
    archived = 4


class Locale(Row):
    __tablename__ = "locale"
    code: Mapped[str] = mapped_column(sa.String(8), primary_key=True)
    name: Mapped[str]
    fallback: Mapped[str | None] = mapped_column(sa.ForeignKey("locale.code"), default=None)


class Site(Row):
    __tablename__ = "site"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    host: Mapped[str] = mapped_column(unique=True)
    home_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("node.id", name="site_home", use_alter=BACKEND != "sqlite"), default=None
    )
    locale: Mapped[str] = mapped_column(sa.ForeignKey("locale.code"), server_default="en", default="en")


class Node(Dated, Owned, Placed, Base):
    """The root of the joined inheritance."""

    __tablename__ = "node"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(30))
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("node.id", ondelete="CASCADE"), index=True)
    site_id: Mapped[int] = mapped_column(sa.ForeignKey("site.id"))
    slug: Mapped[str] = mapped_column(sa.String(120))
    status: Mapped[Status] = mapped_column(sa.Enum(Status, name="node_status"), server_default="draft")
    depth: Mapped[int] = mapped_column(server_default="0")
    extra: Mapped[dict[str, Any] | None]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "node"}
    __table_args__ = (
        sa.UniqueConstraint("parent_id", "slug"),
        sa.CheckConstraint("depth < 32" if LATER else "depth < 16", name="node_depth"),
        sa.Index("node_shown", "site_id", "status", *(("place",) if LATER else ())),
    )


class Page(Node):
    __tablename__ = "page"
    id: Mapped[int] = mapped_column(sa.ForeignKey("node.id", ondelete="CASCADE"), primary_key=True)
    template: Mapped[str] = mapped_column(sa.String(60), server_default="wide" if LATER else "plain")
    in_menu: Mapped[bool] = mapped_column(server_default=sa.true())
    __mapper_args__ = {"polymorphic_identity": "page"}


class Article(Node):
    __tablename__ = "article"
    id: Mapped[int] = mapped_column(sa.ForeignKey("node.id", ondelete="CASCADE"), primary_key=True)
    teaser: Mapped[str | None] = mapped_column(sa.String(800) if LATER else sa.String(400))
    byline: Mapped[str | None] = mapped_column(sa.String(80))
    published_on: Mapped[dt.date | None] = mapped_column(index=True)
    words: Mapped[int | None] = mapped_column(sa.Integer, comment="how long it is")
    __mapper_args__ = {"polymorphic_identity": "article"}


class Interview(Article):
    """The third storey."""

    __tablename__ = "interview"
    id: Mapped[int] = mapped_column(sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    guest: Mapped[str]
    __mapper_args__ = {"polymorphic_identity": "interview"}


class Event(Node):
    __tablename__ = "event"
    id: Mapped[int] = mapped_column(sa.ForeignKey("node.id", ondelete="CASCADE"), primary_key=True)
    begins: Mapped[dt.datetime]
    ends: Mapped[dt.datetime | None]
    venue_id: Mapped[int | None] = mapped_column(sa.ForeignKey("venue.id"))
    seats: Mapped[int | None]
    __mapper_args__ = {"polymorphic_identity": "event"}
    __table_args__ = (sa.CheckConstraint("ends IS NULL OR ends >= begins"),)


class Gallery(Node):
    __tablename__ = "gallery"
    id: Mapped[int] = mapped_column(sa.ForeignKey("node.id", ondelete="CASCADE"), primary_key=True)
    columns: Mapped[int] = mapped_column(sa.SmallInteger, server_default="4" if LATER else "3")
    __mapper_args__ = {"polymorphic_identity": "gallery"}


class Shortcut(Node):
    __tablename__ = "shortcut"
    id: Mapped[int] = mapped_column(sa.ForeignKey("node.id", ondelete="CASCADE"), primary_key=True)
    to_id: Mapped[int] = mapped_column(sa.ForeignKey("node.id"))
    __mapper_args__ = {"polymorphic_identity": "shortcut", "inherit_condition": id == Node.id}  # noqa: A003


class Venue(Row):
    __tablename__ = "venue"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    name: Mapped[str]
    city: Mapped[str | None] = mapped_column(default=None)
    lat: Mapped[float | None] = mapped_column(sa.Numeric(8, 5), default=None)
    lon: Mapped[float | None] = mapped_column(sa.Numeric(8, 5), default=None)


class Topic(Placed, Base):
    __tablename__ = "topic"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(60), unique=not LATER)
    colour: Mapped[str] = mapped_column(sa.CHAR(6), server_default="ffffff")


class Author(Owned, Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    biography: Mapped[str | None] = mapped_column(sa.Text)
    if LATER:
        portrait_id: Mapped[int | None] = mapped_column(sa.ForeignKey("image.id"))


node_topic = many_to_many("node", "topic")
article_author = many_to_many("article", "author")
event_author = many_to_many("event", "author")
article_article = sa.Table(
    "article_related",
    Base.metadata,
    sa.Column("one_id", sa.ForeignKey("article.id"), primary_key=True),
    sa.Column("other_id", sa.ForeignKey("article.id"), primary_key=True),
    sa.CheckConstraint("one_id < other_id"),
)
page_i18n = translated("page", sa.Column("title", sa.String(200), nullable=False), sa.Column("body", sa.Text))
article_i18n = translated(
    "article",
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("teaser", sa.String(400)),
    sa.Column("body", sa.Text),
)
event_i18n = translated("event", sa.Column("title", sa.String(200), nullable=False))
topic_i18n = translated("topic", sa.Column("name", sa.String(60), nullable=False))
venue_i18n = translated("venue", sa.Column("way_there", sa.Text))
gallery_i18n = translated("gallery", sa.Column("title", sa.String(200)))
if LATER:
    shortcut_i18n = translated("shortcut", sa.Column("label", sa.String(80)))
