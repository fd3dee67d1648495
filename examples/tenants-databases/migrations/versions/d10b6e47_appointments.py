"""appointments

Revision ID: d10b6e47
Revises:
Create Date: 2026-11-10 09:00:00+00:00
"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "d10b6e47"
down_revision: str | None = None


async def upgrade(op: Operations) -> None:
    await op.create_table(
        "appointments",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("patient", sa.String(80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
    )
    await op.create_index("ix_appointments_day", "appointments", ["day"])


async def downgrade(op: Operations) -> None:
    await op.drop_table("appointments")
