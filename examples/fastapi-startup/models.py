"""The tables, in a file of their own: amig reads them without importing the web framework."""

from __future__ import annotations

from sqlalchemy import String, false
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Note(Base):
    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(String(500))
    done: Mapped[bool] = mapped_column(server_default=false())
