"""orders

Revision ID: 3e61f924
Revises: 29d4b813
Create Date: 2026-11-04 09:00:00+00:00
"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "3e61f924"
down_revision: str | None = "29d4b813"


async def upgrade(op: Operations) -> None:
    await op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("customer_id", sa.Integer(), sa.ForeignKey("customers.id"), nullable=False),
        sa.Column("product_id", sa.Integer(), sa.ForeignKey("products.id"), nullable=False),
        sa.Column("amount", sa.Integer(), server_default="1", nullable=False),
    )


async def downgrade(op: Operations) -> None:
    await op.drop_table("orders")
