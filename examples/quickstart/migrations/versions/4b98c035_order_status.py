"""order status

Revision ID: 4b98c035
Revises: 3e61f924
Create Date: 2026-11-05 09:00:00+00:00
"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "4b98c035"
down_revision: str | None = "3e61f924"


async def upgrade(op: Operations) -> None:
    await op.add_column("orders", sa.Column("status", sa.String(20), server_default="new", nullable=False))
    await op.create_index("ix_orders_status", "orders", ["status"])


async def downgrade(op: Operations) -> None:
    await op.drop_index("ix_orders_status", "orders")
    await op.drop_column("orders", "status")
