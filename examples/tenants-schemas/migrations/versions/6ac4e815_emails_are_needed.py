"""every customer has an email

Revision ID: 6ac4e815
Revises: 09d3f6b2
Create Date: 2026-11-12 09:00:00+00:00
"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "6ac4e815"
down_revision: str | None = "09d3f6b2"


async def upgrade(op: Operations) -> None:
    await op.alter_column("customers", "email", existing_type=sa.String(120), nullable=False)
    await op.create_index("ix_orders_customer_id", "orders", ["customer_id"])


async def downgrade(op: Operations) -> None:
    await op.drop_index("ix_orders_customer_id", "orders")
    await op.alter_column("customers", "email", existing_type=sa.String(120), nullable=True)
