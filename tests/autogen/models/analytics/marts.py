"""What people look at: small tables that are made anew each night."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from tests.autogen.models.analytics.base import LATER, Base

DAILY = ("sales", "visits", "refunds", "costs", "contacts", "returns", "orders")
MONTHLY = ("revenue", "churn", "retention", "basket", "margin")


def mart(name: str, *columns: sa.Column[Any], **options: Any) -> sa.Table:
    """A table of the mart; unlogged, for it can be made again."""
    return sa.Table(name, Base.metadata, *columns, schema="mart", prefixes=["UNLOGGED"], **options)


daily = {
    name: mart(
        f"daily_{name}",
        sa.Column("day", sa.Date, sa.ForeignKey("core.day.day"), primary_key=True),
        sa.Column("country_key", sa.BigInteger, sa.ForeignKey("core.country.key"), primary_key=True),
        sa.Column("value", sa.Numeric(18, 2), nullable=False, server_default="0"),
        sa.Column(
            "rows",
            sa.BigInteger if LATER and name == "visits" else sa.Integer,
            nullable=False,
            server_default=sa.text("0"),
        ),
        comment=f"{name} of each day",
    )
    for name in DAILY
}
monthly = {
    name: mart(
        f"monthly_{name}",
        sa.Column("month", sa.Date, primary_key=True),
        sa.Column("segment", sa.String(20), primary_key=True, server_default="all"),
        sa.Column("value", sa.Double),
        sa.CheckConstraint("extract(day from month) = 1", name=f"monthly_{name}_first"),
        postgresql_with={"fillfactor": 90} if name == "revenue" else None,
    )
    for name in (*MONTHLY, *(("cohorts",) if LATER else ()))
}
forecast = mart(
    "forecast",
    sa.Column("made_on", sa.Date, primary_key=True, server_default=sa.func.current_date()),
    sa.Column("for_day", sa.Date, primary_key=True),
    sa.Column("low", sa.Double),
    sa.Column("high", sa.Double),
    sa.Column("spread", sa.Double, sa.Computed("high - low" if not LATER else "abs(high - low)", persisted=True)),
    sa.CheckConstraint("low <= high"),
)
