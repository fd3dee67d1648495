"""Who does what next, and what it was before."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from tests.autogen.models.cms.base import LATER, Base, Dated, Owned


class Version(Dated, Owned, Base):
    __tablename__ = "node_version"
    node_id: Mapped[int] = mapped_column(sa.ForeignKey("node.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]]


class Task(Dated, Owned, Base):
    __tablename__ = "task"
    id: Mapped[int] = mapped_column(primary_key=True)
    node_id: Mapped[int] = mapped_column()
    version: Mapped[int]
    due: Mapped[dt.date | None] = mapped_column(index=True)
    urgency: Mapped[int] = mapped_column(sa.SmallInteger, server_default="2")
    done: Mapped[bool] = mapped_column(server_default=sa.false())
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["node_id", "version"], ["node_version.node_id", "node_version.number"], ondelete="CASCADE"
        ),
        sa.CheckConstraint("urgency IN (1, 2, 3, 4)" if LATER else "urgency IN (1, 2, 3)", name="task_urgency"),
    )


class Comment(Dated, Owned, Base):
    __tablename__ = "comment"
    id: Mapped[int] = mapped_column(primary_key=True)
    node_id: Mapped[int] = mapped_column(sa.ForeignKey("node.id", ondelete="CASCADE"), index=True)
    answers_id: Mapped[int | None] = mapped_column(sa.ForeignKey("comment.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(sa.Text)
    approved: Mapped[bool | None]
    if LATER:
        edited: Mapped[dt.datetime | None] = mapped_column(comment="last")


class Lock(Base):
    __tablename__ = "edit_lock"
    node_id: Mapped[int] = mapped_column(sa.ForeignKey("node.id", ondelete="CASCADE"), primary_key=True)
    holder: Mapped[str | None if LATER else str] = mapped_column(sa.String(60))
    since: Mapped[dt.datetime] = mapped_column(server_default=sa.text("CURRENT_TIMESTAMP"))


class Subscription(Base):
    __tablename__ = "subscription"
    mail: Mapped[str] = mapped_column(sa.String(180), primary_key=True)
    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("topic.id"), primary_key=True)
    rhythm: Mapped[str] = mapped_column(sa.Enum("daily", "weekly", name="rhythm"), server_default="weekly")


class Poll(Dated, Base):
    __tablename__ = "poll"
    id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(sa.String(300 if LATER else 200))
    closes: Mapped[dt.datetime | None]


class Choice(Base):
    __tablename__ = "poll_choice"
    poll_id: Mapped[int] = mapped_column(sa.ForeignKey("poll.id", ondelete="CASCADE"), primary_key=True)
    letter: Mapped[str] = mapped_column(sa.CHAR(1), primary_key=True)
    text: Mapped[str]
    votes: Mapped[int] = mapped_column(server_default=sa.text("0"))
    __table_args__ = (sa.CheckConstraint("votes >= 0"),)


class Search(Base):
    __tablename__ = "search_log"
    id: Mapped[int] = mapped_column(sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)
    words: Mapped[str] = mapped_column(sa.String(120))
    hits: Mapped[int | None] = mapped_column(sa.BigInteger if LATER else sa.Integer, index=LATER)
    at: Mapped[dt.datetime] = mapped_column(server_default=sa.func.now())
