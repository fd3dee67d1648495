"""What runs behind the shop."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from tests.autogen.models.shop.base import BACKEND, LATER, Base, Named, Stamped, key

big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


class Audit(Base):
    __tablename__ = "audit_event"
    __table_args__ = (sa.Index("ix_audit_what", "table_name", "row_id"), {"comment": "who did what"})
    id: Mapped[int] = mapped_column(big, primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(server_default=sa.func.current_timestamp())
    actor: Mapped[str] = mapped_column(sa.String(60), server_default="it's the system")
    table_name: Mapped[str] = mapped_column(sa.String(63))
    row_id: Mapped[str] = mapped_column(sa.String(40))
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]


class Setting(Base):
    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    value: Mapped[str] = mapped_column(sa.String(200), server_default="")


class Message(Base):
    __tablename__ = "outbox_message"
    __table_args__ = (
        sa.Index(
            "ix_outbox_waiting",
            "id",
            sqlite_where=sa.text("sent_at IS NULL"),
            postgresql_where=sa.text("sent_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(big, primary_key=True)
    topic: Mapped[str] = mapped_column(sa.String(60))
    body: Mapped[dict[str, Any]]
    sent_at: Mapped[dt.datetime | None]


class Job(Stamped, Base):
    __tablename__ = "job"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40), index=True)
    tries: Mapped[int] = mapped_column(server_default=sa.text("0"))
    due_at: Mapped[dt.datetime]
    error: Mapped[str | None] = mapped_column(sa.Text())


class Newsletter(Named, Stamped, Base):
    __tablename__ = "newsletter"
    subject: Mapped[str]
    body: Mapped[str] = mapped_column(sa.Text())


subscriber = sa.Table(
    "newsletter_subscriber",
    Base.metadata,
    sa.Column("newsletter_id", sa.ForeignKey("newsletter.id"), primary_key=True),
    sa.Column("email", sa.String(200), primary_key=True),
    sa.Column("bounced", sa.Boolean(), server_default=sa.false(), nullable=False),
)


class Staff(Named, Base):
    __tablename__ = "staff"
    login: Mapped[str] = mapped_column(sa.String(40), unique=True)
    boss_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id"))
    salary_band: Mapped[str | None] = mapped_column(sa.CHAR(2))


class Note(Stamped, Base):
    __tablename__ = "staff_note"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = key("staff.id")
    customer_id: Mapped[int] = key("customer.id", ondelete="CASCADE")
    text: Mapped[str] = mapped_column(sa.Text())


if not LATER:

    class FaxQueue(Base):
        """A table that goes, with an index and a foreign key on it."""

        __tablename__ = "fax_queue"
        id: Mapped[int] = mapped_column(primary_key=True)
        supplier_id: Mapped[int] = key("supplier.id", ondelete="CASCADE")
        number: Mapped[str] = mapped_column(sa.String(24), index=True)
        tries: Mapped[int] = mapped_column(server_default="3")
        __table_args__ = (sa.CheckConstraint("tries < 10", name="tries"), {"comment": "nobody has one any more"})


if BACKEND == "postgresql":
    sa.Index("ix_audit_after", Audit.__table__.c.actor, Audit.at.desc().nulls_last())
