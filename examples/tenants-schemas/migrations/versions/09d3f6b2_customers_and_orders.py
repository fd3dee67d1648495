"""customers and orders

Revision ID: 09d3f6b2
Revises:
Create Date: 2026-11-10 09:00:00+00:00
"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "09d3f6b2"
down_revision: str | None = None


async def upgrade(op: Operations) -> None:
    await op.create_table(
        "customers",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("email", sa.String(120)),
    )
    await op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("customer_id", sa.Integer(), sa.ForeignKey("customers.id"), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
    )


async def downgrade(op: Operations) -> None:
    await op.drop_table("orders")
    await op.drop_table("customers")
