"""How the loads go."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Mapped, mapped_column

from tests.autogen.models.analytics.base import LATER, Base

STATES = ("waiting", "running", "done", "failed")


class Source(Base):
    __tablename__ = "source"
    __table_args__ = {"schema": "ops"}
    id: Mapped[int] = mapped_column(sa.SmallInteger, sa.Identity(always=True, maxvalue=999), primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    settings: Mapped[dict[str, Any]] = mapped_column(server_default=sa.text("'{\"retries\": 3}'::jsonb"))
    owner: Mapped[str | None if LATER else str] = mapped_column(server_default=sa.text("CURRENT_USER"))


class Pipeline(Base):
    __tablename__ = "pipeline"
    __table_args__ = {"schema": "ops"}
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(60), unique=True)
    cron: Mapped[str | None] = mapped_column(sa.String(40), unique=LATER)
    after: Mapped[list[int] | None] = mapped_column(pg.ARRAY(sa.Integer))


class Batch(Base):
    __tablename__ = "batch"
    __table_args__ = (
        sa.Index("batch_running", "pipeline_id", unique=True, postgresql_where=sa.text("state = 'running'")),
        {"schema": "ops"},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    pipeline_id: Mapped[int] = mapped_column(sa.ForeignKey("ops.pipeline.id"))
    source_id: Mapped[int | None] = mapped_column(sa.SmallInteger, sa.ForeignKey("ops.source.id"))
    state: Mapped[str] = mapped_column(sa.Enum(*STATES, name="batch_state", schema="ops"), server_default="waiting")
    began: Mapped[dt.datetime] = mapped_column(server_default=sa.func.now())
    ended: Mapped[dt.datetime | None]
    took: Mapped[dt.timedelta | None] = mapped_column(sa.Interval(), sa.Computed("ended - began", persisted=True))


class Step(Base):
    __tablename__ = "step"
    __table_args__ = {"schema": "ops"}
    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("ops.batch.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    rows: Mapped[int | None] = mapped_column(sa.BigInteger)
    log: Mapped[list[str]] = mapped_column(server_default=sa.text("ARRAY[]::text[]"))


class Check(Base):
    __tablename__ = "quality_check"
    __table_args__ = (
        sa.CheckConstraint("severity IN ('info', 'warning', 'error')", name="severity"),
        {"schema": "ops"},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    sql: Mapped[str]
    severity: Mapped[str] = mapped_column(sa.String(8), server_default="error" if LATER else "warning")


class Finding(Base):
    __tablename__ = "quality_finding"
    __table_args__ = {"schema": "ops"}
    id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True)
    check_id: Mapped[int] = mapped_column(sa.ForeignKey("ops.quality_check.id", ondelete="CASCADE", onupdate="CASCADE"))
    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("ops.batch.id"))
    row: Mapped[dict[str, Any] | None]


class Booking(Base):
    """Who may load when: no two at once."""

    __tablename__ = "window_booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    pipeline_id: Mapped[int] = mapped_column(sa.ForeignKey("ops.pipeline.id"))
    during: Mapped[pg.Range[dt.datetime]] = mapped_column(pg.TSTZRANGE())
    firm: Mapped[bool] = mapped_column(server_default=sa.true())
    __table_args__ = (
        pg.ExcludeConstraint(
            ("pipeline_id", "="),
            ("during", "&&"),
            name="one_at_a_time",
            using="gist",
            where=sa.text("firm") if LATER else None,
        ),
        {"schema": "ops"},
    )


class Contract(Base):
    __tablename__ = "data_contract"
    __table_args__ = {"schema": "ops"}
    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(sa.SmallInteger, sa.ForeignKey("ops.source.id"))
    columns: Mapped[dict[str, Any]]
    expected: Mapped[list[list[str]] | None] = mapped_column(pg.ARRAY(sa.Text, dimensions=2))


class Alert(Base):
    __tablename__ = "alert"
    __table_args__ = {"schema": "ops"}
    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ops.quality_finding.id", ondelete="SET NULL"))
    sent: Mapped[dt.datetime | None]
    to: Mapped[str] = mapped_column(sa.String(200 if LATER else 120))
