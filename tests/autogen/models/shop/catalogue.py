"""What is sold."""

from __future__ import annotations

import datetime as dt
import decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from tests.autogen.models.shop.base import BACKEND, LATER, Base, Code, Named, Stamped, key, link


class Language(Base):
    __tablename__ = "language"
    tag: Mapped[str] = mapped_column(sa.String(11), primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(60))
    rtl: Mapped[bool] = mapped_column(server_default=sa.false(), comment="from right to left")


class Category(Base):
    """A tree."""

    __tablename__ = "category"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = link("category.id", ondelete="CASCADE" if LATER else "SET NULL")
    slug: Mapped[str] = mapped_column(sa.String(80))
    place: Mapped[int] = mapped_column(server_default="100" if LATER else "0")
    shown: Mapped[bool] = mapped_column(server_default=sa.true())
    __table_args__ = (
        sa.UniqueConstraint("parent_id", "slug"),
        sa.CheckConstraint("place >= 0", name="place"),
    )


class Brand(Named, Base):
    __tablename__ = "brand"
    if LATER:
        home: Mapped[str | None] = mapped_column(sa.String(255), info={"renamed_from": "url"})
    else:
        url: Mapped[str | None] = mapped_column(sa.String(255))
    logo_id: Mapped[int | None] = link("media.id")


class Media(Stamped, Base):
    __tablename__ = "media"
    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(sa.String(255), unique=True)
    kind: Mapped[str] = mapped_column(sa.Enum("image", "film", "document", name="media_kind"))
    size: Mapped[int] = mapped_column(sa.BigInteger())
    digest: Mapped[bytes | None] = mapped_column(sa.LargeBinary())
    about: Mapped[dict[str, Any] | None]


class Product(Stamped, Base):
    __tablename__ = "product"
    __table_args__ = (
        sa.CheckConstraint("weight IS NULL OR weight > 0", name="weight"),
        sa.Index(
            "ix_product_live",
            "live_from",
            sqlite_where=sa.text("live_to IS NULL"),
            postgresql_where=sa.text("live_to IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[Code] = mapped_column(unique=True)
    brand_id: Mapped[int | None] = link("brand.id")
    tax_class_id: Mapped[int] = key("tax_class.id")
    cover_id: Mapped[int | None] = link("media.id")
    weight: Mapped[decimal.Decimal | None] = mapped_column(sa.Numeric(8, 3), comment="in kilograms")
    width: Mapped[int | None] = mapped_column(comment="in millimetres")
    depth: Mapped[int | None] = mapped_column(comment="in millimetres" if LATER else None)
    area: Mapped[int | None] = mapped_column(
        sa.Computed("width * depth / 100" if LATER else "width * depth", persisted=True)
    )
    live_from: Mapped[dt.date | None]
    live_to: Mapped[dt.date | None]
    rating: Mapped[float | None] = mapped_column(sa.Double() if LATER else sa.Float())
    if not LATER:
        legacy_code: Mapped[str | None] = mapped_column(sa.String(20), index=True)


if BACKEND != "mysql":
    sa.Index("ix_product_number_folded", sa.func.lower(Product.number), unique=LATER)


class ProductText(Base):
    __tablename__ = "product_text" if LATER else "product_translation"
    if LATER:
        __table_args__ = {"info": {"renamed_from": "product_translation"}}
    product_id: Mapped[int] = mapped_column(sa.ForeignKey("product.id", ondelete="CASCADE"), primary_key=True)
    language: Mapped[str] = mapped_column(sa.String(11), sa.ForeignKey("language.tag"), primary_key=True)
    title: Mapped[str]
    text: Mapped[str | None] = mapped_column(sa.Text())


class CategoryText(Base):
    __tablename__ = "category_translation"
    category_id: Mapped[int] = mapped_column(sa.ForeignKey("category.id", ondelete="CASCADE"), primary_key=True)
    language: Mapped[str] = mapped_column(sa.String(11), sa.ForeignKey("language.tag"), primary_key=True)
    title: Mapped[str] = mapped_column(sa.String(80))


class Tag(Named, Base):
    __tablename__ = "tag"


product_tag = sa.Table(
    "product_tag",
    Base.metadata,
    sa.Column("product_id", sa.ForeignKey("product.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("tag_id", sa.ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True, index=True),
)
product_category = sa.Table(
    "product_category",
    Base.metadata,
    sa.Column("product_id", sa.ForeignKey("product.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("category_id", sa.ForeignKey("category.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("place", sa.Integer(), server_default="0", nullable=False),
)
product_media = sa.Table(
    "product_media",
    Base.metadata,
    sa.Column("product_id", sa.ForeignKey("product.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("media_id", sa.ForeignKey("media.id"), primary_key=True),
    sa.Column("place", sa.SmallInteger(), server_default=sa.text("1"), nullable=False),
    sa.UniqueConstraint("product_id", "place"),
)


class Attribute(Named, Base):
    __tablename__ = "attribute"
    kind: Mapped[str] = mapped_column(
        sa.Enum(
            *("text", "number", "choice", *(("colour",) if LATER else ())),
            name="kind",
            native_enum=False,
            create_constraint=True,
        )
    )
    unit: Mapped[str | None] = mapped_column(sa.String(10))


class Option(Base):
    __tablename__ = "attribute_option"
    id: Mapped[int] = mapped_column(primary_key=True)
    attribute_id: Mapped[int] = key("attribute.id", ondelete="CASCADE")
    value: Mapped[str]
    __table_args__ = (sa.UniqueConstraint("attribute_id", "value", name="uq_option"),)


class Variant(Stamped, Base):
    __tablename__ = "variant"
    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = key("product.id", ondelete="CASCADE")
    sku: Mapped[str] = mapped_column(sa.String(40), unique=True)
    gtin: Mapped[str | None] = mapped_column(sa.String(14), index=True)
    sold_out: Mapped[bool] = mapped_column(server_default=sa.false())
    if LATER:
        __table_args__ = (sa.CheckConstraint("length(gtin) IN (8, 12, 13, 14)", name="gtin"),)


class VariantOption(Base):
    __tablename__ = "variant_option"
    variant_id: Mapped[int] = mapped_column(sa.ForeignKey("variant.id", ondelete="CASCADE"), primary_key=True)
    option_id: Mapped[int] = mapped_column(sa.ForeignKey("attribute_option.id"), primary_key=True)


class BundleItem(Base):
    __tablename__ = "bundle_item"
    bundle_id: Mapped[int] = mapped_column(sa.ForeignKey("product.id", ondelete="CASCADE"), primary_key=True)
    variant_id: Mapped[int] = mapped_column(sa.ForeignKey("variant.id"), primary_key=True)
    quantity: Mapped[int] = mapped_column(server_default="1")
    __table_args__ = (sa.CheckConstraint("quantity > 0", name="quantity"),)


class Related(Base):
    __tablename__ = "related_product"
    one_id: Mapped[int] = mapped_column(sa.ForeignKey("product.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(sa.ForeignKey("product.id", ondelete="CASCADE"), primary_key=True)
    how: Mapped[str] = mapped_column(sa.String(12), server_default="similar")


class Review(Stamped, Base):
    __tablename__ = "review"
    __table_args__ = (
        sa.UniqueConstraint("product_id", "customer_id"),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = key("product.id", ondelete="CASCADE")
    customer_id: Mapped[int | None] = link("customer.id")
    stars: Mapped[int] = mapped_column(sa.SmallInteger())
    title: Mapped[str | None] = mapped_column(sa.String(80))
    text: Mapped[str | None] = mapped_column(sa.Text())
    if LATER:
        language: Mapped[str | None] = mapped_column(sa.String(11), sa.ForeignKey("language.tag"))


class ReviewVote(Base):
    __tablename__ = "review_vote"
    review_id: Mapped[int] = mapped_column(sa.ForeignKey("review.id", ondelete="CASCADE"), primary_key=True)
    customer_id: Mapped[int] = mapped_column(sa.ForeignKey("customer.id"), primary_key=True)
    helpful: Mapped[bool]


if LATER:

    class Wish(Base):
        """A table that is new, with all that hangs on it."""

        __tablename__ = "wish"
        __table_args__ = (
            sa.UniqueConstraint("customer_id", "variant_id"),
            sa.CheckConstraint("priority > 0", name="priority"),
            {"comment": "what somebody would like to have"},
        )
        id: Mapped[int] = mapped_column(primary_key=True)
        customer_id: Mapped[int] = key("customer.id", ondelete="CASCADE")
        variant_id: Mapped[int] = key("variant.id", ondelete="CASCADE")
        priority: Mapped[int] = mapped_column(server_default="1", index=True)
        after_id: Mapped[int | None] = link("wish.id")
