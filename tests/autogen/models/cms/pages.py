"""Blocks on pages, all in one table (single); forms and menus."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from tests.autogen.models.cms.base import BACKEND, LATER, Base, Dated, Placed, Row, translated

WIDTHS = ("third", "half", "full", *(("bleed",) if LATER else ()))


class Block(Placed, Dated, Base):
    """The root of the single-table inheritance; its kinds add columns to it."""

    __tablename__ = "block"
    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(sa.ForeignKey("page.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(sa.Enum("text", "quote", "image", "embed", "form", name="block_kind"))
    width: Mapped[str] = mapped_column(
        sa.Enum(*WIDTHS, native_enum=False, create_constraint=True, name="block_width", length=8), server_default="full"
    )
    __mapper_args__ = {"polymorphic_on": "kind"}
    __table_args__ = (sa.Index("block_on_page", "page_id", "place"),)


class TextBlock(Block):
    text: Mapped[str | None] = mapped_column(sa.Text)
    __mapper_args__ = {"polymorphic_identity": "text"}


class QuoteBlock(Block):
    said: Mapped[str | None] = mapped_column(sa.String(1000))
    said_by: Mapped[str | None] = mapped_column(sa.String(80))
    __mapper_args__ = {"polymorphic_identity": "quote"}


class ImageBlock(Block):
    image_id: Mapped[int | None] = mapped_column(sa.ForeignKey("image.id"))
    caption: Mapped[str | None]
    __mapper_args__ = {"polymorphic_identity": "image"}


class EmbedBlock(Block):
    source: Mapped[str | None] = mapped_column(sa.String(500))
    if not LATER:
        flash: Mapped[bool | None] = mapped_column(sa.Boolean(create_constraint=True, name="block_flash"))
    __mapper_args__ = {"polymorphic_identity": "embed"}


class FormBlock(Block):
    form_id: Mapped[int | None] = mapped_column(sa.ForeignKey("form.id"))
    __mapper_args__ = {"polymorphic_identity": "form"}


class Form(Row):
    __tablename__ = "form"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    mail_to: Mapped[str | None] = mapped_column(sa.String(254), default=None)
    if LATER:
        spam_guard: Mapped[bool] = mapped_column(server_default=sa.true(), default=True)


class Field(Placed, Base):
    __tablename__ = "form_field"
    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[int] = mapped_column(sa.ForeignKey("form.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(sa.String(40))
    kind: Mapped[str] = mapped_column(sa.Enum("line", "text", "number", "date", "choice", name="field_kind"))
    required: Mapped[bool] = mapped_column(server_default=sa.false())
    settings: Mapped[dict[str, Any] | None]
    __table_args__ = (sa.UniqueConstraint("form_id", "name"),)


class Answer(Dated, Base):
    __tablename__ = "form_answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[int] = mapped_column(sa.ForeignKey("form.id"))
    given: Mapped[dict[str, Any]]


class Menu(Base):
    __tablename__ = "menu"
    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(sa.ForeignKey("site.id"))
    name: Mapped[str] = mapped_column(sa.String(40))
    __table_args__ = (sa.UniqueConstraint("site_id", "name", name="menu_name" if LATER else "menu_of_site"),)


class Entry(Placed, Base):
    __tablename__ = "menu_entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    menu_id: Mapped[int] = mapped_column(sa.ForeignKey("menu.id", ondelete="CASCADE"))
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("menu_entry.id"))
    node_id: Mapped[int | None] = mapped_column(sa.ForeignKey("node.id", ondelete=None if LATER else "CASCADE"))
    address: Mapped[str | None] = mapped_column(sa.String(500))
    __table_args__ = (sa.CheckConstraint("(node_id IS NULL) <> (address IS NULL)", name="entry_target"),)


class Redirect(Row):
    __tablename__ = "redirect"
    old: Mapped[str] = mapped_column(sa.String(255), primary_key=True)
    new: Mapped[str] = mapped_column(sa.String(500))
    code: Mapped[int] = mapped_column(sa.SmallInteger, server_default="308" if LATER else "301", default=301)


form_i18n = translated("form", sa.Column("thanks", sa.String(400)))
form_field_i18n = translated("form_field", sa.Column("label", sa.String(80), nullable=False))
menu_entry_i18n = translated("menu_entry", sa.Column("label", sa.String(80), nullable=False))

if BACKEND == "postgresql":
    words = sa.func.to_tsvector(sa.literal_column("'simple'::regconfig"), TextBlock.text)
    sa.Index("block_text_words", words, postgresql_using="gin")
