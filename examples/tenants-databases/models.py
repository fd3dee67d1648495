"""What each clinic has in a database of its own."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Appointment(Base):
    __tablename__ = "appointments"

    id: Mapped[int] = mapped_column(primary_key=True)
    patient: Mapped[str] = mapped_column(String(80))
    day: Mapped[date] = mapped_column(index=True)
    note: Mapped[str | None] = mapped_column(String(200))
