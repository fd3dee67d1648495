"""Files, a whole table for each kind (concrete), and where they are used."""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.declarative import ConcreteBase
from sqlalchemy.orm import Mapped, mapped_column

from tests.autogen.models.cms.base import LATER, Base, Dated, Owned, many_to_many, translated


class Folder(Owned, Base):
    __tablename__ = "folder"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("folder.id"))
    name: Mapped[str] = mapped_column(sa.String(80))
    __table_args__ = (sa.UniqueConstraint("parent_id", "name"),)


class File(ConcreteBase, Dated, Base):
    """The root of the concrete inheritance: what has no kind of its own."""

    __tablename__ = "file"
    id: Mapped[int] = mapped_column(primary_key=True)
    folder_id: Mapped[int | None] = mapped_column(sa.ForeignKey("folder.id"))
    key: Mapped[uuid.UUID] = mapped_column(unique=True)
    name: Mapped[str]
    size: Mapped[int] = mapped_column(sa.BigInteger)
    mime: Mapped[str] = mapped_column(sa.String(80), server_default="application/octet-stream")
    __mapper_args__ = {"polymorphic_identity": "file", "concrete": True}


class Image(File):
    __tablename__ = "image"
    id: Mapped[int] = mapped_column(primary_key=True)
    folder_id: Mapped[int | None] = mapped_column(sa.ForeignKey("folder.id"))
    key: Mapped[uuid.UUID] = mapped_column(unique=True)
    name: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    pixels: Mapped[int | None] = mapped_column(sa.Computed("width * height", persisted=True))
    alt: Mapped[str | None] = mapped_column(sa.String(200), comment="for who cannot see it")
    focus: Mapped[dict[str, Any] | None]
    __mapper_args__ = {"polymorphic_identity": "image", "concrete": True}


class Video(File):
    __tablename__ = "video"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[uuid.UUID] = mapped_column(unique=True)
    seconds: Mapped[float] = mapped_column(sa.Numeric(9, 3 if LATER else 2))
    poster_id: Mapped[int | None] = mapped_column(sa.ForeignKey("image.id"))
    codec: Mapped[str] = mapped_column(sa.Enum("h264", "vp9", "av1", name="codec"))
    __mapper_args__ = {"polymorphic_identity": "video", "concrete": True}


class Sound(File):
    __tablename__ = "sound"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[uuid.UUID] = mapped_column(unique=True)
    seconds: Mapped[float] = mapped_column(sa.Float)
    if LATER:
        transcript: Mapped[str | None] = mapped_column(sa.Text)
    __mapper_args__ = {"polymorphic_identity": "sound", "concrete": True}


class Document(File):
    __tablename__ = "document"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[uuid.UUID] = mapped_column(unique=True)
    pages: Mapped[int | None]
    text: Mapped[str | None] = mapped_column(sa.Text)
    __mapper_args__ = {"polymorphic_identity": "document", "concrete": True}


class Rendition(Base):
    __tablename__ = "rendition"
    image_id: Mapped[int] = mapped_column(sa.ForeignKey("image.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    scale: Mapped[float] = mapped_column(sa.Numeric(3, 1), primary_key=True, server_default="1.0")
    path: Mapped[str] = mapped_column(sa.String(255), unique=True)


class Licence(Base):
    __tablename__ = "licence"
    code: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    text: Mapped[str | None] = mapped_column(sa.Text)


image_licence = sa.Table(
    "image_licence",
    Base.metadata,
    sa.Column("image_id", sa.ForeignKey("image.id"), primary_key=True),
    sa.Column("licence", sa.String(20), sa.ForeignKey("licence.code"), primary_key=not LATER, nullable=False),
    sa.Column("until", sa.Date),
)
gallery_image = many_to_many("gallery", "image")
article_document = many_to_many("article", "document")
event_image = many_to_many("event", "image")
image_i18n = translated("image", sa.Column("alt", sa.String(200)), sa.Column("caption", sa.String(400)))
document_i18n = translated("document", sa.Column("title", sa.String(200)))
